"""`DecisionLog`: every reply as a line of JSON, private values masked; and what a line says."""

import json
import os
import threading
import uuid
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, Self, get_args

from xiaoer.errors import LogError
from xiaoer.records import dataclass
from xiaoer.service.decision_log.line_file import LineFile
from xiaoer.service.decision_log.log_fields import (
    Masker,
    conversation_id,
    key_of,
    name_of,
    note_of,
    reply_fields,
)
from xiaoer.service.reply.reply import Reply

VERSION = 1
Verdict = Literal["helpful", "unhelpful", "solved", "taken_over"]
"""What became of a reply: 👍, 👎, solved by the customer's word, taken over by a person."""


class DecisionLog:
    """Appends to a file of JSON Lines; for any number of threads, one for each process.

    A line is written at once, so a process that is killed, or a disk that is full, loses at most
    the line that was being written, and no id is given for it; a line torn so is closed by the
    next one and counted as damaged by the reader. ``sync`` forces every line onto the disk,
    which costs milliseconds. The file is readable by its owner only. One that was renamed, as
    when logs are rotated, is left, and a new one begun; ``reopen`` asks for that.

    A note is cut at 1,000 characters, an audience and a channel at 200. A conversation's id that
    holds a private value, or more than 200 characters, is written as ``masked-`` and a hash, so
    that talks stay apart: HMAC-SHA-256 with ``key``. Without a key, whoever has the log can find
    a phone number behind a hash by trying them all: give one, and the same one each time, or
    ids that say nothing.

    Raises:
        OSError: the file cannot be opened or written, or is no regular file.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, sync: bool = False, key: bytes = b""
    ) -> None:
        self.path = os.fspath(path)
        self._key = key
        self._masker = Masker()
        self._file = LineFile(path, sync=sync)
        self._begin()
        if hasattr(os, "register_at_fork"):
            log = weakref.ref(self)
            os.register_at_fork(after_in_child=lambda: _forked(log()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def record(
        self,
        reply: Reply,
        *,
        conversation: str = "",
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> str:
        """Writes a reply and gives the id of its line, for feedback.

        Raises:
            LogError: the log is closed.
            OSError: the line could not be written; it is not in the log, or damaged.
        """
        return self._write(
            "reply",
            now,
            {
                "conversation": conversation_id(conversation, self._key),
                "audience": name_of("audience", audience),
                "channel": name_of("channel", channel),
                "key": key_of(reply),
                "reply": reply_fields(reply, self._key, self._masker),
            },
        )

    def feedback(
        self, reply_id: str, verdict: Verdict, *, note: str = "", now: datetime | None = None
    ) -> str:
        """Writes what became of a reply; ``reply_id`` is what ``record`` gave for it.

        Raises:
            ValueError: the verdict is none of ``Verdict``.
            LogError: the log is closed.
            OSError: the line could not be written.
        """
        if verdict not in get_args(Verdict):
            raise ValueError(f"a verdict is one of {', '.join(get_args(Verdict))}: {verdict!r}")
        fields = {"reply_id": reply_id, "verdict": verdict, "note": note_of(note)}
        return self._write("feedback", now, fields)

    def reopen(self) -> None:
        """Makes the next line go to the file that then stands at the path, as after a rotation.

        It may be called from a handler of signals: nothing is opened or waited for here.
        """
        self._file.reopen()

    def close(self) -> None:
        """Closes the file; nothing can be written after it."""
        with self._lock:
            self._file.close()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._writer = uuid.uuid4().hex[:12]
        self._count = 0

    def _forked(self) -> None:
        """In a child: ids, a lock and a place in the file of its own."""
        self._begin()
        self._file.reopen()

    def _write(self, kind: str, now: datetime | None, fields: Mapping[str, Any]) -> str:
        moment = datetime.now(UTC) if now is None else now
        with self._lock:
            if self._file.closed:
                raise LogError(self.path, "the log is closed")
            self._count += 1
            id = f"{self._writer}-{self._count}"
            head = {"v": VERSION, "kind": kind, "id": id, "time": moment.isoformat()}
            line = json.dumps({**head, **fields}, ensure_ascii=False, separators=(",", ":"))
            self._file.append(line.encode("utf-8", "replace") + b"\n")
            return id


def _forked(log: DecisionLog | None) -> None:
    if log is not None:
        log._forked()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedReply:
    """A reply as it was logged: private values masked, its entry without variants.

    ``key`` is the same for questions that are typed alike; "" in a line of an older log.
    """

    id: str
    time: str
    conversation: str
    audience: str | None
    channel: str | None
    reply: Reply
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What became of a logged reply."""

    id: str
    time: str
    reply_id: str
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContent:
    """What a log holds, in the order of its lines; ``damaged`` lines were skipped."""

    replies: tuple[LoggedReply, ...]
    feedback: tuple[Feedback, ...]
    damaged: int

    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict on each reply, by the reply's id."""
        return {one.reply_id: one.verdict for one in self.feedback}


def read_record(row: Mapping[str, Any]) -> LoggedReply | Feedback:
    """The record of a line; a ValueError, KeyError, TypeError or AttributeError when it is none."""
    names = ("id", "reply_id") if row["kind"] == "feedback" else ("id", "conversation")
    if not all(isinstance(row[name], str) for name in names):
        raise TypeError("an id")
    if row["kind"] == "feedback":
        if row["verdict"] not in get_args(Verdict):
            raise ValueError("verdict")
        return Feedback(
            id=row["id"],
            time=row["time"],
            reply_id=row["reply_id"],
            verdict=row["verdict"],
            note=row["note"],
        )
    if row["kind"] != "reply":
        raise ValueError("kind")
    return LoggedReply(
        id=row["id"],
        time=row["time"],
        conversation=row["conversation"],
        audience=row["audience"],
        channel=row["channel"],
        reply=Reply.from_dict(row["reply"]),
        key=row.get("key", ""),
    )
