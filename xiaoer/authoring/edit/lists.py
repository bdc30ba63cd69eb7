"""Edits of a list: where an item is put in, and what goes with one that is taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xiaoer.authoring.edit.edits import EditError, Value
from xiaoer.authoring.edit.lines import kept_notes, line_span
from xiaoer.authoring.edit.marked_text import MarkedText, PartPlace, Splice
from xiaoer.authoring.edit.written import block_text, flow_text, scalar_texts, value_lines
from xiaoer.source.yaml_marks import Mark

Ways = Iterator[list[Splice]]


def insert_item(layout: MarkedText, holder: Mark, place: int, value: Value) -> Ways:
    """Ways to put an item before place `place` of a list, the best first."""
    if holder.style == "[":
        yield from _into_brackets(layout, holder, place, value)
        return
    if not layout.leads(layout.dash(holder, 0)):
        raise EditError("shape")
    column = layout.column(layout.dash(holder, 0))
    gap = layout.newline if _spaced(layout, holder) else ""
    style = holder.parts[max(place - 1, 0)].style
    for item in item_texts(value, column, layout.newline, style):
        line = " " * column + item
        if place:
            before = holder.parts[place - 1]
            at = layout.line_end(before.end)
            yield [Splice(at, at, gap + layout.newline + line)]
            at = layout.next_line(before.end)  # a block that keeps its last blank lines
            while not layout.text[at : layout.line_end(at)].strip() and at < len(layout.text):
                at = layout.next_line(at)
            yield [Splice(at, at, line + layout.newline + gap)]
        else:
            at = layout.line_start(layout.dash(holder, 0))
            yield [Splice(at, at, line + layout.newline + gap)]


def item_texts(value: Value, column: int, newline: str, style: str = "") -> Iterator[str]:
    """Ways to write an item of a block list whose dash stands at a column."""
    if isinstance(value, str | bool) or value is None:
        if isinstance(value, str) and "\n" in value:
            block = block_text(value, "", column + 2, newline)
            if block is not None:
                yield f"- {block}"
        quote = style if style in ("'", '"') else ""
        yield from (f"- {text}" for text in scalar_texts(value, quote))
    elif value:
        yield "- " + value_lines(value, column + 2, newline)
    else:
        yield "- {}" if isinstance(value, Mapping) else "- []"


def remove_item(layout: MarkedText, found: PartPlace, place: int) -> Ways:
    """Ways to take an item out; its comments stay."""
    holder = found.holder
    item = holder.parts[place]
    if holder.style == "[":
        yield from _out_of_brackets(layout, holder, place)
        return
    dash = layout.dash(holder, place)
    if len(holder.parts) == 1:
        yield from _emptied(layout, found, dash)
        return
    if not layout.leads(dash) or not layout.closes(item.end):
        raise EditError("shape")
    for column in (layout.column(dash), 0):
        start, end = line_span(layout, dash, item.end)
        yield [Splice(start, end, kept_notes(layout, dash, end, column))]


def _emptied(layout: MarkedText, found: PartPlace, dash: int) -> Ways:
    """The only item goes: the list is [] behind its key."""
    around = found.above[-2] if len(found.above) > 1 else None
    key = around and next((k for k, v in around.pairs if v is found.holder), None)
    if around is None or around.kind != "mapping" or key is None:
        yield [Splice(dash, found.mark.end, "[]")]
        return
    colon = layout.colon(key)
    start, end = line_span(layout, dash, found.mark.end)
    if layout.leads(dash):
        for column in (layout.column(dash), 0):
            notes = kept_notes(layout, dash, end, column)
            yield [Splice(colon, colon, " []"), Splice(start, end, notes)]
    raise EditError("shape")


def _into_brackets(layout: MarkedText, holder: Mark, place: int, value: Value) -> Ways:
    for text in _flow_texts(value, holder.parts):
        if not holder.parts:
            yield [Splice(holder.start, holder.end, f"[{text}]")]
        elif place:
            at = holder.parts[place - 1].end
            alone = layout.leads(holder.parts[place - 1].start)
            gap = " " * layout.column(holder.parts[place - 1].start)
            yield [
                Splice(
                    at,
                    at,
                    f",{layout.newline}{gap}{text}"
                    if alone and _rows(layout, holder)
                    else f", {text}",
                )
            ]
        else:
            at = holder.parts[0].start
            yield [Splice(at, at, f"{text}, ")]


def _flow_texts(value: Value, beside: tuple[Mark, ...]) -> Iterator[str]:
    if isinstance(value, str | bool) or value is None:
        style = beside[0].style if beside else ""
        yield from scalar_texts(value, style)
    yield flow_text(value)


def _rows(layout: MarkedText, holder: Mark) -> bool:
    """True when each item in brackets stands in a line of its own."""
    return len(holder.parts) > 1 and all(layout.leads(part.start) for part in holder.parts)


def _out_of_brackets(layout: MarkedText, holder: Mark, place: int) -> Ways:
    parts = holder.parts
    item = parts[place]
    if len(parts) == 1:
        if not layout.notes_in(holder.start, holder.end):
            yield [Splice(holder.start, holder.end, "[]")]
    elif place + 1 < len(parts):
        yield [Splice(item.start, parts[place + 1].start, "")]
    else:
        yield [Splice(parts[place - 1].end, item.end, "")]
    comma = layout.text.find(",", item.end)
    behind = layout.text[item.end : comma].strip() if comma >= 0 else "-"
    yield [Splice(item.start, item.end if behind else comma + 1, "")]


def _spaced(layout: MarkedText, holder: Mark) -> bool:
    """True when blank lines part the items of a list."""
    if len(holder.parts) < 2:
        return False
    between = layout.text[holder.parts[0].end : layout.dash(holder, 1)]
    return any(not row.strip() for row in between.split("\n")[1:-1])
