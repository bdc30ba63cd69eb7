"""Two texts side by side: the words that both have, what is left of each, and in what order."""

from collections.abc import Sequence
from typing import NamedTuple

LONGEST_SWAP = 16  # characters
_SHORTEST_SWAP = 3


class Piece(NamedTuple):
    """Words of one place that only one side has, or that stand for each other."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]


class Aligned(NamedTuple):
    """The places of the shared words on both sides, in our order, and the pieces left over."""

    pairs: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...]


def align(ours: Sequence[str], theirs: Sequence[str]) -> Aligned:
    """What two lists of words share, and the pieces left over, by the shared word before them.

    >>> align(("上海", "发货", "吗"), ("北京", "发货", "吗")).pieces
    (Piece(ours=('上海',), theirs=('北京',)),)
    """
    at: dict[str, list[int]] = {}
    for place, word in enumerate(theirs):
        at.setdefault(word, []).append(place)
    pairs: list[tuple[int, int]] = []
    gaps: dict[int, tuple[list[str], list[str]]] = {}
    anchor = -1
    for place, word in enumerate(ours):
        if places := at.get(word):
            anchor = next((p for p in places if p > anchor), places[0])
            places.remove(anchor)
            pairs.append((place, anchor))
        else:
            gaps.setdefault(anchor, ([], []))[0].append(word)
    taken, anchor = {there for _, there in pairs}, -1
    for place, word in enumerate(theirs):
        if place in taken:
            anchor = place
        else:
            gaps.setdefault(anchor, ([], []))[1].append(word)
    pieces = [Piece(tuple(a), tuple(b)) for _, (a, b) in sorted(gaps.items())]
    return Aligned(tuple(pairs), tuple(paired(pieces)))


def paired(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one side only, put together in their order: 怎么加入社群 / 社群怎么退出."""
    ours = [piece for piece in pieces if not piece.theirs]
    theirs = [piece for piece in pieces if not piece.ours]
    left = [piece for piece in pieces if piece.ours and piece.theirs]
    both = min(len(ours), len(theirs))
    left += [Piece(a.ours, b.theirs) for a, b in zip(ours, theirs, strict=False)]
    return left + ours[both:] + theirs[both:]


def trimmed(ours: str, theirs: str) -> tuple[str, str, int, int]:
    """Both without the characters that they begin and end with alike, and how many those are."""
    shorter, start, end = min(len(ours), len(theirs)), 0, 0
    while start < shorter and ours[start] == theirs[start]:
        start += 1
    while end < shorter - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    return ours[start : len(ours) - end], theirs[start : len(theirs) - end], start, end


def swapped(ours: str, theirs: str) -> tuple[str, str, str] | None:
    """A, β, B where one is AβB and the other BβA, no longer than 16 characters.

    >>> swapped("港币怎么换日元", "日元怎么换港币")
    ('港币', '怎么换', '日元')
    """
    size = len(ours)
    if size != len(theirs) or not _SHORTEST_SWAP <= size <= LONGEST_SWAP:
        return None
    for first in range(1, size - 1):
        if not theirs.endswith(ours[:first]):
            continue
        for last in range(1, size - first):
            middle = ours[first : size - last]
            if ours[size - last :] == theirs[:last] and middle == theirs[last : size - first]:
                return ours[:first], middle, ours[size - last :]
    return None
