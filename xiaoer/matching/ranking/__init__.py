"""Candidates compared closely: features of a query and a question, and the fitted order."""
