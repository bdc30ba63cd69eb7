"""From a decision to the reply: texts, links, self-service, offers, handover."""

from functools import partial

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.hours import opens_text
from xiaoer.corpus.template import fill
from xiaoer.service.acts import may_want_person
from xiaoer.service.asked import Asked
from xiaoer.service.choice_labels import choice_labels
from xiaoer.service.escalation import Decision
from xiaoer.service.offers import Offers
from xiaoer.service.packet import is_about_before, packet
from xiaoer.service.reply import Choice, Reply
from xiaoer.service.routing import Destination, destination
from xiaoer.service.self_service import filled
from xiaoer.text.entities import find_entities

# Confidence at which the first candidate tells what a handover is about: right in 49 of 73 packets
# that name one; at .1 in 56 of 162, at .3 in 45 of 59 (``tests.bench.thresholds``).
_NEAR = 0.2


def compose(corpus: Corpus, offers: Offers, asked: Asked, decision: Decision) -> Reply:
    """The reply that a decision comes to."""
    make = partial(
        Reply,
        query=asked.utterance.raw,
        truncated=asked.utterance.truncated,
        action=decision.action,
        reason=decision.reason,
        confidence=asked.match.confidence,
        exact=bool(asked.match.exact),
        margin=asked.match.margin,
        candidates=asked.match.candidates,
        difference=asked.match.difference,
        corpus_hash=corpus.hash,
        engine=asked.engine,
    )
    notice = cut_notice(corpus, asked)
    wanted = decision.action != "escalate" and may_want_person(asked.heard)
    person = offers.with_person(()) if wanted else ()
    if decision.action == "clarify":
        choices = _choices(corpus, decision.choices)
        text = notice + clarify_text(corpus, decision, choices)
        lead = notice + _lead(corpus, decision)
        return make(text=text, lead=lead, choices=choices, offers=person)
    if decision.action == "chat":
        text = notice + _say(corpus, getattr(corpus.settings.texts, decision.reason))
        return make(text=text, offers=person)
    heard_for = offers.called_for(asked.utterance, asked.heard)
    called = tuple(dict.fromkeys((*asked.background.offers, *heard_for)))
    about = _about(corpus, asked, decision)
    made = offers.made(called, about, asked.customer.audience)
    make = partial(make, offers=offers.with_person(made) if person else made)
    if decision.action == "escalate" or decision.entry is None:
        return _handed_over(corpus, asked, decision, about, make)
    if decision.reason == "field_given":
        make = partial(make, text=notice + _service_text(corpus, decision.entry))
    else:
        make = partial(make, text=notice + _answer_text(corpus, decision.entry, asked))
    return _given(corpus, asked, decision.entry, make)


def _given(corpus: Corpus, asked: Asked, entry: Entry, make: "partial[Reply]") -> Reply:
    known = {**asked.background.known, **said_in(asked.utterance.raw)}
    return make(
        entry=entry,
        self_service=filled(entry.self_service, known) if entry.self_service else None,
        links=entry.links,
        image=entry.image,
        related=_choices(corpus, tuple(filter(asked.offered, entry.related))),
    )


def _handed_over(
    corpus: Corpus,
    asked: Asked,
    decision: Decision,
    about: Entry | None,
    make: "partial[Reply]",
) -> Reply:
    settings = corpus.settings
    moment = settings.local(asked.now)
    is_open = settings.hours.is_open(moment)
    to = destination(settings, decision, about, asked.customer.audience)
    text = _handover_text(corpus, decision, to, asked.customer.channel, is_open=is_open)
    if not is_open:
        opens = settings.hours.next_opening(moment)
        said = opens_text(opens, moment) if opens else "服务时间"
        closed = fill(settings.texts.closed, {**settings.variables, "opens": said})
        text = f"{text}\n{closed}" if text else closed
    text = cut_notice(corpus, asked) + text
    others = tuple(o for o in make.keywords["offers"] if o.queue != to.queue.name)
    handoff = packet(
        asked, decision, to, about, is_open=is_open, settings=settings, corpus_hash=corpus.hash
    )
    return make(text=text, handoff=handoff, offers=others)


def said_in(text: str) -> dict[str, str]:
    """The last value of each kind of entity in a text."""
    return {entity.kind: entity.value for entity in find_entities(text)}


def cut_notice(corpus: Corpus, asked: Asked) -> str:
    """The line that says that only the beginning was read, "" where all was."""
    return _say(corpus, f"{corpus.settings.texts.cut}\n") if asked.utterance.truncated else ""


def clarify_text(
    corpus: Corpus, decision: Decision, choices: tuple[Choice, ...], start: int = 1
) -> str:
    """The question back, and the choices numbered from ``start``."""
    labels = choice_labels(corpus, choices, always=decision.reason == "audience")
    lines = [_lead(corpus, decision)]
    lines += [f"{place}. {label}" for place, label in enumerate(labels, start)]
    return "\n".join(lines)


def _lead(corpus: Corpus, decision: Decision) -> str:
    """The question back, without what there is to choose from."""
    texts = corpus.settings.texts
    lead = {
        "audience": texts.clarify_audience,
        "unsolved": texts.instead,
        "unsure": texts.clarify_one,
    }
    return _say(corpus, lead.get(decision.reason, texts.clarify))


def _about(corpus: Corpus, asked: Asked, decision: Decision) -> Entry | None:
    """The entry that the customer asks about: given, near enough, or that of the talk."""
    if decision.entry is not None:
        return decision.entry
    if is_about_before(asked, decision):
        return asked.background.about
    if asked.match.candidates and asked.measured >= _NEAR:
        return corpus[asked.match.candidates[0].id]
    return asked.background.about


def _say(corpus: Corpus, text: str) -> str:
    return fill(text, corpus.settings.variables)


def _choices(corpus: Corpus, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(id, corpus[id].question) for id in ids)


def _answer_text(corpus: Corpus, entry: Entry, asked: Asked) -> str:
    answer = _say(corpus, entry.answer_for(asked.customer.channel))
    return answer or _service_text(corpus, entry)


def _service_text(corpus: Corpus, entry: Entry) -> str:
    """Where the entry's function is, "" when it has none."""
    if entry.self_service is None:
        return ""
    return _say(corpus, corpus.settings.texts.self_service) + entry.self_service.label


def _handover_text(
    corpus: Corpus, decision: Decision, to: Destination, channel: str | None, *, is_open: bool
) -> str:
    """What the customer is told; nobody is announced who is not there."""
    texts = corpus.settings.texts
    handover = _say(corpus, to.text or to.queue.text or texts.handover) if is_open else ""
    if decision.entry is not None:
        answer = _say(corpus, decision.entry.answer_for(channel))
        return "\n".join(filter(None, (answer, handover)))
    if decision.topic is not None:
        own = decision.topic.text  # a rule's or a route's text may announce somebody
        told = (to.text or texts.restricted) if is_open else own
        wish = decision.reason == "human_requested" and is_open
        return _say(corpus, f"{told}\n{texts.handover}" if wish else told)
    if not is_open:
        return ""
    if decision.reason in ("low_confidence", "out_of_scope", "polarity"):
        return _say(corpus, to.text or texts.fallback)
    return handover
