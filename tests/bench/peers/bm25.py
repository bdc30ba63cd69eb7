"""BM25 by bm25s, as shipped (Lucene's variant, k1 = 1.5, b = 0.75, numpy)."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.bench.peers.arrays import BestQuestions
from tests.bench.peers.base import Peer, Ranking, characters, words


class Bm25(Peer):
    """BM25 over tokens; its unbounded sum is the confidence."""

    needs = ("bm25s", "numpy")

    def __init__(self, label: str, tokens: Callable[[str], list[str]], about: str) -> None:
        self.label = label
        self.about = about
        self._tokens = tokens

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        import bm25s

        self._best = BestQuestions(ids)
        self._index: Any = bm25s.BM25()
        self._index.index([self._tokens(q) for q in questions], show_progress=False)

    def rank(self, query: str) -> Ranking:
        known = self._index.get_tokens_ids(self._tokens(query))
        if not known:
            return Ranking()
        return self._best.ranking(self._index.get_scores_from_ids(known))


def bm25_words() -> Bm25:
    return Bm25("BM25, words", words, "bm25s on jieba's words")


def bm25_characters() -> Bm25:
    return Bm25("BM25, characters", characters, "bm25s on single characters")
