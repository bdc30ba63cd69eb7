"""The order in which two texts say the same words: who does it to whom, what comes first."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from xiaoer.matching.difference.alignment import LONGEST_SWAP, swapped
from xiaoer.matching.difference.word_lists import WordLists
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.text.resources import read_sections

_FAR = 10  # words: beyond, a text tells a story
_NEGATORS = "不没未非"


def reversed_order(
    ours: Sequence[str],
    theirs: Sequence[str],
    x: str,
    y: str,
    lists: WordLists,
    asking: Collection[str],
) -> Difference | None:
    """Two things that have changed places around what turns one into the other.

    ``x`` and ``y`` are what is left of both texts without their common ends.
    """
    if found := swapped(x, y):
        first, middle, last = found
        full = read_sections("difference.txt")["空词"].isdisjoint((first, last))
        if any(word in first + " " + last for word in asking):
            return None
        if full and not any(word in middle for word in lists.joining):
            kind: DifferenceKind = "roles" if {first, last} <= lists.persons else "order"
            return Difference(kind, f"{first}…{last}", f"{last}…{first}")
    elif _moved(x, y) or _moved(y, x):
        return Difference("order", x, y)
    return _around(ours, theirs, lists, asking)


def _moved(x: str, y: str) -> bool:
    """Whether a negator has moved from the front to the end: 不退货 / 退货不."""
    return 1 < len(x) == len(y) <= LONGEST_SWAP and x[0] in _NEGATORS and y == x[1:] + x[0]


def _around(
    ours: Sequence[str], theirs: Sequence[str], lists: WordLists, asking: Collection[str]
) -> Difference | None:
    """Two words on either side of a third that have changed sides: 先停机再过户."""
    if max(len(ours), len(theirs)) > _FAR:
        return None
    there = {word: place for place, word in enumerate(theirs)}
    shared = [w for w in dict.fromkeys(ours) if w in there and theirs.count(w) == 1]
    for at, middle in enumerate(shared):
        if middle not in lists.turning and middle not in lists.to_persons:
            continue
        before = [w for w in shared[:at] if there[w] > there[middle] and _counts(w, lists, asking)]
        after = [
            w for w in shared[at + 1 :] if there[w] < there[middle] and _counts(w, lists, asking)
        ]
        if before and after:
            return Difference(
                "roles" if {before[-1], after[0]} <= lists.persons else "order",
                f"{before[-1]}…{middle}…{after[0]}",
                f"{after[0]}…{middle}…{before[-1]}",
            )
    return None


def _counts(word: str, lists: WordLists, asking: Collection[str]) -> bool:
    if word in asking:
        return False
    return word in lists.persons or (word not in lists.light and word not in lists.joining)


def exchanged_roles(
    ours: Sequence[str], theirs: Sequence[str], lists: WordLists
) -> Difference | None:
    """A person on the other side of what is done: 朋友怎么转给我 / 怎么转给朋友."""
    if max(len(ours), len(theirs)) > _FAR or ("被" in ours) != ("被" in theirs):
        return None
    mine, other = _sides(ours, lists), _sides(theirs, lists)
    for (person, act), places in mine.items():
        there = other.get((person, act))
        if there and places.isdisjoint(there):
            said = [f"{person}{act}" if place < 0 else f"{act}{person}" for place in (-1, 1)]
            ahead = min(places) < 0
            return Difference("roles", said[0 if ahead else 1], said[1 if ahead else 0])
    return None


def _sides(words: Sequence[str], lists: WordLists) -> dict[tuple[str, str], set[int]]:
    """Where each person stands beside each act that is done to persons: before −1, after 1."""
    acts = [(place, word) for place, word in enumerate(words) if word in lists.to_persons]
    found: dict[tuple[str, str], set[int]] = {}
    for place, word in enumerate(words):
        if word in lists.persons:
            for at, act in acts:
                # at the end, what stands before may be what it is done to: 受益人怎么修改
                if at > place and at == len(words) - 1:
                    continue
                if at != place:
                    found.setdefault((word, act), set()).add(-1 if place < at else 1)
    return found


def in_order(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the shared words come in the same order."""
    return all(a[1] < b[1] for a, b in pairwise(pairs))
