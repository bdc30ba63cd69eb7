"""One customer's conversation: its state, and the ways to understand a turn in it."""
