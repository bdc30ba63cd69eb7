"""Sections of sentences and tables as lines to show."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xiaoer.cli.terminal.columns import table
from xiaoer.cli.terminal.screen import ScreenLine

if TYPE_CHECKING:
    from xiaoer.evaluation.pages.section import Section


def page_lines(sections: "Iterable[Section]") -> Iterator[ScreenLine]:
    """The sections, a blank line between two."""
    for at, section in enumerate(sections):
        if at:
            yield ScreenLine(text="")
        yield from _section_lines(section)


def _section_lines(section: "Section") -> Iterator[ScreenLine]:
    yield ScreenLine(text=section.title, role="heading")
    yield from (ScreenLine(text=text) for text in section.text)
    if section.rows:
        head, *rows = table([section.head, *section.rows])
        yield ScreenLine(text=head, role="note")
        yield from (ScreenLine(text=row) for row in rows)
    for line, detail in section.items:
        yield ScreenLine(text=line, lead="- ")
        if detail:
            yield ScreenLine(text=detail, role="note", lead="    ")
    yield from (ScreenLine(text=text, role="note") for text in section.below)
