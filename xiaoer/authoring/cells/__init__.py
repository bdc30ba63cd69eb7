"""What one cell holds, texts, lists and parts of an entry: reading and writing are inverse."""
