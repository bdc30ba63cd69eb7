"""Cases that stand for more queries than one: what they weigh, and how many they are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum

from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.proportion import Proportion, WeighedShare


def is_weighted(outcomes: Iterable[Outcome]) -> bool:
    """Whether any case counts otherwise than once."""
    return any(outcome.case.weight != 1.0 or outcome.case.draws != 1 for outcome in outcomes)


def weights_of(outcomes: Iterable[Outcome]) -> list[float] | None:
    """What each case weighs; None where each counts once."""
    outcomes = tuple(outcomes)
    return [outcome.case.weight for outcome in outcomes] if is_weighted(outcomes) else None


def effective_number(cases: Iterable[Case]) -> float:
    """How many queries drawn at random would tell as much: (Σw)² ÷ Σ w²/draws; 0 of none.

    A case that was drawn several times stands for so many draws of equal weight. L. Kish, "Survey
    sampling" (1965), §11.7.
    """
    cases = tuple(cases)
    squares = fsum(case.weight**2 / case.draws for case in cases)
    return fsum(case.weight for case in cases) ** 2 / squares if squares else 0.0


def share_of(outcomes: Iterable[Outcome], holds: Callable[[Outcome], bool]) -> Proportion:
    """The share of the outcomes for which it holds, each weighed by what its case stands for."""
    outcomes = tuple(outcomes)
    found = [outcome for outcome in outcomes if holds(outcome)]
    if not is_weighted(outcomes):
        return Proportion(len(found), len(outcomes))
    return WeighedShare(
        len(found),
        len(outcomes),
        fsum(one.case.weight for one in found) / fsum(one.case.weight for one in outcomes),
        effective_number(one.case for one in outcomes),
    )


def mean_of(values: Sequence[float], weights: Sequence[float] | None) -> float | None:
    """The mean, weighted where there are weights; None of nothing."""
    if not values:
        return None
    if weights is None:
        return fsum(values) / len(values)
    return fsum(v * w for v, w in zip(values, weights, strict=True)) / fsum(weights)
