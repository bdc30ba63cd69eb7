"""From a decision to the reply: texts, links, self-service, queue."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Queue
from xiaoer.corpus.template import fill
from xiaoer.matching.match import Match
from xiaoer.service.policy import Decision
from xiaoer.service.reply import Choice, Handoff, Reply
from xiaoer.text.utterance import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query on its way to a reply; ``offered`` tells whether this customer may get an entry."""

    utterance: Utterance
    match: Match
    channel: str | None
    engine: str
    offered: Callable[[str], bool]


def compose(corpus: Corpus, asked: Asked, decision: Decision) -> Reply:
    """The reply that a decision comes to."""
    make = partial(
        Reply,
        query=asked.utterance.raw,
        truncated=asked.utterance.truncated,
        action=decision.action,
        reason=decision.reason,
        confidence=asked.match.confidence,
        margin=asked.match.margin,
        candidates=asked.match.candidates,
        corpus_hash=corpus.hash,
        engine=asked.engine,
    )
    notice = _say(corpus, f"{corpus.settings.texts.cut}\n") if asked.utterance.truncated else ""
    if decision.action == "clarify":
        choices = _choices(corpus, decision.choices)
        return make(text=notice + _clarify_text(corpus, decision, choices), choices=choices)
    if decision.action == "chat":
        return make(text=notice + _say(corpus, getattr(corpus.settings.texts, decision.reason)))
    if decision.action == "escalate" or decision.entry is None:
        queue = _queue(corpus, decision)
        text = notice + _handover_text(corpus, decision, queue, asked)
        return make(text=text, handoff=_handoff(decision, queue, asked))
    entry = decision.entry
    return make(
        text=notice + _answer_text(corpus, entry, asked.channel),
        entry=entry,
        self_service=entry.self_service,
        links=entry.links,
        image=entry.image,
        related=_choices(corpus, tuple(filter(asked.offered, entry.related))),
    )


def _handoff(decision: Decision, queue: Queue, asked: Asked) -> Handoff:
    return Handoff(
        queue=queue.name,
        label=queue.label,
        priority=queue.priority,
        reason=decision.reason,
        query=asked.utterance.raw,
        candidates=asked.match.candidates,
    )


def _say(corpus: Corpus, text: str) -> str:
    return fill(text, corpus.settings.variables)


def _choices(corpus: Corpus, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(id, corpus[id].question) for id in ids)


def _answer_text(corpus: Corpus, entry: Entry, channel: str | None) -> str:
    answer = _say(corpus, entry.answer_for(channel))
    if answer or entry.self_service is None:
        return answer
    return _say(corpus, corpus.settings.texts.self_service) + entry.self_service.label


def _clarify_text(corpus: Corpus, decision: Decision, choices: tuple[Choice, ...]) -> str:
    texts = corpus.settings.texts
    lead = texts.clarify_audience if decision.reason == "audience" else texts.clarify
    lines = [_say(corpus, lead)]
    questions = [choice.question for choice in choices]
    for place, choice in enumerate(choices, 1):
        alike = decision.reason == "audience" or questions.count(choice.question) > 1
        label = _labelled(corpus, choice) if alike else choice.question
        lines.append(f"{place}. {label}")
    return "\n".join(lines)


def _labelled(corpus: Corpus, choice: Choice) -> str:
    """The question with whom and which channels it is for: alone it may be the same twice."""
    settings, entry = corpus.settings, corpus[choice.id]
    whom = {audience.name: audience.label for audience in settings.audiences}
    where = {channel.name: channel.label for channel in settings.channels}
    names = [whom.get(name, name) for name in entry.audience]
    names += [where.get(own.channel, own.channel) for own in entry.channels]
    return f"{choice.question}（{'、'.join(names)}）" if names else choice.question


def _queue(corpus: Corpus, decision: Decision) -> Queue:
    name = corpus.settings.default_queue
    if decision.entry is not None and decision.entry.escalate:
        name = decision.entry.escalate
    elif decision.topic is not None and decision.topic.queue:
        name = decision.topic.queue
    return next(q for q in corpus.settings.queues if q.name == name)


def _handover_text(corpus: Corpus, decision: Decision, queue: Queue, asked: Asked) -> str:
    texts = corpus.settings.texts
    if decision.entry is not None:
        answer = _say(corpus, decision.entry.answer_for(asked.channel))
        handover = _say(corpus, queue.text or texts.handover)
        return f"{answer}\n{handover}" if answer else handover
    if decision.topic is not None:
        return _say(corpus, decision.topic.text or texts.restricted)
    if decision.reason == "human_requested":
        return _say(corpus, queue.text or texts.handover)
    return _say(corpus, texts.fallback)
