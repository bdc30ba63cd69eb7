"""From the best candidates' sums to P(answering with the first is right).

A logistic model of the winner's sum and its distances to the second and the third. Never a
softmax over the known entries: a query that none of them answers must be able to score low.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_ABSENT = 12.0  # nats: how far behind a rival that does not exist is taken to be


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceModel:
    """Weights of the logistic model."""

    bias: float
    first: float
    margin_second: float
    margin_third: float
    margin_root: float

    def probability(self, logits: Sequence[float]) -> float:
        """P(right) in 0..1 from the candidates' sums, best first; 0 without a candidate."""
        if not logits:
            return 0.0
        first = logits[0]
        second = first - logits[1] if len(logits) > 1 else _ABSENT
        third = first - logits[2] if len(logits) > 2 else _ABSENT
        return logistic(
            self.bias
            + self.first * first
            + self.margin_second * min(second, _ABSENT)
            + self.margin_third * min(third, _ABSENT)
            + self.margin_root * math.sqrt(min(second, _ABSENT))
        )


def logistic(value: float) -> float:
    """1 / (1 + e^−value), without overflow.

    >>> logistic(0.0), logistic(-1000.0)
    (0.5, 0.0)
    """
    if value < -700:
        return 0.0
    return 1.0 / (1.0 + math.exp(-value))
