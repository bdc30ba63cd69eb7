"""Records of a log, one by one → its statistics, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.statistics.counts import _AskBackCounts, _EntryCounts, _GroupCounts
from xiaoer.evaluation.statistics.statistics import LogStatistics, NeverHit
from xiaoer.evaluation.statistics.tally import (
    CorpusTally,
    DayTally,
    EntryTally,
    Talks,
)
from xiaoer.evaluation.statistics.window import Window
from xiaoer.service.decision_log.iterate import LogRecords
from xiaoer.service.decision_log.log import Feedback, LoggedReply, Verdict
from xiaoer.service.reply.reply import Reply

MOST_TALKS: Final = 50_000
MOST_REPLIES: Final = 100_000
"""Conversations that may be open at once, and replies that may still be rated. What comes back
after so many others counts as a new conversation, and its verdict as one without its reply."""

_OFFSET = timezone(timedelta(hours=8))
_REFUSED = ("rephrase", "denied", "unsolved")
_AGREED = ("acknowledged", "solved", "thanks")
_SAID: Final = {"solved": "said_solved", "denied": "said_denied", "unsolved": "said_denied"}


class _Pending(NamedTuple):
    """A question back that waits for the next message."""

    counts: _AskBackCounts
    ids: tuple[str, ...]


class _OpenTalk(NamedTuple):
    """What is remembered of a conversation."""

    pending: _Pending | None = None
    ids: tuple[str, ...] = ()
    groups: tuple[_GroupCounts, ...] = ()
    escalated: bool = False


class _Rated(NamedTuple):
    """A reply that may be rated: where its verdict counts, and the one it has."""

    groups: tuple[_GroupCounts, ...]
    ids: tuple[str, ...]
    verdict: Verdict | None = None


def log_statistics(
    records: Iterable[LoggedReply | Feedback],
    *,
    corpus: Corpus | None = None,
    offset: timezone | None = None,
) -> LogStatistics:
    """The statistics of the records, such as those that `iter_log` gives.

    With a ``corpus`` the entries are told that were never hit. Days are those of ``offset``, else
    of the corpus's settings, else of +08:00. Memory does not grow with the log: 50,000 open
    conversations and the last 100,000 replies are remembered.

    >>> log_statistics([]).total.coverage.value is None
    True
    """
    if offset is None:
        offset = corpus.settings.offset if corpus is not None else _OFFSET
    gathered = _Gatherer(offset)
    for record in records:
        gathered.add(record)
    damaged = records.damaged if isinstance(records, LogRecords) else 0
    damages = records.damages if isinstance(records, LogRecords) else ()
    never = None if corpus is None else gathered.never_hit(corpus)
    entries = gathered.entry_tallies(corpus)
    return LogStatistics(
        total=gathered.total.tally(),
        days=gathered.day_tallies(),
        corpora=gathered.corpus_tallies(),
        talks=gathered.talk_counts(),
        clarify=gathered.clarify.tally(),
        shown=gathered.shown.tally(),
        entries=entries,
        never_hit=never,
        unmatched=gathered.unmatched,
        damaged=damaged,
        damages=damages,
        corpus_hash=corpus.hash if corpus is not None else "",
    )


class _Gatherer:
    """Takes records in their order and counts."""

    def __init__(self, offset: timezone) -> None:
        self.total = _GroupCounts()
        self.clarify, self.shown = _AskBackCounts(), _AskBackCounts()
        self.unmatched = 0
        self._offset = offset
        self._days: dict[str, _GroupCounts] = {}
        self._corpora: dict[str, _GroupCounts] = {}
        self._entries: dict[str, _EntryCounts] = {}
        self._talks: Window[_OpenTalk] = Window(MOST_TALKS)
        self._rated: Window[_Rated] = Window(MOST_REPLIES)
        self._n_talks = self._n_escalated = 0

    def add(self, record: LoggedReply | Feedback) -> None:
        """Counts a record."""
        if isinstance(record, Feedback):
            self._rate(record)
            return
        reply, day = record.reply, self._day(record.time)
        groups = (
            self.total,
            self._days.setdefault(day, _GroupCounts()),
            self._corpora.setdefault(reply.corpus_hash, _GroupCounts()),
        )
        for group in groups:
            group.add(reply, day)
        ids = tuple(self._hit(part) for part in reply.parts or (reply,))
        found = tuple(id for id in ids if id)
        self._rated.put(record.id, _Rated(groups, found))
        self._follow(record, groups, found)

    def _day(self, time: object) -> str:
        """The day of a line; "" where its time is none."""
        try:
            moment = datetime.fromisoformat(str(time))
        except ValueError:
            return ""
        if moment.tzinfo is None:  # as whoever gave ``now`` without an offset
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(self._offset).date().isoformat()

    def _entry(self, id: str, question: str = "") -> _EntryCounts:
        entry = self._entries.get(id)
        if entry is None:
            entry = self._entries[id] = _EntryCounts()
        if question:
            entry.question = question
        return entry

    def _hit(self, reply: Reply) -> str:
        """Counts the entry that a reply came to; its id, "" where there is none."""
        for choice in reply.choices:
            self._entry(choice.id, choice.question).counts["offered"] += 1
        if reply.entry and reply.answered:
            self._entry(reply.entry.id, reply.entry.question).counts["hits"] += 1
            return reply.entry.id
        if reply.shown:
            self._entry(reply.shown.id, reply.shown.question).counts["shown"] += 1
            return reply.shown.id
        if reply.reason == "entry_escalates" and reply.candidates:
            self._entry(reply.candidates[0].id).counts["handed_over"] += 1
            return reply.candidates[0].id
        return ""

    def _follow(
        self, record: LoggedReply, groups: tuple[_GroupCounts, ...], ids: tuple[str, ...]
    ) -> None:
        """What a message says of the one before it in its conversation."""
        reply, name = record.reply, record.conversation
        asked = self._pending(reply)
        if not name:
            if asked:
                asked.counts.counts["alone"] += 1
            return
        talk = self._talks.get(name)
        if talk is None:
            talk = _OpenTalk()
            self._n_talks += 1
        if talk.pending:
            self._resolve(talk.pending, reply, ids)
        if (said := _SAID.get(reply.reason)) and talk.ids:
            for ratings in self._ratings(talk.groups, talk.ids):
                ratings[said] += 1
        escalated = reply.action == "escalate"
        self._n_escalated += escalated and not talk.escalated
        kept = (ids, groups) if ids else (talk.ids, talk.groups)
        after = _OpenTalk(asked, *kept, escalated or talk.escalated)
        self._leave(self._talks.put(name, after))

    def _pending(self, reply: Reply) -> _Pending | None:
        """The question back that a reply asks, counted."""
        if reply.shown:
            counts, ids = self.shown, (reply.shown.id, *(choice.id for choice in reply.choices))
        elif reply.action == "clarify" and reply.choices:
            counts, ids = self.clarify, tuple(choice.id for choice in reply.choices)
        else:
            return None
        counts.counts["n"] += 1
        return _Pending(counts, ids)

    def _resolve(self, asked: _Pending, reply: Reply, ids: tuple[str, ...]) -> None:
        taken = next((id for id in asked.ids if reply.answered and id in ids), None)
        if taken is not None:
            asked.counts.places[asked.ids.index(taken) + 1] += 1
            self._entry(taken).counts["chosen"] += 1
            what = "taken"
        elif reply.reason in _AGREED and asked.counts is self.shown:
            what = "taken"
        elif reply.action == "escalate":
            what = "person"
        else:
            what = "refused" if reply.reason in _REFUSED else "elsewhere"
        asked.counts.counts[what] += 1

    def _leave(self, talk: _OpenTalk | None) -> None:
        """Closes a conversation that is forgotten."""
        if talk and talk.pending:
            talk.pending.counts.counts["left"] += 1

    def _rate(self, record: Feedback) -> None:
        rated = self._rated.get(record.reply_id)
        if rated is None:
            self.unmatched += 1
            return
        for ratings in self._ratings(rated.groups, rated.ids):
            if rated.verdict:
                ratings[rated.verdict] -= 1
            ratings[record.verdict] += 1
        self._rated.change(record.reply_id, rated._replace(verdict=record.verdict))

    def _ratings(
        self, groups: tuple[_GroupCounts, ...], ids: tuple[str, ...]
    ) -> Iterator[Counter[str]]:
        """Where a verdict on a reply counts."""
        yield from (group.ratings for group in groups)
        yield from (self._entry(id).ratings for id in ids)

    def day_tallies(self) -> tuple[DayTally, ...]:
        """The days, in order."""
        return tuple(
            DayTally(day=day, tally=group.tally())
            for day, group in sorted(self._days.items())
            if day
        )

    def corpus_tallies(self) -> tuple[CorpusTally, ...]:
        """The corpora, by their first day, then as they came."""
        ordered = sorted(self._corpora.items(), key=lambda one: one[1].first)
        return tuple(
            CorpusTally(corpus_hash=name, first=group.first, last=group.last, tally=group.tally())
            for name, group in ordered
        )

    def talk_counts(self) -> Talks:
        """The conversations, all of them closed."""
        for talk in self._talks.values():
            self._leave(talk)
        return Talks(n=self._n_talks, escalated=self._n_escalated)

    def entry_tallies(self, corpus: Corpus | None) -> tuple[EntryTally, ...]:
        """The entries, the most hit first; questions that no reply told are the corpus's."""
        for id, entry in self._entries.items():
            if not entry.question and corpus is not None and id in corpus:
                entry.question = corpus[id].question
        found = (entry.tally(id) for id, entry in self._entries.items())
        return tuple(sorted(found, key=lambda one: (-one.hits, -one.shown, -one.offered, one.id)))

    def never_hit(self, corpus: Corpus) -> tuple[NeverHit, ...]:
        """The enabled entries that were neither answered, shown nor handed over."""
        reached = {
            id
            for id, entry in self._entries.items()
            if any(entry.counts[name] for name in ("hits", "shown", "handed_over"))
        }
        return tuple(
            NeverHit(entry.id, entry.question)
            for entry in corpus
            if entry.enabled and entry.id not in reached
        )
