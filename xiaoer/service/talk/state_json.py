"""A conversation's state as JSON and back; everything that is read is checked."""

from collections.abc import Mapping
from typing import Any, get_args

from xiaoer.errors import ConversationStateError, shown
from xiaoer.matching.match import Candidate
from xiaoer.records import replace
from xiaoer.service.reply.handoff import Line, Tried, candidate_dict, line_dict, tried_dict
from xiaoer.service.reply.handoff_json import CandidateDict, LineDict, Reaction, TriedDict
from xiaoer.service.reply.labels import SENT
from xiaoer.service.talk.state_values import (
    MOST_COUNTED,
    Read,
    check_id,
    count,
    flag,
    items,
    keyed,
    kind_found,
    moment,
    name,
    one_of,
    optional,
    record,
    share,
    short_text,
)
from xiaoer.service.talk.talk_state import (
    MOST_EARLIER,
    MOST_KEYS,
    MOST_LINES,
    MOST_NAMES,
    MOST_PICKS,
    MOST_PIECES,
    MOST_TRIED,
    HandedOver,
    Pick,
    TalkState,
)
from xiaoer.text.entities import EntityKind
from xiaoer.typed_dict import TypedDict

VERSION = 2
_MOST_CANDIDATES = 5


class OldStateDict(TypedDict):
    """What a state of version 1 has."""

    version: int
    id: str
    audience: str | None
    channel: str | None
    handovers: int
    started: str
    last: str
    lines: list[LineDict]
    known: dict[str, str]
    about: str | None
    query: str
    age: int
    candidates: list[CandidateDict]
    confidence: float
    problem: str
    picks: list[dict[str, str]]
    picks_age: int
    asked_back: bool
    answered: bool
    asked: list[str]
    awaiting: str | None
    tried: list[TriedDict]
    keys: list[str]
    repeated: int
    unsolved: int
    angry: int
    offers: list[str]
    handoff: dict[str, str] | None


class StateDict(OldStateDict, total=False):
    """A conversation's state as JSON: version 1, and what version 2 has besides. A service keeps it
    and gives it back."""

    accepted: bool
    wished: bool
    turns: int
    pieces: list[str]
    digits: str
    unclear: int
    sent: dict[str, int]
    earlier: list[str]
    leaning: str | None


def written_state(state: TalkState, version: int = VERSION) -> StateDict:
    """The state as plain JSON values, as an older version reads it where one is named."""
    if version not in (1, VERSION):
        raise ValueError(f"version is 1 or {VERSION}, found {version!r}")
    old = _old(state)
    if version == 1:
        return old
    return {
        **old,
        "version": VERSION,
        "accepted": state.accepted,
        "wished": state.wished,
        "turns": _counted(state.turns),
        "pieces": list(state.pieces),
        "digits": state.digits,
        "unclear": _counted(state.unclear),
        "sent": {kind: _counted(count) for kind, count in state.sent.items()},
        "earlier": list(state.earlier),
        "leaning": state.leaning,
    }


def _old(state: TalkState) -> StateDict:
    """The state as version 1 has it."""
    return {
        "version": 1,
        "id": state.id,
        "audience": state.audience,
        "channel": state.channel,
        "handovers": _counted(state.handovers),
        "started": state.started,
        "last": state.last,
        "lines": [line_dict(line) for line in state.lines],
        "known": dict(state.known),
        "about": state.about,
        "query": state.query,
        "age": _counted(state.age),
        "candidates": [candidate_dict(c) for c in state.candidates],
        "confidence": state.confidence,
        "problem": state.problem,
        "picks": [{"kind": p.kind, "id": p.id, "label": p.label} for p in state.picks],
        "picks_age": _counted(state.picks_age),
        "asked_back": state.asked_back,
        "answered": state.answered,
        "asked": list(state.asked),
        "awaiting": state.awaiting,
        "tried": [tried_dict(tried) for tried in state.tried],
        "keys": list(state.keys),
        "repeated": _counted(state.repeated),
        "unsolved": _counted(state.unsolved),
        "angry": _counted(state.angry),
        "offers": list(state.offers),
        "handoff": dict(state.handoff._asdict()) if state.handoff else None,
    }


def _counted(count: int) -> int:
    """A count as it is written: what is written is what can be read."""
    return min(count, MOST_COUNTED)


def read_state(data: Mapping[str, Any]) -> TalkState:
    """The state that ``written_state`` gave.

    Raises:
        ConversationStateError: a newer version wrote it, or something is not as it should be.
    """
    if not isinstance(data, Mapping):
        raise ConversationStateError("the state", kind_found(data), "an object")
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise ConversationStateError("version", shown(version), f"a number up to {VERSION}")
    if version > VERSION:
        raise ConversationStateError(
            "version", shown(version), f"at most {VERSION}: a newer xiaoer wrote it"
        )
    rest = {key: value for key, value in data.items() if key != "version"}
    if version == 1:  # who wrote it calls no `accepted`, and must not find the bot talking
        state = TalkState(**keyed(_OLD)("the state", rest))
        return replace(state, accepted=state.handoff is not None)
    return TalkState(**keyed(_STATE)("the state", rest))


def _known(where: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set(get_args(EntityKind)):
        raise ConversationStateError(where, shown(value), "kinds of entities and their values")
    return {kind: short_text(where, item) for kind, item in value.items()}


def _sent(where: str, value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping) or not set(value) <= set(SENT):
        raise ConversationStateError(where, shown(value), "kinds of what was sent and counts")
    return {kind: count(where, item) for kind, item in value.items()}


_LINE = record(Line, {"role": one_of(("customer", "bot")), "text": short_text, "time": moment})
_TRIED = record(
    Tried,
    {
        "entry": name,
        "question": short_text,
        "query": short_text,
        "outcome": one_of(get_args(Reaction)),
    },
)
_OLD: Mapping[str, Read] = {
    "id": lambda _, value: check_id(value),
    "audience": optional(short_text),
    "channel": optional(short_text),
    "handovers": count,
    "started": moment,
    "last": moment,
    "lines": items(_LINE, MOST_LINES),
    "known": _known,
    "about": optional(name),
    "query": short_text,
    "age": count,
    "candidates": items(
        record(Candidate, {"id": name, "question": short_text, "score": share}), _MOST_CANDIDATES
    ),
    "confidence": share,
    "problem": short_text,
    "picks": items(
        record(Pick, {"kind": one_of(("entry", "offer")), "id": name, "label": short_text}),
        MOST_PICKS,
    ),
    "picks_age": count,
    "asked_back": flag,
    "answered": flag,
    "asked": items(short_text, MOST_NAMES),
    "awaiting": optional(name),
    "tried": items(_TRIED, MOST_TRIED),
    "keys": items(short_text, MOST_KEYS),
    "repeated": count,
    "unsolved": count,
    "angry": count,
    "offers": items(short_text, MOST_NAMES),
    "handoff": optional(record(HandedOver, {"id": name, "queue": name})),
}
_STATE: Mapping[str, Read] = {
    **_OLD,
    "accepted": flag,
    "wished": flag,
    "turns": count,
    "pieces": items(short_text, MOST_PIECES),
    "digits": short_text,
    "unclear": count,
    "sent": _sent,
    "earlier": items(short_text, MOST_EARLIER),
    "leaning": optional(short_text),
}
