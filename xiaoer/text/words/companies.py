"""Large companies and apps that a text names, by the list that comes with the package."""

from collections.abc import Container, Iterable
from functools import cache

from xiaoer.text.resources import read_lines

_LONGEST = 8


@cache
def _listed() -> dict[str, str]:
    """Each name → the first one of its line."""
    return {name: line.split()[0] for _, line in read_lines("brands.txt") for name in line.split()}


@cache
def _heads() -> frozenset[str]:
    """The first characters of the names."""
    return frozenset(name[0] for name in _listed())


def names_in(text: str, starts: Container[int] | None = None) -> frozenset[str]:
    """The companies that a text names, by their first names, the longest only.

    ``starts`` are the places where words begin, so that there is no 京东 in 北京东站.

    >>> sorted(names_in("招行和工行的app"))
    ['工商银行', '招商银行']
    """
    listed, heads, found, place = _listed(), _heads(), set(), 0
    while place < len(text):
        begins = text[place] in heads and (starts is None or place in starts)
        for size in range(_LONGEST, 1, -1) if begins else ():
            name = text[place : place + size]
            if name in listed and is_whole(text, place, name):
                found.add(listed[name])
                place += size - 1
                break
        place += 1
    return frozenset(found)


def is_whole(text: str, place: int, name: str) -> bool:
    """Whether a Latin name is no part of a longer word."""
    if not name.isascii():
        return True
    around = text[max(place - 1, 0) : place] + text[place + len(name) : place + len(name) + 1]
    return not any(char.isascii() and char.isalnum() for char in around)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """The companies that any of the texts names."""
    return frozenset(name for text in texts for name in names_in(text.lower()))
