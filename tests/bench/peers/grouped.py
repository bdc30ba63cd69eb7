"""A peer for each audience: it sees the questions of the entries that this customer may get."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from time import thread_time

from tests.bench.peers import Maker
from tests.bench.peers.base import Peer, Ranking
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Prediction, Predictor


class Grouped:
    """Ranks for a case among the entries that its audience may get, in the order of their ids."""

    def __init__(self, make: Maker, entries: Iterable[Entry]) -> None:
        self._make = make
        self._entries = sorted(entries, key=lambda entry: entry.id)
        self._now = datetime.now(UTC)
        self._built: dict[str | None, Peer] = {}
        self.build_seconds = 0.0

    def peer(self, audience: str | None) -> Peer:
        """The peer of an audience; ``build_seconds`` is that of the slowest."""
        if audience not in self._built:
            pairs = self.questions(audience)
            peer = self._make()
            start = thread_time()
            peer.build([text for text, _ in pairs], [id for _, id in pairs])
            took = thread_time() - start + peer.owed / 1e9
            peer.owed = 0
            self.build_seconds = max(self.build_seconds, took)
            self._built[audience] = peer
        return self._built[audience]

    def rank(self, case: Case) -> tuple[Ranking, int]:
        """The ranking, and the nanoseconds that a store has saved."""
        peer = self.peer(case.slices.get("audience"))
        return peer.rank(case.q), peer.owed

    def close(self) -> None:
        """Lets the peers keep what they want to keep."""
        for peer in self._built.values():
            peer.close()

    def questions(self, audience: str | None) -> list[tuple[str, str]]:
        """Each eligible question with the id of its entry."""
        return [
            (question, entry.id)
            for entry in self._entries
            if entry.is_eligible(audience, None, self._now)
            for question in entry.questions
        ]


def predictor(make: Maker, entries: Sequence[Entry]) -> Predictor:
    """A peer whose score is within 0..1, as a predictor; its score is its confidence."""
    grouped = Grouped(make, entries)

    def predict(case: Case) -> Prediction:
        found, _ = grouped.rank(case)
        return as_prediction(found, found.scores[0] if found.ids else 0.0)

    return predict


def as_prediction(ranking: Ranking, confidence: float) -> Prediction:
    """A ranking with its confidence; without entries nothing could be answered at all."""
    return Prediction(
        id=ranking.ids[0] if ranking.ids else None,
        confidence=confidence,
        answered=False,
        ranking=ranking.ids,
        held=not ranking.ids,
    )
