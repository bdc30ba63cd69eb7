"""Bootstrap draws shared by all systems, so that their differences are paired.

The same draws as `xiaoer.evaluation.measures.bootstrap` makes, which a test proves; but each
system is sorted once, and a draw is a number of times that each case counts.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate
from operator import itemgetter, mul
from random import Random
from typing import NamedTuple

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome

Figure = Callable[[Sequence[int]], float | None]
"""A figure of cases that count as often as the numbers say."""


class Spread(NamedTuple):
    """A figure of the cases, and of each draw."""

    value: float | None
    drawn: Sequence[float | None]

    def estimate(self) -> m.Estimate | None:
        """With its 95 % percentile interval."""
        found = sorted(value for value in self.drawn if value is not None)
        if self.value is None or not found:
            return None
        low, high = m.quantile(found, 0.025), m.quantile(found, 0.975)
        return m.Estimate(self.value, low, high, len(found))

    def minus(self, other: "Spread") -> "Spread":
        """The paired difference."""
        pairs = zip(self.drawn, other.drawn, strict=True)
        return Spread(_minus(self.value, other.value), [_minus(a, b) for a, b in pairs])


def _minus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


class Draws:
    """How often each case counts in each resample; cases of one entry are drawn together."""

    def __init__(self, cases: Sequence[Case], resamples: int, seed: int = 0) -> None:
        groups: dict[Hashable, list[int]] = {}
        for at, case in enumerate(cases):
            groups.setdefault(case.gold[0] if case.gold else at, []).append(at)
        random, clusters = Random(seed), list(groups.values())
        self._once = [1] * len(cases)
        self._counts = []
        for _ in range(resamples):
            counts = [0] * len(cases)
            for group in random.choices(clusters, k=len(clusters)):
                for at in group:
                    counts[at] += 1
            self._counts.append(counts)

    def spread(self, figure: Figure) -> Spread:
        """The figure of the cases themselves, and of each draw."""
        return Spread(figure(self._once), [figure(counts) for counts in self._counts])


def top1(outcomes: Sequence[Outcome]) -> Figure:
    """The share of in-scope cases whose first candidate is right."""
    inside = [int(outcome.case.in_scope) for outcome in outcomes]
    right = [int(outcome.top_is_right) for outcome in outcomes]

    def figure(counts: Sequence[int]) -> float | None:
        n = sum(map(mul, counts, inside))
        return sum(map(mul, counts, right)) / n if n else None

    return figure


def coverage_at(target: float, outcomes: Sequence[Outcome]) -> Figure:
    """The largest share of all cases that one threshold answers with that precision."""
    free = [at for at, outcome in enumerate(outcomes) if not outcome.prediction.held]
    confidence = [outcome.prediction.confidence for outcome in outcomes]
    free.sort(key=lambda at: -confidence[at])
    ends = [
        place
        for place, at in enumerate(free)
        if place + 1 == len(free) or confidence[free[place + 1]] != confidence[at]
    ]
    ends.reverse()
    right = [int(outcomes[at].top_is_right) for at in free]
    pick = itemgetter(*free, 0) if free else None  # the 0 makes it a tuple also for one

    def figure(counts: Sequence[int]) -> float | None:
        total = sum(counts)
        if not total or pick is None:
            return 0.0 if total else None
        often = pick(counts)[:-1]
        answered = list(accumulate(often))
        hits = list(accumulate(map(mul, often, right)))
        for end in ends:
            if answered[end] and hits[end] / answered[end] >= target:
                return float(answered[end] / total)
        return 0.0

    return figure
