"""Large companies and apps that a query may be about and that a corpus never names."""

import re
from collections.abc import Container, Iterable
from functools import cache

from xiaoer.corpus.entry import Entry
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.resources import read_lines

_LONGEST = 8
_OURS = re.compile("(?:你们|咱们|你家|你店|贵公司|贵店|本店|我们)(?:家|店|公司)?的?([一-鿿a-z]{2})")
_SOMEBODY = "(?:^| |在|用|从|我|问)([一-鿿a-z0-9]{{2,6}}?)(?:的|上的|家的){}"
_NO_NAME = re.compile("[我你他她它这那买办开订用有没怎请想要去新老前后几多是在到给的了]")


@cache
def _listed() -> dict[str, str]:
    """Each name → the first one of its line."""
    return {name: line.split()[0] for _, line in read_lines("brands.txt") for name in line.split()}


def names_in(text: str, starts: Container[int] | None = None) -> frozenset[str]:
    """The companies that a text names, by their first names, the longest only.

    ``starts`` are the places where words begin, so that there is no 京东 in 北京东站.

    >>> sorted(names_in("招行和工行的app"))
    ['工商银行', '招商银行']
    """
    listed, found, place = _listed(), set(), 0
    while place < len(text):
        for size in range(_LONGEST, 1, -1) if starts is None or place in starts else ():
            name = text[place : place + size]
            if name in listed and _is_whole(text, place, name):
                found.add(listed[name])
                place += size - 1
                break
        place += 1
    return frozenset(found)


def _is_whole(text: str, place: int, name: str) -> bool:
    """Whether a Latin name is no part of a longer word."""
    if not name.isascii():
        return True
    around = text[max(place - 1, 0) : place] + text[place + len(name) : place + len(name) + 1]
    return not any(char.isascii() and char.isalnum() for char in around)


def texts_of(entry: Entry) -> Iterable[str]:
    """What an entry asks and answers."""
    return (*entry.questions, entry.answer, *(own.answer or "" for own in entry.channels))


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """The companies that any of the texts names."""
    return frozenset(name for text in texts for name in names_in(text.lower()))


def compare_owner(ours: str, theirs: str) -> Compared:
    """Whether a text says somebody else's where the question says yours: 乐刻的年卡 / 你们的年卡.

    >>> compare_owner("乐刻的年卡办一张多少钱", "你们的年卡多少钱")
    Difference(kind='name', ours='乐刻', theirs='')
    """
    if not (found := _OURS.search(theirs)):
        return None
    if _OURS.search(ours):
        return "same"
    owner = re.search(_SOMEBODY.format(re.escape(found[1])), ours)
    if owner is None or _NO_NAME.search(owner[1]):
        return None
    return Difference("name", owner[1], "")
