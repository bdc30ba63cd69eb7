"""Words that may stand for each other."""
