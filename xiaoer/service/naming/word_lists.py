"""The words of ``data/lexicon/naming.txt``, by what they say of a message; read on first use."""

import re
from functools import cache

from xiaoer.text.resources import read_lines, read_sections

_FILE = "naming.txt"


def words_of(section: str) -> frozenset[str]:
    """The words of a section, by its title."""
    return read_sections(_FILE)[section]


@cache
def groups_of(section: str) -> tuple[frozenset[str], ...]:
    """The lines of a section, each a group of words."""
    lines = (line for title, line in read_lines(_FILE) if title == section)
    return tuple(frozenset(line.split(" ")) for line in lines)


@cache
def any_of(section: str) -> str:
    """A pattern of the words of a section, the longest first."""
    words = sorted(words_of(section), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"
