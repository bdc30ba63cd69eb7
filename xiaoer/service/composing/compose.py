"""From a decision to the reply, once a message: texts, links, self-service, offers, handover.

Turn ─┬─ asked back, a word in between, an answer ─┬─ what is asked for ─▶ Reply
      ├─ handed over ─ destination ─ packet ───────┤
      └─ several: each part, numbered through ─────┘
"""

from collections.abc import Iterator
from functools import partial

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.hours import opens_text
from xiaoer.corpus.template import fill
from xiaoer.hearing.acts import may_want_person, spoken
from xiaoer.records import replace
from xiaoer.service.composing.choice_labels import choice_labels
from xiaoer.service.composing.packet import is_about_before, packet
from xiaoer.service.composing.small_talk import insists, of_itself
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.near_miss import shown_text
from xiaoer.service.deciding.routing import Destination, destination
from xiaoer.service.readings.several import leading
from xiaoer.service.reply.handoff import Handoff
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.service.reply.self_service import ask_for, filled, kind_of

# Confidence at which the first candidate tells what a handover is about: right in 49 of 73 packets
# that name one; at .1 in 56 of 162, at .3 in 45 of 59 (``tests.bench.thresholds``).
_NEAR = 0.2


def compose(desk: Desk, turn: Turn) -> Reply:
    """The reply that a turn comes to."""
    if turn.parts:
        reply = _joined(desk, turn)
    else:
        reply = _asking(desk, turn, _single(desk, turn))
        if turn.decision.action == "escalate":
            reply = replace(reply, handoff=_handoff(desk, turn))
    ground = turn.decision.ground
    came = turn.typed or turn.message.came
    return replace(reply, query=came, ground=ground) if came else replace(reply, ground=ground)


def _single(desk: Desk, turn: Turn) -> Reply:
    """The reply to one question, without a packet."""
    corpus, decision, match = desk.corpus, turn.decision, turn.considered.match
    make = partial(
        Reply,
        query=turn.message.utterance.raw,
        truncated=turn.message.utterance.truncated,
        understood=turn.understood,
        action=decision.action,
        reason=decision.reason,
        confidence=desk.told(match.confidence),
        exact=bool(match.exact),
        margin=match.margin,
        candidates=match.candidates,
        difference=match.difference,
        corpus_hash=corpus.hash,
        engine=desk.engine,
    )
    notice = _cut_notice(corpus, turn)
    wanted = decision.action != "escalate" and may_want_person(spoken(turn.message))
    if decision.action in ("clarify", "chat"):
        make = partial(make, offers=desk.offers.with_person(()) if wanted else ())
        if decision.action == "chat":
            if decision.reason == "person_offered":
                wanted = True
                make = partial(make, offers=desk.offers.with_person(()))
            again = insists(turn.message.utterance.raw, turn.customer.transcript)
            make = partial(make, offers=desk.offers.with_person(())) if again else make
            return make(text=notice + _chat_text(desk, turn))
        return _asked_back(corpus, turn, make)
    heard_for = desk.offers.called_for(turn.message)
    called = tuple(dict.fromkeys((*turn.customer.offers, *heard_for)))
    made = desk.offers.made(called, _about(corpus, turn), turn.customer.audience)
    make = partial(make, offers=desk.offers.with_person(made) if wanted else made)
    if decision.action == "escalate" or decision.entry is None:
        return _handed_over(desk, turn, make)
    return _given(desk, turn, decision.entry, partial(make, text=notice))


def _chat_text(desk: Desk, turn: Turn) -> str:
    decision = turn.decision
    text: str = decision.text or getattr(desk.corpus.settings.texts, decision.reason)
    if decision.reason == "not_covered":
        return fill(text, {**desk.corpus.settings.variables, "question": decision.about})
    own = of_itself(text, desk.corpus, partial(desk.matcher.is_among, turn.among))
    return fill(text, {**own, **desk.corpus.settings.variables})


def _asked_back(corpus: Corpus, turn: Turn, make: "partial[Reply]") -> Reply:
    """The question back; where an entry is shown, its answer stands below."""
    decision, notice = turn.decision, _cut_notice(corpus, turn)
    choices = _choices(corpus, decision.choices)
    if shown := _shown_text(corpus, turn, 1):
        text = notice + shown
        return make(text=text, lead=text, shown=decision.shown, choices=choices)
    text = notice + _clarify_text(corpus, decision, choices)
    return make(text=text, lead=notice + _lead(corpus, decision), choices=choices)


def _shown_text(corpus: Corpus, turn: Turn, start: int) -> str:
    """What is said where an entry is shown, "" where none is."""
    entry = turn.decision.shown
    if entry is None:
        return ""
    return shown_text(corpus, turn.considered.match, entry, turn.customer.channel, start)


