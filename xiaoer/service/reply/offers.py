"""Further rungs of service beside a reply, such as 平台介入 once the merchant has refused."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.corpus.template import fill
from xiaoer.hearing.acts import merchant_refused, spoken
from xiaoer.hearing.message import Message
from xiaoer.text.normalize import question_key
from xiaoer.typed_dict import TypedDict

PERSON = "human"
"""The name of the offer that takes the wish for a person for one."""


class Offer(NamedTuple):
    """A rung that the customer may take: its name, its label, the queue it leads to, and a text."""

    name: str
    label: str
    queue: str
    text: str = ""

    def to_dict(self) -> "OfferDict":
        """The offer as plain JSON values."""
        return {"name": self.name, "label": self.label, "queue": self.queue, "text": self.text}

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> "Offer":
        """The offer that ``to_dict`` gave. Raises: KeyError."""
        return Offer(row["name"], row["label"], row["queue"], row["text"])


class OfferDict(TypedDict):
    """An offer as JSON."""

    name: str
    label: str
    queue: str
    text: str


class Offers:
    """The offers of a corpus's settings, their words normalized; built once."""

    def __init__(self, settings: Settings) -> None:
        self._variables = settings.variables
        first = settings.queue()
        self._person = Offer(PERSON, first.label, first.name)
        self._rules = tuple(
            (rule, tuple(key for word in rule.words if (key := question_key(word))))
            for rule in settings.offers
        )

    def with_person(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The offers and a person, for a message that may wish for one."""
        taken = {offer.name for offer in offers}
        return offers if PERSON in taken else (*offers, self._person)

    def called_for(self, message: Message) -> tuple[str, ...]:
        """The names of the offers that a message calls for by what it says."""
        if not self._rules:
            return ()
        refused = merchant_refused(spoken(message))
        key = message.utterance.text.replace(" ", "")
        return tuple(
            rule.name
            for rule, words in self._rules
            if refused or any(word in key for word in words)
        )

    def made(
        self, names: tuple[str, ...], entry: Entry | None, audience: str | None
    ) -> tuple[Offer, ...]:
        """The offers of these names that fit what is asked about and who asks."""
        return tuple(
            Offer(rule.name, rule.label, rule.queue, fill(rule.text, self._variables))
            for rule, _ in self._rules
            if rule.name in names
            and (entry is None or not rule.category or entry.category in rule.category)
            and (audience is None or not rule.audience or audience in rule.audience)
        )
