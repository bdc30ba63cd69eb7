"""Files of other systems: a reader each, and a writer that says what the other side cannot hold."""
