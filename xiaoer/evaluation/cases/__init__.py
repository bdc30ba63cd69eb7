"""Labelled queries and scripted dialogues from files, and what a system says to them."""
