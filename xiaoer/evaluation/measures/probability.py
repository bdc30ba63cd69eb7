"""Is a confidence of 0.8 right eight times in ten? And does it separate right from wrong?

`probabilities` are in 0..1, `truths` say for each whether the event came true.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import fsum, log
from sys import float_info
from typing import NamedTuple

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.weighing import mean_of

EQUAL_MASS_BINS = 15
"""Guo et al., "On calibration of modern neural networks" (2017), use 15 as well."""


def confidences(outcomes: Sequence[Outcome]) -> tuple[list[float], list[bool]]:
    """Of every case the confidence, and whether answering with its first candidate is right."""
    return (
        [outcome.prediction.confidence for outcome in outcomes],
        [outcome.top_is_right for outcome in outcomes],
    )


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """P(a positive scores above a negative), a tie counting one half; None when a side is empty.

    The Mann–Whitney U statistic ÷ (number of pairs), which is the area under the ROC curve:
    Hanley & McNeil, "The meaning and use of the area under a ROC curve" (1982).

    >>> auroc([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    if not positives or not negatives:
        return None
    ordered = sorted(negatives)
    twice = sum(bisect_left(ordered, p) + bisect_right(ordered, p) for p in positives)
    return twice / (2 * len(positives) * len(negatives))


def scope_auroc(outcomes: Sequence[Outcome]) -> float | None:
    """How well the confidence separates in-scope from out-of-scope queries, as AUROC."""
    sides: tuple[list[float], list[float]] = ([], [])
    for outcome in outcomes:
        sides[outcome.case.in_scope].append(outcome.prediction.confidence)
    return auroc(sides[True], sides[False])


def brier(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    weights: Sequence[float] | None = None,
) -> float | None:
    """The mean of (probability − truth)²; None when empty.

    G. W. Brier, "Verification of forecasts expressed in terms of probability" (1950), for a
    yes-or-no event counted once.
    """
    _check(probabilities, truths)
    losses = [(p - truth) ** 2 for p, truth in zip(probabilities, truths, strict=True)]
    return mean_of(losses, weights)


def brier_of_constant(
    truths: Sequence[bool], weights: Sequence[float] | None = None
) -> float | None:
    """The Brier score of the best constant, the share of true: p·(1 − p); None when empty.

    A confidence is worth having only where its own Brier score is below this.
    """
    share = mean_of(list(map(float, truths)), weights)
    return None if share is None else share * (1 - share)


def log_loss(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    weights: Sequence[float] | None = None,
) -> float | None:
    """The mean of −ln P(what happened), in nats; None when empty.

    Probabilities are clipped to ε..1 − ε (ε = 2⁻⁵², as scikit-learn does), so that one certain
    error costs 36 nats and not infinity.
    """
    _check(probabilities, truths)
    epsilon = float_info.epsilon
    losses = []
    for p, truth in zip(probabilities, truths, strict=True):
        p = min(max(p, epsilon), 1 - epsilon)
        losses.append(-log(p if truth else 1 - p))
    return mean_of(losses, weights)


class Bin(NamedTuple):
    """A group of predictions: lowest and highest probability, how many, mean, share of true."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def equal_mass_bins(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    bins: int = EQUAL_MASS_BINS,
    weights: Sequence[float] | None = None,
) -> tuple[Bin, ...]:
    """The predictions in order of probability, cut into groups of equal size.

    Bin b ends at position ⌊(b + 1)·n/bins⌋ of the sorted probabilities, or later where equal
    probabilities would be torn apart: the result never depends on their order. Groups that
    become empty are left out.

    Raises:
        ValueError: ``bins`` is below 1.
    """
    return tuple(one for one, _ in _groups(probabilities, truths, bins, weights))


def _groups(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    bins: int,
    weights: Sequence[float] | None,
) -> list[tuple[Bin, float]]:
    """The bins, each with what it weighs."""
    if bins < 1:
        raise ValueError(f"bins must be at least 1, found {bins}")
    _check(probabilities, truths)
    pairs = sorted(zip(probabilities, truths, weights or [1.0] * len(truths), strict=True))
    ordered = [p for p, _, _ in pairs]
    found: list[tuple[Bin, float]] = []
    start = 0
    for b in range(1, bins + 1):
        end = b * len(pairs) // bins
        if end <= start:
            continue
        end = bisect_right(ordered, ordered[end - 1])
        group = pairs[start:end]
        mass = fsum(weight for _, _, weight in group)
        right = fsum(weight for _, truth, weight in group if truth)
        mean = fsum(p * weight for p, _, weight in group) / mass
        one = Bin(ordered[start], ordered[end - 1], len(group), mean, right / mass)
        found.append((one, mass))
        start = end
    return found


def ece(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    bins: int = EQUAL_MASS_BINS,
    weights: Sequence[float] | None = None,
) -> float | None:
    """Expected calibration error: Σ n_b/n · |share of true − mean probability|; None when empty.

    Over `equal_mass_bins`: M. P. Naeini et al., "Obtaining well calibrated probabilities using
    Bayesian binning" (2015); bins of equal mass as in Nixon et al., "Measuring calibration in
    deep learning" (2019).
    """
    groups = _groups(probabilities, truths, bins, weights)
    gaps = [abs(one.accuracy - one.confidence) for one, _ in groups]
    return mean_of(gaps, [mass for _, mass in groups])


def _check(probabilities: Sequence[float], truths: Sequence[bool]) -> None:
    if len(probabilities) != len(truths):
        raise ValueError(
            f"as many probabilities as truths are needed, found {len(probabilities)} "
            f"and {len(truths)}"
        )
