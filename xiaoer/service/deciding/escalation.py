"""Whether to hand over: the settings' rules, tried in their order on what is known of a turn."""

from collections.abc import Callable, Mapping

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import Rule, RuleName
from xiaoer.corpus.settings import Settings, Topic
from xiaoer.service.deciding.decision import Decision, Facts
from xiaoer.service.deciding.precedence import GroundName
from xiaoer.service.reply.action import Reason
from xiaoer.text.normalize import question_key


class Escalation:
    """The rules of a corpus's settings; built once."""

    def __init__(self, settings: Settings) -> None:
        self._rules = tuple(rule for rule in settings.escalation if rule.enabled)
        self._words = {rule.name: added_words(settings, rule.name) for rule in settings.escalation}
        self._topics = tuple(
            (topic, tuple(key for word in topic.words if (key := question_key(word))))
            for topic in settings.restricted
        )

    def words(self, name: RuleName) -> tuple[str, ...]:
        """The words that the settings add to a rule, normalized, without spaces."""
        return self._words.get(name, ())

    def names_anger(self, key: str) -> bool:
        """Whether a word for anger that the settings add stands in a message without spaces."""
        return any(word in key for word in self.words("anger"))

    def topic(self, key: str, entry: Entry | None) -> Topic | None:
        """The restricted topic that a message without spaces names, or the entry's category has."""
        for topic, restricted in self._topics:
            if any(word in key for word in restricted):
                return topic
            if entry is not None and entry.category in topic.categories:
                return topic
        return None

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
            ground=_ground(name, facts),
        )


def added_words(settings: Settings, name: RuleName) -> tuple[str, ...]:
    """The words that the settings add to a rule, normalized, without spaces."""
    rules = (rule for rule in settings.escalation if rule.name == name)
    return tuple(key for rule in rules for word in rule.words if (key := question_key(word)))


def _ground(name: RuleName, facts: Facts) -> GroundName:
    """The place in the table of precedence of the rule that decided."""
    if name == "human_requested":
        return "core" if facts.core else "wish"
    if name == "restricted":
        return "restricted"
    return facts.plain.ground if name == facts.plain.reason else "escalation"


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
