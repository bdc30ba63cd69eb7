"""How much a term says: its rarity in the language and its rarity among the corpus's entries.

The first comes from jieba's dictionary, so that a corpus of forty questions knows that 怎么 is
common and 险 is not. It counts for more: moving its share from .5 to .7, and pairs of
characters from 1 to .65, took kernel ridge alone from .895 to .905 top-1 on half of six
labelled sets. Weights are integers, so that sums do not depend on their order.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Protocol

SCALE = 1000
"""Weight of the rarest term."""


def document_frequencies(documents: Iterable[Iterable[str]]) -> dict[str, int]:
    """Term → number of documents that have it."""
    counts: dict[str, int] = {}
    for terms in documents:
        for term in set(terms):
            counts[term] = counts.get(term, 0) + 1
    return counts


class Background(Protocol):
    """How surprising words and characters are in the language, in nats."""

    def of_word(self, word: str) -> float:
        """−ln P(word)."""

    def of_character(self, character: str) -> float:
        """−ln P(character)."""


class TermWeights:
    """Integer weight of every term of a corpus, and of terms that it does not have."""

    def __init__(
        self,
        frequencies: Mapping[str, int],
        documents: int,
        background: Background,
    ) -> None:
        self._frequencies = frequencies
        self._documents = documents
        self._background = background
        self._most_local = math.log1p(documents)
        self._known = {term: self._weigh(term) for term in frequencies}
        self.known_squares = {term: weight**2 for term, weight in self._known.items()}

    def __getitem__(self, term: str) -> int:
        known = self._known.get(term)
        return self._weigh(term) if known is None else known

    def square(self, term: str) -> int:
        """The squared weight of a term."""
        known = self.known_squares.get(term)
        return self._weigh(term) ** 2 if known is None else known

    def _weigh(self, term: str) -> int:
        df = self._frequencies.get(term, 0)
        local = math.log((self._documents + 1) / (df + 0.5)) / self._most_local if df else 1.0
        rarity = (1 - _BACKGROUND) * local + _BACKGROUND * self._in_language(term)
        return max(1, round(SCALE * _KINDS[term[0]] * rarity))

    def _in_language(self, term: str) -> float:
        kind, text = term[0], term[1:]
        if kind == "w":
            return min(self._background.of_word(text) / _RARE_WORD, 1.0)
        nats = math.fsum(map(self._background.of_character, text)) / len(text)
        return min(nats / _RARE_CHARACTER, 1.0)


_BACKGROUND = 0.7
"""Share of the rarity in the language; the rest is the rarity in the corpus."""
_KINDS = {"w": 0.9, "c": 1.0, "b": 0.65}
"""Weight of a word, a character, a pair of characters. Pairs overlap, and so count less."""
_RARE_WORD, _RARE_CHARACTER = 17.0, 12.0
"""Surprise in nats at which a word or a character counts as rare."""
