"""The lines of logs → the misses of their talks, in bounded memory."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from xiaoer.authoring.mine.talk import Miss, TalkMisses
from xiaoer.service.decision_log.iterate import iter_log
from xiaoer.service.decision_log.log import Feedback, LoggedReply, Verdict, read_record
from xiaoer.service.decision_log.log_lines import log_lines

OPEN: Final = 20_000
"""Talks that are held until they go on: 1 KB each. One that goes on after so many others is
another talk."""

_FEEDBACK = b'"feedback"'


class LogMisses(Iterator[Miss]):
    """What `misses` gives, one by one; how many lines, talks and damaged lines it has seen."""

    def __init__(
        self,
        paths: Sequence[str | os.PathLike[str]],
        since: datetime | None,
        until: datetime | None,
    ) -> None:
        self.lines = self.talks = 0
        self._records = iter_log(*paths, since=since, until=until)
        self._verdicts = _verdicts(paths)
        self._found = self._misses()

    def __next__(self) -> Miss:
        return next(self._found)

    @property
    def damaged(self) -> int:
        """Lines that could not be read and were skipped."""
        return self._records.damaged

    def _misses(self) -> Iterator[Miss]:
        talks: OrderedDict[str, TalkMisses] = OrderedDict()
        for record in self._records:
            if isinstance(record, Feedback):
                continue
            self.lines += 1
            yield from self._take(record, talks)
            if len(talks) > OPEN:
                yield from talks.popitem(last=False)[1].close()
        for talk in talks.values():
            yield from talk.close()

    def _take(self, record: LoggedReply, talks: OrderedDict[str, TalkMisses]) -> Iterator[Miss]:
        """The misses of the talks that end with this line."""
        reply, name = record.reply, record.conversation
        verdict = self._verdicts.get(record.id)
        talk = talks.pop(name, None) if name else None
        if talk is not None and 0 < reply.turn <= talk.turn:  # the id is used again
            yield from talk.close()
            talk = None
        if talk is None:
            talk = TalkMisses(record.audience)
            self.talks += 1
        talk.audience = record.audience or talk.audience
        talk.add(reply, verdict)
        if name:
            talks[name] = talk
        else:
            yield from talk.close()


def misses(
    *paths: str | os.PathLike[str],
    since: datetime | None = None,
    until: datetime | None = None,
) -> LogMisses:
    """The questions of logs that were not answered: of each talk each question once.

    A talk is what has one conversation's id; a line without one is a talk of its own. Feedback
    counts whenever it was given; replies from ``since`` on and before ``until``.

    Raises:
        ValueError: ``since`` or ``until`` has no offset; there are no paths.
        OSError: a file cannot be read.
    """
    return LogMisses(paths, since, until)


def _verdicts(paths: Sequence[str | os.PathLike[str]]) -> dict[str, Verdict]:
    """The last verdict on each reply, by its id; read first, as it may come long after."""
    found: dict[str, Verdict] = {}
    for path in paths:
        for line in log_lines(path):
            if _FEEDBACK in line and (record := _feedback(line)) is not None:
                found[record.reply_id] = record.verdict
    return found


def _feedback(line: bytes) -> Feedback | None:
    try:
        record = read_record(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # counted where the replies are read
    return record if isinstance(record, Feedback) else None
