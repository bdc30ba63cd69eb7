"""What to expect of a corpus by its own questions, before anybody has labelled a query."""
