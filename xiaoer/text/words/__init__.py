"""Words: cut from a text, what the engine knows of them, and what a text denies."""
