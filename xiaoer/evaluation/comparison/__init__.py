"""Two systems on the same queries: which is better, and which replies changed."""
