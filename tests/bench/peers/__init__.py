"""The systems that xiaoer is compared with, by name; each imports what it needs when built."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.bench.peers import fuzzy
from tests.bench.peers.base import RANKING, Peer, Ranking
from tests.bench.peers.best_match import BestMatch
from tests.bench.peers.bm25 import bm25_characters, bm25_words
from tests.bench.peers.embedding import E5
from tests.bench.peers.fts import Fts5
from tests.bench.peers.tfidf import TfIdfCosine, TfIdfLogistic

__all__ = ["RANKING", "Maker", "Peer", "Ranking", "makers"]

Maker = Callable[[], Peer]
"""Makes a peer that is not built yet."""


def makers(store: Path | None = None) -> Mapping[str, Maker]:
    """Every peer by the name that the command line takes; embeddings are kept in ``store``."""
    return {
        "ratio": fuzzy.ratio,
        "ratio-words": fuzzy.ratio_words,
        "token-set": fuzzy.token_set,
        "token-set-words": fuzzy.token_set_words,
        "wratio": fuzzy.wratio,
        "wratio-words": fuzzy.wratio_words,
        "bm25-words": bm25_words,
        "bm25-characters": bm25_characters,
        "tfidf": TfIdfCosine,
        "tfidf-logistic": TfIdfLogistic,
        "fts5": Fts5,
        "chatterbot": BestMatch,
        "e5": partial(E5, store),
    }
