"""A conversation's state as JSON and back; everything that is read is checked."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, get_args

from xiaoer.errors import ConversationStateError, shown
from xiaoer.matching.match import Candidate
from xiaoer.service.reply.handoff import Line, Tried, candidate_dict, line_dict, tried_dict
from xiaoer.service.reply.handoff_json import CandidateDict, LineDict, Reaction, TriedDict
from xiaoer.service.reply.labels import SENT
from xiaoer.service.talk.talk_state import (
    LONGEST_TEXT,
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
from xiaoer.text.normalize import replace_surrogates
from xiaoer.typed_dict import TypedDict

VERSION = 2
_MOST_COUNTED = 1_000_000
_MOST_CANDIDATES = 5
_LONGEST_ID = 200
_LONGEST_NAME = 2_000  # of an entry, a queue, a conversation: the corpus's and the host's own


class NewDict(TypedDict, total=False):
    """What a state of version 2 has and one of version 1 has not."""

    accepted: bool
    turns: int
    pieces: list[str]
    digits: str
    unclear: int
    sent: dict[str, int]
    earlier: list[str]
    leaning: str | None


class StateDict(NewDict):
    """A conversation's state as JSON. A service keeps it and gives it back."""

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


Read = Callable[[str, Any], Any]
"""Reads the value of a key: gives what it stands for, or raises ConversationStateError."""


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
    return min(count, _MOST_COUNTED)


def read_state(data: Mapping[str, Any]) -> TalkState:
    """The state that ``written_state`` gave.

    Raises:
        ConversationStateError: a newer version wrote it, or something is not as it should be.
    """
    if not isinstance(data, Mapping):
        raise ConversationStateError("the state", _kind(data), "an object")
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise ConversationStateError("version", shown(version), f"a number up to {VERSION}")
    if version > VERSION:
        raise ConversationStateError(
            "version", shown(version), f"at most {VERSION}: a newer xiaoer wrote it"
        )
    rest = {key: value for key, value in data.items() if key != "version"}
    if version == 1:  # who wrote it calls no `accepted`, and must not find the bot talking
        handed = {"accepted": rest.get("handoff") is not None}
        return TalkState(**_fields(_OLD)("the state", rest), **handed)
    return TalkState(**_fields(_STATE)("the state", rest))


def check_id(value: Any) -> str:
    """The value, if it can be a conversation's id. Raises: ConversationStateError."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID:
        expected = f"a text of 1 to {_LONGEST_ID} characters"
        raise ConversationStateError("id", shown(value), expected)
    return _text("id", value)


def _kind(value: Any) -> str:
    return "missing" if value is None else f"a {type(value).__name__}"


def _text(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ConversationStateError(where, _kind(value), "a text")
    if replace_surrogates(value) != value:
        raise ConversationStateError(where, "no text in Unicode", "a text")
    if len(value) > LONGEST_TEXT:
        raise ConversationStateError(
            where, f"{len(value)} characters long", f"at most {LONGEST_TEXT}"
        )
    return value


def _name(where: str, value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise ConversationStateError(where, shown(value), "a name")
    return value


def _moment(where: str, value: Any) -> str:
    text = _text(where, value)
    try:
        aware = not text or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise ConversationStateError(where, repr(text[:40]), "a moment with an offset, or empty")
    return text


def _count(where: str, value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_COUNTED:
        raise ConversationStateError(where, shown(value), f"a number in 0..{_MOST_COUNTED}")
    return value


def _share(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConversationStateError(where, shown(value), "a number in 0..1")
    return float(value)


def _flag(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ConversationStateError(where, shown(value), "true or false")
    return value


def _one_of(names: tuple[str, ...]) -> Read:
    def read(where: str, value: Any) -> Any:
        if value not in names or not isinstance(value, str):
            expected = f"one of {', '.join(filter(None, names))}"
            raise ConversationStateError(where, shown(value), expected)
        return value

    return read


def _optional(read: Read) -> Read:
    return lambda where, value: None if value is None else read(where, value)


def _list(read: Read, most: int) -> Read:
    def read_all(where: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            found = f"{len(value)} long" if isinstance(value, list) else _kind(value)
            raise ConversationStateError(where, found, f"a list of at most {most}")
        return tuple(read(f"{where}[{place}]", item) for place, item in enumerate(value))

    return read_all


def _fields(readers: Mapping[str, Read]) -> Callable[[str, Any], dict[str, Any]]:
    def read(where: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ConversationStateError(where, _kind(value), "an object")
        for key in value:
            if key not in readers:
                raise ConversationStateError(where, f"with a key {shown(key)}", "only known keys")
        for key in readers:
            if key not in value:
                raise ConversationStateError(key, "missing", f"in {where}")
        return {key: reader(key, value[key]) for key, reader in readers.items()}

    return read


def _record(make: Callable[..., Any], readers: Mapping[str, Read]) -> Read:
    return lambda where, value: make(**_fields(readers)(where, value))


def _known(where: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set(get_args(EntityKind)):
        raise ConversationStateError(where, shown(value), "kinds of entities and their values")
    return {kind: _text(where, item) for kind, item in value.items()}


def _sent(where: str, value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping) or not set(value) <= set(SENT):
        raise ConversationStateError(where, shown(value), "kinds of what was sent and counts")
    return {kind: _count(where, item) for kind, item in value.items()}


_LINE = _record(Line, {"role": _one_of(("customer", "bot")), "text": _text, "time": _moment})
_TRIED = _record(
    Tried,
    {
        "entry": _name,
        "question": _text,
        "query": _text,
        "outcome": _one_of(get_args(Reaction)),
    },
)
_OLD: Mapping[str, Read] = {
    "id": lambda _, value: check_id(value),
    "audience": _optional(_text),
    "channel": _optional(_text),
    "handovers": _count,
    "started": _moment,
    "last": _moment,
    "lines": _list(_LINE, MOST_LINES),
    "known": _known,
    "about": _optional(_name),
    "query": _text,
    "age": _count,
    "candidates": _list(
        _record(Candidate, {"id": _name, "question": _text, "score": _share}), _MOST_CANDIDATES
    ),
    "confidence": _share,
    "problem": _text,
    "picks": _list(
        _record(Pick, {"kind": _one_of(("entry", "offer")), "id": _name, "label": _text}),
        MOST_PICKS,
    ),
    "picks_age": _count,
    "asked_back": _flag,
    "answered": _flag,
    "asked": _list(_text, MOST_NAMES),
    "awaiting": _optional(_name),
    "tried": _list(_TRIED, MOST_TRIED),
    "keys": _list(_text, MOST_KEYS),
    "repeated": _count,
    "unsolved": _count,
    "angry": _count,
    "offers": _list(_text, MOST_NAMES),
    "handoff": _optional(_record(HandedOver, {"id": _name, "queue": _name})),
}
_STATE: Mapping[str, Read] = {
    **_OLD,
    "accepted": _flag,
    "turns": _count,
    "pieces": _list(_text, MOST_PIECES),
    "digits": _text,
    "unclear": _count,
    "sent": _sent,
    "earlier": _list(_text, MOST_EARLIER),
    "leaning": _optional(_text),
}
