"""Models and grades, compared whole wherever they stand: G20 / G30, 标准版 / 旗舰版."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_sections
from xiaoer.text.words.quantities import Identity

_HEADS = "版|型|款|班|级|舱|房|卡|档|套餐|会员|系列|方案|账户|账号|用户|号"
_LONGEST = 12  # characters of a code
_NUMBERED = regex("(?<![a-z0-9])([a-z]+)([0-9]{1,2})(?![a-z0-9])")
_ENDS_IN_CODE = regex("[a-z]*[0-9]+[a-z]?$")


def compare_codes(ours: Side, theirs: Side) -> Compared:
    """Whether both texts name a model, and none that the other names.

    A number with a unit is none, nor is what has no letter: an order's number.
    """
    if found := _numbered(ours.said, theirs.said):
        return found
    mine, other = (_codes(side.identities) for side in (ours, theirs))
    if not mine or not other:
        return None
    if any(one.equals(two) for one in mine for two in other):
        return "same"
    return Difference("model", _shown(mine), _shown(other))


def _numbered(ours: str, theirs: str) -> Difference | None:
    """One name with another number: vip3 / vip1."""
    mine, other = (dict(_NUMBERED.findall(text)) for text in (ours, theirs))
    for name in mine.keys() & other.keys():
        if mine[name] != other[name]:
            return Difference("model", name + mine[name], name + other[name])
    return None


def _codes(found: Sequence[Identity]) -> list[Identity]:
    return [
        one
        for one in found
        if not one.unit and len(one.shown) <= _LONGEST and not one.shown.isdigit()
    ]


def _shown(codes: Sequence[Identity]) -> str:
    return "、".join(one.shown for one in codes)


def compare_grades(ours: Side, theirs: Side) -> Compared:
    """Whether both texts name a grade of something, and none that the other names.

    One that only one text names counts behind a word that both have: iphone15 / iphone15 pro.
    """
    mine, other = _grades(ours.said), _grades(theirs.said)
    if not mine or not other:
        return _added(mine or other, ours, theirs, own=bool(mine))
    if mine.keys() & other.keys():
        return "same" if mine.keys() == other.keys() else None
    return Difference("model", *(next(iter(side.values())).shown for side in (mine, other)))


class _Grade(NamedTuple):
    before: str  # what stands before it, without spaces
    shown: str


def _grades(text: str) -> dict[str, _Grade]:
    """The grades that a text names, by their words: 旗舰 → 旗舰版."""
    return {
        found[1] or found[2]: _Grade(text[: found.start()], found[0])
        for found in _pattern().finditer(text)
    }


def _added(named: Mapping[str, _Grade], ours: Side, theirs: Side, *, own: bool) -> Compared:
    """A Latin grade of one text only, behind what both name."""
    against = theirs if own else ours
    for word, grade in named.items():
        model = _ENDS_IN_CODE.search(grade.before)
        if word.isascii() and model and model[0] in against.said:
            return Difference("model", *((grade.shown, "") if own else ("", grade.shown)))
    return None


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(read_sections("difference.txt")["档次"], key=lambda word: (-len(word), word))
    chinese = "|".join(word for word in words if not word.isascii())
    latin = "|".join(filter(str.isascii, words))
    return re.compile(f"({chinese})(?:{_HEADS})|(?<![a-z])({latin})(?![a-z])(?:{_HEADS})?")
