"""To which queue a handover goes, how urgent it is, and what the customer is told."""

from collections.abc import Iterator, Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.ladder import Route, Rule
from xiaoer.corpus.settings import Queue, Settings
from xiaoer.records import dataclass
from xiaoer.service.deciding.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A queue with the priority of this handover; ``text`` is "" when nothing special is said."""

    queue: Queue
    priority: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Destination:
    """One setting that may name a queue, a priority, a text."""

    queue: str | None = None
    priority: int | None = None
    text: str = ""


def destination(
    settings: Settings, decision: Decision, about: Entry | None, audience: str | None
) -> Destination:
    """Where a handover goes.

    The nearest setting that says it wins, for the queue, the priority and the text each: what
    the customer has chosen, the entry, the restricted topic, the rule, the first route whose
    conditions hold, the default queue. ``about`` is the entry that the customer asks about.
    """
    sources = tuple(_sources(settings, decision, about, audience))
    name = next((s.queue for s in sources if s.queue), None)
    queue = settings.queue(name)
    priorities = (s.priority for s in sources if s.priority is not None)
    return Destination(
        queue=queue,
        priority=next(priorities, queue.priority),
        text=next((s.text for s in sources if s.text), ""),
    )


def _sources(
    settings: Settings, decision: Decision, about: Entry | None, audience: str | None
) -> Iterator[_Destination]:
    yield _Destination(queue=decision.queue)
    if decision.entry is not None:
        yield _Destination(queue=decision.entry.escalate)
    if decision.topic is not None:
        yield _Destination(queue=decision.topic.queue, text=decision.topic.text)
    if decision.fired:
        rule, *others = decision.fired
        yield _Destination(queue=rule.queue, priority=_most_urgent(rule, others), text=rule.text)
    for route in settings.routing:
        if _holds(route, decision, about, audience):
            yield _Destination(queue=route.queue, priority=route.priority, text=route.text)
            break


def _most_urgent(rule: Rule, others: Sequence[Rule]) -> int | None:
    """The highest priority of the rules that fired, the first of which decided."""
    named = [one.priority for one in (rule, *others) if one.priority is not None]
    return max(named, default=None)


def _holds(route: Route, decision: Decision, about: Entry | None, audience: str | None) -> bool:
    """Whether all conditions that the route has are met."""
    topic = decision.topic.name if decision.topic else None
    conditions = (
        (route.entry, about.id if about else None),
        (route.category, about.category if about else None),
        (route.audience, audience),
        (route.topic, topic),
        (route.reason, decision.reason),
    )
    return all(found in wanted for wanted, found in conditions if wanted)
