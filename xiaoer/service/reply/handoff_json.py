"""The shape of a handoff as JSON; its schema is ``xiaoer/data/handoff.schema.json``."""

from typing import Literal

from xiaoer.service.reply.action import Reason
from xiaoer.text.entities import EntityKind
from xiaoer.typed_dict import TypedDict

Reaction = Literal["", "denied", "repeated", "confused"]
"""What the customer said of an answer: nothing, it is wrong, the same again, not understood."""


class CandidateDict(TypedDict):
    """A candidate as JSON."""

    id: str
    question: str
    score: float


class FoundDict(TypedDict):
    """Something found in what the customer said, as JSON."""

    kind: EntityKind
    value: str
    carrier: str


class TriedDict(TypedDict):
    """An answer that was tried, as JSON."""

    entry: str
    question: str
    query: str
    outcome: Reaction


class LineDict(TypedDict):
    """A line of the transcript as JSON."""

    role: Literal["customer", "bot"]
    text: str
    time: str


class HandoffDict(TypedDict):
    """A handoff as JSON."""

    id: str
    queue: str
    label: str
    priority: int
    reason: Reason
    reasons: list[Reason]
    open: bool
    problem: str
    query: str
    topic: str
    entry: str | None
    confidence: float
    candidates: list[CandidateDict]
    found: list[FoundDict]
    missing: list[str]
    tried: list[TriedDict]
    transcript: list[LineDict]
    sent: dict[str, int]
    earlier: list[str]
    audience: str | None
    channel: str | None
    customer: str
    started: str
    created: str
    corpus_hash: str
    engine: str
