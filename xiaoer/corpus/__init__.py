"""YAML, JSON Lines or rows of a database → a checked, immutable `Corpus`."""
