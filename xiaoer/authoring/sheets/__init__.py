"""Sheets of operators, laid out as they like: which column is what, what a row is, what is told."""
