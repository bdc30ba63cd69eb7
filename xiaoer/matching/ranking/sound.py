"""How questions sound: terms of toneless pinyin, for queries typed by sound.

Syllables and pairs of syllables, southern accents folded (zh and z, n and l, -ng and -n); a
wrong character that sounds right keeps its term. Sound is evidence for a candidate only; the
customer's words are never rewritten.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from xiaoer.matching.index.index import Question
from xiaoer.matching.index.terms import units
from xiaoer.matching.index.weights import SCALE, document_frequencies
from xiaoer.matching.ranking.kernel import gram
from xiaoer.text.characters.pinyin import fuzzy, toneless


def sound_terms(text: str) -> frozenset[str]:
    """The syllables of a text and the pairs of neighbours; a Latin word is as good as one.

    >>> sorted(sound_terms("退款"))
    ['kuan', 'tui', 'tui kuan']
    """
    found = units(text)
    syllables = [
        unit if len(unit) > 1 else fuzzy(syllable)
        for unit, syllable in zip(found, toneless("".join(u[0] for u in found)), strict=True)
    ]
    return frozenset((*syllables, *map(" ".join, pairwise(syllables))))


class SoundView:
    """The sounds of a corpus's questions, weighted by their rarity among its entries."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._terms: Sequence[frozenset[str]] = tuple(
            sound_terms(q.utterance.core) for q in questions
        )
        by_entry: dict[int, set[str]] = {}
        for question, terms in zip(questions, self._terms, strict=True):
            by_entry.setdefault(question.entry, set()).update(terms)
        entries = len(by_entry)
        self._squares = {
            term: round(SCALE * math.log((entries + 1) / (df + 0.5)) / math.log1p(entries)) ** 2 + 1
            for term, df in document_frequencies(by_entry.values()).items()
        }
        self._norms: Sequence[float] = tuple(map(self._norm, self._terms))

    def _norm(self, terms: frozenset[str]) -> float:
        # a sound that the corpus does not have is as rare as can be
        return math.sqrt(sum(self._squares.get(term, SCALE**2) for term in terms))

    def cosines(self, text: str, numbers: Sequence[int]) -> list[float]:
        """The cosines of a text to the questions with these numbers."""
        terms = sound_terms(text)
        norm = self._norm(terms)
        return [self._cosine(terms, norm, number) for number in numbers]

    def _cosine(self, terms: frozenset[str], norm: float, number: int) -> float:
        shared = sum(map(self._squares.__getitem__, terms & self._terms[number]))
        return shared / (norm * self._norms[number]) if shared else 0.0

    def gram(self, numbers: Sequence[int]) -> list[list[float]]:
        """The cosines of all pairs of these questions."""
        return gram(
            [self._terms[n] for n in numbers],
            self._squares,
            [self._norms[n] or 1.0 for n in numbers],
        )
