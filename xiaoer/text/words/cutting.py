"""jieba's cut of a text without its HMM, on words found by their first two characters.

Of all ways to cut, the one whose words are likeliest together; of equals that with the longer word
first, from the end backwards. It gives what ``jieba.Tokenizer.cut(text, HMM=False)`` gives with
the same words and counts, to the last bit of every sum.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from xiaoer.text.regex import regex

_BLOCK = regex(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")  # as jieba's re_han, the HMM aside
_BLANK = regex(r"(\r\n|\s)")
_LATIN = regex("[a-zA-Z0-9]")
_MOST_REMEMBERED = 60_000
"""Pairs of characters that are remembered; a text of odd ones must not fill the memory."""

_Entries = tuple[
    tuple[str, int, float], ...
]  # what follows the pair, the word's length, its weight


_NOTHING_COUNTED: Mapping[str, int] = MappingProxyType({})


class Counted(Protocol):
    """Words and how often each is counted."""

    @property
    def total(self) -> int:
        """The sum of all counts."""

    @property
    def singles(self) -> Mapping[str, int]:
        """The words of one character, and how often each is counted."""

    def starting(self, pair: str) -> Sequence[tuple[str, int]]:
        """What follows these two characters in words, and how often each word is counted."""


class GroupedWords:
    """Words in memory, by their first two characters."""

    def __init__(self, words: Mapping[str, int], total: int) -> None:
        self.total = total
        self.singles = {word: count for word, count in words.items() if len(word) == 1}
        self._longer: dict[str, list[tuple[str, int]]] = {}
        for word, count in words.items():
            if len(word) > 1:
                self._longer.setdefault(word[:2], []).append((word[2:], count))

    def starting(self, pair: str) -> Sequence[tuple[str, int]]:
        """As `Counted`."""
        return self._longer.get(pair, ())


class Cutter:
    """Cuts texts by the words of a dictionary and its own; built once, then never changed but
    for the pairs that it remembers.

    ``splits`` are no words. A word of ``words`` is counted just often enough to win against its
    own parts, and at least ``least`` times; ``counts`` are such counts that were found before.
    """

    def __init__(
        self,
        base: Counted,
        words: Iterable[str] = (),
        splits: Iterable[str] = (),
        least: int = 1,
        counts: Mapping[str, int] = _NOTHING_COUNTED,
    ) -> None:
        self._base = base
        self._log_total = math.log(base.total)
        self._unknown = self._weight(1)
        self._own: dict[str, dict[str, int]] = {}
        self._known: dict[str, _Entries] = {}
        self._singles = {char: self._weight(n) for char, n in base.singles.items() if n}
        for word in splits:
            self._singles.pop(word, None)
            self._own.setdefault(word[:2], {})[word[2:]] = 0
        for word in words:
            count = counts.get(word) or self._enough(word, least)
            self._own.setdefault(word[:2], {})[word[2:]] = count
            self._known.pop(word[:2], None)

    def _weight(self, count: int) -> float:
        return math.log(count) - self._log_total

    def count(self, word: str) -> int:
        """How often a word is counted, 0 for none."""
        own = self._own.get(word[:2], {}).get(word[2:])
        if own is not None and len(word) != 1:
            return own
        if len(word) == 1:
            return self._base.singles.get(word, 0) if word in self._singles else 0
        return dict(self._base.starting(word[:2])).get(word[2:], 0)

    def _enough(self, word: str, least: int) -> int:
        """A count just high enough for the word to win against its own parts."""
        share = 1.0
        for part in self.cut(word):
            share *= max(self.count(part), 1) / self._base.total
        return max(int(share * self._base.total) + 1, self.count(word), least)

    def cut(self, text: str) -> list[str]:
        """The words of a text in order; blanks are words as well."""
        found: list[str] = []
        if _BLOCK.fullmatch(text):  # nearly every question
            self._cut_block(text, found)
            return found
        for place, block in enumerate(_BLOCK.split(text)):
            if place % 2:
                self._cut_block(block, found)
            elif block:
                for part in _BLANK.split(block):
                    found.extend((part,) if _BLANK.match(part) else part)
        return found

    def _cut_block(self, text: str, found: list[str]) -> None:
        """Adds the words of a block; letters and digits that are no word stay together."""
        ends, place, latin = self._ends(text), 0, -1
        some_latin = _LATIN.search(text) is not None
        while place < len(text):
            end = ends[place]
            if some_latin and end == place + 1 and _LATIN.match(text, place):
                latin = place if latin < 0 else latin
            else:
                if latin >= 0:
                    found.append(text[latin:place])
                    latin = -1
                found.append(text[place:end])
            place = end
        if latin >= 0:
            found.append(text[latin:])

    def _ends(self, text: str) -> list[int]:
        """Where the word ends that begins at each place; 0 behind the last."""
        known, singles, unknown = self._known, self._singles, self._unknown
        size = len(text)
        best, ends = [0.0] * (size + 1), [0] * (size + 1)
        for place in range(size - 1, -1, -1):
            pair, end = text[place : place + 2], place + 1
            entries = known.get(pair)
            if entries is None:
                entries = self._entries(pair)
            top = singles.get(text[place])
            if top is not None:
                top += best[end]
            for rest, length, weight in entries:
                if not rest or text.startswith(rest, place + 2):
                    score = weight + best[place + length]
                    if top is None or score >= top:
                        top, end = score, place + length
            best[place] = unknown + best[end] if top is None else top
            ends[place] = end
        return ends

    def _entries(self, pair: str) -> _Entries:
        """The words that begin with a pair, the short first; remembered."""
        counts = dict(self._base.starting(pair)) if len(pair) == 2 else {}
        counts.update(self._own.get(pair, {}) if len(pair) == 2 else {})
        ordered = sorted(counts.items(), key=lambda item: len(item[0]))
        made = tuple((rest, len(rest) + 2, self._weight(count)) for rest, count in ordered if count)
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[pair] = made
        return made
