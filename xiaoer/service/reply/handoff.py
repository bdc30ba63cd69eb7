"""The packet for the person who takes over; its schema is ``xiaoer/data/handoff.schema.json``."""

from collections.abc import Mapping
from typing import Any, Literal

from xiaoer.matching.match import Candidate
from xiaoer.records import dataclass, field
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.handoff_json import (
    CandidateDict,
    HandoffDict,
    LineDict,
    Reaction,
    TriedDict,
)
from xiaoer.service.reply.handoff_text import handoff_text
from xiaoer.text.entities import EntityKind
from xiaoer.text.redaction import restore


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An order number, a phone number … that the customer has given; a private value is masked."""

    kind: EntityKind
    value: str
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An answer that the bot gave: its entry, what it answers, the query, and what came of it."""

    entry: str
    question: str
    query: str
    outcome: Reaction = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the transcript; ``time`` is ISO 8601 with an offset, "" when unknown."""

    role: Literal["customer", "bot"]
    text: str
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """All that the person who takes over should know, private values masked.

    - ``id``: made by the conversation; "" from ``Bot.ask``, which makes no ids.
    - ``queue``, ``label``, ``priority``: where it goes; a higher priority first.
    - ``reason``: the rule that handed over; ``reasons``: that one, then the others that would
      have, then ``outside_hours`` when nobody is there; ``open`` says whether somebody is.
    - ``problem``: one sentence in the customer's words, "" when they said none; ``query``: the
      message that handed over.
    - ``topic``, ``entry``: category and entry of what it is about; ``candidates`` with the
      ``confidence`` that the first answers.
    - ``found``: what the customer has given; ``missing``: fields they were asked for in vain.
    - ``tried``: the answers given; ``transcript``: oldest first, the last lines of a long talk.
    - ``sent``: kind → how many pictures, voices, cards and links were sent; ``earlier``: the
      problems of the talk's earlier handovers, oldest first.
    - ``customer``: audience and channel as people call them.
    - ``private``: placeholder → what it stands for; part of no dict, comparison or ``repr``.
    """

    queue: str
    label: str
    priority: int
    reason: Reason
    query: str
    id: str = ""
    reasons: tuple[Reason, ...] = ()
    open: bool = True
    problem: str = ""
    topic: str = ""
    entry: str | None = None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()
    transcript: tuple[Line, ...] = ()
    sent: Mapping[str, int] = field(default_factory=dict, hash=False)
    earlier: tuple[str, ...] = ()
    audience: str | None = None
    channel: str | None = None
    customer: str = ""
    started: str = ""
    created: str = ""
    corpus_hash: str = ""
    engine: str = ""
    private: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def to_dict(self, *, raw: bool = False) -> HandoffDict:
        """The packet as plain JSON values; with ``raw``, private values as they were written."""
        safe: HandoffDict = {
            "id": self.id,
            "queue": self.queue,
            "label": self.label,
            "priority": self.priority,
            "reason": self.reason,
            "reasons": list(self.reasons),
            "open": self.open,
            "problem": self.problem,
            "query": self.query,
            "topic": self.topic,
            "entry": self.entry,
            "confidence": self.confidence,
            "candidates": [candidate_dict(c) for c in self.candidates],
            "found": [{"kind": f.kind, "value": f.value, "carrier": f.carrier} for f in self.found],
            "missing": list(self.missing),
            "tried": [tried_dict(tried) for tried in self.tried],
            "transcript": [line_dict(line) for line in self.transcript],
            "sent": dict(self.sent),
            "earlier": list(self.earlier),
            "audience": self.audience,
            "channel": self.channel,
            "customer": self.customer,
            "started": self.started,
            "created": self.created,
            "corpus_hash": self.corpus_hash,
            "engine": self.engine,
        }
        if not raw:
            return safe
        shown: HandoffDict = restored(safe, self.private)
        return shown

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> "Handoff":
        """The handoff that ``to_dict`` gave. Raises: KeyError."""
        newer: dict[str, Any] = {
            "sent": {},
            "earlier": [],
        }  # a packet of an older version has neither
        plain = {name: {**newer, **row}[name] for name in HandoffDict.__annotations__}
        return Handoff(
            **{
                **plain,
                "reasons": tuple(row["reasons"]),
                "candidates": candidates_of(row["candidates"]),
                "found": tuple(Found(**found) for found in row["found"]),
                "missing": tuple(row["missing"]),
                "tried": tuple(Tried(**tried) for tried in row["tried"]),
                "transcript": tuple(Line(**line) for line in row["transcript"]),
                "earlier": tuple(plain["earlier"]),
            }
        )

    def to_text(self, *, raw: bool = False) -> str:
        """The packet in Chinese, for an agent to read in ten seconds."""
        return handoff_text(self.to_dict(raw=raw))


def candidate_dict(candidate: Candidate) -> CandidateDict:
    """A candidate as JSON."""
    return {"id": candidate.id, "question": candidate.question, "score": candidate.score}


def candidates_of(rows: list[CandidateDict]) -> tuple[Candidate, ...]:
    """The candidates of their JSON."""
    return tuple(Candidate(row["id"], row["question"], row["score"]) for row in rows)


def restored(value: Any, private: Mapping[str, str]) -> Any:
    """A JSON value with the private values in the places of their placeholders."""
    if isinstance(value, str):
        return restore(value, private)
    if isinstance(value, list):
        return [restored(item, private) for item in value]
    if isinstance(value, dict):
        return {key: restored(item, private) for key, item in value.items()}
    return value


def line_dict(line: Line) -> LineDict:
    """A line as JSON."""
    return {"role": line.role, "text": line.text, "time": line.time}


def tried_dict(tried: Tried) -> TriedDict:
    """An answer that was tried, as JSON."""
    return {
        "entry": tried.entry,
        "question": tried.question,
        "query": tried.query,
        "outcome": tried.outcome,
    }
