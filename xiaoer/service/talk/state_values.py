"""Values of a state as it is read: each is checked, and what is wrong says where."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from xiaoer.errors import ConversationStateError, shown
from xiaoer.service.talk.talk_state import LONGEST_TEXT
from xiaoer.text.normalize import replace_surrogates

MOST_COUNTED = 1_000_000
_LONGEST_ID = 200
_LONGEST_NAME = 2_000  # of an entry, a queue, a conversation: the corpus's and the host's own

Read = Callable[[str, Any], Any]
"""Reads the value of a key: gives what it stands for, or raises ConversationStateError."""


def check_id(value: Any) -> str:
    """The value, if it can be a conversation's id. Raises: ConversationStateError."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID:
        expected = f"a text of 1 to {_LONGEST_ID} characters"
        raise ConversationStateError("id", shown(value), expected)
    return short_text("id", value)


def kind_found(value: Any) -> str:
    """What a value is, for a fault."""
    return "missing" if value is None else f"a {type(value).__name__}"


def short_text(where: str, value: Any) -> str:
    """A text within the bound. Raises: ConversationStateError."""
    if not isinstance(value, str):
        raise ConversationStateError(where, kind_found(value), "a text")
    if replace_surrogates(value) != value:
        raise ConversationStateError(where, "no text in Unicode", "a text")
    if len(value) > LONGEST_TEXT:
        raise ConversationStateError(
            where, f"{len(value)} characters long", f"at most {LONGEST_TEXT}"
        )
    return value


def name(where: str, value: Any) -> str:
    """A name. Raises: ConversationStateError."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise ConversationStateError(where, shown(value), "a name")
    return value


def moment(where: str, value: Any) -> str:
    """An ISO moment with an offset, or "". Raises: ConversationStateError."""
    text = short_text(where, value)
    try:
        aware = not text or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise ConversationStateError(where, repr(text[:40]), "a moment with an offset, or empty")
    return text


def count(where: str, value: Any) -> int:
    """A count within the bound. Raises: ConversationStateError."""
    if type(value) is not int or not 0 <= value <= MOST_COUNTED:
        raise ConversationStateError(where, shown(value), f"a number in 0..{MOST_COUNTED}")
    return value


def share(where: str, value: Any) -> float:
    """A number in 0..1. Raises: ConversationStateError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConversationStateError(where, shown(value), "a number in 0..1")
    return float(value)


def flag(where: str, value: Any) -> bool:
    """True or false. Raises: ConversationStateError."""
    if not isinstance(value, bool):
        raise ConversationStateError(where, shown(value), "true or false")
    return value


def one_of(names: tuple[str, ...]) -> Read:
    """Reads one of these names."""

    def read(where: str, value: Any) -> Any:
        if value not in names or not isinstance(value, str):
            expected = f"one of {', '.join(filter(None, names))}"
            raise ConversationStateError(where, shown(value), expected)
        return value

    return read


def optional(read: Read) -> Read:
    """Reads a value that may be null."""
    return lambda where, value: None if value is None else read(where, value)


def items(read: Read, most: int) -> Read:
    """Reads a list of at most so many items."""

    def read_all(where: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            found = f"{len(value)} long" if isinstance(value, list) else kind_found(value)
            raise ConversationStateError(where, found, f"a list of at most {most}")
        return tuple(read(f"{where}[{place}]", item) for place, item in enumerate(value))

    return read_all


def keyed(readers: Mapping[str, Read]) -> Callable[[str, Any], dict[str, Any]]:
    """Reads an object of exactly these keys."""

    def read(where: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise ConversationStateError(where, kind_found(value), "an object")
        for key in value:
            if key not in readers:
                raise ConversationStateError(where, f"with a key {shown(key)}", "only known keys")
        for key in readers:
            if key not in value:
                raise ConversationStateError(key, "missing", f"in {where}")
        return {key: reader(key, value[key]) for key, reader in readers.items()}

    return read


def record(make: Callable[..., Any], readers: Mapping[str, Read]) -> Read:
    """Reads an object into a record."""
    return lambda where, value: make(**keyed(readers)(where, value))
