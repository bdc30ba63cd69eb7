"""What is private and may be words of a question: names, papers, accounts in words, loose
addresses.

They are masked where a text leaves (the log, the packet) and nowhere else: normalization drops
private values before matching, and what it dropped by mistake a question would have lost.
"""

from xiaoer.text.characters.simplify import simplify
from xiaoer.text.entities.entity import plain
from xiaoer.text.private.found import ADDRESS, OTHER, PHONE, Leaving, LeavingKind
from xiaoer.text.regex import regex

__all__ = ["Leaving", "LeavingKind", "find_leaving", "folded"]

_SIGNS = regex(r"[\s·•.,\-—()]")
_ENDS = {"手机号": PHONE, "地址": ADDRESS, "": "\n"}


def find_leaving(text: str, before: str = "", after: str = "") -> tuple[Leaving, ...]:
    """All of them in a stretch without placeholders, in order, nothing overlapping; ``before``
    and ``after`` are the labels of the placeholders on its sides, "" for none.

    >>> [(one.kind, one.text) for one in find_leaving("我叫王小明，车牌沪A12345")]
    [('name', '王小明'), ('plate', '沪A12345')]
    >>> find_leaving("姓名怎么改"), find_leaving("我叫外卖怎么取消")
    ((), ())
    """
    from xiaoer.text.private.search import search

    ordinary = plain(text)
    marked = f"{_ENDS.get(before, OTHER)}{simplify(ordinary.text)}{_ENDS.get(after, OTHER)}"
    found = search(marked)
    kept: list[Leaving] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        first, last = max(place.start, 1) - 1, min(place.end, len(marked) - 1) - 1
        start, end = ordinary.span(first, last) if first < last else (0, 0)
        if end and (not kept or start >= kept[-1].end):
            value = folded(text[start:end])
            kept.append(Leaving(text[start:end], start, end, value, place.kind))
    return tuple(kept)


def folded(text: str) -> str:
    """A value without spaces and signs, in lower case: two spellings of it are one.

    >>> folded("粤B·D12345")
    '粤bd12345'
    """
    return _SIGNS.sub("", text).lower()
