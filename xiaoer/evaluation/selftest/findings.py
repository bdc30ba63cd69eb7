"""What a self-test says to mend: thin entries, and pairs that steal each other's questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.records import dataclass

_EXAMPLES = 3
_LEAST_TAKEN = 2  # one question that goes astray is no rivalry


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinEntry:
    """An entry that fewer than half of its own questions find once they are left out.

    ``found`` of ``n`` had the entry as first candidate; ``lost`` are some that had not, those
    with the least confidence in what came first. Variants worded like them would help.
    """

    id: str
    question: str
    n: int
    found: int
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two entries that take each other's questions: ``first`` lost some to ``second``, or back.

    ``lost`` went from the first to the second, ``taken`` from the second to the first; the
    examples are the questions, the most confident first.
    """

    first: str
    second: str
    first_question: str
    second_question: str
    lost: int
    taken: int
    lost_examples: tuple[str, ...]
    taken_examples: tuple[str, ...]

    @property
    def n(self) -> int:
        """Questions that went astray, both ways."""
        return self.lost + self.taken


def thin_entries(new: Iterable[Outcome], entries: Mapping[str, Entry]) -> tuple[ThinEntry, ...]:
    """The entries that fewer than half of their left-out questions find, the worst first."""
    asked: dict[str, list[Outcome]] = {}
    for outcome in new:
        asked.setdefault(outcome.case.gold[0], []).append(outcome)
    thin = [_thin(entries[id], group) for id, group in asked.items()]
    thin = [one for one in thin if 2 * one.found < one.n]
    return tuple(sorted(thin, key=lambda one: (one.found / one.n, -one.n, one.id)))


def _thin(entry: Entry, group: Sequence[Outcome]) -> ThinEntry:
    lost = [outcome for outcome in group if not outcome.top_is_right]
    lost.sort(key=lambda outcome: (outcome.prediction.confidence, outcome.case.q))
    return ThinEntry(
        id=entry.id,
        question=entry.question,
        n=len(group),
        found=len(group) - len(lost),
        lost=tuple(outcome.case.q for outcome in lost[:_EXAMPLES]),
    )


def rivals(new: Iterable[Outcome], entries: Mapping[str, Entry]) -> tuple[Rivals, ...]:
    """The pairs that took at least two questions from each other, the most first."""
    taken: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in new:
        if outcome.prediction.ranking and not outcome.top_is_right:
            pair = (outcome.case.gold[0], outcome.prediction.ranking[0])
            taken.setdefault(pair, []).append(outcome)
    pairs = sorted({(min(pair), max(pair)) for pair in taken})
    found = [
        _rivals(
            entries[first],
            entries[second],
            taken.get((first, second), []),
            taken.get((second, first), []),
        )
        for first, second in pairs
    ]
    found = [one for one in found if one.n >= _LEAST_TAKEN]
    return tuple(sorted(found, key=lambda one: (-one.n, one.first, one.second)))


def _rivals(
    first: Entry, second: Entry, lost: Sequence[Outcome], taken: Sequence[Outcome]
) -> Rivals:
    return Rivals(
        first=first.id,
        second=second.id,
        first_question=first.question,
        second_question=second.question,
        lost=len(lost),
        taken=len(taken),
        lost_examples=_surest(lost),
        taken_examples=_surest(taken),
    )


def _surest(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    ordered = sorted(outcomes, key=lambda o: (-o.prediction.confidence, o.case.q))
    return tuple(outcome.case.q for outcome in ordered[:_EXAMPLES])
