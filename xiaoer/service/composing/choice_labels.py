"""What the choices of a question back are called, so that no two are called the same."""

from collections.abc import Callable, Sequence

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.corpus.template import fill
from xiaoer.service.reply.reply import Choice

_BEGINNING = 16  # characters of an answer that tell it from another


def choice_labels(
    corpus: Corpus, choices: Sequence[Choice], *, always: bool = False
) -> tuple[str, ...]:
    """The choices' questions; equal ones with whom and where they are for, else with their
    category, else with how their answers begin. ``always`` names whom also where they differ.
    """
    entries = [corpus[choice.id] for choice in choices]
    labels = [choice.question for choice in choices]
    for tell in _TELLERS:
        details = [tell(corpus.settings, entry) for entry in entries]
        named = always and tell is _whom_and_where
        known: dict[str, set[str]] = {}
        for label, detail in zip(labels, details, strict=True):
            known.setdefault(label, set()).add(detail)
        labels = [
            f"{choice.question}（{detail}）"
            if detail and (named or len(known[label]) > 1)
            else label
            for choice, label, detail in zip(choices, labels, details, strict=True)
        ]
    return tuple(labels)


def _whom_and_where(settings: Settings, entry: Entry) -> str:
    whom = {audience.name: audience.label for audience in settings.audiences}
    where = {channel.name: channel.label for channel in settings.channels}
    names = [whom.get(name, name) for name in entry.audience]
    names += [where.get(own.channel, own.channel) for own in entry.channels]
    return "、".join(names)


def _category(_: Settings, entry: Entry) -> str:
    return entry.category


def _beginning(settings: Settings, entry: Entry) -> str:
    said = " ".join(fill(entry.answer, settings.variables).split())
    return said if len(said) <= _BEGINNING else f"{said[:_BEGINNING]}…"


_TELLERS: tuple[Callable[[Settings, Entry], str], ...] = (_whom_and_where, _category, _beginning)
