"""What a customer gets, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypedDict

from xiaoer.corpus.entry import Entry, Link, SelfService
from xiaoer.matching.match import Candidate

Action = Literal["answer", "self_service", "clarify", "chat", "escalate", "suppressed"]
"""What the host should do with a reply."""

Reason = Literal[
    "exact",
    "matched",
    "ambiguous",
    "audience",
    "underspecified",
    "low_confidence",
    "out_of_scope",
    "polarity",
    "human_requested",
    "restricted",
    "entry_escalates",
    "greeting",
    "thanks",
    "goodbye",
    "here",
    "empty",
    "handed_over",
]
"""Why the action was chosen."""


class Choice(NamedTuple):
    """A question a customer may choose: an entry's id and its standard question."""

    id: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """The packet for the person who takes over."""

    queue: str
    label: str
    priority: int
    reason: Reason
    query: str
    candidates: tuple[Candidate, ...] = ()


class CandidateDict(TypedDict):
    """A candidate as JSON."""

    id: str
    question: str
    score: float


class ChoiceDict(TypedDict):
    """A choice as JSON."""

    id: str
    question: str


class HandoffDict(TypedDict):
    """A handoff as JSON."""

    queue: str
    label: str
    priority: int
    reason: Reason
    query: str
    candidates: list[CandidateDict]


class ReplyDict(TypedDict):
    """A reply as JSON; its schema is ``xiaoer/data/reply.schema.json``."""

    query: str
    truncated: int
    action: Action
    reason: Reason
    text: str
    entry: dict[str, Any] | None
    confidence: float
    margin: float
    candidates: list[CandidateDict]
    choices: list[ChoiceDict]
    self_service: dict[str, Any] | None
    links: list[dict[str, str]]
    image: str | None
    related: list[ChoiceDict]
    offers: list[ChoiceDict]
    parts: list["ReplyDict"]
    handoff: HandoffDict | None
    corpus_hash: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to tell the customer, what the host should do, and why.

    - ``query``: the text as it was taken in (lone surrogates replaced, cut at the limit);
      ``truncated``: how many characters were cut.
    - ``text``: always safe to show, whatever the action.
    - ``entry``: set for ``answer`` and ``self_service`` only.
    - ``confidence``: P(answering with ``candidates[0]`` is right), in 0..1, on every action.
    - ``candidates``: at most five, best first, on every action.
    - ``choices``: the questions to choose from after ``clarify``.
    - ``related``: questions customers often ask next; ``offers``: further rungs of service.
    - ``parts``: the replies to the several questions of one message.
    """

    query: str
    action: Action
    reason: Reason
    text: str
    entry: Entry | None = None
    confidence: float = 0.0
    margin: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    choices: tuple[Choice, ...] = ()
    self_service: SelfService | None = None
    links: tuple[Link, ...] = ()
    image: str | None = None
    related: tuple[Choice, ...] = ()
    offers: tuple[Choice, ...] = ()
    parts: tuple["Reply", ...] = ()
    handoff: Handoff | None = None
    truncated: int = 0
    corpus_hash: str = ""
    engine: str = ""

    @property
    def answered(self) -> bool:
        """Whether the customer got an entry's answer: ``answer`` or ``self_service``."""
        return self.action in ("answer", "self_service")

    def to_dict(self) -> ReplyDict:
        """The reply as plain JSON values, every key present."""
        return {
            "query": self.query,
            "truncated": self.truncated,
            "action": self.action,
            "reason": self.reason,
            "text": self.text,
            "entry": self.entry.to_dict() if self.entry else None,
            "confidence": self.confidence,
            "margin": self.margin,
            "candidates": [_candidate_dict(c) for c in self.candidates],
            "choices": [_choice_dict(c) for c in self.choices],
            "self_service": _self_service_dict(self.self_service),
            "links": [{"label": link.label, "url": link.url} for link in self.links],
            "image": self.image,
            "related": [_choice_dict(c) for c in self.related],
            "offers": [_choice_dict(c) for c in self.offers],
            "parts": [part.to_dict() for part in self.parts],
            "handoff": _handoff_dict(self.handoff) if self.handoff else None,
            "corpus_hash": self.corpus_hash,
            "engine": self.engine,
        }

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> "Reply":
        """The reply that ``to_dict`` gave.

        Raises:
            KeyError: a key is missing.
        """
        return Reply(
            query=data["query"],
            truncated=data["truncated"],
            action=data["action"],
            reason=data["reason"],
            text=data["text"],
            entry=Entry.from_dict(data["entry"]) if data["entry"] else None,
            confidence=data["confidence"],
            margin=data["margin"],
            candidates=_candidates(data["candidates"]),
            choices=_choices(data["choices"]),
            self_service=_self_service(data["self_service"]),
            links=tuple(Link(**link) for link in data["links"]),
            image=data["image"],
            related=_choices(data["related"]),
            offers=_choices(data["offers"]),
            parts=tuple(map(Reply.from_dict, data["parts"])),
            handoff=_handoff(data["handoff"]) if data["handoff"] else None,
            corpus_hash=data["corpus_hash"],
            engine=data["engine"],
        )


def _candidate_dict(candidate: Candidate) -> CandidateDict:
    return {"id": candidate.id, "question": candidate.question, "score": candidate.score}


def _choice_dict(choice: Choice) -> ChoiceDict:
    return {"id": choice.id, "question": choice.question}


def _self_service_dict(offer: SelfService | None) -> dict[str, Any] | None:
    if offer is None:
        return None
    return {
        "label": offer.label,
        "url": offer.url,
        "route": offer.route,
        "fields": list(offer.fields),
    }


def _self_service(row: Mapping[str, Any] | None) -> SelfService | None:
    return SelfService(**{**row, "fields": tuple(row["fields"])}) if row else None


def _handoff_dict(handoff: Handoff) -> HandoffDict:
    return {
        "queue": handoff.queue,
        "label": handoff.label,
        "priority": handoff.priority,
        "reason": handoff.reason,
        "query": handoff.query,
        "candidates": [_candidate_dict(c) for c in handoff.candidates],
    }


def _candidates(rows: list[CandidateDict]) -> tuple[Candidate, ...]:
    return tuple(Candidate(row["id"], row["question"], row["score"]) for row in rows)


def _choices(rows: list[ChoiceDict]) -> tuple[Choice, ...]:
    return tuple(Choice(row["id"], row["question"]) for row in rows)


def _handoff(row: HandoffDict) -> Handoff:
    return Handoff(
        queue=row["queue"],
        label=row["label"],
        priority=row["priority"],
        reason=row["reason"],
        query=row["query"],
        candidates=_candidates(row["candidates"]),
    )
