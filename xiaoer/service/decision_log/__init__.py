"""Replies as lines of a file that loses none, and back."""
