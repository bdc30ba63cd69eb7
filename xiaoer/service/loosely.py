"""The acts of a short message that is an act and little else: 真心谢谢, 被你绕晕了, 一点用也没有.

Words of two characters and more count, longest first; what lies between them has to be light:
pronouns, particles, verbs of speech, by the section 轻字 of ``data/lexicon/acts.txt``. Anything
that names a thing (退款, 快递) or asks for one is left to the corpus.
"""

import functools
import re
from collections.abc import Mapping

from xiaoer.text.resources import read_lines

_LONGEST = 16
_LONGEST_WORD = 8
_CORES = {
    "道谢": "thanks",
    "告别": "goodbye",
    "在吗": "here",
    "解决了": "solved",
    "没听懂": "confused",
    "没用": "denied",
    "喊人": "padding",
    "垫词": "padding",
    "所指": "padding",
    "请求": "padding",
}
_WHAT = "什么"  # 我可以问你什么 is no 什么？
_ASKS = re.compile(
    r"怎|如何|咋|多[久少长]|哪|几|何时|时候|谁|为什|为啥|为何|是否|[能会可要有是]不[能会可要是]|有没有|(.)不\1"
)
_ASKS_BACK = re.compile("[吗么没不]$|[吗么]")


def loosely_said(words: str) -> frozenset[str]:
    """The acts that a normalized message without spaces shows; none where it may say more.

    >>> sorted(loosely_said("真心谢谢")), sorted(loosely_said("谢谢你帮我退款"))
    (['thanks'], [])
    """
    if not 2 < len(words) <= _LONGEST or _ASKS.search(words):
        return frozenset()
    listed, light = _lists()
    kinds: set[str] = set()
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _LONGEST_WORD), at + 1, -1)
        end = next((end for end in ends if words[at:end] in listed), at)
        if end > at:
            kinds.add(listed[words[at:end]])
        elif words[at] not in light:
            return frozenset()
        at = max(end, at + 1)
    kinds.discard("padding")
    if not kinds <= {"denied", "confused"} and _ASKS_BACK.search(words):
        return frozenset()
    return frozenset(kinds)


@functools.cache
def _lists() -> tuple[Mapping[str, str], frozenset[str]]:
    """(word → its kind, the first listed; light characters)."""
    listed: dict[str, str] = {}
    light: set[str] = set()
    for title, line in read_lines("acts.txt"):
        if title == "轻字":
            light.update(line.replace(" ", ""))
        elif title in _CORES:
            for word in line.split(" "):
                if 1 < len(word) <= _LONGEST_WORD and not word.isascii() and word != _WHAT:
                    listed.setdefault(word, _CORES[title])
    return listed, frozenset(light)
