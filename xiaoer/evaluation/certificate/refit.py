"""A better confidence from labels: Platt's or the isotonic map, judged on labels unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log, log1p
from random import Random
from typing import Any, NamedTuple

from xiaoer.evaluation.measures import brier, ece
from xiaoer.matching.confidence.recalibration import Recalibration
from xiaoer.matching.ranking.ranker import logistic
from xiaoer.records import dataclass

LEAST = 200
"""Labels needed to fit a map at all; with fewer, the held-out figures are noise."""
LEAST_OF_EACH = 20
"""Right and wrong ones needed among them."""
_FOLDS = 5
_ROUNDS = 50  # of Newton's method; it needs about eight


class Quality(NamedTuple):
    """How good probabilities are: Brier score and ECE."""

    brier: float
    ece: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """The map fitted to all labels, and what its kind was worth on labels it was not fitted to.

    - ``recalibration``: None where no map is better than the confidence as it is, or where
      there are too ``few`` labels; then nothing ``after`` is known.
    - ``before``, ``after``: of the confidence as it is, and as re-calibrated in five folds, each
      by the map fitted to the other four.
    """

    recalibration: Recalibration | None
    few: bool
    before: Quality
    after: Quality | None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "recalibration": self.recalibration.to_dict() if self.recalibration else None,
            "few": self.few,
            "before": self.before._asdict(),
            "after": self.after._asdict() if self.after else None,
        }


Fit = Callable[[Sequence[float], Sequence[bool]], Recalibration | None]


def refit(confidences: Sequence[float], truths: Sequence[bool], *, seed: int = 0) -> Refit | None:
    """The map that the held-out Brier score prefers; None where there are no labels."""
    if not truths:
        return None
    before = _quality(confidences, truths)
    right = sum(truth for c, truth in zip(confidences, truths, strict=True) if 0.0 < c < 1.0)
    inside = sum(0.0 < c < 1.0 for c in confidences)
    if inside < LEAST or min(right, inside - right) < LEAST_OF_EACH:
        return Refit(recalibration=None, few=True, before=before, after=None)
    best, chosen = before, None
    for fit in (platt, isotonic):
        held_out = _cross_fitted(fit, confidences, truths, seed)
        quality = _quality(held_out, truths)
        if quality.brier < best.brier:
            best, chosen = quality, fit
    found = chosen(confidences, truths) if chosen else None
    return Refit(recalibration=found, few=False, before=before, after=best if found else None)


def platt(confidences: Sequence[float], truths: Sequence[bool]) -> Recalibration | None:
    """Platt's map, by maximum likelihood; None where it would not rise.

    The targets are (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2) instead of 1 and 0. J. Platt,
    "Probabilistic outputs for support vector machines" (1999); H.-T. Lin et al. (2007).
    """
    pairs = [(c, t) for c, t in zip(confidences, truths, strict=True) if 0.0 < c < 1.0]
    right = sum(truth for _, truth in pairs)
    high, low = (right + 1) / (right + 2), 1 / (len(pairs) - right + 2)
    points = [(log(c) - log1p(-c), high if truth else low) for c, truth in pairs]
    slope, offset = 1.0, 0.0
    for _ in range(_ROUNDS):
        step = _newton(points, slope, offset)
        # halved where the likelihood would fall: Newton alone may run away
        while max(map(abs, step)) > 1e-10 and _loss(points, slope, offset) < _loss(
            points, slope + step[0], offset + step[1]
        ):
            step = (step[0] / 2, step[1] / 2)
        slope, offset = slope + step[0], offset + step[1]
        if max(map(abs, step)) < 1e-10:
            break
    return Recalibration(method="platt", slope=slope, offset=offset) if slope > 0 else None


def _newton(
    points: Sequence[tuple[float, float]], slope: float, offset: float
) -> tuple[float, float]:
    g0 = g1 = 0.0
    h00 = h11 = 1e-9  # never singular
    h01 = 0.0
    for x, target in points:
        p = logistic(slope * x + offset)
        weight, error = p * (1 - p), target - p
        g0, g1 = g0 + error * x, g1 + error
        h00, h01, h11 = h00 + weight * x * x, h01 + weight * x, h11 + weight
    det = h00 * h11 - h01 * h01
    return (g0 * h11 - g1 * h01) / det, (g1 * h00 - g0 * h01) / det


def _loss(points: Sequence[tuple[float, float]], slope: float, offset: float) -> float:
    total = 0.0
    for x, target in points:
        z = slope * x + offset
        total += max(z, 0.0) - target * z + log1p(exp(-abs(z)))
    return total


def isotonic(confidences: Sequence[float], truths: Sequence[bool]) -> Recalibration | None:
    """The best rising step function, by pooling neighbours, with lines between the steps' middles.

    Ayer et al. (1955); B. Zadrozny & C. Elkan, "Transforming classifier scores into accurate
    multiclass probability estimates" (2002).
    """
    pairs = sorted((c, t) for c, t in zip(confidences, truths, strict=True) if 0.0 < c < 1.0)
    blocks: list[tuple[int, float, int]] = []  # how many, sum of confidences, how many right
    for at, (confidence, truth) in enumerate(pairs):
        block = (1, confidence, int(truth))
        if at and pairs[at - 1][0] == confidence:
            block = _pooled(blocks.pop(), block)
        while blocks and blocks[-1][2] * block[0] >= block[2] * blocks[-1][0]:
            block = _pooled(blocks.pop(), block)
        blocks.append(block)
    middles = [(total / n, right / n) for n, total, right in blocks]
    points = ((0.0, 0.0), *middles, (1.0, 1.0))
    return Recalibration(method="isotonic", points=points)


def _pooled(left: tuple[int, float, int], right: tuple[int, float, int]) -> tuple[int, float, int]:
    return left[0] + right[0], left[1] + right[1], left[2] + right[2]


def _cross_fitted(
    fit: Fit, confidences: Sequence[float], truths: Sequence[bool], seed: int
) -> list[float]:
    """Each confidence by the map fitted to the folds it is not in."""
    order = list(range(len(truths)))
    Random(seed).shuffle(order)
    told = list(confidences)
    for fold in range(_FOLDS):
        out = set(order[fold::_FOLDS])
        rest = [at for at in order if at not in out]
        found = fit([confidences[at] for at in rest], [truths[at] for at in rest])
        if found is not None:
            for at in out:
                told[at] = found.apply(confidences[at])
    return told


def _quality(probabilities: Sequence[float], truths: Sequence[bool]) -> Quality:
    return Quality(brier(probabilities, truths) or 0.0, ece(probabilities, truths) or 0.0)
