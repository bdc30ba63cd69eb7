"""Records → the plain dicts a file holds, defaults left out."""

from __future__ import annotations

from xiaoer.corpus.entry import Entry, Keywords, Link, SelfService, Valid
from xiaoer.corpus.settings import (
    EngineSettings,
    LexiconSettings,
    Limits,
    Queue,
    Settings,
    Thresholds,
)
from xiaoer.corpus.texts import Texts
from xiaoer.corpus.writing.ladder import (
    handover_to_dict,
    hours_to_dict,
    offer_to_dict,
    route_to_dict,
    rules_to_list,
    steps_to_list,
    topic_to_dict,
)
from xiaoer.records import names

_Defaulted = Limits | Texts | Thresholds


def entry_to_dict(entry: Entry) -> dict[str, object]:
    """The inverse of `Entry.from_dict`."""
    whole: dict[str, object] = {
        "id": entry.id,
        "question": entry.question,
        "variants": list(entry.variants),
        "answer": entry.answer,
        "category": entry.category,
        "audience": list(entry.audience),
        "keywords": _keywords(entry.keywords),
        "negatives": list(entry.negatives),
        "channels": {own.channel: own.answer for own in entry.channels},
        "valid": _valid(entry.valid),
        "enabled": None if entry.enabled else False,
        "links": [_link(link) for link in entry.links],
        "image": entry.image,
        "self_service": _self_service(entry.self_service),
        "escalate": entry.escalate,
        "related": list(entry.related),
        "hot": True if entry.hot else None,
    }
    return _without_defaults(whole)


def settings_to_dict(settings: Settings) -> dict[str, object]:
    """The inverse of `Settings.from_dict`."""
    queues = {queue.name: _queue(queue) for queue in settings.queues}
    first = settings.queues[0].name if settings.queues else ""
    whole: dict[str, object] = {
        "name": settings.name,
        "audiences": {audience.name: audience.label for audience in settings.audiences},
        "audience_words": {name: list(w) for name, w in settings.audience_words.items()},
        "channels": {channel.name: channel.label for channel in settings.channels},
        "queues": None if settings.queues == Settings().queues else queues,
        "default_queue": None if settings.default_queue == first else settings.default_queue,
        "variables": dict(settings.variables),
        "texts": _changed(settings.texts, Texts()),
        "thresholds": _changed(settings.thresholds, Thresholds()),
        "limits": _changed(settings.limits, Limits()),
        "restricted": [topic_to_dict(topic) for topic in settings.restricted],
        "escalation": rules_to_list(settings.escalation),
        "not_understood": steps_to_list(settings.not_understood),
        "handover": handover_to_dict(settings.handover),
        "routing": [route_to_dict(route) for route in settings.routing],
        "offers": [offer_to_dict(offer) for offer in settings.offers],
        "hours": hours_to_dict(settings.hours),
        "lexicon": _lexicon(settings.lexicon),
        "hearing": {k: list(texts) for k, texts in settings.hearing.by_label().items()},
        "engine": _engine(settings.engine),
        "lint": {"off": list(settings.lint.off)} if settings.lint.off else None,
        "timezone": None if settings.timezone == Settings().timezone else settings.timezone,
    }
    return _without_defaults(whole)


def _without_defaults(whole: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in whole.items() if value is False or value}


def _keywords(keywords: Keywords) -> dict[str, object]:
    return _without_defaults(
        {"any": list(keywords.any), "all": list(keywords.all), "none": list(keywords.none)}
    )


def _valid(valid: Valid | None) -> dict[str, object]:
    if valid is None:
        return {}
    moments = {"start": valid.start, "end": valid.end}
    return {key: moment.isoformat() for key, moment in moments.items() if moment is not None}


def _link(link: Link) -> dict[str, object]:
    return {"label": link.label, "url": link.url}


def _self_service(service: SelfService | None) -> dict[str, object]:
    if service is None:
        return {}
    return _without_defaults(
        {
            "label": service.label,
            "url": service.url,
            "route": service.route,
            "fields": list(service.fields),
        }
    )


def _queue(queue: Queue) -> dict[str, object]:
    return _without_defaults({"label": queue.label, "text": queue.text, "priority": queue.priority})


def _lexicon(lexicon: LexiconSettings) -> dict[str, object]:
    return _without_defaults(
        {
            "words": list(lexicon.words),
            "synonyms": [list(group) for group in lexicon.synonyms],
            "fillers": list(lexicon.fillers),
            "opposites": [[list(left), list(right)] for left, right in lexicon.opposites],
            "without": list(lexicon.without),
        }
    )


def _engine(engine: EngineSettings) -> dict[str, object]:
    usual = engine.differences == EngineSettings().differences
    return _without_defaults(
        {
            "differences": "" if usual else engine.differences,
            "platforms": list(engine.platforms),
            "meaning": None if engine.meaning else False,
        }
    )


def _changed(record: _Defaulted, default: _Defaulted) -> dict[str, object]:
    """The fields that differ from the default, zero and "" included."""
    own = ((name, getattr(record, name), getattr(default, name)) for name in names(record))
    return {name: value for name, value, usual in own if value != usual}
