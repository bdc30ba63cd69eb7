"""One FAQ item and its parts, as frozen records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from xiaoer.corpus.forms import from_dict, to_dict
from xiaoer.records import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link shown under the answer."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """Words that nominate the entry (`any` of them, `all` together) or forbid it (`none`)."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.any or self.all or self.none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Valid:
    """A span of time: `start` inclusive, `end` exclusive, both aware; None is open.

    A plain date written as the end is stored as the first moment of the day after.
    """

    start: datetime | None = None
    end: datetime | None = None

    def contains(self, now: datetime) -> bool:
        """True when the aware moment `now` lies within. Raises: TypeError when it is naive."""
        if self.start is not None and now < self.start:
            return False
        return self.end is None or now < self.end

    def overlaps(self, other: Valid | None) -> bool:
        """True when some moment lies in both; None is always."""
        if other is None:
            return True
        return _before(self.start, other.end) and _before(other.start, self.end)


def _before(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfService:
    """The entry to a function that customers use themselves.

    `url` and `route` may hold `{name}` placeholders, each listed in `fields`.
    """

    label: str
    url: str | None = None
    route: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAnswer:
    """A channel the entry is for, and the answer given there; None is the common answer."""

    channel: str
    answer: str | None = None


# Of a text, and of a list.
_CHARS_SHOWN, _ITEMS_SHOWN = 40, 3


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One FAQ item: its questions, its answer, and when and to whom it is given."""

    id: str
    question: str
    variants: tuple[str, ...] = ()
    answer: str = ""
    category: str = ""
    audience: tuple[str, ...] = ()
    keywords: Keywords = field(default_factory=Keywords)
    negatives: tuple[str, ...] = ()
    channels: tuple[ChannelAnswer, ...] = ()
    valid: Valid | None = None
    enabled: bool = True
    links: tuple[Link, ...] = ()
    image: str | None = None
    self_service: SelfService | None = None
    escalate: str | None = None
    related: tuple[str, ...] = ()
    hot: bool = False

    def __repr__(self) -> str:
        """One line: what is not as usual, long values cut."""
        return f"Entry({', '.join(_told(self))})"

    @property
    def questions(self) -> tuple[str, ...]:
        """The standard question, then its variants."""
        return (self.question, *self.variants)

    def is_eligible(self, audience: str | None, channel: str | None, now: datetime) -> bool:
        """True when the entry may be given to `audience` (None: unknown) in `channel` at `now`."""
        if not self.enabled or (self.valid is not None and not self.valid.contains(now)):
            return False
        if audience is not None and self.audience and audience not in self.audience:
            return False
        if channel is None or not self.channels:
            return True
        return any(own.channel == channel for own in self.channels)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the entry asks and answers, in any channel."""
        return (*self.questions, self.answer, *(own.answer or "" for own in self.channels))

    def answer_for(self, channel: str | None) -> str:
        """The channel's own answer where there is one, else the common one."""
        for own in self.channels:
            if own.channel == channel and own.answer is not None:
                return own.answer
        return self.answer

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> Entry:
        """The entry written as in a file: the inverse of `to_dict`.

        `audience` is a name or a list, `channels` a mapping of channel to text or None, times
        without an offset are +08:00. Raises: CorpusError with every fault of the entry.
        """
        return from_dict(Entry, mapping)

    def to_dict(self) -> dict[str, object]:
        """The entry as it stands in a file, defaults left out; `audience` is always a list.

        Times carry their offset; the end is the exclusive moment, not a day.
        """
        return to_dict(self)


def _told(entry: Entry) -> Iterator[str]:
    from dataclasses import MISSING, fields

    for part in fields(entry):
        value = getattr(entry, part.name)
        made = part.default_factory is not MISSING and value == part.default_factory()
        if value != part.default and not made:
            yield f"{part.name}={_short(value)}"


def _short(value: object) -> str:
    if isinstance(value, str):
        cut = len(value) > _CHARS_SHOWN
        return repr(value[:_CHARS_SHOWN] + "…" if cut else value)
    if not isinstance(value, tuple):
        return repr(value)
    items = [_short(item) for item in value[:_ITEMS_SHOWN]]
    more = len(value) - len(items)
    return f"({', '.join([*items, f'… {more} more'] if more else items)}{',' * (len(value) == 1)})"
