"""A message of listed words as they sound: xie xie ni, hao的, 接决了.

Words of two characters and more are known by sound, with at least one character written right or
in Latin letters; single characters only in Latin letters. A message with anything else in it
sounds like none.
"""

import functools
import re
from collections.abc import Mapping

from xiaoer.text.pinyin import spelled, toneless
from xiaoer.text.resources import read_lines

_LONGEST = 16  # syllables of a message
_LONGEST_WORD = 8
_PIECE = re.compile(r"[a-z]+|[^\x00-\x7f]+|[^a-z ]")
_LATIN = re.compile("[a-z]")
# nǐ hǎo
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")

Sounds = tuple[str, ...]


def heard(text: str) -> str:
    """The normalized text with listed words for what sounds like them; "" where it has more.

    >>> [heard(t) for t in ("xiexie ni", "接决了", "部队")]
    ['谢谢你', '解决了', '']
    """
    pieces = _pieces(text.translate(_TONES))
    if not 0 < len(pieces) <= _LONGEST:
        return ""
    sounds = tuple(sound for _, sound in pieces)
    written = [char for char, _ in pieces]
    # best[i]: the first i syllables in listed words
    best: list[str | None] = [""] + [None] * len(pieces)
    for start in range(len(pieces)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(start + _LONGEST_WORD, len(pieces)) + 1):
            word = _word(sounds[start:end], written[start:end])
            if word is not None:
                best[end] = before + word
    return best[-1] or ""


def _pieces(text: str) -> list[tuple[str, str]]:
    """(character, or "" for what was typed in Latin letters; its sound) by syllable."""
    if len(text) > _LONGEST * 6 or (len(text) > _LONGEST and not _LATIN.search(text)):
        return []
    pieces: list[tuple[str, str]] = []
    for piece in _PIECE.findall(text):
        if piece.isascii():
            pieces += (("", sound) for sound in spelled(piece) or (piece,))
        else:
            pieces += zip(piece, toneless(piece), strict=True)
    return pieces


def _word(sounds: Sounds, written: list[str]) -> str | None:
    """The listed word that sounds so and shares a character with what is written."""
    words, singles = _listed()
    if len(sounds) == 1:
        if written[0]:
            return written[0] if written[0] in singles.values() else None
        return singles.get(sounds[0])
    for word in words.get(sounds, ()):
        if any(not char or char == right for char, right in zip(written, word, strict=True)):
            return word
    return None


@functools.cache
def _listed() -> tuple[Mapping[Sounds, tuple[str, ...]], Mapping[str, str]]:
    """(sounds → words of two characters and more, sound → single character)."""
    words: dict[Sounds, list[str]] = {}
    singles: dict[str, str] = {}
    for title, line in read_lines("acts.txt"):
        if title in ("表情", "对象"):
            continue
        for word in line.split(" "):
            if title == "拼音":
                singles.setdefault(toneless(word)[0], word)
            elif 1 < len(word) <= _LONGEST_WORD and not word.isascii():
                words.setdefault(toneless(word), []).append(word)
    return {sounds: tuple(found) for sounds, found in words.items()}, singles
