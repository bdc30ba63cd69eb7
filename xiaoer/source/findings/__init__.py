"""What is wrong with a source, as records: where, what was found, how to mend it; and its words."""
