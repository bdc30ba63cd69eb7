"""Who asks, and what the conversation knows of them."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from xiaoer.corpus.entry import Entry
from xiaoer.matching.match import Candidate
from xiaoer.records import dataclass, field
from xiaoer.service.reply.handoff import Line, Tried
from xiaoer.text.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who asks, where and when; the rest is what is known of them before the message, nothing
    for a query that stands alone.

    - ``now``: None is the current time, which then is told nobody.
    - ``handoff_id``: the id that a handover of this turn gets. ``started``, ``transcript``,
      ``tried``: when the talk began, what was said and answered in it; ``read``: the values of
      the customer's lines, by their text, as far as they have been looked for.
    - ``known``: the last value of each kind that they gave. ``asked``: the fields that they were
      asked for, None where nobody asks for any; ``missing``: those that they did not give.
    - ``offers``: the names of the offers that they have called for.
    - ``sent``: kind → pictures and the like that they sent; ``earlier``: problems of handovers
      before. ``leaning``: the audience that their own words name, where none is given.
    - ``problem``: their last question with a subject, ``open`` what of it was not understood, or
      told and not yet asked; ``about`` the entry it was about,
      ``candidates`` and ``confidence`` what was found for it.
    """

    audience: str | None = None
    channel: str | None = None
    now: datetime | None = None
    handoff_id: str = ""
    started: str = ""
    transcript: tuple[Line, ...] = ()
    read: Mapping[str, tuple[Entity, ...]] = field(default_factory=lambda: MappingProxyType({}))
    tried: tuple[Tried, ...] = ()
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    asked: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    sent: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    earlier: tuple[str, ...] = ()
    leaning: str | None = None
    problem: str = ""
    open: str = ""
    about: Entry | None = None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
