"""What became of the queries: answered or not, right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.proportion import Proportion, proportion


def coverage(outcomes: Sequence[Outcome]) -> Proportion:
    """应答率: answered, of all queries, out-of-scope ones included."""
    return proportion(outcome.prediction.answered for outcome in outcomes)


def in_scope_answered(outcomes: Sequence[Outcome]) -> Proportion:
    """Answered, rightly or wrongly, of in-scope queries."""
    return proportion(o.prediction.answered for o in outcomes if o.case.in_scope)


def precision(outcomes: Sequence[Outcome]) -> Proportion:
    """准确率: right answers, of answered queries; an answer to an out-of-scope query is wrong."""
    return proportion(o.answer_is_right for o in outcomes if o.prediction.answered)


def risk(outcomes: Sequence[Outcome]) -> Proportion:
    """P(wrong given answered): wrong answers, of answered queries; 1 − precision."""
    return precision(outcomes).rest


def wrong_answer_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """误答率: wrong answers, of all queries."""
    return proportion(o.answer_is_wrong for o in outcomes)


def oos_answered(
    outcomes: Sequence[Outcome], kind: Literal["near", "far"] | None = None
) -> Proportion:
    """Answered, of out-of-scope queries (of one kind only when given)."""
    return proportion(
        o.prediction.answered
        for o in outcomes
        if not o.case.in_scope and (kind is None or o.case.oos == kind)
    )


def needless_escalations(outcomes: Sequence[Outcome]) -> Proportion:
    """Escalated although the first candidate was right, of in-scope queries.

    What a rule escalates (``Prediction.held``) is somebody's wish, and not counted.
    """
    return proportion(needlessly_escalated(o) for o in outcomes if o.case.in_scope)


def needlessly_escalated(outcome: Outcome) -> bool:
    """Whether a person got it although the first candidate was right, and no rule asked for it."""
    prediction = outcome.prediction
    return prediction.escalated and outcome.top_is_right and not prediction.held


def clarify_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """反问率: asked back, of all queries."""
    return proportion(o.prediction.action == "clarify" for o in outcomes)


def clarify_success(outcomes: Sequence[Outcome]) -> Proportion:
    """A right entry among the choices, of the queries that were asked back.

    Asking back about an out-of-scope query never succeeds.
    """
    return proportion(clarified_well(o) for o in outcomes if o.prediction.action == "clarify")


def clarified_well(outcome: Outcome) -> bool:
    """Whether it asked back and offered a right entry."""
    prediction = outcome.prediction
    return prediction.action == "clarify" and not set(prediction.choices).isdisjoint(
        outcome.case.gold
    )


def shown_rate(outcomes: Sequence[Outcome]) -> Proportion:
    """Asked whether an entry is meant, with its answer below, of all queries."""
    return proportion(o.prediction.shown is not None for o in outcomes)


def shown_precision(outcomes: Sequence[Outcome]) -> Proportion:
    """A right entry, of those shown; to an out-of-scope query none is right."""
    return proportion(o.shown_is_right for o in outcomes if o.prediction.shown is not None)
