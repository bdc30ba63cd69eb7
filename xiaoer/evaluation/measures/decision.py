"""What became of the queries: answered or not, right or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.proportion import Proportion
from xiaoer.evaluation.measures.weighing import share_of


def coverage(outcomes: Sequence[Outcome]) -> Proportion:
    """应答率: answered, of all queries, out-of-scope ones included."""
    return share_of(outcomes, lambda o: o.prediction.answered)


def in_scope_answered(outcomes: Sequence[Outcome]) -> Proportion:
    """Answered, rightly or wrongly, of in-scope queries."""
    return share_of(_in_scope(outcomes), lambda o: o.prediction.answered)


def precision(outcomes: Sequence[Outcome]) -> Proportion:
    """准确率: right answers, of answered queries; an answer to an out-of-scope query is wrong."""
    answered = (o for o in outcomes if o.prediction.answered)
    return share_of(answered, lambda o: o.answer_is_right)


def risk(outcomes: Sequence[Outcome]) -> Proportion:
    """P(wrong given answered): wrong answers, of answered queries; 1 − precision."""
    return precision(outcomes).rest


def wrong_answer_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """误答率: wrong answers, of all queries."""
    return share_of(outcomes, lambda o: o.answer_is_wrong)


def oos_answered(
    outcomes: Sequence[Outcome], kind: Literal["near", "far"] | None = None
) -> Proportion:
    """Answered, of out-of-scope queries (of one kind only when given)."""
    outside = (o for o in outcomes if not o.case.in_scope and (kind is None or o.case.oos == kind))
    return share_of(outside, lambda o: o.prediction.answered)


def needless_escalations(outcomes: Sequence[Outcome]) -> Proportion:
    """Escalated although the first candidate was right, of in-scope queries.

    What a rule escalates (``Prediction.held``) is somebody's wish, and not counted.
    """
    return share_of(_in_scope(outcomes), needlessly_escalated)


def needlessly_escalated(outcome: Outcome) -> bool:
    """Whether a person got it although the first candidate was right, and no rule asked for it."""
    prediction = outcome.prediction
    return prediction.escalated and outcome.top_is_right and not prediction.held


def clarify_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """反问率: asked back, of all queries."""
    return share_of(outcomes, _asked_back)


def clarify_success(outcomes: Sequence[Outcome]) -> Proportion:
    """A right entry among the choices, of the queries that were asked back.

    Asking back about an out-of-scope query never succeeds.
    """
    return share_of(filter(_asked_back, outcomes), clarified_well)


def clarified_well(outcome: Outcome) -> bool:
    """Whether it asked back and offered a right entry."""
    prediction = outcome.prediction
    return prediction.action == "clarify" and not set(prediction.choices).isdisjoint(
        outcome.case.gold
    )


def shown_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """Asked whether an entry is meant, with its answer below, of all queries."""
    return share_of(outcomes, lambda o: o.prediction.shown is not None)


def shown_precision(outcomes: Sequence[Outcome]) -> Proportion:
    """A right entry, of those shown; to an out-of-scope query none is right."""
    shown = (o for o in outcomes if o.prediction.shown is not None)
    return share_of(shown, lambda o: o.shown_is_right)


def _in_scope(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    return (o for o in outcomes if o.case.in_scope)


def _asked_back(outcome: Outcome) -> bool:
    return outcome.prediction.action == "clarify"
