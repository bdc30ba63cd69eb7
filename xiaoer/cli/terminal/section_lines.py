"""Sections of sentences and tables as lines to show."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xiaoer.cli.terminal.columns import table
from xiaoer.cli.terminal.screen import Line

if TYPE_CHECKING:
    from xiaoer.evaluation.pages.section import Section


def page_lines(sections: "Iterable[Section]") -> Iterator[Line]:
    """The sections, a blank line between two."""
    for at, section in enumerate(sections):
        if at:
            yield Line(text="")
        yield from _section_lines(section)


def _section_lines(section: "Section") -> Iterator[Line]:
    yield Line(text=section.title, role="heading")
    yield from (Line(text=text) for text in section.text)
    if section.rows:
        head, *rows = table([section.head, *section.rows])
        yield Line(text=head, role="note")
        yield from (Line(text=row) for row in rows)
    for line, detail in section.items:
        yield Line(text=line, lead="- ")
        if detail:
            yield Line(text=detail, role="note", lead="    ")
    yield from (Line(text=text, role="note") for text in section.below)
