"""What a threshold on the confidence would do: fewer answers, fewer of them wrong.

Every query counts, out-of-scope ones too. Answered at threshold t are the queries with a
confidence ≥ t, so that equal confidences enter together; those that a rule holds back
(``Prediction.held``) are answered at no threshold. Answered right means that the first
candidate is a gold entry; the engine's own threshold plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum
from typing import NamedTuple, Self

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.probability import confidences
from xiaoer.evaluation.measures.proportion import Proportion, WeighedShare
from xiaoer.evaluation.measures.weighing import effective_number, is_weighted


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

    @property
    def reached(self) -> float:
        """How far along the curve it is: the answered ones."""
        return self.answered

    @property
    def coverage_share(self) -> Proportion:
        """The coverage with its denominator."""
        return Proportion(self.answered, self.n)

    @property
    def risk_share(self) -> Proportion:
        """The risk with its denominator."""
        return Proportion(self.answered - self.right, self.answered)


class WeighedPoint(Point):
    """A point of cases that stand for more queries than one; the counts are of the cases."""

    shares: tuple[WeighedShare, WeighedShare]

    def __new__(cls, threshold: float, coverage: WeighedShare, risk: WeighedShare) -> Self:
        """The point at which the first answers so many of which the second are wrong."""
        made = super().__new__(cls, threshold, coverage.hits, risk.n - risk.hits, coverage.n)
        made.shares = (coverage, risk)
        return made

    def __getnewargs__(self) -> tuple[float, WeighedShare, WeighedShare]:
        return (self.threshold, *self.shares)

    @property
    def coverage(self) -> float:
        """What the answered cases stand for, of all."""
        return self.shares[0].share

    @property
    def precision(self) -> float:
        """What the right ones stand for, of the answered."""
        return 1 - self.shares[1].share

    @property
    def risk(self) -> float:
        """What the wrong ones stand for, of the answered."""
        return self.shares[1].share

    @property
    def reached(self) -> float:
        """How far along the curve it is: its coverage."""
        return self.coverage

    @property
    def coverage_share(self) -> Proportion:
        """The coverage with its denominator."""
        return self.shares[0]

    @property
    def risk_share(self) -> Proportion:
        """The risk with its denominator."""
        return self.shares[1]


def risk_coverage_curve(outcomes: Sequence[Outcome]) -> tuple[Point, ...]:
    """A point for each distinct confidence, from the strictest threshold to the laxest.

    R. El-Yaniv & Y. Wiener, "On the foundations of noise-free selective classification" (2010).
    """
    free = [outcome for outcome in outcomes if not outcome.prediction.held]
    if is_weighted(outcomes):
        return tuple(_weighed_curve(free, outcomes))
    ordered = sorted(zip(*confidences(free), strict=True), reverse=True)
    points: list[Point] = []
    answered = right = 0
    for threshold, group in groupby(ordered, key=lambda pair: pair[0]):
        for _, truth in group:
            answered += 1
            right += truth
        points.append(Point(threshold, answered, right, len(outcomes)))
    return tuple(points)


def _weighed_curve(free: Sequence[Outcome], outcomes: Sequence[Outcome]) -> Iterator[Point]:
    total = fsum(outcome.case.weight for outcome in outcomes)
    of = effective_number(outcome.case for outcome in outcomes)
    ordered = sorted(free, key=lambda outcome: -outcome.prediction.confidence)
    answered = right = 0
    mass = good = squares = 0.0
    for threshold, group in groupby(ordered, key=lambda outcome: outcome.prediction.confidence):
        for outcome in group:
            case, truth = outcome.case, outcome.top_is_right
            answered, right = answered + 1, right + truth
            mass, good = mass + case.weight, good + case.weight * truth
            squares += case.weight**2 / case.draws
        coverage = WeighedShare(answered, len(outcomes), mass / total, of)
        risk = WeighedShare(answered - right, answered, 1 - good / mass, mass**2 / squares)
        yield WeighedPoint(threshold, coverage, risk)


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
    area, before = 0.0, 0.0
    for point in points:
        area += (point.reached - before) * point.risk
        before = point.reached
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
