"""What is asked: how, why, how long, where; 怎么退款 / 为什么退款."""

from collections.abc import Mapping, Sequence

from xiaoer.matching.difference.side import Side
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_HOW = "怎么做"
_COUNTING = "几第"  # 几个疗程 asks how long
_OF_TIME = regex("时|频|周期|间隔|日|期")
_WONDERING = regex("会|还|又|老|总|没|不|这么|那么|就|突然|变|都|也|老是")  # 怎么会, 咋还
_APART: Mapping[str, frozenset[str]] = {
    _HOW: frozenset(("为什么", "什么时候", "多久", "多少")),
    "为什么": frozenset((_HOW, "什么时候", "多久", "多少", "哪里")),
    "什么时候": frozenset((_HOW, "为什么", "多少", "哪里")),
    "多久": frozenset((_HOW, "为什么", "多少", "哪里", "是否", "什么")),
    "多少": frozenset((_HOW, "为什么", "什么时候", "多久", "哪里")),
    "哪里": frozenset(("为什么", "什么时候", "多久", "多少")),
    "什么": frozenset(("多久",)),
    "谁": frozenset((_HOW, "为什么", "什么时候", "多久", "多少", "哪里")),
}
"""Kinds of question words, and those that ask something else."""


def compare_asked(
    ours: Side, theirs: Side, others: Sequence[Side], kinds: Mapping[str, str]
) -> Difference | None:
    """What the query asks and no question of the entry does.

    ``kinds`` are question words and the titles of their kinds.
    """
    mine, other = _asked(ours, kinds), _asked(theirs, kinds)
    if not mine or not other or not all(_are_apart(one, two) for one in mine for two in other):
        return None
    if any(not mine.keys().isdisjoint(_asked(side, kinds)) for side in others):
        return None
    return Difference("asked", "、".join(mine.values()), "、".join(other.values()))


def _are_apart(one: str, two: str) -> bool:
    """Whether two kinds of question words ask something else."""
    return two in _APART.get(one, frozenset())


def _asked(side: Side, kinds: Mapping[str, str]) -> dict[str, str]:
    """What a text asks: the kinds of its question words, each as it is written."""
    found = {}
    for at, word in enumerate(side.words):
        behind = side.words[at + 1] if at + 1 < len(side.words) else ""
        kind = kinds.get(word, "是否")
        if kind == _HOW and _WONDERING.match(behind):
            kind = "为什么"
        if kind == "什么" and _OF_TIME.match(behind):
            kind = "多久"
        if kind == "什么时候" or (kind != "是否" and word[0] not in _COUNTING):
            found[kind] = word
    return found
