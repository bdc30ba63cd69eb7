"""What a customer does with a message other than ask: greet, thank, accept, deny, insult.

Acts are recognized on the whole message, so that 人工客服几点上班 stays a question and
谢谢，那运费谁出 is not taken for thanks. Where words of several acts make up a message, the one
that matters most for what comes next decides: 没用，谢谢 denies, 谢谢，解决了 tells of success,
好的谢谢 thanks. Pictures decide where there are no words; an angry or a denying one always counts.
"""

import re
from collections.abc import Mapping, Set
from typing import Literal

from xiaoer.service.anger import masked_anger
from xiaoer.service.cantonese import in_mandarin
from xiaoer.service.heard import heard
from xiaoer.service.loosely import loosely_said
from xiaoer.service.person import declines_person, wants_person
from xiaoer.service.pictures import without_pictures
from xiaoer.service.scan import Scanner

Act = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "here",
    "empty",
    "acknowledged",
    "solved",
    "confused",
    "denied",
    "insult",
    "human_requested",
]

FILE = "acts.txt"
KINDS = {
    "问候": "greeting",
    "道谢": "thanks",
    "告别": "goodbye",
    "在吗": "here",
    "应声": "acknowledged",
    "解决了": "solved",
    "没听懂": "confused",
    "没用": "denied",
    "骂人": "insult",
    "对象": "target",
    "请求": "request",
    "所指": "matter",
    "喊人": "call",
    "垫词": "padding",
}
# 不是很明白 is no 不是, 在不在 no 不
_SCANNER = Scanner(FILE, KINDS, whole=frozenset({"here", "confused", "denied", "goodbye"}))
_ORDER: tuple[Act, ...] = (
    "insult",
    "denied",
    "confused",
    "solved",
    "thanks",
    "goodbye",
    "here",
    "greeting",
    "acknowledged",
)
# words that say nothing without an act of these: 平台 and 问题 alone are none
_COMPANIONS: Mapping[str, Set[str]] = {
    "target": {"insult"},
    "request": {"confused"},
    "matter": {"denied", "confused", "solved", "insult"},
}
_LOUD = frozenset({"insult", "denied"})
_LONGEST = 40  # a longer message says more than hello
_DRAWN_OUT = re.compile(r"(.)\1{2,}")  # byeeee, 在吗吗吗
_ABUSE = "垃圾"  # a listed word of abuse, to stand for whatever shows anger


def recognize(raw: str, text: str, *, by_sound: bool = True) -> Act | None:
    """The act that the whole message is, or None when it asks something.

    ``text`` is the normalized message. ``by_sound`` takes words for what they sound like
    (接决了), which a message should not be that is close to a question of the corpus (不动呢).

    >>> from xiaoer.text.normalize import normalize
    >>> messages = ("你好", "谢谢啦", "？？", "👎", "我要转人工！", "人工客服几点上班")
    >>> [recognize(m, normalize(m)) for m in messages]
    ['greeting', 'thanks', 'empty', 'denied', 'human_requested', None]
    """
    if text and wants_person(text):
        return "human_requested"
    if len(text) > _LONGEST:
        return None
    if text and declines_person(text):
        return "acknowledged"
    words, pictured = without_pictures(raw, text)
    if not words:
        return _first(pictured) or "empty"
    said = _said(words, by_sound)
    return _first(said | (pictured & _LOUD)) if said else None


def _first(kinds: Set[str]) -> Act | None:
    found = next((act for act in _ORDER if act in kinds), None)
    return "here" if found is None and "call" in kinds else found


def _said(words: str, by_sound: bool) -> Set[str]:
    """The kinds of words that a message is made of; none where it holds any other."""
    words = in_mandarin(words)
    return (
        _kinds(words)
        or ((short := _DRAWN_OUT.sub(r"\1", words)) != words and _kinds(short))
        or ((angry := masked_anger(words, _ABUSE)) != words and _kinds(angry))
        or (by_sound and (_kinds(heard(words)) or loosely_said(words.replace(" ", ""))))
        or frozenset()
    )


def _kinds(words: str) -> Set[str]:
    """Of the ways to cover it, all kinds; those with a lonely companion are none."""
    ways = _SCANNER.coverings(words.replace(" ", ""))
    return frozenset[str]().union(*filter(_is_whole, ways))


def _is_whole(kinds: Set[str]) -> bool:
    if {"confused", "solved"} <= kinds:  # 什么 有用 asks
        return False
    return all(kinds & needed for kind, needed in _COMPANIONS.items() if kind in kinds)
