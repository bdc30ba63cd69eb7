"""How many labelled queries a certificate would take."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple

from xiaoer.evaluation.certificate.fixed_sequence import MOST, Judged, fewest
from xiaoer.evaluation.measures import binomial_tail

_POINTS = 10  # thresholds looked at: those that answer a tenth, two tenths … of what can be
_LEAST = 20  # answers below which an error rate says nothing


class Outlook(NamedTuple):
    """At the threshold where a certificate seems nearest: what was seen, and what it would take.

    ``at_zero``: labelled queries needed if no answer is wrong; ``at_rate``: at the error rate
    seen, None (never) where that is not below the limit.
    """

    threshold: float
    answered: int
    wrong: int
    at_zero: int
    at_rate: int | None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return self._asdict()


def outlook(judged: Sequence[Judged], n: int, max_risk: float, confidence: float) -> Outlook | None:
    """The outlook of ``n`` queries, of which the judged are answered; None where none is.

    An estimate for planning: the threshold is chosen on the labels it is judged by.
    """
    ordered = sorted(judged, key=lambda one: -one.confidence)
    wrong = [0, *accumulate(one.wrong for one in ordered)]
    answered = {one.confidence: count for count, one in enumerate(ordered, 1)}
    found: list[Outlook] = []
    for tenth in range(1, _POINTS + 1):
        place = max(len(ordered) * tenth // _POINTS, min(_LEAST, len(ordered)))
        if not place:
            return None
        threshold = ordered[place - 1].confidence
        k = answered[threshold]
        answers = answers_needed(wrong[k] / k, max_risk, confidence)
        found.append(
            Outlook(
                threshold,
                k,
                wrong[k],
                ceil(fewest(max_risk, 1.0 - confidence) * n / k),
                None if answers is None else ceil(answers * n / k),
            )
        )
    return min(
        found, key=lambda one: (one.at_rate is None, one.at_rate or 0, one.wrong / one.answered)
    )


def answers_needed(rate: float, max_risk: float, confidence: float) -> int | None:
    """The fewest answers that certify the limit at this error rate; None: no number does.

    >>> answers_needed(0.0, 0.05, 0.95), answers_needed(0.05, 0.05, 0.95)
    (59, None)
    """
    if rate >= max_risk:
        return None

    def enough(n: int) -> bool:
        return binomial_tail(ceil(rate * n - 1e-9), n, max_risk) <= 1.0 - confidence

    low, high = 0, fewest(max_risk, 1.0 - confidence)
    while not enough(high):
        if high >= MOST:
            return None
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
