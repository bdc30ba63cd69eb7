"""Bootstrap intervals that know which queries belong together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import floor
from random import Random
from typing import NamedTuple, TypeVar

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.proportion import check_confidence
from xiaoer.evaluation.measures.ranking import Measure

RESAMPLES = 1000

T = TypeVar("T")


class Estimate(NamedTuple):
    """A figure and its percentile interval; ``resamples`` is how many of them gave a value."""

    value: float
    low: float
    high: float
    resamples: int


def bootstrap(
    outcomes: Sequence[Outcome],
    measure: Measure,
    *,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
    seed: int = 0,
) -> Estimate | None:
    """The measure, and its percentile interval when entries are drawn again with replacement.

    Cases of one entry (their first gold id) are drawn together, since they stand or fall
    together; an out-of-scope case is drawn for itself. Resamples for which the measure is None
    are left out; None when it is None for the outcomes themselves. The same seed gives the
    same interval. Efron & Tibshirani, "An introduction to the bootstrap" (1993), ch. 13;
    clusters: Davison & Hinkley, "Bootstrap methods and their application" (1997), §3.8.

    Raises:
        ValueError: ``resamples`` is below 1, or the confidence is not between 0 and 1.
    """
    groups = clusters(outcomes, outcomes)
    return _estimate(groups, measure, outcomes, resamples, confidence, seed)


def bootstrap_difference(
    first: Sequence[Outcome],
    second: Sequence[Outcome],
    measure: Measure,
    *,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
    seed: int = 0,
) -> Estimate | None:
    """The measure of the first minus that of the second, both on the same drawn cases.

    Paired: what makes a case hard for both cancels. Otherwise as `bootstrap`.

    Raises:
        ValueError: the two are not about the same cases in the same order.
    """
    if [outcome.case for outcome in first] != [outcome.case for outcome in second]:
        raise ValueError("a paired difference needs the same cases in the same order on both sides")
    pairs = list(zip(first, second, strict=True))

    def difference(drawn: Sequence[tuple[Outcome, Outcome]]) -> float | None:
        a, b = measure([pair[0] for pair in drawn]), measure([pair[1] for pair in drawn])
        return None if a is None or b is None else a - b

    groups = clusters(pairs, first)
    return _estimate(groups, difference, pairs, resamples, confidence, seed)


def clusters(items: Sequence[T], outcomes: Sequence[Outcome]) -> list[list[T]]:
    """The items grouped by first gold id, in order of first appearance."""
    groups: dict[Hashable, list[T]] = {}
    for position, (item, outcome) in enumerate(zip(items, outcomes, strict=True)):
        key = outcome.case.gold[0] if outcome.case.gold else position
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _estimate(
    groups: list[list[T]],
    statistic: Callable[[Sequence[T]], float | None],
    items: Sequence[T],
    resamples: int,
    confidence: float,
    seed: int,
) -> Estimate | None:
    checked_resamples(resamples, confidence)
    value = statistic(items)
    if value is None:
        return None
    random, found = Random(seed), []
    for _ in range(resamples):
        drawn = [item for group in random.choices(groups, k=len(groups)) for item in group]
        again = statistic(drawn)
        if again is not None:
            found.append(again)
    return estimate(value, found, confidence)


def checked_resamples(resamples: int, confidence: float) -> int:
    """The number of resamples.

    Raises:
        ValueError: it is below 1, or the confidence is not between 0 and 1.
    """
    check_confidence(confidence)
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, found {resamples}")
    return resamples


def estimate(
    value: float | None, found: Sequence[float], confidence: float = 0.95
) -> Estimate | None:
    """The value with the percentile interval of what resampling found; None when it is None."""
    if value is None:
        return None
    ordered, tail = sorted(found), (1 - confidence) / 2
    return Estimate(value, quantile(ordered, tail), quantile(ordered, 1 - tail), len(ordered))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the sorted values lie, linear between two of them.

    Type 7 of Hyndman & Fan (1996), numpy's default. NaN when there are no values.
    """
    if not ordered:
        return float("nan")
    position = share * (len(ordered) - 1)
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
