"""The laxest threshold whose risk is certified: hypotheses tested in an order fixed beforehand.

For each threshold of a grid, from strict to lax, the hypothesis is P(wrong | answered) >
``max_risk``. It is rejected where the exact binomial tail (Clopper–Pearson) is at most the level
at hand. The grid and the starts are counts of answered queries that follow from how many queries
there are and how their confidences lie, never from labels. A. Angelopoulos et al., "Learn then
test" (2021): fixed-sequence testing. B. Wiens & A. Dmitrienko, "The fallback procedure" (2005):
several starts share δ, and a walk that reaches the next start takes its own level along.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil, log, log1p
from sys import float_info
from typing import NamedTuple

from xiaoer.evaluation.measures import binomial_tail, upper_bound

STARTS = 3
"""Starts that share δ, as far as the queries go round.

Draws of 1,000 with a limit of 10 %, share of the best coverage with 1, 3, 5 and 8 starts: lcqmc_1k
.96 each time, epidemic .80, .94, .94, .95, faq .35, .72, .70, .73. Of 300 with 5 %, where δ is
scarce, lcqmc_1k .72, .87, .76, .78. 150 draws each, by weights that had not seen the set.
"""
MOST = 10**15
"""Answers that nobody has; a limit of 1e-320 needs more than a float holds."""
_STEP = 1.03  # from one threshold to the next the answered queries grow by 3 %


class Judged(NamedTuple):
    """A query that some threshold answers: its confidence, and whether the answer is wrong."""

    confidence: float
    wrong: bool


class Certified(NamedTuple):
    """A threshold that holds: how many it answers, how many of them wrong, the upper bound.

    ``level`` is the share of δ its test was given; ``bound`` the bound at 1 − ``level``.
    """

    threshold: float
    answered: int
    wrong: int
    bound: float
    level: float


class Rung(NamedTuple):
    """A threshold of the grid: how many it answers, and the share of δ that begins there."""

    threshold: float
    answered: int
    level: float


def fewest(max_risk: float, level: float) -> int:
    """How many answers certify the limit when none of them is wrong.

    >>> fewest(0.05, 0.05), fewest(0.10, 0.05)
    (59, 29)
    """
    least = min(log(level) / log1p(-max_risk), MOST)
    return max(1, ceil(least - 1e-9))


def grid(confidences: Sequence[float], max_risk: float, delta: float) -> tuple[Rung, ...]:
    """The thresholds to test, from strict to lax; () where too few queries are answered.

    The first start is where zero errors would certify; the others lie at growing counts. Equal
    confidences enter together.
    """
    ordered = sorted(confidences, reverse=True)
    n = len(ordered)
    starts = max(1, min(STARTS, n // fewest(max_risk, delta)))
    first = fewest(max_risk, delta / starts)
    if n < first:
        return ()
    own = [round(first * (n / first) ** (i / starts)) for i in range(starts)]
    counts, size = {*own, n}, float(first)
    while size < n:
        counts.add(int(size))
        size *= _STEP
    ends = {ordered[count - 1]: 0.0 for count in sorted(counts)}
    for count in own:
        ends[ordered[count - 1]] += delta / starts
    answered = _counted(ordered)
    return tuple(Rung(threshold, answered[threshold], level) for threshold, level in ends.items())


def _counted(ordered: Sequence[float]) -> dict[float, int]:
    """How many reach each confidence; the last of equal ones counts."""
    return {confidence: count for count, confidence in enumerate(ordered, 1)}


def certify(judged: Sequence[Judged], max_risk: float, confidence: float) -> Certified | None:
    """The laxest certified threshold; None where none is.

    With ``confidence``, no threshold it gives has a risk above ``max_risk``, if the queries are
    drawn like those to come.
    """
    steps = grid([one.confidence for one in judged], max_risk, 1.0 - confidence)
    if not steps:
        return None
    ordered = sorted(judged, key=lambda one: -one.confidence)
    wrong = [0, *accumulate(one.wrong for one in ordered)]
    found: tuple[Rung, float] | None = None
    level = 0.0
    for step in steps:
        level += step.level
        if level and binomial_tail(wrong[step.answered], step.answered, max_risk) <= level:
            found = (step, level)
        else:
            level = 0.0
    if found is None:
        return None
    step, level = found
    errors, epsilon = wrong[step.answered], float_info.epsilon
    bound = min(upper_bound(errors, step.answered, max(1.0 - level, epsilon)), max_risk)
    return Certified(step.threshold, step.answered, errors, bound, level)
