"""Whole lines that go, and the comments among them that stay."""

from __future__ import annotations

from xiaoer.authoring.edit.marked_text import MarkedText


def line_span(layout: MarkedText, start: int, end: int) -> tuple[int, int]:
    """The lines from one place to another, with the break that ends the last.

    Where the last line has no break, the one before the first line goes instead.
    """
    first, last = layout.line_start(start), layout.next_line(end)
    if last == layout.line_end(end) and first:
        first = layout.line_end(layout.line_start(first - 1)) if first > 1 else 0
    return first, last


def kept_notes(layout: MarkedText, start: int, end: int, column: int) -> str:
    """The comments of a stretch as lines of their own, each with its break."""
    notes = layout.notes_in(start, end)
    if not notes:
        return ""
    pad = " " * column
    if end == len(layout.text) and layout.text[-1:] not in ("\n", "\r"):
        return "".join(layout.newline + pad + note for note in notes)
    return "".join(pad + note + layout.newline for note in notes)
