"""The handoff packet of a turn: what was said, found and tried, private values masked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.service.action import Reason
from xiaoer.service.asked import Asked
from xiaoer.service.background import Customer
from xiaoer.service.escalation import Decision
from xiaoer.service.handoff import Found, Handoff, Line, Tried
from xiaoer.service.routing import Destination
from xiaoer.text.entities import Entity, find_entities
from xiaoer.text.redaction import PRIVATE, Redactor, is_hotline

_PROBLEM_CHARS = 200
_SHORT = 8  # characters of a message that says little without the one before it
_MOST_FOUND = 20
_NO_QUESTION: frozenset[Reason] = frozenset(("human_requested", "unsolved", "offer_taken", "anger"))
"""Handovers whose message is about what was said before it."""


def packet(
    asked: Asked,
    decision: Decision,
    to: Destination,
    about: Entry | None,
    *,
    is_open: bool,
    settings: Settings,
    corpus_hash: str,
) -> Handoff:
    """The packet for a decision to hand over."""
    mask = Redactor()
    plain = _unspoken(asked, decision, to, about, is_open=is_open)
    own = Line(role="customer", text=asked.utterance.raw, time=plain.created)
    said = (*asked.background.transcript, own)
    return replace(
        plain,
        customer=_customer(settings, asked.customer),
        problem=_cut(mask.redact(_problem(asked, decision))),
        query=mask.redact(asked.utterance.raw),
        found=tuple(_found(said, mask)),
        tried=tuple(_tried(asked.background.tried, mask)),
        transcript=tuple(replace(line, text=mask.redact(line.text)) for line in said),
        corpus_hash=corpus_hash,
        private=dict(mask.originals),
    )


def _unspoken(
    asked: Asked, decision: Decision, to: Destination, about: Entry | None, *, is_open: bool
) -> Handoff:
    """The packet without what the customer said."""
    background = asked.background
    created = _iso(asked.now) if background.handoff_id else ""  # `ask` gives the same at any time
    elsewhere = is_about_before(asked, decision)
    reasons = tuple(rule.name for rule in decision.fired) or (decision.reason,)
    return Handoff(
        id=background.handoff_id,
        queue=to.queue.name,
        label=to.queue.label,
        priority=to.priority,
        reason=decision.reason,
        reasons=reasons if is_open else (*reasons, "outside_hours"),
        open=is_open,
        query="",
        topic=about.category if about else "",
        entry=about.id if about else None,
        confidence=background.confidence if elsewhere else asked.match.confidence,
        candidates=background.candidates if elsewhere else asked.match.candidates,
        missing=background.missing,
        audience=asked.customer.audience,
        channel=asked.customer.channel,
        started=background.started or created,
        created=created,
        engine=asked.engine,
    )


def _iso(now: datetime | None) -> str:
    return "" if now is None else now.isoformat(timespec="seconds")


def _customer(settings: Settings, customer: Customer) -> str:
    """Audience and channel as people call them."""
    audiences = {one.name: one.label for one in settings.audiences}
    channels = {one.name: one.label for one in settings.channels}
    named = ((customer.audience, audiences), (customer.channel, channels))
    return " · ".join(labels.get(name, name) for name, labels in named if name)


def _problem(asked: Asked, decision: Decision) -> str:
    """The message itself, or the question before it where this one only asks for a person."""
    own, before = asked.utterance.raw, asked.background.problem
    if asked.said:
        text = asked.said
    elif is_about_before(asked, decision):
        text = before if decision.reason == "human_requested" else before or own
    elif (
        decision.reason in ("low_confidence", "human_requested")
        and len(asked.utterance.key) <= _SHORT
    ):
        text = f"{before}，{own}" if before and own not in before else own
    else:
        text = own
    return " ".join(text.split())


def is_about_before(asked: Asked, decision: Decision) -> bool:
    """Whether a handover's message is about what was said before it."""
    if decision.reason == "human_requested":
        return asked.heard.bare
    return decision.reason in _NO_QUESTION


def _cut(text: str) -> str:
    return f"{text[:_PROBLEM_CHARS]}…" if len(text) > _PROBLEM_CHARS else text


def _found(said: Iterable[Line], mask: Redactor) -> Iterator[Found]:
    """What the customer gave, each value once, the latest at the end."""
    found: dict[tuple[str, str], Entity] = {}
    for line in said:
        if line.role == "customer":
            for entity in find_entities(line.text):
                found.pop((entity.kind, entity.value), None)
                found[entity.kind, entity.value] = entity
    for entity in list(found.values())[-_MOST_FOUND:]:
        private = entity.kind in PRIVATE and not is_hotline(entity)
        value = mask.mask(entity) if private else entity.value
        yield Found(kind=entity.kind, value=value, carrier=entity.carrier)


def _tried(tried: Iterable[Tried], mask: Redactor) -> Iterator[Tried]:
    for one in tried:
        query = mask.redact(one.query)
        yield Tried(entry=one.entry, question=one.question, query=query, outcome=one.outcome)
