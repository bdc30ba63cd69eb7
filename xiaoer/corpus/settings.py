"""The settings of a corpus (`xiaoer.yaml`), as frozen records; every part has a default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from datetime import timezone as Offset
from typing import Literal

from xiaoer.corpus.forms import from_dict, to_dict
from xiaoer.corpus.hours import Hours
from xiaoer.corpus.ladder import (
    Handover,
    OfferRule,
    Route,
    Rule,
    TalkStep,
    usual_rules,
    usual_steps,
)
from xiaoer.corpus.texts import Texts
from xiaoer.records import dataclass, field, names
from xiaoer.source.moments import DEFAULT_OFFSET, parse_offset

HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A kind of customer, such as buyer (买家)."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place where customers ask, such as app (手机App)."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A team of people; `text` is said on handover ("": `texts.handover`).

    A higher `priority` goes first.
    """

    name: str
    label: str
    text: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Confidences in 0..1 needed to answer and to offer choices; None is the engine's default.

    `margin` is the least distance to the next candidate.
    """

    answer: float | None = None
    clarify: float | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Characters of a query that are read; choices offered; preset questions a category shows."""

    query_chars: int = 512
    choices: int = 3
    menu: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject the bot must not answer: any of `words` hands over.

    So does a question whose entry is of one of `categories`. `queue` None is the default queue,
    `text` "" is `texts.restricted`.
    """

    name: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    queue: str | None = None
    text: str = ""


OppositeSides = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconSettings:
    """Words of this corpus that extend the built-in lexicon.

    A synonym group's first word is its canonical form; an opposite has two sides of words.
    `without` names built-in parts that are switched off.
    """

    words: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    fillers: tuple[str, ...] = ()
    opposites: tuple[OppositeSides, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSettings:
    """Phrases of this corpus, by what a message does that is one of them or nearly one.

    `wish`: for a person; `decline`: of one; `refusal`: by the other side; `identity`: who the bot
    is; `abilities`: what it can do; `trial`: whether it answers; `stuck`: help, and no more;
    `ask`: none of the others.
    """

    wish: tuple[str, ...] = ()
    decline: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    greeting: tuple[str, ...] = ()
    goodbye: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()
    solved: tuple[str, ...] = ()
    confused: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    insult: tuple[str, ...] = ()
    anger: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()
    abilities: tuple[str, ...] = ()
    trial: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    laugh: tuple[str, ...] = ()
    chitchat: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    def by_label(self) -> dict[str, tuple[str, ...]]:
        """The phrases that there are, by label."""
        found = {name: getattr(self, name) for name in names(self)}
        return {label: phrases for label, phrases in found.items() if phrases}


Differences = Literal["all", "listed", "none"]
DIFFERENCES: tuple[Differences, ...] = ("all", "listed", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How careful the engine is with a question that is nearly one of the corpus.

    - `differences`: which of them turn an answer into the question whether it is meant. `listed`:
      numbers, names of models and platforms, order, who does it to whom, negation, and words
      that lists know as opposites; `all`: also any other word that stands in another's place.
    - `platforms`: names of other platforms. A question that names one of them is answered by an
      entry that names it, or not at all.
    - `meaning`: whether the table of meaning has a say in which entry comes first.
    """

    differences: Differences = "all"
    platforms: tuple[str, ...] = ()
    meaning: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """What `xiaoer lint` is not to tell of: codes, or the letters that several begin with."""

    off: tuple[str, ...] = ()


_HUMAN_QUEUE = Queue(name=HUMAN, label="人工客服")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything about a corpus that is no entry; `Settings()` is a corpus without a file.

    Without declared audiences (or channels), entries may use any name. `audience_words`: what
    customers of an audience say of themselves. `queues` always has
    `human`; `default_queue` is the first queue unless the file names another.
    """

    name: str = ""
    audiences: tuple[Audience, ...] = ()
    audience_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    channels: tuple[Channel, ...] = ()
    queues: tuple[Queue, ...] = (_HUMAN_QUEUE,)
    default_queue: str = HUMAN
    variables: Mapping[str, str] = field(default_factory=dict, hash=False)
    texts: Texts = field(default_factory=Texts)
    thresholds: Thresholds = field(default_factory=Thresholds)
    limits: Limits = field(default_factory=Limits)
    restricted: tuple[Topic, ...] = ()
    escalation: tuple[Rule, ...] = field(default_factory=usual_rules)
    not_understood: tuple[TalkStep, ...] = field(default_factory=usual_steps)
    handover: Handover = field(default_factory=Handover)
    routing: tuple[Route, ...] = ()
    offers: tuple[OfferRule, ...] = ()
    hours: Hours = field(default_factory=Hours)
    lexicon: LexiconSettings = field(default_factory=LexiconSettings)
    hearing: HearingSettings = field(default_factory=HearingSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    lint: LintSettings = field(default_factory=LintSettings)
    timezone: str = DEFAULT_OFFSET

    @property
    def offset(self) -> Offset:
        """The fixed offset of times written without one."""
        return parse_offset(self.timezone)

    def local(self, now: datetime | None) -> datetime:
        """A moment in the corpus's offset: None is now, one without an offset is meant in it.

        One that the calendar does not have there is its first or last.

        Raises: TypeError: it is no datetime.
        """
        offset = self.offset
        if now is None:
            return datetime.now(offset)
        if not isinstance(now, datetime):
            raise TypeError(f"now must be a datetime, found {type(now).__name__}")
        if now.tzinfo is None:
            return now.replace(tzinfo=offset)
        try:
            return now.astimezone(offset)
        except OverflowError:
            end = datetime.min if now.year == datetime.min.year else datetime.max
            return end.replace(tzinfo=offset)

    @property
    def audience_names(self) -> tuple[str, ...]:
        """The names of the declared audiences, in their order."""
        return tuple(audience.name for audience in self.audiences)

    @property
    def channel_names(self) -> tuple[str, ...]:
        """The names of the declared channels, in their order."""
        return tuple(channel.name for channel in self.channels)

    @property
    def queue_names(self) -> tuple[str, ...]:
        """The names of the queues, in their order."""
        return tuple(queue.name for queue in self.queues)

    def queue(self, name: str | None = None) -> Queue:
        """The queue of this name; None is the default one. Raises: UnknownNameError."""
        wanted = self.default_queue if name is None else name
        for queue in self.queues:
            if queue.name == wanted:
                return queue
        from xiaoer.errors import UnknownNameError

        raise UnknownNameError("queue", wanted, self.queue_names)

    @classmethod
    def from_dict(cls, mapping: Mapping[str, object]) -> Settings:
        """The settings written as in `xiaoer.yaml`: the inverse of `to_dict`.

        Raises: CorpusError with every fault.
        """
        return from_dict(Settings, mapping)

    def to_dict(self) -> dict[str, object]:
        """The settings as they stand in `xiaoer.yaml`, defaults left out."""
        return to_dict(self)
