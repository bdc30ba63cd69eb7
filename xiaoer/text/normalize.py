"""A text as it was typed → the text that is matched, by named steps in one order.

Every step is a ``str → str`` function; ``trace`` replays them. The steps are repeated until
nothing changes, so that normalizing twice equals normalizing once.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from xiaoer.text.characters.numerals import numerals_to_digits
from xiaoer.text.characters.signs import one_spelling, prose_commas, punctuation_to_space
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.labelled_values import mask_labels
from xiaoer.text.redaction import mask_private
from xiaoer.text.regex import regex

DEFAULT_CAP = 512
"""Characters of a text that are looked at; the rest is cut before any work."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# a text of these only needs no Unicode work; nearly every query is one
_PLAIN = regex(f"[{_HAN}a-z0-9 ]*")
_LONE_SURROGATE = regex("[\ud800-\udfff]")
_SPACE = regex(r"\s+")
_URL = regex(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_EMAIL = regex(r"[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,255}", re.IGNORECASE)
# a phone, order, tracking or card number: nine digits or more, letters of a carrier before them,
# hyphens between them: 138-0013-8000, but not 2026-11-11, a hotline, or the standard 19001-2016
_NUMBER = regex(
    r"(?<![a-z0-9])(?![48]00\d{7}(?![\d-])|[a-z]{0,4}\d{4,5}-(?:19|20)\d\d(?![\d-]))"
    r"[a-z]{0,4}\d(?:-*\d){8,}(?![a-z0-9])"
)
_REPEAT = regex(r"([^\d\s])\1{2,}")
_SPREAD = regex(f"(?<![^ ])[{_HAN}](?: [{_HAN}])+(?![^ ])")


class Step(NamedTuple):
    """One step of normalization."""

    name: str
    apply: Callable[[str], str]
    label: str


def replace_surrogates(text: str) -> str:
    """The text with lone surrogates, which no encoding can carry, replaced by U+FFFD.

    >>> replace_surrogates("退款" + chr(0xD83D)).encode().decode()
    '退款�'
    """
    return _LONE_SURROGATE.sub("\ufffd", text)


def compatibility(text: str) -> str:
    """Full-width, circled and squared forms as ordinary characters (Unicode NFKC).

    >>> compatibility("ＡＢＣ①㎡")
    'ABC1m2'
    """
    return unicodedata.normalize("NFKC", prose_commas(text))


def lower(text: str) -> str:
    """Latin letters in lower case."""
    return text.lower()


def visible(text: str) -> str:
    """Without what is not seen: zero-width and combining characters go, controls are spaces."""
    return "".join(map(_visible_char, text))


def _visible_char(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me"):
        return ""
    return " " if category[0] in "CZ" else char


def emoji_to_space(text: str) -> str:
    """Emoji and other pictures as spaces: they carry no keyword."""
    return "".join(" " if unicodedata.category(c) in ("So", "Sk") and c != "^" else c for c in text)


def mask_urls(text: str) -> str:
    """Web and e-mail addresses as spaces."""
    return _EMAIL.sub(" ", _URL.sub(" ", text))


def mask_numbers(text: str) -> str:
    """Phone, order and tracking numbers as spaces: they say who asks, not what is asked.

    >>> mask_numbers("订单2026112212345678到哪了"), mask_numbers("12315怎么打")
    ('订单 到哪了', '12315怎么打')
    """
    return _NUMBER.sub(" ", text)


def shorten_repeats(text: str) -> str:
    """Three or more of one character in a row as one: 急急急急 → 急, 啊啊啊 → 啊."""
    return _REPEAT.sub(r"\1", text)


def join_spread(text: str) -> str:
    """Single characters typed with spaces between them, joined: 怎 么 退 款 → 怎么退款."""
    return _SPREAD.sub(lambda m: m[0].replace(" ", ""), text)


def squeeze(text: str) -> str:
    """One space between parts, none at the ends."""
    return _SPACE.sub(" ", text).strip()


STEPS = (
    Step("mask_labels", mask_labels, "去掉订单号、快递单号等和它们的名目，去掉订单卡片"),
    Step("mask_private", mask_private, "去掉手机号、证件号、银行卡号、邮箱、地址和它们的占位符"),
    Step("compatibility", compatibility, "全角、带圈字符转为普通字符"),
    Step("lower", lower, "英文转小写"),
    Step("visible", visible, "去掉看不见的字符"),
    Step("mask_urls", mask_urls, "去掉网址和邮箱"),
    Step("simplify", simplify, "繁体转简体"),
    Step("numerals_to_digits", numerals_to_digits, "单位前的中文数字转为阿拉伯数字"),
    Step("one_spelling", one_spelling, "同一数值的不同写法统一：1,299 → 1299，3到5天 → 3~5天"),
    Step("mask_numbers", mask_numbers, "去掉手机号、订单号等长数字"),
    Step("emoji_to_space", emoji_to_space, "去掉表情"),
    Step("punctuation_to_space", punctuation_to_space, "去掉标点，数值里的符号保留"),
    Step("shorten_repeats", shorten_repeats, "连续重复的字只留一个"),
    Step("squeeze", squeeze, "合并空格"),
    Step("join_spread", join_spread, "合并逐字空开的词"),
)
"""All steps in the order in which they are applied."""

_PLAIN_STEPS = tuple(
    step
    for step in STEPS
    if step.name
    in (
        "mask_labels",
        "mask_private",
        "simplify",
        "numerals_to_digits",
        "one_spelling",
        "mask_numbers",
        "punctuation_to_space",
        "shorten_repeats",
        "squeeze",
        "join_spread",
    )
)
_MAX_ROUNDS = 6


def normalize(text: str, cap: int = DEFAULT_CAP) -> str:
    """The text that is matched, at most ``cap`` characters long.

    >>> normalize("请问：七天無理由怎麼退？？？ 😀")
    '请问 7天无理由怎么退'
    """
    text = replace_surrogates(text[:cap])
    for _ in range(_MAX_ROUNDS):
        before = text
        for step in _steps_for(text):
            text = step.apply(text)[:cap]
        if text == before:
            break
    return text


def _steps_for(text: str) -> tuple[Step, ...]:
    return _PLAIN_STEPS if _PLAIN.fullmatch(text) else STEPS


def trace(text: str, cap: int = DEFAULT_CAP) -> tuple[tuple[str, str], ...]:
    """(step's name, text after it) of each step that changed something, in order."""
    text = replace_surrogates(text[:cap])
    changes: list[tuple[str, str]] = []
    for _ in range(_MAX_ROUNDS):
        before = text
        for step in _steps_for(text):
            after = step.apply(text)[:cap]
            if after != text:
                changes.append((step.name, after))
            text = after
        if text == before:
            break
    return tuple(changes)


def question_key(text: str) -> str:
    """What makes two questions the same: the normalized text without spaces.

    >>> question_key("怎么 退款?") == question_key("怎麼退款!")
    True
    """
    return normalize(text).replace(" ", "")
