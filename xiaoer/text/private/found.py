"""What is private but may be words of a question, and the text in which it is looked for."""

from typing import Literal, NamedTuple

LeavingKind = Literal[
    "name", "passport", "permit", "plate", "handle", "place", "number", "password"
]
"""Kinds that are masked where a text leaves, and are never dropped before matching."""

PHONE, ADDRESS, OTHER = "\ue001", "\ue002", "\ue000"
"""What stands at the ends of a stretch in the place of a phone's placeholder, an address's,
another's."""


class Leaving(NamedTuple):
    """A span of a text that is private where the text leaves: as written, where, and without
    spaces and signs in lower case."""

    text: str
    start: int
    end: int
    value: str
    kind: LeavingKind


class Spot(NamedTuple):
    """A place in a plain text that a pattern found."""

    kind: LeavingKind
    start: int
    end: int


def any_of(words: str) -> str:
    """Alternatives of a pattern, from words between spaces and lines.

    >>> any_of("微信 薇信")
    '微信|薇信'
    """
    return "|".join(words.split())
