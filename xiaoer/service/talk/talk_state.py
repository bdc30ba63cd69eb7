"""What a conversation remembers between two messages: bounded, and plain JSON outside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from xiaoer.matching.match import Candidate
from xiaoer.records import dataclass, field, replace
from xiaoer.service.reply.handoff import Line, Tried
from xiaoer.service.reply.handoff_json import Reaction
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.text.entities import Entity
from xiaoer.text.redaction import beginning

MOST_LINES = 40
MOST_PICKS = 60
MOST_KEYS = 16
MOST_TRIED = 8
MOST_NAMES = 32
MOST_PIECES = 4
MOST_EARLIER = 4
LONGEST_TEXT = 500
"""Bounds of a state: lines of the transcript, choices, questions known as answered, answers
tried, names of fields and offers, pieces of a question, earlier handovers; characters of one
text."""
TOPIC_TURNS = 3
"""Turns after which the topic of the last answer is forgotten."""
PICK_TURNS = 5
"""Turns for which a number still stands for what was offered."""
LONGEST_PIECES = 60
"""Characters of all the pieces of a question that are kept; a longer one tells enough by itself."""


class Pick(NamedTuple):
    """What a number stands for: an entry by its id, or an offer by its name."""

    kind: Literal["entry", "offer"]
    id: str
    label: str


class HandedOver(NamedTuple):
    """A handover that has not ended: the packet's id and its queue."""

    id: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkState:
    """The memory of one conversation.

    - ``id``: of the conversation; ``handovers``: how many there were, for the ids of packets.
    - ``started``, ``last``: ISO moments of its first and its last message, "" before them.
    - ``lines``: the transcript. ``known``: kind of entity → its last value.
    - ``about``: the entry of the last answer or the nearest to the last question asked back,
      ``query`` that question, ``age`` the turns since; ``candidates`` and ``confidence``: what
      was found for that question.
    - ``problem``: the last question in the customer's words.
    - ``picks``: what numbers stand for, ``picks_age`` turns since. ``asked_back``: the last reply
      asked which. ``answered``: the last reply was an answer that nobody has denied.
    - ``asked``: fields that were asked for; ``awaiting``: the entry that needs them.
    - ``tried``: answers given; ``keys``: the questions they answered.
    - ``repeated``, ``unsolved``, ``angry``: what the rules of escalation count.
    - ``offers``: names of offers that the customer has called for.
    - ``handoff``: set while the conversation is handed over, ``accepted``: a person has it,
      ``wished``: the customer had asked for one.
    - ``turns``: messages so far. ``pieces``: what was said of a question that is not whole yet,
      ``digits`` the first half of a number. ``unclear``: messages in a row that were not
      understood. ``sent``: kind → how many pictures, voices, cards and links came.
    - ``earlier``: problems of handovers that have ended. ``leaning``: the audience that the
      customer's own words name.
    - ``read``: the values of the customer's lines that this process has read, by their text; no
      part of what is written down, for they can be looked for again.
    """

    id: str
    audience: str | None = None
    channel: str | None = None
    handovers: int = 0
    started: str = ""
    last: str = ""
    lines: tuple[Line, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    about: str | None = None
    query: str = ""
    age: int = 0
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    problem: str = ""
    picks: tuple[Pick, ...] = ()
    picks_age: int = 0
    asked_back: bool = False
    answered: bool = False
    asked: tuple[str, ...] = ()
    awaiting: str | None = None
    tried: tuple[Tried, ...] = ()
    keys: tuple[str, ...] = ()
    repeated: int = 0
    unsolved: int = 0
    angry: int = 0
    offers: tuple[str, ...] = ()
    handoff: HandedOver | None = None
    accepted: bool = False
    wished: bool = False
    turns: int = 0
    pieces: tuple[str, ...] = ()
    digits: str = ""
    unclear: int = 0
    sent: Mapping[str, int] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    leaning: str | None = None
    read: Mapping[str, tuple[Entity, ...]] = field(default_factory=dict, compare=False, repr=False)

    def fresh(self) -> "TalkState":
        """A conversation of the same customer that begins anew after a handover; what was told
        before is kept for the next packet."""
        rested = self.rested()
        problem = (self.problem,) if self.problem else ()
        return replace(
            rested,
            handoff=None,
            accepted=False,
            wished=False,
            sent={},
            asked=(),
            offers=(),
            earlier=_joined(self.earlier, problem, MOST_EARLIER),
        )

    def rested(self) -> "TalkState":
        """After a long pause: what was said is kept, what it was about is not."""
        return replace(
            self,
            about=None,
            query="",
            candidates=(),
            confidence=0.0,
            picks=(),
            asked_back=False,
            answered=False,
            awaiting=None,
            keys=(),
            repeated=0,
            unsolved=0,
            angry=0,
            unclear=0,
            pieces=(),
            digits="",
        )

    def heard(self, known: Mapping[str, str], offers: tuple[str, ...], angry: int) -> "TalkState":
        """One turn older, with what the message says by the way."""
        old = self.age >= TOPIC_TURNS
        stale = self.picks_age >= PICK_TURNS
        return replace(
            self,
            known={**self.known, **{kind: shortened(value) for kind, value in known.items()}},
            offers=_joined(self.offers, offers, MOST_NAMES),
            angry=self.angry + angry,
            turns=self.turns + 1,
            about=None if old else self.about,
            query="" if old else self.query,
            age=self.age + 1,
            picks=() if stale else self.picks,
            picks_age=self.picks_age + 1,
        )

    def with_values(self, text: str, values: tuple[Entity, ...]) -> "TalkState":
        """With the values that were found in a message."""
        return replace(self, read={**self.read, text: values})

    def said(self, text: str, reply: str, now: datetime) -> "TalkState":
        """With the two lines of a turn added."""
        time = now.isoformat(timespec="seconds")
        lines = (
            *self.lines,
            Line(role="customer", text=shortened(text), time=time),
            *((Line(role="bot", text=shortened(reply), time=time),) if reply else ()),
        )
        kept = lines[-MOST_LINES:]
        # the values of a line that was shortened are not those of its text
        read = {line.text: self.read[line.text] for line in kept if line.text in self.read}
        return replace(self, lines=kept, started=self.started or time, last=time, read=read)

    def with_answer(self, reply: Reply, question: str, key: str, said: str = "") -> "TalkState":
        """After an answer to a question; a new one after an answer means that one has helped.

        ``said`` is the question in the customer's own words, where they are others.
        """
        if reply.entry is None:
            return self
        tried = Tried(
            entry=reply.entry.id,
            question=shortened(reply.entry.question),
            query=shortened(question),
        )
        return replace(
            self,
            about=reply.entry.id,
            query=shortened(question),
            age=0,
            candidates=_bounded(reply.candidates),
            confidence=reply.confidence,
            problem=shortened(said or question),
            asked_back=False,
            answered=True,
            awaiting=None,
            tried=(*self.tried, tried)[-MOST_TRIED:],
            keys=_joined(self.keys, (shortened(key),), MOST_KEYS) if key else self.keys,
            repeated=0,
            unsolved=0 if self.answered else self.unsolved,
            unclear=0,
            pieces=(),
        )

    def with_question(self, reply: Reply, question: str) -> "TalkState":
        """After a question that was asked back or handed over; the nearest entry is the topic."""
        near = reply.choices if len(reply.choices) == 1 else reply.candidates
        first = near[0].id if near else None
        open_ = "" if self.answered or not self.unsolved else self.problem
        same = open_ in question
        asked = question if same else open_ if question in open_ else f"{open_}；{question}"
        return replace(
            self,
            about=first or self.about,
            query=shortened(question) if first else self.query,
            age=0 if first else self.age,
            problem=shortened(asked),
            candidates=_bounded(reply.candidates),
            confidence=reply.confidence,
            asked_back=reply.action == "clarify",
            answered=False,
        )

    def with_picks(self, picks: tuple[Pick, ...]) -> "TalkState":
        """Numbers stand for these; without any, the old ones still hold."""
        return replace(self, picks=picks[:MOST_PICKS], picks_age=0) if picks else self

    def with_outcome(self, outcome: Reaction) -> "TalkState":
        """With what the customer said of the last answer; it is not the answer any more."""
        if not self.tried or not self.answered:
            return replace(self, answered=False)
        last = replace(self.tried[-1], outcome=outcome)
        return replace(self, tried=(*self.tried[:-1], last), answered=False)

    def content(self) -> "TalkState":
        """After the customer was content: nothing is counted any more."""
        return replace(
            self,
            keys=(),
            repeated=0,
            unsolved=0,
            unclear=0,
            angry=0,
            answered=False,
            asked_back=False,
        )

    def with_piece(self, text: str) -> "TalkState":
        """With what was said of a question that is not whole yet, as far as it is kept."""
        pieces = (*self.pieces, shortened(text))[-MOST_PIECES:]
        while sum(map(len, pieces)) > LONGEST_PIECES:
            pieces = pieces[1:]
        return replace(self, pieces=pieces)


def picks_of(reply: Reply) -> tuple[Pick, ...]:
    """What a reply offers, in the order of the numbers: choices, related questions, offers."""
    entries = (*reply.choices, *reply.related)
    return (
        *entry_picks(entries),
        *(Pick("offer", offer.name, offer.label) for offer in reply.offers),
    )


def entry_picks(choices: tuple[Choice, ...]) -> tuple[Pick, ...]:
    """Choices as picks."""
    return tuple(Pick("entry", choice.id, shortened(choice.question)) for choice in choices)


def shortened(text: str) -> str:
    """The text within the bound of a state, replaced by its beginning and … when longer.

    It is not cut within a private value, half of which would not be masked.
    """
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{beginning(text, LONGEST_TEXT - 1)}…"


def _bounded(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(c._replace(question=shortened(c.question)) for c in candidates)


def _joined(old: tuple[str, ...], new: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Both without repetitions, the latest last and kept."""
    return tuple(dict.fromkeys((*(name for name in old if name not in new), *new)))[-most:]
