"""Entries from elsewhere → a corpus: ids, what changes, the check, the files to write."""