def _given(desk: Desk, turn: Turn, entry: Entry, make: "partial[Reply]") -> Reply:
    corpus = desk.corpus
    known = {**turn.customer.known, **turn.message.given}
    if turn.decision.reason == "field_given":
        text = _service_text(corpus, entry)
    else:
        text = _answer_text(corpus, entry, turn.customer.channel)
    related = tuple(id for id in entry.related if desk.matcher.is_among(turn.among, id))
    return make(
        text=make.keywords["text"] + text,
        entry=entry,
        self_service=filled(entry.self_service, known) if entry.self_service else None,
        links=entry.links,
        image=entry.image,
        related=_choices(corpus, related),
    )


def _asking(desk: Desk, turn: Turn, reply: Reply) -> Reply:
    """The reply with a request for the fields that are missing, unless they were asked for."""
    asked, service = turn.customer.asked, reply.self_service
    if asked is None or service is None:
        return reply
    names = tuple(name for name in service.missing if kind_of(name) and name not in asked)
    if not names:
        return reply
    text = f"{reply.text}\n{ask_for(desk.corpus.settings, names)}"
    return replace(reply, text=text, asks=names)


def _handed_over(desk: Desk, turn: Turn, make: "partial[Reply]") -> Reply:
    corpus, settings = desk.corpus, desk.corpus.settings
    moment = settings.local(turn.customer.now)
    is_open = settings.hours.is_open(moment)
    to = _to(corpus, turn)
    text = _handover_text(corpus, turn.decision, to, turn.customer.channel, is_open=is_open)
    if not is_open:
        opens = settings.hours.next_opening(moment)
        said = opens_text(opens, moment) if opens else "服务时间"
        closed = fill(settings.texts.closed, {**settings.variables, "opens": said})
        text = f"{text}\n{closed}" if text else closed
    others = tuple(o for o in make.keywords["offers"] if o.queue != to.queue.name)
    return make(text=_cut_notice(corpus, turn) + text, offers=others)


def _to(corpus: Corpus, turn: Turn) -> Destination:
    about = _about(corpus, turn)
    return destination(corpus.settings, turn.decision, about, turn.customer.audience)


def _handoff(desk: Desk, turn: Turn) -> Handoff:
    """The packet for the message as a whole."""
    corpus = desk.corpus
    is_open = corpus.settings.hours.is_open(corpus.settings.local(turn.customer.now))
    return packet(desk, turn, _to(corpus, turn), _about(corpus, turn), is_open=is_open)


def _joined(desk: Desk, whole: Turn) -> Reply:
    """The replies to the parts as one, led by that of the part that decided; one packet for all."""
    replies = tuple(_numbered(desk, whole))
    lead = replies[leading(whole.parts)]
    return replace(
        lead,
        query=whole.message.utterance.raw,
        understood=whole.understood or lead.understood,
        text="\n".join(reply.text for reply in replies),
        lead="\n".join(reply.lead for reply in replies),
        confidence=min(reply.confidence for reply in replies),
        choices=tuple(choice for reply in replies for choice in reply.choices),
        offers=tuple(dict.fromkeys(offer for reply in replies for offer in reply.offers)),
        parts=replies,
        truncated=whole.message.utterance.truncated,
        handoff=_handoff(desk, whole) if lead.action == "escalate" else None,
        exact=False,
    )


def _numbered(desk: Desk, whole: Turn) -> Iterator[Reply]:
    """The replies with their choices numbered through; the first says that the text was cut."""
    start = 1
    notice = _cut_notice(desk.corpus, whole)
    for part in whole.parts:
        reply = _single(desk, part)
        if reply.choices:
            shown = _shown_text(desk.corpus, part, start)
            text = shown or _clarify_text(desk.corpus, part.decision, reply.choices, start)
            reply = replace(reply, text=text, lead=shown or reply.lead)
            start += len(reply.choices)
        if notice:
            reply = replace(reply, text=notice + reply.text, lead=notice + reply.lead)
            notice = ""
        yield reply


def _cut_notice(corpus: Corpus, turn: Turn) -> str:
    """The line that says that only the beginning was read, "" where all was."""
    truncated = turn.message.utterance.truncated
    return _say(corpus, f"{corpus.settings.texts.cut}\n") if truncated else ""


def _clarify_text(
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
        "other_words": decision.text or texts.other_words_near,
    }
    if decision.reason == "not_covered":
        told = {**corpus.settings.variables, "question": decision.about}
        return fill(f"{texts.not_covered}{texts.not_covered_near}", told)
    return _say(corpus, lead.get(decision.reason, texts.clarify))


def _about(corpus: Corpus, turn: Turn) -> Entry | None:
    """The entry that the customer asks about: given, near enough, or that of the talk."""
    match = turn.considered.match
    if turn.decision.entry is not None:
        return turn.decision.entry
    if not is_about_before(turn) and match.candidates and match.confidence >= _NEAR:
        return corpus[match.candidates[0].id]
    return turn.customer.about


def _say(corpus: Corpus, text: str) -> str:
    return fill(text, corpus.settings.variables)


def _choices(corpus: Corpus, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(id, corpus[id].question) for id in ids)


def _answer_text(corpus: Corpus, entry: Entry, channel: str | None) -> str:
    answer = _say(corpus, entry.answer_for(channel))
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
    if decision.text and is_open:
        return _say(corpus, decision.text)
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
