"""The order of the candidates: a weighted sum of their features.

The weights come from a conditional logit over the candidates of each query of labelled sets
(McFadden 1974): P(entry) is proportional to e^sum. See ``data/weights.json``.
"""

import math
from collections.abc import Mapping, Sequence

from xiaoer.matching.ranking.features import Evidence
from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate's evidence with its weighted sum, in nats."""

    evidence: Evidence
    logit: float


_ZERO_WHEN_EQUAL = ("length_gap", "denials", "contrasts", "keyword")


def rank(
    evidence: Sequence[Evidence], weights: Mapping[str, float], ids: Sequence[str]
) -> list[Ranked]:
    """The candidates by their weighted sums, best first, ties by id."""
    weighed = tuple(weights.items())
    ranked = [
        Ranked(
            evidence=item,
            # rounded: equal questions differ in the last bit of the kernel's sums
            logit=round(math.fsum([weight * item.values[name] for name, weight in weighed]), 9),
        )
        for item in evidence
    ]
    ranked.sort(key=lambda r: (-r.logit, ids[r.evidence.entry]))
    return ranked


def perfect(weights: Mapping[str, float]) -> float:
    """The sum that a lone, equal question would reach."""
    return math.fsum(
        weight
        for name, weight in weights.items()
        if not name.startswith("gap_") and name not in _ZERO_WHEN_EQUAL
    )


def similarity(logit: float, perfect: float) -> float:
    """A sum as a similarity in 0..1: its share of the `perfect` one."""
    if perfect <= 0.0:
        return 0.0
    return min(max(logit / perfect, 0.0), 1.0)


def without_evidence(best: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of an imagined entry that shares nothing with the query.

    Its features are 0, its gaps are the whole of the best candidate's features (``best``), and
    its length is another.
    """
    gaps = math.fsum(
        weight * -best[name.removeprefix("gap_")]
        for name, weight in weights.items()
        if name.startswith("gap_")
    )
    return gaps + weights.get("length_gap", 0.0)


def logistic(value: float) -> float:
    """1 / (1 + e^−value), without overflow.

    >>> logistic(0.0), logistic(-1000.0)
    (0.5, 0.0)
    """
    if value < -700:
        return 0.0
    return 1.0 / (1.0 + math.exp(-value))
