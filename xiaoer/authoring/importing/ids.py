"""An id that nobody had to think of: category and question in pinyin, the same whenever made."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.normalize import normalize
from xiaoer.text.regex import regex

LONGEST: Final = 80
"""Characters of an id that is made; one of a corpus may have 100."""
_ALLOWED = regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_HASH = 6
_PART = 24


def is_id(text: str) -> bool:
    """Whether an entry may have this id."""
    return _ALLOWED.fullmatch(text) is not None


def spelled_id(text: str) -> str:
    """The text in pinyin and ASCII, "" where it has neither.

    >>> spelled_id("7天无理由，怎么退？"), spelled_id("知识 001"), spelled_id("😀")
    ('7tianwuliyou-zenmetui', 'zhishi-001', '')
    """
    parts = []
    for syllable in toneless(simplify(normalize(text))):
        parts.append(syllable if syllable.isascii() and syllable.isalnum() else " ")
    return "-".join("".join(parts).split())


def made_id(category: str, question: str) -> str:
    """The id of an entry without one: long ones are cut, and told apart by a hash.

    >>> made_id("退款", "退款多久到账"), made_id("", "😀")
    ('tuikuan-tuikuanduojiudaozhang', 'q-769eff')
    """
    whole = "-".join(filter(None, (spelled_id(category)[:_PART].strip("-"), spelled_id(question))))
    if whole and len(whole) <= LONGEST and is_id(whole):
        return whole
    return hashed_id(whole, category, question)


def hashed_id(whole: str, category: str, question: str, more: str = "") -> str:
    """The id with a hash of what it is made of behind it."""
    text = "\n".join((category, question, more) if more else (category, question))
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASH]
    start = whole[: LONGEST - _HASH - 1].strip("-") or "q"
    return f"{start}-{digest}"


def made_ids(
    wanted: Sequence[tuple[str, str, str]], taken: Mapping[str, object]
) -> tuple[str, ...]:
    """Ids for (category, question, what tells equal ones apart), none of them taken.

    Who would have the same id as another gets a hash, whichever comes first: rows may move.
    """
    plain = [made_id(category, question) for category, question, _ in wanted]
    counts = Counter(plain)
    found: list[str] = []
    used = set(taken)
    for own, (category, question, more) in zip(plain, wanted, strict=True):
        if counts[own] > 1 or own in used:
            own = hashed_id(own, category, question)
        if own in used:
            own = hashed_id(own, category, question, more or "2")
        at = 2
        while own in used:  # equal in everything: only their order is left
            own = hashed_id(own, category, question, f"{more}{at}")
            at += 1
        used.add(own)
        found.append(own)
    return tuple(found)
