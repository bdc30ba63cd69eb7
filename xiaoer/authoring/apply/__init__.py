"""The decisions of a mined sheet → variants, entries to write, negatives, labelled queries."""
