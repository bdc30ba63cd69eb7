"""The ways people try first: one rapidfuzz scorer over all questions."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from rapidfuzz import fuzz, process

from tests.bench.peers.base import RANKING, Peer, Ranking, first_ids, plain, spaced_words, words

Prepare = Callable[[str], Sequence[Hashable]]


class Fuzzy(Peer):
    """One scorer on texts as ``prepare`` makes them; the score ÷ 100 is the confidence."""

    def __init__(
        self, label: str, scorer: Callable[..., float], prepare: Prepare, about: str
    ) -> None:
        self.label = label
        self.about = about
        self._scorer = scorer
        self._prepare = prepare

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        self._texts = [self._prepare(question) for question in questions]
        self._ids = list(ids)
        # so many best questions surely belong to RANKING entries
        self._most = RANKING * max(Counter(ids).values())

    def rank(self, query: str) -> Ranking:
        best = process.extract(
            self._prepare(query), self._texts, scorer=self._scorer, limit=self._most
        )
        return first_ids((self._ids[at], score / 100) for _, score, at in best)


_RAW = "NFKC and lower case"
_SPACED = "jieba's words, a space between them"


def ratio() -> Fuzzy:
    return Fuzzy("ratio", fuzz.ratio, plain, _RAW)


def ratio_words() -> Fuzzy:
    return Fuzzy("ratio, words", fuzz.ratio, words, "lists of jieba's words")


def token_set() -> Fuzzy:
    return Fuzzy("token_set", fuzz.token_set_ratio, plain, _RAW)


def token_set_words() -> Fuzzy:
    return Fuzzy("token_set, words", fuzz.token_set_ratio, spaced_words, _SPACED)


def wratio() -> Fuzzy:
    return Fuzzy("WRatio", fuzz.WRatio, plain, _RAW)


def wratio_words() -> Fuzzy:
    return Fuzzy("WRatio, words", fuzz.WRatio, spaced_words, _SPACED)
