"""Sheets of operators: what a cell holds, what a row is, and the sheet that is written for them."""
