"""What a threshold on the confidence would do: fewer answers, fewer of them wrong.

Every query counts, out-of-scope ones too. Answered at threshold t are the queries with a
confidence ≥ t, so that equal confidences enter together; those that a rule holds back
(``Prediction.held``) are answered at no threshold. Answered right means that the first
candidate is a gold entry; the engine's own threshold plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.probability import confidences


class Point(NamedTuple):
    """What the threshold gives: how many of ``n`` queries are answered, how many of them right."""

    threshold: float
    answered: int
    right: int
    n: int

    @property
    def coverage(self) -> float:
        """Answered ÷ all queries."""
        return self.answered / self.n

    @property
    def precision(self) -> float:
        """Right ÷ answered."""
        return self.right / self.answered

    @property
    def risk(self) -> float:
        """Wrong ÷ answered."""
        return (self.answered - self.right) / self.answered


def risk_coverage_curve(outcomes: Sequence[Outcome]) -> tuple[Point, ...]:
    """A point for each distinct confidence, from the strictest threshold to the laxest.

    R. El-Yaniv & Y. Wiener, "On the foundations of noise-free selective classification" (2010).
    """
    free = [outcome for outcome in outcomes if not outcome.prediction.held]
    ordered = sorted(zip(*confidences(free), strict=True), reverse=True)
    points: list[Point] = []
    answered = right = 0
    for threshold, group in groupby(ordered, key=lambda pair: pair[0]):
        for _, truth in group:
            answered += 1
            right += truth
        points.append(Point(threshold, answered, right, len(outcomes)))
    return tuple(points)


def aurc(outcomes: Sequence[Outcome]) -> float | None:
    """Area under the risk–coverage curve: Σ (coverage − coverage before) · risk; None when empty.

    Lower is better. Without ties it is the mean of the risks at 1, 2, … n answered queries, as
    in Geifman, Uziel & El-Yaniv, "Bias-reduced uncertainty estimation for deep neural
    classifiers" (2019); a group of ties is one step. Queries that a rule holds back are no part of
    it: the risks are those of what a threshold decides.
    """
    return area_under(risk_coverage_curve(outcomes))


def area_under(points: Sequence[Point]) -> float | None:
    """`aurc` of a curve that is at hand."""
    area, before = 0.0, 0
    for point in points:
        area += (point.answered - before) * point.risk
        before = point.answered
    return area / before if before else None


def best_point(outcomes: Sequence[Outcome], target: float) -> Point | None:
    """The point that answers most with a precision of at least ``target``; None when none does.

    Raises:
        ValueError: the target is not within 0..1.
    """
    return best_of(risk_coverage_curve(outcomes), target)


def best_of(points: Sequence[Point], target: float) -> Point | None:
    """`best_point` of a curve that is at hand."""
    if not 0.0 <= target <= 1.0:
        raise ValueError(f"a target precision must be within 0..1, found {target!r}")
    return next((point for point in reversed(points) if point.precision >= target), None)


def best_threshold(outcomes: Sequence[Outcome], target: float) -> float | None:
    """The threshold that answers most with a precision of at least ``target``; None: none does.

    Chosen on the very outcomes it is judged by, it flatters: an upper bound, not a promise.
    """
    point = best_point(outcomes, target)
    return point.threshold if point else None


def coverage_at_precision(outcomes: Sequence[Outcome], target: float) -> float | None:
    """The largest share of all queries that one threshold answers with precision ≥ ``target``.

    0 when no threshold reaches the target, None when there are no queries.
    """
    point = best_point(outcomes, target)
    if point is not None:
        return point.coverage
    return 0.0 if outcomes else None
