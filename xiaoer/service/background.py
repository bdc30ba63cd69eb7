"""What is known of a customer before a message: from the conversation, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from xiaoer.corpus.entry import Entry
from xiaoer.matching.match import Candidate
from xiaoer.service.handoff import Line, Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who asks, where, and when; ``now`` None is the current time, which then is told nobody."""

    audience: str | None = None
    channel: str | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the conversation knows before this message; empty for a query that stands alone.

    ``handoff_id`` is the id that a handover of this turn gets. ``known`` has the last value of
    each kind of entity the customer gave, ``missing`` the fields they were asked for and did not
    give, ``offers`` the names of the offers they have called for, ``problem`` their last
    question with a subject, ``about`` the entry it was about, ``candidates`` and ``confidence``
    what was found for it.
    """

    handoff_id: str = ""
    started: str = ""
    transcript: tuple[Line, ...] = ()
    tried: tuple[Tried, ...] = ()
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    problem: str = ""
    about: Entry | None = None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0


NOTHING_KNOWN = Background()
