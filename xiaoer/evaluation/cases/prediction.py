"""What a system says about a case, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeAlias

from xiaoer.asking import Asked, ReplyOrError, ask_each
from xiaoer.bot import Bot
from xiaoer.errors import QueryTypeError, UnknownNameError
from xiaoer.evaluation.cases.case import Case
from xiaoer.records import dataclass
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.reply import Reply

_HELD_ACTIONS: frozenset[Action] = frozenset(("chat", "suppressed"))
_HELD_REASONS: frozenset[Reason] = frozenset(("human_requested", "restricted", "entry_escalates"))
_NOT_ESCALATED = frozenset(("clarify", "chat", "suppressed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What any engine says about one query.

    - ``id``: the entry answered, or the one that would be; None when there is none.
    - ``confidence``: P(the first of ``ranking`` is right), in 0..1.
    - ``answered``: whether the customer got the answer. ``action``: free text, for breakdowns.
    - ``ranking``: ids, best first.
    - ``held``: a rule settled the reply (a wish for a person, a restricted topic, an entry that
      is a person's business, small talk, a question of two entries, one that differs from the
      question that came closest): no threshold would turn it into an answer.
    - ``shown``: the entry whose answer stands below the question whether it is meant; asked, not
      answered. ``difference``: the kind of what speaks against answering with the first.
    - ``choices``: the entries offered to choose from, where it asked back.
    - ``text``: what the customer reads. ``beside``: what goes with it, as (kind, text): the entry
      to a function, links, an image, questions offered, the team that takes over.

    Raises:
        ValueError: the confidence is outside 0..1 or not a number.
    """

    id: str | None
    confidence: float
    answered: bool
    ranking: tuple[str, ...] = ()
    action: str = ""
    held: bool = False
    shown: str | None = None
    difference: str | None = None
    choices: tuple[str, ...] = ()
    text: str = ""
    beside: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence must be within 0..1, found {self.confidence!r}")
        if self.answered and self.id is None:
            raise ValueError("an answered prediction needs the id of the entry")

    @property
    def escalated(self) -> bool:
        """Whether a person has to take over: no answer, no question back, no small talk."""
        return not self.answered and self.action not in _NOT_ESCALATED


Predictor: TypeAlias = Callable[[Case], Prediction]
"""Any engine, as evaluation sees it."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many queries are done, of how many."""


class Outcome(NamedTuple):
    """A case with what was predicted for it; every measure is computed from these."""

    case: Case
    prediction: Prediction

    @property
    def top_is_right(self) -> bool:
        """Whether answering with the first of the ranking would be right."""
        ranking = self.prediction.ranking
        return bool(ranking) and ranking[0] in self.case.gold

    @property
    def answer_is_right(self) -> bool:
        """Whether it was answered, and with a right entry."""
        return self.prediction.answered and self.prediction.id in self.case.gold

    @property
    def shown_is_right(self) -> bool:
        """Whether an entry was shown, and a right one."""
        return self.prediction.shown is not None and self.prediction.shown in self.case.gold

    @property
    def answer_is_wrong(self) -> bool:
        """Whether it was answered, and with an entry that is not right."""
        return self.prediction.answered and self.prediction.id not in self.case.gold

    @property
    def served_right(self) -> bool:
        """Whether a right entry was answered; out of scope: whether nothing was."""
        return self.answer_is_right if self.case.in_scope else not self.prediction.answered


class Asks(Protocol):
    """A `Bot`, or whatever can be asked like one."""

    def ask(self, query: str, *, audience: str | None = None) -> Reply:
        """The reply to one query."""


class BotPredictor:
    """A bot as a predictor; the slice ``audience`` of a case says who asks. See `predict`."""

    def __init__(self, bot: Asks, processes: int | None = None) -> None:
        self._bot = bot
        self._processes = processes

    def __call__(self, case: Case) -> Prediction:
        """What the bot says about one case."""
        return prediction_of(self._bot.ask(case.q, audience=case.slices.get("audience")))

    def predictions(self, cases: Iterable[Case]) -> Iterator[Prediction | UnknownNameError]:
        """What it says about each, in order; a query that came before is not asked again."""
        for said in self._each(cases):
            if isinstance(said, QueryTypeError):
                raise said
            yield prediction_of(said) if isinstance(said, Reply) else said

    def _each(self, cases: Iterable[Case]) -> Iterator[ReplyOrError]:
        bot = self._bot
        asked = (Asked(case.q, case.slices.get("audience")) for case in cases)
        if isinstance(bot, Bot):
            now = bot.corpus.settings.local(None)
            yield from ask_each(bot, asked, now=now, processes=self._processes)
            return
        for one in asked:
            try:
                yield bot.ask(one.query, audience=one.audience)
            except UnknownNameError as error:
                yield error


def predict(bot: Asks, *, processes: int | None = None) -> BotPredictor:
    """The bot as a predictor; the slice ``audience`` of a case says who asks.

    With more than one of ``processes``, `evaluate` and `compare` ask a `Bot` in so many, as
    `Bot.ask_many` does.
    """
    return BotPredictor(bot, processes)


def prediction_of(reply: Reply) -> Prediction:
    """What a reply says, as a prediction."""
    ranking = tuple(candidate.id for candidate in reply.candidates)
    first = ranking[0] if ranking else None
    return Prediction(
        id=reply.entry.id if reply.answered and reply.entry else first,
        confidence=reply.confidence,
        answered=reply.answered,
        ranking=ranking,
        action=reply.action,
        held=(
            reply.action in _HELD_ACTIONS
            or reply.reason in _HELD_REASONS
            or any(_is_held(part) for part in (reply, *reply.parts))
        ),
        shown=reply.shown.id if reply.shown else None,
        difference=reply.difference.kind if reply.difference else None,
        choices=tuple(choice.id for choice in reply.choices),
        text=reply.text,
        beside=tuple(_beside(reply)),
    )


def _is_held(part: Reply) -> bool:
    """Whether it is not answered at any threshold."""
    return part.difference is not None or (part.exact and part.action == "clarify")


def _beside(reply: Reply) -> Iterator[tuple[str, str]]:
    if reply.self_service:
        where = reply.self_service.route or reply.self_service.url or ""
        yield "self_service", f"{reply.self_service.label} {where}".strip()
    for link in reply.links:
        yield "link", f"{link.label} {link.url}"
    if reply.image:
        yield "image", reply.image
    for related in reply.related:
        yield "related", related.question
    for offer in reply.offers:
        yield "offer", offer.label
    if reply.handoff:
        yield "queue", reply.handoff.queue


def outcomes(predictor: Predictor, cases: Iterable[Case]) -> tuple[Outcome, ...]:
    """What the predictor says about each case, in order."""
    return tuple(Outcome(case, predictor(case)) for case in cases)
