"""Logs read record by record, in bounded memory; and whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Literal, NamedTuple

from xiaoer.service.decision_log.log import (
    VERSION,
    Feedback,
    LogContent,
    LoggedReply,
    read_record,
)
from xiaoer.service.decision_log.log_lines import BROKEN, TOO_LONG, log_lines

_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_MOST_TOLD = 5

DamageKind = Literal["torn", "too_long", "broken", "no_json", "version", "no_record"]
"""What a damaged line is: cut at the end of the file; too long; where a packed file breaks off; no
JSON; of another version; no record of a log."""


class DamagedLine(NamedTuple):
    """Where a line of a log is that cannot be read, and why; ``found``: its version."""

    file: str
    line: int
    why: DamageKind
    found: str = ""


class LogRecords(Iterator[LoggedReply | Feedback]):
    """What `iter_log` gives: the records one by one; ``damaged`` lines were skipped so far, the
    first few of them are ``damages``."""

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        since: datetime | None,
        until: datetime | None,
    ):
        self.damaged = 0
        self.damages: tuple[DamagedLine, ...] = ()
        self._since = since
        self._until = until
        self._lines = chain.from_iterable(map(_named_lines, paths))

    def __next__(self) -> LoggedReply | Feedback:
        for file, number, line in self._lines:
            try:
                row = _row(line)
                if self._is_wanted(row):
                    return read_record(row)
            except _DAMAGED:
                self.damaged += 1
                if len(self.damages) < _MOST_TOLD:
                    self.damages += (DamagedLine(file, number, *_why(line)),)
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
    return LogRecords(paths, since, until)


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


def _named_lines(path: str | os.PathLike[str]) -> Iterator[tuple[str, int, bytes]]:
    file = os.fspath(path)
    for number, line in log_lines(path):
        yield file, number, line


def _why(line: bytes) -> tuple[DamageKind, str]:
    """What is wrong with a line that is no record, and the version it has."""
    if line in (TOO_LONG, BROKEN):
        return ("too_long" if line == TOO_LONG else "broken"), ""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ("no_json" if line.endswith(b"\n") else "torn"), ""
    version = row.get("v") if isinstance(row, dict) else None
    if version is not None and version != VERSION:
        return "version", str(version)[:20]
    return ("no_record" if line.endswith(b"\n") else "torn"), ""
