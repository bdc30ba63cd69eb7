"""`DecisionLog`: every reply as a line of JSON, private values masked; and the reader of it."""

import json
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, Self, get_args
from urllib.parse import unquote

from xiaoer.errors import LogError
from xiaoer.service.reply import Reply
from xiaoer.text.redaction import redact

VERSION = 1
Verdict = Literal["helpful", "unhelpful", "solved", "taken_over"]
"""What became of a reply: 👍, 👎, solved by the customer's word, taken over by a person."""

_PLAIN = frozenset(("id", "corpus_hash", "engine", "time", "started", "created", "queue"))
_NOT_LOGGED = ("variants", "negatives", "keywords")  # of an entry: large, and in the corpus


class DecisionLog:
    """Appends to a file of JSON Lines; for any number of threads, one for each process.

    A line is written at once, so a process that is killed loses at most the line it was writing;
    a line torn so is closed by the next writer and counted as damaged by the reader. ``sync``
    forces every line onto the disk, which costs milliseconds. The file is readable by its owner
    only.

    Raises:
        OSError: the file cannot be opened or written.
    """

    def __init__(self, path: str | os.PathLike[str], *, sync: bool = False) -> None:
        self.path = os.fspath(path)
        self._sync = sync
        self._lock = threading.Lock()
        self._file = -1
        self._open()

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
        """Writes a reply and gives the id of its line, for feedback."""
        return self._write(
            "reply",
            now,
            {
                "conversation": conversation,
                "audience": audience,
                "channel": channel,
                "reply": _masked(_slim(dict(reply.to_dict()))),
            },
        )

    def feedback(
        self, reply_id: str, verdict: Verdict, *, note: str = "", now: datetime | None = None
    ) -> str:
        """Writes what became of a reply; ``reply_id`` is what ``record`` gave for it.

        Raises:
            ValueError: the verdict is none of ``Verdict``.
        """
        if verdict not in get_args(Verdict):
            raise ValueError(f"a verdict is one of {', '.join(get_args(Verdict))}: {verdict!r}")
        fields = {"reply_id": reply_id, "verdict": verdict, "note": redact(note)}
        return self._write("feedback", now, fields)

    def close(self) -> None:
        """Closes the file; nothing can be written after it."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def _open(self) -> None:
        self._process = os.getpid()
        self._writer = uuid.uuid4().hex[:12]
        self._count = 0
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.open(self.path, flags, 0o600)
        size = os.lseek(self._file, 0, os.SEEK_END)
        if size:
            os.lseek(self._file, size - 1, os.SEEK_SET)
            if os.read(self._file, 1) != b"\n":
                os.write(self._file, b"\n")

    def _write(self, kind: str, now: datetime | None, fields: Mapping[str, Any]) -> str:
        with self._lock:
            if self._file < 0:
                raise LogError(self.path, "the log is closed")
            if self._process != os.getpid():  # a fork has its parent's ids
                self._open()
            self._count += 1
            id = f"{self._writer}-{self._count}"
            moment = datetime.now(UTC) if now is None else now
            head = {"v": VERSION, "kind": kind, "id": id, "time": moment.isoformat()}
            line = json.dumps({**head, **fields}, ensure_ascii=False, separators=(",", ":"))
            data = line.encode("utf-8", "replace") + b"\n"
            while data:
                data = data[os.write(self._file, data) :]
            if self._sync:
                os.fsync(self._file)
            return id


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedReply:
    """A reply as it was logged: private values masked, its entry without variants."""

    id: str
    time: str
    conversation: str
    audience: str | None
    channel: str | None
    reply: Reply


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


def read_log(path: str | os.PathLike[str]) -> LogContent:
    """The content of a log, damaged lines skipped and counted.

    Raises:
        OSError: the file cannot be read.
    """
    replies: list[LoggedReply] = []
    feedback: list[Feedback] = []
    damaged = 0
    for line in _lines(path):
        try:
            found = _read(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            damaged += 1
            continue
        if isinstance(found, LoggedReply):
            replies.append(found)
        else:
            feedback.append(found)
    return LogContent(replies=tuple(replies), feedback=tuple(feedback), damaged=damaged)


def _lines(path: str | os.PathLike[str]) -> Iterator[bytes]:
    with open(path, "rb") as file:
        for line in file:
            if line.strip():
                yield line


def _read(line: bytes) -> LoggedReply | Feedback:
    """A line's record; any of the errors above when it is none."""
    if not line.endswith(b"\n"):
        raise ValueError("torn")
    row = json.loads(line)
    if row["v"] != VERSION:
        raise ValueError("version")
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
    )


def _masked_text(text: str, key: str) -> str:
    """The text masked; what a URL has percent-encoded is masked as it reads."""
    shown = unquote(text) if key in ("url", "route") else text
    masked = redact(shown)
    return text if masked == shown else masked


def _slim(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply as JSON, its entries without what the corpus says anyway."""
    entry = reply["entry"] and {k: v for k, v in reply["entry"].items() if k not in _NOT_LOGGED}
    parts = [_slim(dict(part)) for part in reply["parts"]]
    return {**reply, "entry": entry, "parts": parts}


def _masked(value: Any, key: str = "") -> Any:
    """A JSON value with private values masked in every text but ids and the like."""
    if isinstance(value, str):
        return value if key in _PLAIN else _masked_text(value, key)
    if isinstance(value, list):
        return [_masked(item, key) for item in value]
    if isinstance(value, dict):
        return {name: _masked(item, name) for name, item in value.items()}
    return value
