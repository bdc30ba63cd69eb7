"""Slips of typing: one character takes another's place, is lost, doubled or moved.

Each is one edit of one Chinese character that is neither a negator nor part of a number with its
unit, in a text that has at least `LEAST` such characters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise
from random import Random

from xiaoer.evaluation.perturb.edit import DIGITS, NEGATORS, Edit, editable, is_han
from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.characters.shapes import lookalikes
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import dictionary

LEAST = 4
"""Characters that may be touched: 怎么退款. With fewer, one slip is a fourth of the query."""

COMMON = 1000
"""Counts in jieba's dictionary from which a character is common: 3,200 characters have them."""

MOST_HOMOPHONES = 5
"""An input method's first page shows five; a slip takes one of them."""


def homophone(text: str, random: Random) -> Edit | None:
    """A character becomes a common one of the same toneless pinyin: 退款 → 退宽."""
    return _replaced(text, random, _homophones)


def lookalike(text: str, random: Random) -> Edit | None:
    """A character becomes one that looks like it: 账户 → 帐户."""
    return _replaced(text, random, lookalikes)


def dropped(text: str, random: Random) -> Edit | None:
    """A character is missing; one of a word that has an opposite stays (上架 is not 架)."""
    held = {
        at
        for word in _opposed_words()
        for start in _places(text, word)
        for at in range(start, start + len(word))
    }
    places = [at for at in _places_to_edit(text) if at not in held]
    if not places:
        return None
    at = random.choice(places)
    return Edit(text[:at] + text[at + 1 :], 1)


def doubled(text: str, random: Random) -> Edit | None:
    """A character is typed twice: 怎么退退款."""
    places = _places_to_edit(text)
    if not places:
        return None
    at = random.choice(places)
    return Edit(text[: at + 1] + text[at:], 1)


def swapped(text: str, random: Random) -> Edit | None:
    """Two neighbours change places: 怎么款退."""
    pairs = [a for a, b in pairwise(_places_to_edit(text)) if b == a + 1 and text[a] != text[b]]
    if not pairs:
        return None
    at = random.choice(pairs)
    return Edit(text[:at] + text[at + 1] + text[at] + text[at + 2 :], 1)


def _replaced(text: str, random: Random, others: Callable[[str], str]) -> Edit | None:
    choices = {at: found for at in _places_to_edit(text) if (found := _harmless(text[at], others))}
    if not choices:
        return None
    at = random.choice(sorted(choices))
    return Edit(text[:at] + random.choice(choices[at]) + text[at + 1 :], 1)


def _harmless(char: str, others: Callable[[str], str]) -> str:
    """The other characters, less those that say something else: negators, numerals, opposites."""
    return "".join(
        other
        for other in others(char)
        if other not in NEGATORS and other not in DIGITS and other not in _opposed(char)
    )


def _places_to_edit(text: str) -> tuple[int, ...]:
    places = editable(text)
    return places if len(places) >= LEAST else ()


def _places(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


def _homophones(char: str) -> str:
    """The commonest characters of the same sound, the commonest first."""
    sound = toneless(char)[0]
    same = [other for other in _by_sound().get(sound, "") if other != char]
    return "".join(same[:MOST_HOMOPHONES])


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, str]:
    """Syllable → its common characters, the commonest first; loads jieba's dictionary (0.3 s)."""
    counts = dictionary().characters
    common = [char for char, count in counts.items() if count >= COMMON and is_han(char)]
    found: dict[str, str] = {}
    for char in sorted(common, key=lambda char: (-counts[char], char)):
        sound = toneless(char)[0]
        if sound != char:
            found[sound] = found.get(sound, "") + char
    return found


@lru_cache(maxsize=1)
def _opposed_words() -> tuple[str, ...]:
    """Every word of two characters or more of the lexicon's veto opposites, sorted."""
    vetoes = [pair for pair in Lexicon.builtin().opposites if pair.kind == "veto"]
    words = {word for pair in vetoes for word in (*pair.left, *pair.right)}
    return tuple(sorted(word for word in words if len(word) > 1))


@cache
def _opposed(char: str) -> frozenset[str]:
    """The characters that stand on the other side of an opposite: 卖 for 买, as in 买入 | 卖出."""
    found: set[str] = set()
    for pair in Lexicon.builtin().opposites:
        for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
            if char in "".join(here):
                found.update("".join(there))
    return frozenset(found)
