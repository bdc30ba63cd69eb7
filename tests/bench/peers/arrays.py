"""The best entries from an array with a score for every question."""

from collections.abc import Sequence
from typing import Any

from tests.bench.peers.base import RANKING, Ranking


class BestQuestions:
    """Questions of an entry stand together; an entry scores as its best question."""

    def __init__(self, ids: Sequence[str]) -> None:
        import numpy as np

        self._np = np
        self._starts = [at for at, id in enumerate(ids) if at == 0 or ids[at - 1] != id]
        self._ids = [ids[at] for at in self._starts]
        if len(set(self._ids)) != len(self._ids):
            raise ValueError("the questions of an entry must stand together")

    def ranking(self, scores: Any, above: float | None = 0.0) -> Ranking:
        """The best entries with a score above ``above`` (None: all); ties to the first."""
        return self.best_entries(self._np.maximum.reduceat(scores, self._starts), above)

    def best_entries(self, best: Any, above: float | None = 0.0) -> Ranking:
        """The same from a score for every entry."""
        np, most = self._np, min(RANKING, len(self._ids))
        least = np.partition(best, -most)[-most]
        found = np.flatnonzero(best >= least)
        found = found[np.argsort(-best[found], kind="stable")][:most]
        kept = [int(at) for at in found if above is None or best[at] > above]
        return Ranking(tuple(self._ids[at] for at in kept), tuple(float(best[at]) for at in kept))

    @property
    def ids(self) -> Sequence[str]:
        """The entries in their order."""
        return self._ids
