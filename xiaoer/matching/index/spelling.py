"""Words of a query that misspell a word of the corpus: evidence, never a rewriting.

Chinese ones are `Homophones`. Latin ones:

A word is taken for another where one slip explains it, and the longer the word, the more of them:

- below four letters none: vip is not vup;
- four and five: two letters swapped, one left out or one too many, but none replaced, for late,
  date and fate are three words;
- from six on any one slip, from nine on two;
- the first letter is right, which it nearly always is in a slip.

A word that the corpus or the lexicon has is never taken for another. Words written apart or
together are the same (lateship, late ship) where the corpus has them the other way.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from xiaoer.matching.index.homophones import Homophones
from xiaoer.records import replace
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Analyzer, Utterance

_WORD = regex("[a-z]+")
_APART = regex("[a-z]+(?: [a-z]+)+")
_MOST = 12
"""Strange words of a query that are looked up: no query has more, and each costs a search."""
_LEAST, _ANY_SLIP, _TWO_SLIPS = 4, 6, 9
_LEAST_PART = 2


class Spelling:
    """The words of a corpus as they are spelled; built once, never changed."""

    def __init__(self, utterances: Iterable[Utterance], analyzer: Analyzer) -> None:
        utterances = tuple(utterances)
        self._homophones = Homophones(utterances, analyzer)
        self._know((word for one in utterances for word in _WORD.findall(one.core)), analyzer)

    def _know(self, words: Iterable[str], analyzer: Analyzer) -> None:
        """Makes these the Latin words of the corpus."""
        self._analyzer = analyzer
        self._known = set(words)
        self._accepted = self._known.union(
            word for word in analyzer.lexicon.all_words() if _WORD.fullmatch(word)
        )
        self._near: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _LEAST:
                self._near.setdefault((word[0], len(word)), []).append(word)
        self._distance: Any = None

    def respelled(self, query: Utterance) -> Utterance:
        """The query as if its strange words were those of the corpus that they misspell."""
        return self._homophones.respelled(self._latin(query))

    def _latin(self, query: Utterance) -> Utterance:
        words = _WORD.findall(query.core)
        strange = [word for word in dict.fromkeys(words) if word not in self._accepted]
        if not strange:
            return query
        core = _APART.sub(self._joined, query.core)
        meant = {word: found for word in strange[:_MOST] if (found := self._meant(word))}
        core = _WORD.sub(lambda match: meant.get(match[0], match[0]), core)
        if core == query.core:
            return query
        read = self._analyzer.analyze(core)
        return replace(query, core=core, key=read.key, words=read.words, folded=read.folded)

    def _joined(self, match: re.Match[str]) -> str:
        """Neighbours joined that are one word of the corpus: i phone."""
        words = match[0].split(" ")
        for place, (left, right) in enumerate(pairwise(words)):
            if left + right in self._known and not {left, right} <= self._accepted:
                words[place : place + 2] = [left + right]
                return " ".join(words)
        return match[0]

    def _meant(self, word: str) -> str:
        """The word of the corpus that a strange word misspells, "" when none."""
        for place in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            if word[:place] in self._known and word[place:] in self._known:
                return f"{word[:place]} {word[place:]}"
        most = 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _LEAST else 0
        found = [
            (slips, other)
            for size in range(len(word) - most, len(word) + most + 1)
            for other in self._near.get((word[0], size), ())
            if (slips := self._slips(word, other)) <= most
        ]
        return min(found)[1] if found else ""

    def _slips(self, word: str, other: str) -> int:
        """The slips between two words; more than may be where one is too short for its slip."""
        if self._distance is None:
            from rapidfuzz.distance import OSA

            self._distance = OSA.distance
        slips = int(self._distance(word, other, score_cutoff=2))
        shorter = min(len(word), len(other))
        replaced = len(word) == len(other) and sorted(word) != sorted(other)
        if (slips == 2 and shorter < _TWO_SLIPS) or (replaced and shorter < _ANY_SLIP):
            return 3
        return slips
