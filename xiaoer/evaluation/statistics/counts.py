"""Counts that grow while a log is read."""

from __future__ import annotations

from collections import Counter

from xiaoer.evaluation.statistics.tally import AskBacks, EntryTally, Ratings, Tally
from xiaoer.records import dataclass, field
from xiaoer.service.reply.reply import Reply


@dataclass(slots=True)
class _GroupCounts:
    """The messages of a day, of a corpus, or all."""

    actions: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""

    def add(self, reply: Reply, day: str) -> None:
        """Counts a reply."""
        self.actions[reply.action] += 1
        if reply.action == "escalate":
            self.reasons[reply.reason] += 1
        self.first = min(self.first or day, day or self.first)
        self.last = max(self.last, day)

    def tally(self) -> Tally:
        """The counts so far."""
        return Tally(
            actions=dict(sorted(self.actions.items())),
            reasons=dict(sorted(self.reasons.items(), key=lambda one: (-one[1], one[0]))),
            ratings=_ratings(self.ratings),
        )


@dataclass(slots=True)
class _EntryCounts:
    """What became of one entry."""

    question: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)

    def tally(self, id: str) -> EntryTally:
        """The counts so far."""
        names = ("hits", "handed_over", "shown", "offered", "chosen")
        counts = {name: self.counts[name] for name in names}
        return EntryTally(id=id, question=self.question, ratings=_ratings(self.ratings), **counts)


@dataclass(slots=True)
class _AskBackCounts:
    """What followed questions back."""

    counts: Counter[str] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)

    def tally(self) -> AskBacks:
        """The counts so far."""
        last = max(self.places, default=0)
        places = tuple(self.places[place] for place in range(1, last + 1))
        return AskBacks(places=places, **{name: n for name, n in self.counts.items() if n})


def _ratings(counts: Counter[str]) -> Ratings:
    return Ratings(**{name: n for name, n in counts.items() if n})
