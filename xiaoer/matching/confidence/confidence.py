"""From the best candidates to P(answering with the first is right).

A logistic model of the winner's sum, its distances to the second and the third, and how well
its closest question matches. Never a softmax over the known entries: a query that none of
them answers must be able to score low.
"""

import math
from collections.abc import Mapping, Sequence

from xiaoer.matching.ranking.ranker import Ranked, logistic, without_evidence
from xiaoer.records import dataclass

_FARTHEST = 12.0  # nats: a rival that far behind is as good as none


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceModel:
    """Weights of the logistic model.

    ``first`` is the weight of the winner's sum, ``margin_second`` and ``margin_third`` of its
    distances, ``margin_root`` of the square root of the first distance; ``cosine``,
    ``question_covered``, ``uncovered`` and ``uncovered_rarest`` of the winner's features of
    these names, ``margin_ridge`` of its ridge less the second's. ``meaning`` and ``centroid`` are
    weights of the winner's, ``questions`` of the logarithm of how many questions it has.

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
    meaning: float = 0.0
    centroid: float = 0.0
    questions: float = 0.0

    def probability(self, ranked: Sequence[Ranked], weights: Mapping[str, float]) -> float:
        """P(right) in 0..1 of the first of the ranked candidates; 0 without one.

        Where there is no second or third, a rival without any evidence takes its place, so
        that a corpus of two entries is not surer than one of two hundred.
        """
        if not ranked:
            return 0.0
        seen = inputs(
            [one.logit for one in ranked], [one.evidence.values for one in ranked[:2]], weights
        )
        total = self.bias
        for name, value in seen.items():
            total += getattr(self, name) * value
        return logistic(total)


def inputs(
    sums: Sequence[float], values: Sequence[Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    """What the confidence sees of a query, by the names of its weights; the fit calls it too.

    ``sums`` are the weighted sums of the candidates, best first, ``values`` the features of the
    first and, if there is one, of the second.
    """
    winner = values[0]
    nobody = without_evidence(winner, weights)
    second, third = (_behind(sums, place, nobody) for place in (1, 2))
    return {
        "first": sums[0],
        "margin_second": second,
        "margin_third": third,
        "margin_root": math.sqrt(second),
        "cosine": winner["cosine_folded"],
        "question_covered": winner["question_covered"],
        "margin_ridge": winner["ridge"] - (values[1]["ridge"] if len(values) > 1 else 0.0),
        "uncovered": winner["uncovered"],
        "uncovered_rarest": winner["uncovered_rarest"],
        "meaning": winner["meaning"],
        "centroid": winner["centroid"],
        "questions": winner["questions"],
    }


def _behind(sums: Sequence[float], place: int, nobody: float) -> float:
    rival = sums[place] if len(sums) > place else nobody
    return min(max(sums[0] - rival, 0.0), _FARTHEST)
