"""What customers say around and between their words: politeness, and fillers while they think."""

from __future__ import annotations

from itertools import accumulate
from random import Random

from xiaoer.evaluation.perturb.edit import NEGATORS, Edit, protected
from xiaoer.evaluation.perturb.words import cut

FRONT = tuple(
    "你好 您好 亲你好 请问 请问一下 麻烦问一下 打扰一下 想咨询一下 在吗 不好意思 客服你好 "
    "我想问一下".split()
)
BACK = tuple(
    "谢谢 谢谢啦 麻烦了 辛苦了 非常感谢 在线等 挺急的 求解答 拜托了 麻烦帮我看一下".split()
)
MARKS = ("，", ",", " ", "！", "~", "。")
"""What stands between padding and question: always something, so that the words stay apart."""

FILLERS = tuple("嗯 呃 那个 就是 就是说 话说 其实 反正 然后".split())

_CLINGING = frozenset("的地得了着过吗么呢吧啊呀啦嘛哦们里上下中后前时")
"""Words that nobody separates from the word before."""


def padded(text: str, random: Random) -> Edit | None:
    """Politeness before, behind, or on both sides; one edit a side: 你好，怎么退款 谢谢."""
    core = text.strip()
    if not core:
        return None
    side = random.choice(("front", "back", "both"))
    edits = 0
    if side != "back":
        core, edits = random.choice(FRONT) + random.choice(MARKS) + core, 1
    if side != "front":
        core, edits = core + random.choice(MARKS) + random.choice(BACK), edits + 1
    return Edit(core, edits)


def filler(text: str, random: Random) -> Edit | None:
    """A filler in front of a word, a comma behind it where a part begins; one edit.

    这个订单那个怎么退; 嗯，怎么退. Never next to a negation, which it would cut in two (在不在).
    """
    places = _between_words(text)
    if not places:
        return None
    at = random.choice(places)
    begins = not at or not text[at - 1].isalnum()
    mark = random.choice(("", "，")) if begins else ""
    return Edit(text[:at] + random.choice(FILLERS) + mark + text[at:], 1)


def _between_words(text: str) -> list[int]:
    """Where a word begins that may stand behind a filler."""
    held = protected(text)
    words = cut(text)
    starts = [0, *accumulate(map(len, words))][:-1]
    return [
        at
        for at, before, word in zip(starts, ["", *words][: len(words)], words, strict=True)
        if word.isalnum()
        and word not in _CLINGING
        and not {at - 1, at} <= held
        and NEGATORS.isdisjoint(before + word)
    ]
