"""A query on its way to a reply."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from xiaoer.hearing.heard import Heard
from xiaoer.matching.match import Match
from xiaoer.service.background import Background, Customer
from xiaoer.text.utterance import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query with its match, who asks it, and what is known of them.

    ``match`` has the confidence as it is told, ``measured`` is the engine's own; ``offered`` tells
    whether this customer may get an entry; ``said`` is the question in full where the message
    alone does not say it.
    """

    utterance: Utterance
    heard: Heard
    match: Match
    measured: float
    customer: Customer
    background: Background
    engine: str
    offered: Callable[[str], bool]
    said: str = ""

    @property
    def now(self) -> datetime | None:
        """The moment, when it was given."""
        return self.customer.now
