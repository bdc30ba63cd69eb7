"""The ladder of service as settings: when to hand over, to which queue, and what to offer."""

from __future__ import annotations

from typing import Literal, get_args

from xiaoer.records import dataclass

RuleName = Literal[
    "human_requested",
    "restricted",
    "repeated",
    "unsolved",
    "entry_escalates",
    "anger",
    "polarity",
    "out_of_scope",
    "low_confidence",
]
"""What can hand over, in the usual order; each is the reason that the reply gives."""

RULES: tuple[RuleName, ...] = get_args(RuleName)

ALWAYS_ON: frozenset[RuleName] = frozenset(
    ("human_requested", "entry_escalates", "polarity", "out_of_scope", "low_confidence")
)
"""Rules that cannot be switched off: without them customers are caught, or get wrong answers."""

USUAL_TURNS: dict[RuleName, int] = {"repeated": 2, "unsolved": 2, "anger": 2}
"""Rules that count, and after how many turns they hand over unless the settings say it."""

WITH_WORDS: frozenset[RuleName] = frozenset(("human_requested", "anger"))
"""Rules to which the settings can add words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of escalation.

    `turns` counts repetitions (`repeated`), unsolved turns in a row (`unsolved`) or angry
    messages (`anger`); None elsewhere. `words` are added to the built-in ones. `queue`,
    `priority` and `text` are for handovers by this rule; None and "" leave them to the routing.
    """

    name: RuleName
    enabled: bool = True
    turns: int | None = None
    words: tuple[str, ...] = ()
    queue: str | None = None
    priority: int | None = None
    text: str = ""


def usual_rules() -> tuple[Rule, ...]:
    """All rules in the usual order, as they are without settings."""
    return in_order(())


def in_order(listed: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """All rules: the wish for a person first, then those listed, then the others as usual."""
    names = [rule.name for rule in listed]
    others = [Rule(name=name, turns=USUAL_TURNS.get(name)) for name in RULES if name not in names]
    wish = [rule for rule in (*listed, *others) if rule.name == "human_requested"]
    return (*wish, *(r for r in (*listed, *others) if r.name != "human_requested"))


StepName = Literal["other_words", "offer_person", "hand_over"]
"""The steps of a talk in which a message is not understood, in their order."""

STEPS: tuple[StepName, ...] = get_args(StepName)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkStep:
    """One step of a talk in which messages are not understood: other words are asked for, a person
    is offered, the talk is handed over.

    `turns`: for how many messages in a row it holds before the next one; the last step that is
    enabled holds for ever. `text` "" is the usual one.
    """

    name: StepName
    enabled: bool = True
    turns: int = 1
    text: str = ""


def usual_steps() -> tuple[TalkStep, ...]:
    """All steps as they are without settings."""
    return tuple(TalkStep(name=name) for name in STEPS)


UntilAccepted = Literal["answer", "silent"]
UNTIL_ACCEPTED: tuple[UntilAccepted, ...] = get_args(UntilAccepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What holds while a talk is handed over.

    `until_accepted`: whether the bot still answers what is certain until a person has taken the
    talk; `idle`: minutes without a message after which the bot has it again, None never.
    """

    until_accepted: UntilAccepted = "answer"
    idle: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a handover goes when all conditions that are given hold; "" and None: as usual.

    `entry`, `category`: of what the customer asks about; `topic`: a restricted one; `reason`: of
    the handover.
    """

    queue: str
    entry: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    priority: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRule:
    """A further rung that customers are offered beside an answer, such as 平台介入.

    It is offered once the customer has said that the merchant refused or did not answer, or one
    of `words`; only for entries of `category` (empty: all) and customers of `audience`. Taking it
    hands over to `queue`.
    """

    name: str
    label: str
    queue: str
    words: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    text: str = ""
