"""A reply and a menu as lines to show."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xiaoer.cli.terminal.columns import flow, pad, width_of
from xiaoer.cli.terminal.screen import ScreenLine
from xiaoer.cli.wording.language import ACTIONS, say
from xiaoer.corpus.settings import Settings
from xiaoer.corpus.template import fill
from xiaoer.errors import Lang
from xiaoer.records import replace
from xiaoer.service.reply.labels import REASONS
from xiaoer.service.reply.reply import Choice, Reply

if TYPE_CHECKING:
    from xiaoer.corpus.corpus import Corpus
    from xiaoer.service.reply.menu import MenuSection

# What a menu is laid out for when nobody's terminal says how wide it is.
_PIPED_COLUMNS = 80

# A field of the menu's grid holds a question of eight characters, its number and a gap; with
# fewer columns than these the grid is a list.
_MENU_FIELD = 22
_GRID_COLUMNS = 60


def reply_lines(reply: Reply, settings: Settings, lang: Lang) -> Iterator[ScreenLine]:
    """The reply's text, then what belongs to it and is not said in it, then a note on why.

    The parts of a reply stand one after the other, each with what belongs to it. Choices are
    numbered; so are related questions and offers, counting on from them, as ``picks_of`` does.
    """
    if reply.parts:
        yield from _part_lines(reply.parts, settings, lang)
    else:
        yield from _said_lines(reply, settings, lang)
    if reply.related:
        yield ScreenLine(text=fill(settings.texts.related, settings.variables))
        yield from numbered(reply.related, start=len(reply.choices) + 1)
    yield from _offer_lines(reply, settings)
    yield ScreenLine(text=note(reply, lang), role="note")


def _part_lines(parts: Sequence[Reply], settings: Settings, lang: Lang) -> Iterator[ScreenLine]:
    start = 1
    for place, part in enumerate(parts, 1):
        yield from _said_lines(part, settings, lang, start)
        start += len(part.choices)
        lead = f"{place}/{len(parts)} “{part.query}”"
        yield ScreenLine(text=f"[{' · '.join((lead, *_reasons(part, lang)))}]", role="note")


def _said_lines(
    reply: Reply, settings: Settings, lang: Lang, start: int = 1
) -> Iterator[ScreenLine]:
    """The text and what belongs to it, choices numbered from ``start``."""
    if reply.text:
        yield ScreenLine(text=reply.text)
    if not all(choice.question in reply.text for choice in reply.choices):
        yield from numbered(reply.choices, start)
    yield from _service_lines(reply, settings, lang)
    for link in reply.links:
        yield ScreenLine(text=link.url, role="link", lead=f"  {link.label} ", lead_role="text")
    if reply.image:
        yield ScreenLine(text=reply.image, role="link", lead="  图片 ", lead_role="text")


def _offer_lines(reply: Reply, settings: Settings) -> Iterator[ScreenLine]:
    """The offers; after a handover without numbers, for the bot does not hear them any more."""
    to = reply.handoff.queue if reply.handoff else None
    offers = [offer for offer in reply.offers if offer.queue != to]
    if offers:
        yield ScreenLine(text=fill(settings.texts.offer, settings.variables))
    for number, offer in enumerate(offers, len(reply.choices) + len(reply.related) + 1):
        yield ScreenLine(text=offer.label, lead=_number_lead("" if to else str(number)))
        if offer.text:
            yield ScreenLine(text=offer.text, role="note", lead=_number_lead(""))


def numbered(choices: Iterable[Choice], start: int = 1) -> Iterator[ScreenLine]:
    """The choices, each with its number."""
    for number, choice in enumerate(choices, start):
        yield ScreenLine(text=choice.question, lead=_number_lead(str(number)))


def _number_lead(number: str) -> str:
    return f"{number:>3}  "


def _service_lines(reply: Reply, settings: Settings, lang: Lang) -> Iterator[ScreenLine]:
    service = reply.self_service
    if service is None:
        return
    lead = fill(settings.texts.self_service, settings.variables)
    if lead not in reply.text:
        yield ScreenLine(text=lead)
    target = service.url or service.route or ""
    yield ScreenLine(text=target, role="link", lead=f"  {service.label} ", lead_role="heading")
    if missing := [name for name in service.missing if name not in reply.asks]:
        names = ("、" if lang == "zh" else ", ").join(missing)
        yield ScreenLine(text=say("fields", lang, names=names), role="note", lead="  ")


def note(reply: Reply, lang: Lang) -> str:
    """What was done and why, the confidence, and the queue of a handoff, in one line."""
    count = [say("parts", lang, count=len(reply.parts))] if reply.parts else []
    return f"[{' · '.join((*count, *_reasons(reply, lang)))}]"


def _reasons(reply: Reply, lang: Lang) -> list[str]:
    zh = lang == "zh"
    parts = [ACTIONS[reply.action] if zh else reply.action]
    parts.append(REASONS[reply.reason] if zh else reply.reason)
    if reply.understood and not reply.parts:
        parts.append(say("understood", lang, text=reply.understood))
    if reply.action != "suppressed":
        parts.append(say("confidence", lang, value=reply.confidence))
    if reply.handoff:
        parts.append(say("to_queue", lang, label=reply.handoff.label, queue=reply.handoff.queue))
    if reply.truncated:
        parts.append(say("cut", lang, count=reply.truncated))
    return parts


def menu_lines(
    sections: "Sequence[MenuSection]", corpus: "Corpus", columns: int | None
) -> Iterator[ScreenLine]:
    """The preset questions by category, numbered through: a grid where there is room for it."""
    sections = _told_apart(sections, corpus)
    columns = columns or _PIPED_COLUMNS
    label = max((width_of(section.category) for section in sections), default=0) + 2
    start = 1
    for section in sections:
        if columns < _GRID_COLUMNS:
            yield ScreenLine(text=section.category, role="heading")
            yield from numbered(section.choices, start)
        else:
            cells = [f"{n:>2} {c.question}" for n, c in enumerate(section.choices, start)]
            rows = flow(cells, columns - label, _MENU_FIELD)
            lead = pad(section.category, label)
            yield ScreenLine(text="\n".join(rows), lead=lead, lead_role="heading")
        start += len(section.choices)


def _told_apart(sections: "Sequence[MenuSection]", corpus: "Corpus") -> "list[MenuSection]":
    """The sections with the audiences named behind a question that stands there twice."""
    labels = {audience.name: audience.label for audience in corpus.settings.audiences}
    times = Counter(choice.question for section in sections for choice in section.choices)

    def told(choice: Choice) -> Choice:
        names = "、".join(labels.get(name, name) for name in corpus[choice.id].audience)
        if times[choice.question] == 1 or not names:
            return choice
        return choice._replace(question=f"{choice.question}（{names}）")

    return [replace(section, choices=tuple(map(told, section.choices))) for section in sections]


def category_lines(sections: "Sequence[MenuSection]", columns: int | None) -> Iterator[ScreenLine]:
    """The categories alone, numbered."""
    cells = [f"{n:>3}  {section.category}" for n, section in enumerate(sections, 1)]
    field = max(map(width_of, cells), default=0) + 2
    for row in flow(cells, columns or _PIPED_COLUMNS, field):
        yield ScreenLine(text=row)
