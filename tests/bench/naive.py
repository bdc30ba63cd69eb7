"""The ways people try first: one rapidfuzz scorer over all questions, and one threshold."""

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rapidfuzz import fuzz, process

from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.case import Case
from xiaoer.evaluation.prediction import Prediction, Predictor

RANKING = 5


class Naive:
    """A predictor that compares a query with every question that its audience may see."""

    def __init__(
        self,
        entries: Iterable[Entry],
        scorer: Callable[..., float],
        prepare: Callable[[str], str],
    ) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.id)
        self._scorer = scorer
        self._prepare = prepare
        self._questions: dict[str | None, tuple[list[str], list[str]]] = {}
        # so many best questions surely belong to RANKING entries
        self._most = RANKING * max(len(entry.questions) for entry in self._entries)

    def __call__(self, case: Case) -> Prediction:
        """Best entries by their best question; ties go to the smaller id."""
        texts, ids = self._for(case.slices.get("audience"))
        query = self._prepare(case.q)
        best = process.extract(query, texts, scorer=self._scorer, limit=self._most)
        scores: dict[str, float] = {}
        for _, score, position in best:
            scores.setdefault(ids[position], score)
        ranking = tuple(scores)[:RANKING]
        if not ranking:
            return Prediction(id=None, confidence=0.0, answered=False)
        confidence = scores[ranking[0]] / 100
        return Prediction(id=ranking[0], confidence=confidence, answered=False, ranking=ranking)

    def _for(self, audience: str | None) -> tuple[list[str], list[str]]:
        if audience not in self._questions:
            now = datetime.now(UTC)
            pairs = [
                (self._prepare(question), entry.id)
                for entry in self._entries
                if entry.is_eligible(audience, None, now)
                for question in entry.questions
            ]
            self._questions[audience] = ([text for text, _ in pairs], [id for _, id in pairs])
        return self._questions[audience]


def ratio(entries: Iterable[Entry]) -> Predictor:
    """Raw ``fuzz.ratio`` on the characters as typed."""
    return Naive(entries, fuzz.ratio, str)


def token_set(entries: Iterable[Entry]) -> Predictor:
    """jieba as shipped, its words joined by spaces, ``fuzz.token_set_ratio``."""
    cut = _jieba_cut()
    return Naive(entries, fuzz.token_set_ratio, lambda text: " ".join(cut(text)))


def _jieba_cut() -> Callable[[str], list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder  # its cache would be read from a folder that anyone may write
        tokenizer.initialize()
    lcut: Callable[[str], list[str]] = tokenizer.lcut
    return lcut
