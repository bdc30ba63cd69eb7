"""Characters: which are one, how they sound and look, and Chinese numerals as digits."""
