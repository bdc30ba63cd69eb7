"""What customers said as it may become a variant: in one line, without placeholders."""

from __future__ import annotations

from xiaoer.source.tree import FORBIDDEN
from xiaoer.text.entities.entity import PLACEHOLDER
from xiaoer.text.regex import regex

_SIGNS = "，,、。；;！!？?"
_BLANKS = regex(r"\s+")
_PART = regex(rf"[^{_SIGNS}]+[{_SIGNS}]*")
_ENDS = regex(rf"^[\s{_SIGNS}：:]+|[\s，,、；;：:]+$")
_LONGEST_NAME = 4
"""Characters of what only names a value: 我叫[姓名], 电话[手机号]."""


def bare(text: str) -> str:
    """The text in one line, without placeholders and without the parts that only name one.

    >>> bare("我叫[姓名]，电话[手机号1]，退款没到"), bare("[手机号]收不到验证码"), bare("[地址]")
    ('退款没到', '收不到验证码', '')
    """
    if PLACEHOLDER.search(text):
        parts = _PART.findall(text)
        kept = [part for part in parts if not _names_value(part)]
        text = PLACEHOLDER.sub("", "".join(kept if any(map(has_words, kept)) else parts))
    return _ENDS.sub("", _BLANKS.sub(" ", FORBIDDEN.sub(" ", text))).strip()


def _names_value(part: str) -> bool:
    rest, count = PLACEHOLDER.subn("", part)
    return count > 0 and len(rest.strip(_SIGNS + " ")) <= _LONGEST_NAME


def has_words(text: str) -> bool:
    """Whether anything is said: a letter or a digit is there."""
    return any(char.isalnum() for char in text)
