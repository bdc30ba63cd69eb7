"""What the query and the first candidate's question do not have in common, and of which kind."""
