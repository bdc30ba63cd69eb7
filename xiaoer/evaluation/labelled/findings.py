"""What to mend: confusions, the worst errors, entries that no query reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.records import dataclass

WORST = 20
"""Errors listed with their explanation, unless told otherwise."""
_QUERIES = 5  # examples kept of each confusion

Explain = Callable[[Case], str]
"""Why a query was answered as it was, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """``gold`` was answered as ``answered``, ``n`` times; ``gold`` None: out of scope.

    Questions are the entries' standard questions, "" where no corpus was given; ``queries`` the
    first few, the most confident first.
    """

    gold: str | None
    answered: str
    n: int
    gold_question: str = ""
    answered_question: str = ""
    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongAnswer:
    """A query that was answered with a wrong entry; ``explanation`` "" where nobody gave one."""

    case: Case
    answered: str
    confidence: float
    gold_question: str = ""
    answered_question: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedEntry:
    """An entry of which no query was answered right; ``n`` queries are about it.

    ``ranked_first``: for how many of them a right entry came first, yet was not answered.
    """

    id: str
    question: str
    n: int
    ranked_first: int


def confusions(outcomes: Iterable[Outcome], questions: Mapping[str, str]) -> tuple[Confusion, ...]:
    """The pairs (first gold id, entry answered) of wrong answers, the most frequent first."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in _wrong(outcomes):
        gold = outcome.case.gold[0] if outcome.case.gold else ""
        groups.setdefault((gold, str(outcome.prediction.id)), []).append(outcome)
    found = [
        Confusion(
            gold=gold or None,
            answered=answered,
            n=len(group),
            gold_question=questions.get(gold, ""),
            answered_question=questions.get(answered, ""),
            queries=tuple(outcome.case.q for outcome in group[:_QUERIES]),
        )
        for (gold, answered), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.n, one.gold or "", one.answered)))


def worst_errors(
    outcomes: Iterable[Outcome],
    questions: Mapping[str, str],
    most: int = WORST,
    explain: Explain | None = None,
) -> tuple[WrongAnswer, ...]:
    """The wrong answers, the most confident first."""
    return tuple(
        WrongAnswer(
            case=case,
            answered=str(prediction.id),
            confidence=prediction.confidence,
            gold_question=questions.get(case.gold[0], "") if case.gold else "",
            answered_question=questions.get(str(prediction.id), ""),
            explanation=explain(case) if explain else "",
        )
        for case, prediction in _wrong(outcomes)[:most]
    )


def missed_entries(outcomes: Iterable[Outcome], corpus: Iterable[Entry]) -> tuple[MissedEntry, ...]:
    """The entries that are gold of some query and that no query about them was answered right.

    The most asked first. Entries that hand over by themselves are never answered, and left out.
    """
    about: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for id in outcome.case.gold:
            about.setdefault(id, []).append(outcome)
    found = [
        MissedEntry(
            id=entry.id,
            question=entry.question,
            n=len(group),
            ranked_first=sum(outcome.top_is_right for outcome in group),
        )
        for entry in corpus
        if (group := about.get(entry.id))
        and entry.escalate is None
        and not any(outcome.answer_is_right for outcome in group)
    ]
    return tuple(sorted(found, key=lambda missed: (-missed.n, missed.id)))


def unasked_entries(outcomes: Iterable[Outcome], corpus: Iterable[Entry]) -> tuple[str, ...]:
    """The ids, in the corpus's order, that no query has as gold."""
    asked = {id for outcome in outcomes for id in outcome.case.gold}
    return tuple(entry.id for entry in corpus if entry.id not in asked)


def _wrong(outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
    """The wrong answers, the most confident first, equal ones in order of query."""
    wrong = [outcome for outcome in outcomes if outcome.answer_is_wrong]
    return sorted(wrong, key=lambda outcome: (-outcome.prediction.confidence, outcome.case.q))
