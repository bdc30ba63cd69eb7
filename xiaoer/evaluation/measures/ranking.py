"""How high the right entry stands, before any threshold. In-scope cases only.

A case without candidates stays in the denominator: it is a miss, not a gap. An entry counts as
found when it is any of the gold ids.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.proportion import Proportion
from xiaoer.evaluation.measures.weighing import mean_of, share_of, weights_of

Measure = Callable[[Sequence[Outcome]], float | None]
"""A number of a set of outcomes; None where its denominator is empty."""


def top1(outcomes: Sequence[Outcome]) -> Proportion:
    """In-scope cases whose first candidate is a gold entry, of all in-scope cases."""
    return recall_at(1, outcomes)


def recall_at(k: int, outcomes: Sequence[Outcome]) -> Proportion:
    """R@k: in-scope cases with a gold entry among the first k, of all in-scope cases.

    With several gold entries one is enough: the customer needs one right answer. (TREC calls
    this Success@k; with one gold entry it is recall at k.)

    Raises:
        ValueError: k is below 1.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, found {k}")
    return share_of(
        (outcome for outcome in outcomes if outcome.case.in_scope),
        lambda o: not set(o.prediction.ranking[:k]).isdisjoint(o.case.gold),
    )


def mrr(outcomes: Sequence[Outcome]) -> float | None:
    """Mean over in-scope cases of 1 ÷ the rank of the first gold entry, 0 when it is not listed.

    A bot lists five candidates: its figure is MRR@5. E. Voorhees, "The TREC-8 question answering
    track report" (1999).
    """
    inside = [outcome for outcome in outcomes if outcome.case.in_scope]
    return mean_of([reciprocal_rank(outcome) for outcome in inside], weights_of(inside))


def reciprocal_rank(outcome: Outcome) -> float:
    """1 ÷ the rank of the first gold entry, 0 when none is listed."""
    for rank, id in enumerate(outcome.prediction.ranking, 1):
        if id in outcome.case.gold:
            return 1 / rank
    return 0.0


def macro(measure: Measure, outcomes: Sequence[Outcome]) -> float | None:
    """The mean of a measure over entries, each entry counting once however often it is asked.

    In-scope cases are grouped by their first gold id; groups for which the measure is None are
    left out.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.case.in_scope:
            groups.setdefault(outcome.case.gold[0], []).append(outcome)
    values = [value for group in groups.values() if (value := measure(group)) is not None]
    return math.fsum(values) / len(values) if values else None
