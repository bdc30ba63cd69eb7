"""Candidates compared closely: features of a query and a question, and the fitted order.

query, candidates ─ features (words, characters, sound; profile, kernel) ─→ named numbers
named numbers ─ ranker: a weighted sum ─→ best first
"""
