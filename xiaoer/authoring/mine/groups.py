"""What was not answered, in groups of one meaning, each with the entries that are nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from xiaoer.authoring.mine.counted import CountedQuestion
from xiaoer.authoring.mine.talk import MissReason
from xiaoer.records import dataclass
from xiaoer.service.reply.reply import Reply

SUGGESTED: Final = 3
"""Nearest entries that are shown. Of a bank's unanswered questions the first is right for 62 %,
one of three for 83 %."""


class Suggestion(NamedTuple):
    """An entry that may be meant: its id, its standard question, its score from 0 to 1."""

    id: str
    question: str
    score: float


class Wording(NamedTuple):
    """A question of a group, with what the bot says to it now."""

    counted: CountedQuestion
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class MinedGroup:
    """Questions that ask the same, the commonest first, and how often they were asked.

    ``confidence`` is how likely the first suggestion is right, as the engine tells it.
    """

    wordings: tuple[CountedQuestion, ...]
    suggestions: tuple[Suggestion, ...]
    confidence: float

    @property
    def count(self) -> int:
        """In how many talks one of them was not answered."""
        return sum(one.talks for one in self.wordings)

    @property
    def texts(self) -> tuple[str, ...]:
        """The questions as they were typed."""
        return tuple(one.text for one in self.wordings)

    @property
    def audience(self) -> str | None:
        """Who asked; one for all."""
        return self.wordings[0].audience

    @property
    def whys(self) -> tuple[tuple[MissReason, int], ...]:
        """Why they count, the commonest reason first."""
        counts: Counter[MissReason] = Counter()
        for one in self.wordings:
            counts.update(dict(one.whys))
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def given(self) -> tuple[str, ...]:
        """The entries whose answer did not help."""
        return tuple(dict.fromkeys(id for one in self.wordings for id in one.given))


def group_of(wordings: Sequence[Wording], questions: dict[str, str]) -> MinedGroup:
    """The group; its suggestions are those of its questions, weighed by how often each is asked.

    ``questions`` has the standard questions of the entries.
    """
    total = sum(one.counted.talks for one in wordings)
    scores: dict[str, float] = {}
    for counted, reply in wordings:
        for candidate in reply.candidates:
            share = candidate.score * counted.talks / total
            scores[candidate.id] = scores.get(candidate.id, 0.0) + share
    best = sorted(scores, key=lambda id: (-scores[id], id))[:SUGGESTED]
    return MinedGroup(
        wordings=tuple(one.counted for one in wordings),
        suggestions=tuple(Suggestion(id, questions[id], scores[id]) for id in best),
        confidence=_confidence(wordings, best[:1], total),
    )


def _confidence(wordings: Iterable[Wording], first: Sequence[str], total: int) -> float:
    """The mean over what was asked, 0 where another entry comes first."""
    return sum(
        reply.confidence * counted.talks / total
        for counted, reply in wordings
        if [candidate.id for candidate in reply.candidates[:1]] == list(first) and first
    )
