"""The preset questions by category, as `Bot.menu` gives them."""

from collections.abc import Container, Iterable

from xiaoer.corpus.entry import Entry
from xiaoer.records import dataclass
from xiaoer.service.reply.reply import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSection:
    """The preset questions of one category."""

    category: str
    choices: tuple[Choice, ...]


def menu_of(
    entries: Iterable[Entry], eligible: Container[str], most: int
) -> tuple[MenuSection, ...]:
    """The ``hot`` entries among the ids that are ``eligible``, by category, in their order, at
    most so many of each."""
    sections: dict[str, list[Choice]] = {}
    for entry in entries:
        if entry.hot and entry.id in eligible:
            sections.setdefault(entry.category, []).append(Choice(entry.id, entry.question))
    return tuple(
        MenuSection(category=category, choices=tuple(choices[:most]))
        for category, choices in sections.items()
        if choices[:most]
    )
