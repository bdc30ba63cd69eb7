"""From the best candidates to P(answering with the first is right).

A logistic model of the winner's sum, its distances to the second and the third, and how well
its closest question matches. Never a softmax over the known entries: a query that none of
them answers must be able to score low.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaoer.matching.ranking.ranker import Ranked, logistic, without_evidence

_FARTHEST = 12.0  # nats: a rival that far behind is as good as none


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceModel:
    """Weights of the logistic model.

    ``first`` is the weight of the winner's sum, ``margin_second`` and ``margin_third`` of its
    distances, ``margin_root`` of the square root of the first distance; ``cosine``,
    ``question_covered``, ``uncovered`` and ``uncovered_rarest`` of the winner's features of
    these names, ``margin_ridge`` of its ridge less the second's.

    What the winner does not cover, beside what its neighbours' own questions leave uncovered,
    took the Brier score on seven sets whose domain was left out from .093 to .083.
    """

    bias: float
    first: float
    margin_second: float
    margin_third: float
    margin_root: float
    cosine: float
    question_covered: float
    margin_ridge: float
    uncovered: float
    uncovered_rarest: float

    def probability(self, ranked: Sequence[Ranked], weights: Mapping[str, float]) -> float:
        """P(right) in 0..1 of the first of the ranked candidates; 0 without one.

        Where there is no second or third, a rival without any evidence takes its place, so
        that a corpus of two entries is not surer than one of two hundred.
        """
        if not ranked:
            return 0.0
        winner = ranked[0]
        nobody = without_evidence(winner.evidence, weights)
        second, third = (_behind(ranked, place, nobody) for place in (1, 2))
        rival = ranked[1].evidence.values["ridge"] if len(ranked) > 1 else 0.0
        return logistic(
            self.bias
            + self.first * winner.logit
            + self.margin_second * second
            + self.margin_third * third
            + self.margin_root * math.sqrt(second)
            + self.cosine * winner.evidence.values["cosine_folded"]
            + self.question_covered * winner.evidence.values["question_covered"]
            + self.margin_ridge * (winner.evidence.values["ridge"] - rival)
            + self.uncovered * winner.evidence.values["uncovered"]
            + self.uncovered_rarest * winner.evidence.values["uncovered_rarest"]
        )


def _behind(ranked: Sequence[Ranked], place: int, nobody: float) -> float:
    rival = ranked[place].logit if len(ranked) > place else nobody
    return min(max(ranked[0].logit - rival, 0.0), _FARTHEST)
