"""What a perturbation gives, and which characters of a query it may touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import NamedTuple, TypeAlias

from xiaoer.text.regex import regex
from xiaoer.text.resources import read_items

NEGATORS = frozenset("不没未无别勿莫甭冇唔禁非")
"""Characters that deny: no slip of typing may remove, move or bring one."""

DIGITS = "〇零一二两三四五六七八九十百千万"
"""Characters of Chinese numerals."""

_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff]")
ADDRESS = regex(r"(?:https?://|www\.)[!-~]+|[!-~]+@[!-~]+", re.IGNORECASE)
"""A web or mail address, generously."""


class Edit(NamedTuple):
    """A perturbed text, and how many edits made it."""

    text: str
    edits: int


Editor: TypeAlias = Callable[[str, Random], Edit | None]
"""One edit of a text, drawn with the given randomness; None where it cannot be applied."""


def is_han(char: str) -> bool:
    """Whether it is a Chinese character."""
    return bool(_HAN.fullmatch(char))


def protected(text: str) -> frozenset[int]:
    """Positions that a slip of typing leaves alone.

    Negators, a number with its unit (7天, 十五个工作日), web and mail addresses.
    """
    spans = [match.span() for match in ADDRESS.finditer(text)]
    spans += [match.span() for match in number_with_unit().finditer(text)]
    held = {place for start, end in spans for place in range(start, end)}
    return frozenset(held.union(at for at, char in enumerate(text) if char in NEGATORS))


def editable(text: str) -> tuple[int, ...]:
    """Positions of the Chinese characters that a slip of typing may touch, in order."""
    held = protected(text)
    return tuple(at for at, char in enumerate(text) if at not in held and is_han(char))


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """The units of the lexicon as an alternation, the longest first."""
    return "|".join(sorted(map(re.escape, read_items("units.txt")), key=lambda u: (-len(u), u)))


@lru_cache(maxsize=1)
def number_with_unit() -> re.Pattern[str]:
    """A number in digits or Chinese numerals, and the unit behind it."""
    return re.compile(rf"(?:[0-9０-９][0-9０-９.]*|[{DIGITS}]+)(?:{unit_pattern()})?")
