"""What a customer gets, and why."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from xiaoer.corpus.entry import Entry, Link
from xiaoer.matching.match import Candidate, Difference, DifferenceKind
from xiaoer.records import dataclass
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.handoff import Handoff, candidate_dict, candidates_of
from xiaoer.service.reply.handoff_json import CandidateDict, HandoffDict
from xiaoer.service.reply.offers import Offer, OfferDict
from xiaoer.service.reply.self_service import SelfServiceDict, SelfServiceLink
from xiaoer.typed_dict import TypedDict

_AS_TEXT = "\0"  # no text has it: a lead that was not given


class Choice(NamedTuple):
    """A question a customer may choose: an entry's id and its standard question."""

    id: str
    question: str


class ChoiceDict(TypedDict):
    """A choice as JSON."""

    id: str
    question: str


class DifferenceDict(TypedDict):
    """A difference as JSON."""

    kind: DifferenceKind
    ours: str
    theirs: str


class ReplyDict(TypedDict):
    """A reply as JSON; its schema is ``xiaoer/data/reply.schema.json``."""

    query: str
    truncated: int
    understood: str
    action: Action
    reason: Reason
    text: str
    lead: str
    entry: dict[str, Any] | None
    shown: dict[str, Any] | None
    difference: DifferenceDict | None
    confidence: float
    exact: bool
    margin: float
    candidates: list[CandidateDict]
    choices: list[ChoiceDict]
    self_service: SelfServiceDict | None
    links: list[dict[str, str]]
    image: str | None
    related: list[ChoiceDict]
    asks: list[str]
    offers: list[OfferDict]
    parts: list["ReplyDict"]
    handoff: HandoffDict | None
    ground: str
    turn: int
    picked: int
    corpus_hash: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to tell the customer, what the host should do, and why.

    - ``query``: the text as it was taken in (lone surrogates replaced, cut at the limit);
      ``truncated``: how many characters were cut.
    - ``understood``: the whole question that a short follow-up was taken for, else "".
    - ``text``: always safe to show, whatever the action.
    - ``lead``: the text without the numbered list of choices, for doors with buttons; equal to
      ``text`` where there is no list.
    - ``entry``: set for ``answer`` and ``self_service`` only.
    - ``shown``: the entry whose answer stands below the question whether it is meant; it counts
      as asked, not as answered.
    - ``difference``: what the question of ``candidates[0]`` says otherwise; with one, nothing is
      answered at any threshold.
    - ``confidence``: P(answering with ``candidates[0]`` is right), in 0..1, on every action.
    - ``exact``: the query is an own question of ``candidates[0]``; where it is one of others with
      other answers too, it is asked back at every threshold.
    - ``candidates``: at most five, best first, on every action.
    - ``choices``: the questions to choose from after ``clarify``.
    - ``related``: questions customers often ask next; ``offers``: further rungs of service.
    - ``asks``: fields of ``self_service`` that the text asks the customer for.
    - ``parts``: the replies to the several questions of one message.
    - ``ground``: the name of the ground that decided; ``turn``: the message's place in its
      conversation, from 1; ``picked``: which of the choices before it took, from 1. 0: none.
    """

    query: str
    action: Action
    reason: Reason
    text: str
    lead: str = _AS_TEXT
    entry: Entry | None = None
    shown: Entry | None = None
    difference: Difference | None = None
    confidence: float = 0.0
    margin: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    choices: tuple[Choice, ...] = ()
    self_service: SelfServiceLink | None = None
    links: tuple[Link, ...] = ()
    image: str | None = None
    related: tuple[Choice, ...] = ()
    asks: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    parts: tuple["Reply", ...] = ()
    handoff: Handoff | None = None
    exact: bool = False
    truncated: int = 0
    understood: str = ""
    ground: str = ""
    turn: int = 0
    picked: int = 0
    corpus_hash: str = ""
    engine: str = ""

    def __post_init__(self) -> None:
        if self.lead == _AS_TEXT or not self.choices:
            object.__setattr__(self, "lead", self.text)

    @property
    def answered(self) -> bool:
        """Whether the customer got an entry's answer: ``answer`` or ``self_service``."""
        return self.action in ("answer", "self_service")

    def to_dict(self) -> ReplyDict:
        """The reply as plain JSON values, every key present."""
        return {
            "query": self.query,
            "truncated": self.truncated,
            "understood": self.understood,
            "action": self.action,
            "reason": self.reason,
            "text": self.text,
            "lead": self.lead,
            "entry": self.entry.to_dict() if self.entry else None,
            "shown": self.shown.to_dict() if self.shown else None,
            "difference": _difference_dict(self.difference) if self.difference else None,
            "confidence": self.confidence,
            "exact": self.exact,
            "margin": self.margin,
            "candidates": [candidate_dict(c) for c in self.candidates],
            "choices": [_choice_dict(c) for c in self.choices],
            "self_service": self.self_service.to_dict() if self.self_service else None,
            "links": [{"label": link.label, "url": link.url} for link in self.links],
            "image": self.image,
            "related": [_choice_dict(c) for c in self.related],
            "asks": list(self.asks),
            "offers": [offer.to_dict() for offer in self.offers],
            "parts": [part.to_dict() for part in self.parts],
            "handoff": self.handoff.to_dict() if self.handoff else None,
            "ground": self.ground,
            "turn": self.turn,
            "picked": self.picked,
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
            understood=data["understood"],
            action=data["action"],
            reason=data["reason"],
            text=data["text"],
            lead=data.get("lead", data["text"]),  # logs of older versions have none
            entry=Entry.from_dict(data["entry"]) if data["entry"] else None,
            shown=Entry.from_dict(shown) if (shown := data.get("shown")) else None,
            difference=Difference(**differs) if (differs := data.get("difference")) else None,
            confidence=data["confidence"],
            exact=data.get("exact", False),  # a line of an older log has none
            margin=data["margin"],
            candidates=candidates_of(data["candidates"]),
            choices=_choices(data["choices"]),
            self_service=(
                SelfServiceLink.from_dict(data["self_service"]) if data["self_service"] else None
            ),
            links=tuple(Link(**link) for link in data["links"]),
            image=data["image"],
            related=_choices(data["related"]),
            asks=tuple(data["asks"]),
            offers=tuple(map(Offer.from_dict, data["offers"])),
            parts=tuple(map(Reply.from_dict, data["parts"])),
            handoff=Handoff.from_dict(data["handoff"]) if data["handoff"] else None,
            ground=data.get("ground", ""),  # a line of an older log has none of the three
            turn=data.get("turn", 0),
            picked=data.get("picked", 0),
            corpus_hash=data["corpus_hash"],
            engine=data["engine"],
        )


def _difference_dict(difference: Difference) -> DifferenceDict:
    return {
        "kind": difference.kind,
        "ours": difference.ours,
        "theirs": difference.theirs,
    }


def _choice_dict(choice: Choice) -> ChoiceDict:
    return {"id": choice.id, "question": choice.question}


def _choices(rows: list[ChoiceDict]) -> tuple[Choice, ...]:
    return tuple(Choice(row["id"], row["question"]) for row in rows)
