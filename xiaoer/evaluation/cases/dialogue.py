"""A scripted conversation: what the customer says, and what has to come of it."""

from collections.abc import Mapping

from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Place

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueTurn:
    """One message and what has to come of it: keys of ``EXPECTED`` and their texts."""

    say: str
    at: str = ""
    release: bool = False
    accepted: bool = False
    expected: Mapping[str, Names] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A scripted conversation; ``idle`` is in minutes, 0 for none."""

    name: str
    turns: tuple[DialogueTurn, ...]
    shows: str = ""
    audience: str | None = None
    channel: str | None = None
    idle: int = 0
    demo: bool = False
    place: Place | None = None
