"""Whether to hand over: the settings' rules, tried in their order on what is known of a turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import Rule, RuleName
from xiaoer.corpus.settings import Settings, Topic
from xiaoer.service.action import Action, Reason
from xiaoer.text.entities import EntityKind
from xiaoer.text.normalize import question_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do and why.

    ``choices`` are entry ids for clarify, ``topic`` a restricted one, ``queue`` a queue that the
    customer has chosen. ``fired`` are all rules that hand over, in their order.
    """

    action: Action
    reason: Reason
    entry: Entry | None = None
    choices: tuple[str, ...] = ()
    topic: Topic | None = None
    queue: str | None = None
    fired: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at.

    ``plain`` is what would be done without rules, ``values`` the kinds of values that the message
    is made of, such as an order number alone. ``gave_way`` is what the message would have been
    taken for (a wish, an act, a value), had the corpus not had its words. ``angry`` counts the
    angry messages of a talk and is 0 when this one is not; ``repeated`` counts how often this
    question was asked again after its answer, ``unsolved`` the turns in a row without a
    solution, this one included.
    """

    plain: Decision
    values: frozenset[EntityKind] = frozenset()
    wish: bool = False
    gave_way: Reason | None = None
    topic: Topic | None = None
    angry: int = 0
    repeated: int = 0
    unsolved: int = 0


class Escalation:
    """The rules of a corpus's settings; built once."""

    def __init__(self, settings: Settings) -> None:
        self._rules = tuple(rule for rule in settings.escalation if rule.enabled)
        self._words = {rule.name: added_words(settings, rule.name) for rule in settings.escalation}

    def words(self, name: RuleName) -> tuple[str, ...]:
        """The words that the settings add to a rule, normalized, without spaces."""
        return self._words.get(name, ())

    def fired(self, facts: Facts) -> tuple[Rule, ...]:
        """The rules that hand over, in the order of the settings."""
        return tuple(rule for rule in self._rules if _FIRES[rule.name](facts, rule))

    def settle(self, facts: Facts) -> Decision:
        """The decision: what the first rule that fires says, else what would be done anyway."""
        fired = self.fired(facts)
        if not fired:
            return facts.plain
        name = fired[0].name
        return Decision(
            action="escalate",
            reason=name,
            entry=facts.plain.entry if name == "entry_escalates" else None,
            topic=facts.topic if any(rule.name == "restricted" for rule in fired) else None,
            fired=fired,
        )


def added_words(settings: Settings, name: RuleName) -> tuple[str, ...]:
    """The words that the settings add to a rule, normalized, without spaces."""
    rules = (rule for rule in settings.escalation if rule.name == name)
    return tuple(key for rule in rules for word in rule.words if (key := question_key(word)))


def _counted(count: Callable[[Facts], int]) -> Callable[[Facts, Rule], bool]:
    return lambda facts, rule: count(facts) >= (rule.turns or 1)


def _plainly(reason: Reason) -> Callable[[Facts, Rule], bool]:
    return lambda facts, _: facts.plain.action == "escalate" and facts.plain.reason == reason


def _anger(facts: Facts, rule: Rule) -> bool:
    """Angry again, or angry about what the bot cannot answer: an answer still comes first."""
    if not facts.angry or facts.plain.action in ("answer", "self_service"):
        return False
    return facts.angry >= (rule.turns or 1) or facts.plain.action == "escalate"


_FIRES: Mapping[RuleName, Callable[[Facts, Rule], bool]] = {
    "human_requested": lambda facts, _: facts.wish,
    "restricted": lambda facts, _: facts.topic is not None,
    "repeated": _counted(lambda facts: facts.repeated),
    "unsolved": _counted(lambda facts: facts.unsolved),
    "entry_escalates": _plainly("entry_escalates"),
    "anger": _anger,
    "polarity": _plainly("polarity"),
    "out_of_scope": _plainly("out_of_scope"),
    "low_confidence": _plainly("low_confidence"),
}
