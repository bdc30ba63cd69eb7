"""Whole numbers that a command is given."""

import argparse

_DIGITS = 18  # int() itself refuses a text of more than 4,300


def count(text: str) -> int:
    """A number from 1."""
    return _from(1, text)


def count_from_0(text: str) -> int:
    """A number from 0."""
    return _from(0, text)


def _from(least: int, text: str) -> int:
    if not text.isdecimal() or len(text) > _DIGITS or int(text) < least:
        what = f'expected a number from {least}, found "{text}"'
        raise argparse.ArgumentTypeError(what)
    return int(text)
