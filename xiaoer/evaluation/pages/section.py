"""A part of a page, for Markdown, HTML and the terminal alike."""

from __future__ import annotations

from xiaoer.records import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, sentences, a table (``head`` and ``rows``) or a list, and what is said below it.

    ``items`` are lines with their details; ``key`` says what the section is about.
    """

    title: str
    key: str = ""
    text: tuple[str, ...] = ()
    head: Row = ()
    rows: tuple[Row, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    below: tuple[str, ...] = ()
