"""Entries from elsewhere → a corpus: ids, what changes, the check, and the files that are written."""
