"""Logs read record by record, in bounded memory; and whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from xiaoer.service.decision_log.log import (
    VERSION,
    Feedback,
    LogContent,
    LoggedReply,
    read_record,
)
from xiaoer.service.decision_log.log_lines import log_lines

_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class LogRecords(Iterator[LoggedReply | Feedback]):
    """What `iter_log` gives: the records one by one; ``damaged`` lines were skipped so far."""

    def __init__(self, lines: Iterator[bytes], since: datetime | None, until: datetime | None):
        self.damaged = 0
        self._lines = lines
        self._since = since
        self._until = until

    def __next__(self) -> LoggedReply | Feedback:
        for line in self._lines:
            try:
                row = _row(line)
                if self._is_wanted(row):
                    return read_record(row)
            except _DAMAGED:
                self.damaged += 1
        raise StopIteration

    def _is_wanted(self, row: dict[str, Any]) -> bool:
        if self._since is None and self._until is None:
            return True
        moment = datetime.fromisoformat(row["time"])
        if moment.tzinfo is None:  # as whoever gave ``now`` without an offset
            moment = moment.replace(tzinfo=UTC)
        after = self._since is None or self._since <= moment
        return after and (self._until is None or moment < self._until)


def iter_log(
    *paths: str | os.PathLike[str],
    since: datetime | None = None,
    until: datetime | None = None,
) -> LogRecords:
    """The records of one log or several, in the order of the files and of their lines.

    Memory does not grow with the files: a million lines take what one takes. A file whose name
    ends in .gz is unpacked meanwhile. Only what was written from ``since`` on and before
    ``until`` is given; a time without an offset in the log is taken as UTC. Damaged lines are
    skipped and counted: torn, of a newer version, longer than 4 MB; where a .gz file breaks off,
    what is lost counts as one.

    Raises:
        ValueError: ``since`` or ``until`` has no offset; there are no paths.
        OSError: when its turn comes: a file cannot be read, or is named .gz and is not one.

    >>> list(iter_log("decisions.jsonl", since=datetime(2026, 11, 1)))
    Traceback (most recent call last):
    ValueError: since needs an offset, such as tzinfo=UTC, found 2026-11-01T00:00:00
    """
    if not paths:
        raise ValueError("iter_log takes at least one path")
    for name, moment in (("since", since), ("until", until)):
        if moment is not None and moment.tzinfo is None:
            what = f"such as tzinfo=UTC, found {moment.isoformat()}"
            raise ValueError(f"{name} needs an offset, {what}")
    return LogRecords(chain.from_iterable(map(log_lines, paths)), since, until)


def read_log(
    *paths: str | os.PathLike[str],
    since: datetime | None = None,
    until: datetime | None = None,
) -> LogContent:
    """The content of a log, damaged lines skipped and counted; 4 KB of memory a line.

    As `iter_log`, all at once.

    Raises:
        ValueError: ``since`` or ``until`` has no offset; there are no paths.
        OSError: a file cannot be read.
    """
    replies: list[LoggedReply] = []
    feedback: list[Feedback] = []
    records = iter_log(*paths, since=since, until=until)
    for record in records:
        if isinstance(record, LoggedReply):
            replies.append(record)
        else:
            feedback.append(record)
    return LogContent(replies=tuple(replies), feedback=tuple(feedback), damaged=records.damaged)


def _row(line: bytes) -> dict[str, Any]:
    """A line as JSON; any of the errors above when it is damaged."""
    if not line.endswith(b"\n"):
        raise ValueError("torn")
    row: dict[str, Any] = json.loads(line)
    if row["v"] != VERSION:
        raise ValueError("version")
    return row
