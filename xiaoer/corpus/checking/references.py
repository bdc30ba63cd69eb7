"""Checks that need the settings or the other entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.declared_names import check_known, check_variables
from xiaoer.corpus.reading.entry import Draft
from xiaoer.corpus.reading.settings import SettingsDraft
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.corpus.settings import Settings
from xiaoer.source.faults import Faults
from xiaoer.text.normalize import question_key
from xiaoer.text.sameness import KeptReadings


def check_corpus(
    drafts: list[Draft], settings: Settings | None, faults: Faults, *, whole: bool = True
) -> KeptReadings:
    """Report every fault between entries and with the settings (None: they are unreadable).

    Without `whole` some entries could not be read, so that a related id may be among those.
    Gives what was read of the questions, so that none has to be read again.
    """
    from xiaoer.corpus.checking.shared_questions import Shared

    check_ids(drafts)
    ids = {draft.entry.id: None for draft in drafts}
    limit = (settings or Settings()).limits.query_chars
    shared = Shared(settings or Settings())
    for draft in drafts:
        if settings is not None:
            check_names(draft, settings)
        check_related(draft, ids, faults, whole=whole)
        check_length(draft, limit)
        check_negatives(draft, shared.check(draft), shared.literal)
        if draft.entry.hot and not draft.entry.enabled:
            draft.reader.report("W402", draft.at, id=draft.entry.id)
    shared.finish()
    return shared.readings


def check_ids(drafts: Iterable[Draft]) -> None:
    """Report ids that were given before."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        if draft.located.id is None:
            continue
        other = first.setdefault(draft.located.id.text, draft)
        if other is not draft and other.located.id is not None:
            place = other.reader.source.place(other.located.id.at)
            draft.reader.report("E301", draft.located.id.at, id=draft.located.id.text, other=place)


def check_settings(draft: SettingsDraft, entries: Iterable[Entry]) -> None:
    """Report ids and categories in the settings that no entry has, and phrases that one asks."""
    ids: dict[str, None] = {}
    categories: dict[str, None] = {}
    asked: dict[str, str] = {}
    for entry in entries:
        ids[entry.id] = None
        if draft.phrases and entry.enabled:
            for question in entry.questions:
                asked.setdefault(question_key(question), entry.id)
        if entry.category:
            categories[entry.category] = None
    check_known(draft.reader, "E316", draft.entries, ids)
    check_known(draft.reader, "E317", draft.categories, categories)
    for label, texts in draft.phrases.items():
        for text, at in texts:
            key = question_key(text)
            if label != "ask" and key in asked:
                draft.reader.report("W423", at, key=f"hearing.{label}", text=text, id=asked[key])


def check_names(draft: Draft, settings: Settings) -> None:
    """Report audiences, channels, queues and variables that the settings do not declare."""
    reader = draft.reader
    if settings.audiences:
        check_known(reader, "E302", draft.located.audience, settings.audience_names)
    if settings.channels:
        check_known(reader, "E303", draft.channels, settings.channel_names)
    if draft.located.escalate is not None:
        check_known(reader, "E304", (draft.located.escalate,), settings.queue_names)
    for key, text in draft.answers:
        check_variables(reader, key, text, settings.variables)


def check_related(draft: Draft, ids: dict[str, None], faults: Faults, *, whole: bool) -> None:
    """Report related ids that are the entry itself or none at all."""
    for name in draft.located.related:
        if name.text == draft.entry.id:
            draft.reader.report("E307", name.at, name=name.text)
        elif whole and name.text not in ids:
            faults.unknown("E306", draft.reader.source, name.at, name.text, ids, name=name.text)


def check_length(draft: Draft, limit: int) -> None:
    """Warn of questions whose end no query can match."""
    for question in draft.located.questions:
        if len(question.text) > limit:
            draft.reader.report("W403", question.at, count=len(question.text), limit=limit)


def check_negatives(draft: Draft, own: Mapping[str, Text], literal: Callable[[str], str]) -> None:
    """Report negatives that would forbid the entry its own question."""
    for negative in draft.located.negatives:
        question = own.get(literal(negative.text))
        if question is not None:
            place = draft.reader.source.place(question.at)
            draft.reader.report("E212", negative.at, text=negative.text, other=place)
