"""How much a term says: half its rarity in the corpus, half its rarity in the language.

The second half comes from jieba's dictionary, so that a corpus of forty questions knows that
怎么 is common and 险 is not. Weights are integers, so that sums do not depend on their order.
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
        self._background_information = background
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
        return max(1, round(SCALE * (local + self._background(term)) / 2))

    def _background(self, term: str) -> float:
        kind, text = term[0], term[1:]
        if kind == "w":
            return min(self._background_information.of_word(text) / _RARE_WORD, 1.0)
        nats = sum(map(self._background_information.of_character, text)) / len(text)
        return min(nats / _RARE_CHARACTER, 1.0)


_RARE_WORD, _RARE_CHARACTER = 17.0, 12.0
"""Surprise in nats at which a word or a character counts as rare."""
