"""The handoff packet of a turn: what was said, found and tried, private values masked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.hearing.acts import spoken
from xiaoer.records import replace
from xiaoer.service.composing.halves import split_values, without_halves
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.routing import Destination
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.handoff import Found, Handoff, Line, Tried
from xiaoer.text.entities import Entity, find_entities
from xiaoer.text.redaction import PRIVATE, is_hotline
from xiaoer.text.redactor import Redactor
from xiaoer.text.regex import regex

_PROBLEM_CHARS = 200
_SHORT = 8  # characters of a message that says little without the one before it
_MOST_FOUND = 20
_JOINT = regex("([，；])")
_NO_QUESTION: frozenset[Reason] = frozenset(("human_requested", "unsolved", "offer_taken", "anger"))
"""Handovers whose message is about what was said before it."""


def packet(
    desk: Desk, turn: Turn, to: Destination, about: Entry | None, *, is_open: bool
) -> Handoff:
    """The packet for a turn that hands over."""
    mask, raw = Redactor(), turn.message.utterance.raw
    plain = _unspoken(desk, turn, to, about, is_open=is_open)
    own = Line(role="customer", text=raw, time=plain.created)
    said = (*turn.customer.transcript, own)
    # what any message gives away is masked in all of them, and in the problem they are joined to
    for line in (own, *turn.customer.transcript):
        if line.role == "customer":
            mask.redact(line.text)
    texts = [line.text for line in said if line.role == "customer"]
    halves = without_halves(texts, mask)

    def masked(text: str) -> str:
        return "".join(halves.get(one) or mask.everywhere(one) for one in _pieces(text, halves))

    return replace(
        plain,
        customer=_customer(desk.corpus.settings, turn.customer),
        problem=_cut(masked(_problem(turn))),
        query=masked(raw),
        found=tuple(_found((*_values(turn), *split_values(texts)), mask)),
        tried=tuple(_tried(turn.customer.tried, masked)),
        transcript=tuple(
            replace(line, text=(masked if line.role == "customer" else mask.known)(line.text))
            for line in said
        ),
        sent=dict(turn.customer.sent),
        earlier=tuple(_cut(masked(problem)) for problem in turn.customer.earlier),
        private=dict(mask.originals),
    )


def _pieces(text: str, halves: Mapping[str, str]) -> Sequence[str]:
    """A text as it is, or where messages are joined in it, these and what stands between them."""
    pieces = _JOINT.split(text) if halves else ()
    return pieces if any(piece in halves for piece in pieces) else (text,)


def _unspoken(
    desk: Desk, turn: Turn, to: Destination, about: Entry | None, *, is_open: bool
) -> Handoff:
    """The packet without what the customer said."""
    customer, decision, match = turn.customer, turn.decision, turn.considered.match
    created = _iso(customer.now) if customer.handoff_id else ""  # `ask`: the same at any time
    elsewhere = is_about_before(turn)
    reasons = tuple(rule.name for rule in decision.fired) or (decision.reason,)
    return Handoff(
        id=customer.handoff_id,
        queue=to.queue.name,
        label=to.queue.label,
        priority=to.priority,
        reason=decision.reason,
        reasons=reasons if is_open else (*reasons, "outside_hours"),
        open=is_open,
        query="",
        topic=about.category if about else "",
        entry=about.id if about else None,
        confidence=customer.confidence if elsewhere else desk.told(match.confidence),
        candidates=customer.candidates if elsewhere else match.candidates,
        missing=customer.missing,
        audience=customer.audience,
        channel=customer.channel,
        started=customer.started or created,
        created=created,
        corpus_hash=desk.corpus.hash,
        engine=desk.engine,
    )


def _iso(now: datetime | None) -> str:
    return "" if now is None else now.isoformat(timespec="seconds")


def _customer(settings: Settings, customer: Customer) -> str:
    """Audience and channel as people call them."""
    audiences = {one.name: one.label for one in settings.audiences}
    channels = {one.name: one.label for one in settings.channels}
    named = ((customer.audience, audiences), (customer.channel, channels))
    return " · ".join(labels.get(name, name) for name, labels in named if name)


def _problem(turn: Turn) -> str:
    """The message itself, or the question before it where this one only asks for a person."""
    own, before = turn.message.utterance.raw, turn.customer.problem
    reason = turn.decision.reason
    if turn.said:
        text = turn.said
    elif is_about_before(turn):
        text = before if reason == "human_requested" else before or own
    elif turn.customer.open and turn.customer.open not in own:
        text = f"{turn.customer.open}；{own}"
    elif (
        reason in ("low_confidence", "human_requested")
        and len(turn.message.utterance.key) <= _SHORT
    ):
        text = f"{before}，{own}" if before and own not in before else own
    else:
        text = own
    return " ".join(text.split())


def is_about_before(turn: Turn) -> bool:
    """Whether a handover's message is about what was said before it."""
    if turn.decision.reason == "human_requested":
        return spoken(turn.message).bare
    return turn.decision.reason in _NO_QUESTION


def _cut(text: str) -> str:
    return f"{text[:_PROBLEM_CHARS]}…" if len(text) > _PROBLEM_CHARS else text


def _values(turn: Turn) -> Iterator[Entity]:
    """What the customer gave, in the order of the talk; lines that another process has read are
    read again."""
    read = turn.customer.read
    for line in turn.customer.transcript:
        if line.role == "customer":
            yield from read[line.text] if line.text in read else find_entities(line.text)
    yield from turn.message.values
    number = turn.customer.known.get("order", "")
    if number and not any(number in line.text for line in turn.customer.transcript):
        # it came in halves, which no line has whole
        yield Entity(kind="order", text=number, start=0, end=len(number), value=number)


def _found(values: Iterable[Entity], mask: Redactor) -> Iterator[Found]:
    """What the customer gave, each value once, the latest at the end."""
    found: dict[tuple[str, str], Entity] = {}
    for entity in values:
        found.pop((entity.kind, entity.value), None)
        found[entity.kind, entity.value] = entity
    for entity in list(found.values())[-_MOST_FOUND:]:
        private = entity.kind in PRIVATE and not is_hotline(entity)
        value = mask.mask(entity) if private else entity.value
        yield Found(kind=entity.kind, value=value, carrier=entity.carrier)


def _tried(tried: Iterable[Tried], masked: Callable[[str], str]) -> Iterator[Tried]:
    """The answers given, each entry once, with what came of it last."""
    last = {one.entry: one for one in tried}
    for one in last.values():
        query = masked(one.query)
        yield Tried(entry=one.entry, question=one.question, query=query, outcome=one.outcome)
