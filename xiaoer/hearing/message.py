"""A text, read once: its words, its values and what is heard in it.

text ─ analyze ─▶ words ─────────────────────┐
          └─ find_entities ─▶ values ────────┼─▶ Message
                                └─ hear ─────┘   the whole, and what is left without values
"""

from collections.abc import Mapping

from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.heard import Heard
from xiaoer.hearing.values import only_values, without_values
from xiaoer.records import dataclass, replace
from xiaoer.text.entities import Entity, EntityKind, find_entities
from xiaoer.text.normalize import normalize
from xiaoer.text.utterance import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text as it was read; whatever decides or writes about it looks here, not at the text.

    - ``utterance``: as typed, normalized, and by word.
    - ``values``: the order numbers, phones, amounts … in it, in order.
    - ``heard``: what it may do, by its words and its pictures: scores, and no verdict.
    - ``rest``: what is heard in it without its values, None where it has none.
    - ``came``: the text as it came, "" where it is what was typed; ``links`` that stood in it.
    """

    utterance: Utterance
    values: tuple[Entity, ...]
    heard: Heard
    rest: Heard | None = None
    came: str = ""
    links: int = 0

    @property
    def given(self) -> Mapping[str, str]:
        """The last value of each kind in it."""
        return {value.kind: value.value for value in self.values}

    @property
    def kinds(self) -> frozenset[EntityKind]:
        """The kinds of all its values."""
        return frozenset(value.kind for value in self.values)

    @property
    def bare_kinds(self) -> frozenset[EntityKind]:
        """The kinds of the values that it is made of, none where it says anything else."""
        return self.kinds if only_values(self.utterance.raw, self.values) else frozenset()

    def values_in(self, text: str) -> bool:
        """Whether another text has all its values."""
        if text == self.utterance.raw:
            return True
        there = {(value.kind, value.value) for value in find_entities(text)}
        return {(value.kind, value.value) for value in self.values} <= there


def read(utterance: Utterance, hearing: Hearing) -> Message:
    """The message that an analyzed text is."""
    raw = utterance.raw
    values = find_entities(raw)
    left = without_values(raw, values)
    return Message(
        utterance=utterance,
        values=values,
        heard=_heard(hearing, utterance, raw, utterance.text),
        rest=None if left == raw else _heard(hearing, utterance, left, normalize(left)),
    )


def _heard(hearing: Hearing, utterance: Utterance, raw: str, text: str) -> Heard:
    """What is heard in a text of the message; the core of a wish also behind greetings."""
    heard = hearing.hear(raw, text)
    if heard.core or utterance.core == heard.text or not hearing.is_core(utterance.core):
        return heard
    return replace(heard, core=True)
