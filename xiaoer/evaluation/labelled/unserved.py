"""Who was handed over, or asked back, for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.measures.decision import clarified_well, needlessly_escalated
from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """A query that got no answer although it could have, or choices without a right one.

    ``confidence`` is that of the first candidate; ``gold_question`` "" where no corpus was given;
    ``choices`` the ids offered, where it asked back; ``offered`` their questions, or the ids.
    """

    case: Case
    confidence: float
    gold_question: str = ""
    choices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


def needless_handovers(
    outcomes: Iterable[Outcome], questions: Mapping[str, str]
) -> tuple[Unserved, ...]:
    """What the figure needless_escalations counts, the most confident first."""
    return _sorted((row for row in outcomes if needlessly_escalated(row)), questions)


def useless_ask_backs(
    outcomes: Iterable[Outcome], questions: Mapping[str, str]
) -> tuple[Unserved, ...]:
    """What the figure clarify_success misses, the most confident first."""
    asked = (row for row in outcomes if row.prediction.action == "clarify")
    return _sorted((row for row in asked if not clarified_well(row)), questions)


def _sorted(rows: Iterable[Outcome], questions: Mapping[str, str]) -> tuple[Unserved, ...]:
    found = (
        Unserved(
            case=case,
            confidence=prediction.confidence,
            gold_question=questions.get(case.gold[0], "") if case.gold else "",
            choices=prediction.choices,
            offered=tuple(questions.get(id, id) for id in prediction.choices),
        )
        for case, prediction in rows
    )
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.case.q)))
