"""The order of the candidates: a weighted sum of their features.

The weights were fitted once on four labelled sets of real questions (a conditional logit over
the candidates of each query) and rounded; the corpus at hand does not change them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaoer.matching.features import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate's evidence with its weighted sum, in nats."""

    evidence: Evidence
    logit: float


def rank(
    evidence: Sequence[Evidence], weights: Mapping[str, float], ids: Sequence[str]
) -> list[Ranked]:
    """The candidates by their weighted sums, best first, ties by id."""
    ranked = [
        Ranked(
            evidence=item,
            logit=sum(weight * item.values[name] for name, weight in weights.items()),
        )
        for item in evidence
    ]
    ranked.sort(key=lambda r: (-r.logit, ids[r.evidence.entry]))
    return ranked
