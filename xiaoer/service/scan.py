"""Is a text made of nothing but listed words, and of which kinds?

A table over positions, filled from the end of the text: linear in its length, because a word is
short and the kinds are few. It holds every ending of the text, so that one pass also answers for
what is left behind a story.
"""

import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass

from xiaoer.text.normalize import question_key
from xiaoer.text.resources import read_lines

LONGEST_WORD = 16
"""Characters of the longest Chinese word of a list, with room; the tests hold the lists to it."""

Coverings = frozenset[frozenset[str]]
"""The kinds of words that each way to cover a text uses."""

_NONE: Coverings = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a list.

    ``bits``: word → one bit for each of its kinds; ``lengths``: first character → lengths of the
    words that begin with it, longest first; ``whole``: words that are never split;
    ``characters``: all that occur in a word.
    """

    bits: Mapping[str, tuple[int, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    whole: frozenset[str]
    characters: frozenset[str]
    longest: int


class Scanner:
    """Knows the words of a list in ``xiaoer/data/lexicon``; reads it at the first scan.

    ``kinds`` maps each section of the list to the name of its kind; a word may be of several. A
    word of a kind in ``whole`` is not split where it fits (机器人 is no 机器 and 人). Words are
    known as written and as ``question_key`` writes them (1个 for 一个).
    """

    def __init__(self, file: str, kinds: Mapping[str, str], whole: Set[str] = frozenset()) -> None:
        self._file = file
        self._kinds = kinds
        self._whole = whole
        self._names = tuple(dict.fromkeys(kinds.values()))
        self._lock = threading.Lock()
        self._words: _Words | None = None

    def coverings(self, text: str) -> Coverings:
        """The sets of kinds with which listed words cover a text; none when they cannot."""
        words = self._words or self._read_once()
        return self._named(self._table(text)[0]) if words.characters.issuperset(text) else _NONE

    def endings(self, text: str) -> tuple[Coverings, ...]:
        """By position, the coverings of the text from there to its end."""
        return tuple(map(self._named, self._table(text)))

    def _table(self, text: str) -> list[Set[int]]:
        """By position, the sets of kinds, as bits, that cover the text from there on."""
        words = self._words or self._read_once()
        size = nearest = len(text)
        table: list[Set[int]] = [frozenset()] * size + [{0}]
        for start in range(size - 1, -1, -1):
            if nearest - start > words.longest:
                break
            masks: set[int] = set()
            for length in words.lengths.get(text[start], ()):
                rest = table[start + length] if start + length <= size else None
                if not rest:
                    continue
                word = text[start : start + length]
                bits = words.bits.get(word)
                if bits:
                    masks.update(mask | bit for mask in rest for bit in bits)
                    if word in words.whole:
                        break
            if masks:
                table[start] = masks
                nearest = start
        return table

    def _named(self, masks: Set[int]) -> Coverings:
        if not masks:
            return _NONE
        return frozenset(
            frozenset(name for place, name in enumerate(self._names) if mask >> place & 1)
            for mask in masks
        )

    def _read_once(self) -> _Words:
        with self._lock:
            if self._words is None:
                self._words = self._read()
            return self._words

    def _read(self) -> _Words:
        bits: dict[str, tuple[int, ...]] = {}
        whole: set[str] = set()
        for title, line in read_lines(self._file):
            kind = self._kinds.get(title)
            if kind is None:
                continue
            bit = 1 << self._names.index(kind)
            for word in {form for item in line.split(" ") for form in (item, question_key(item))}:
                bits[word] = tuple(dict.fromkeys((*bits.get(word, ()), bit)))
                if kind in self._whole:
                    whole.add(word)
        lengths: dict[str, set[int]] = {}
        for word in bits:
            lengths.setdefault(word[:1], set()).add(len(word))
        return _Words(
            bits=bits,
            lengths={char: tuple(sorted(all_, reverse=True)) for char, all_ in lengths.items()},
            whole=frozenset(whole),
            characters=frozenset().union(*bits),
            longest=max(map(len, bits)),
        )
