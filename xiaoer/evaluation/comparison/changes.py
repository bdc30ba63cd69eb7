"""The queries whose reply changed between two systems, by what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.records import dataclass

ChangeGroup: TypeAlias = Literal[
    "now_right",
    "now_wrong",
    "other_entry",
    "now_answered",
    "now_escalated",
    "other_action",
    "other_text",
]

GROUPS: Final[tuple[ChangeGroup, ...]] = (
    "now_wrong",
    "now_right",
    "now_escalated",
    "now_answered",
    "other_entry",
    "other_action",
    "other_text",
)
"""The groups, in the order in which they are shown: what may have got worse comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A query that two systems reply to differently.

    ``group`` with labels: ``now_right`` (in scope: a right answer; out of scope: no answer any
    more), ``now_wrong`` (a wrong answer, and it was none); else, and without labels:
    ``now_answered``, ``now_escalated``, ``other_entry`` (another answer), ``other_action``
    (another action, or other choices), ``other_text`` (the same, in another text, with other
    links, or to another team).
    """

    group: ChangeGroup
    before: Outcome
    after: Outcome

    @property
    def q(self) -> str:
        """The query."""
        return self.before.case.q


def changes(
    first: Sequence[Outcome], second: Sequence[Outcome], *, labelled: bool
) -> tuple[Change, ...]:
    """The changes by group in the order of `GROUPS`, within a group in the order of the cases."""
    found = list(_found(first, second, labelled))
    return tuple(sorted(found, key=lambda change: GROUPS.index(change.group)))


def _found(first: Sequence[Outcome], second: Sequence[Outcome], labelled: bool) -> Iterator[Change]:
    for before, after in zip(first, second, strict=True):
        if _said(before.prediction) != _said(after.prediction):
            group = _judged(before, after) if labelled else None
            group = group or _seen(before.prediction, after.prediction)
            yield Change(group=group, before=before, after=after)
        elif _read(before.prediction) != _read(after.prediction):
            yield Change(group="other_text", before=before, after=after)


def _said(prediction: Prediction) -> tuple[object, ...]:
    """What the customer notices."""
    entry = prediction.id if prediction.answered else None
    return prediction.answered, entry, prediction.action, prediction.choices


def _read(prediction: Prediction) -> tuple[object, ...]:
    """What the customer reads."""
    return prediction.text, prediction.beside


def _judged(before: Outcome, after: Outcome) -> ChangeGroup | None:
    """The group by the label, where right or wrong changed."""
    if after.answer_is_wrong and not before.answer_is_wrong:
        return "now_wrong"
    if after.served_right and not before.served_right:
        return "now_right"
    return None


def _seen(before: Prediction, after: Prediction) -> ChangeGroup:
    """The group by the replies alone."""
    if after.answered and not before.answered:
        return "now_answered"
    if after.escalated and not before.escalated:
        return "now_escalated"
    if before.answered and after.answered and before.id != after.id:
        return "other_entry"
    return "other_action"
