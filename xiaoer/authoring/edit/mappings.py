"""Edits of a mapping: a new key in its place, and a key that goes with its value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xiaoer.authoring.edit.edits import EditError, Insert, Value
from xiaoer.authoring.edit.lines import kept_notes, line_span
from xiaoer.authoring.edit.lists import Ways
from xiaoer.authoring.edit.marked_text import MarkedText, PartPlace, Splice
from xiaoer.authoring.edit.written import block_text, flow_text, scalar_texts, value_lines
from xiaoer.source.yaml_marks import Mark

_USUAL_DASH = 2


def insert_key(layout: MarkedText, holder: Mark, edit: Insert) -> Ways:
    """Ways to put a new key into a mapping, the best first."""
    key = next(scalar_texts(str(edit.path[-1])))
    if holder.style == "{":
        yield from _into_braces(holder, key, edit.value)
        return
    column = layout.column(holder.parts[0].start)
    dash = column + dash_depth(layout)
    for before in _behind(layout, holder, edit.after):
        for value in value_texts(edit.value, column, dash, layout.newline):
            line = " " * column + f"{key}:{value}"
            at = layout.line_end(before.end)
            yield [Splice(at, at, layout.newline + line)]
            at = layout.next_line(before.end)
            while not layout.text[at : layout.line_end(at)].strip() and at < len(layout.text):
                at = layout.next_line(at)
            yield [Splice(at, at, line + layout.newline)]


def value_texts(value: Value, column: int, dash: int, newline: str) -> Iterator[str]:
    """Ways to write what stands behind the colon of a key at a column, its blank included."""
    if isinstance(value, str | bool) or value is None:
        if isinstance(value, str) and "\n" in value:
            block = block_text(value, "", column + 2, newline)
            if block is not None:
                yield f" {block}"
        yield from (f" {text}" for text in scalar_texts(value))
    elif not value:
        yield " {}" if isinstance(value, Mapping) else " []"
    else:
        deep = column + 2 if isinstance(value, Mapping) else dash
        yield newline + " " * deep + value_lines(value, deep, newline)


def remove_key(layout: MarkedText, found: PartPlace, name: str) -> Ways:
    """Ways to take a key and its value out; their comments stay."""
    holder = found.holder
    place = next(n for n, (key, _) in enumerate(holder.pairs) if layout.key(key) == name)
    key, value = holder.pairs[place]
    end = max(value.end, layout.colon(key))
    if len(holder.pairs) == 1:
        yield from _emptied(layout, found, end)
    elif holder.style == "{":
        yield from _out_of_braces(holder, place)
    elif layout.leads(key.start) and layout.closes(end):
        for column in (layout.column(key.start), 0):
            start, stop = line_span(layout, key.start, end)
            yield [Splice(start, stop, kept_notes(layout, key.start, stop, column))]
    elif place == 0:
        yield from _first(layout, key, holder.pairs[1][0])


def _first(layout: MarkedText, key: Mark, second: Mark) -> Ways:
    """The key behind a dash goes: the next one takes its place there."""
    column = layout.column(key.start)
    for pad in (column, 0):
        notes = layout.notes_in(key.start, second.start)
        line = layout.line_start(key.start)
        lines = "".join(" " * pad + note + layout.newline for note in notes)
        above = [Splice(line, line, lines)] if lines else []
        yield [*above, Splice(key.start, second.start, "")]


def _emptied(layout: MarkedText, found: PartPlace, end: int) -> Ways:
    """The only key goes: what is left is {}."""
    holder = found.holder
    if layout.notes_in(holder.start, end):
        raise EditError("shape")
    if holder.style == "{":
        yield [Splice(holder.start, holder.end, "{}")]
        return
    around = found.above[-2] if len(found.above) > 1 else None
    key = around and next((k for k, v in around.pairs if v is holder), None)
    if key is not None and around is not None and around.kind == "mapping":
        colon = layout.colon(key)
        if layout.leads(holder.start):
            start, stop = line_span(layout, holder.start, end)
            yield [Splice(colon, colon, " {}"), Splice(start, stop, "")]
    yield [Splice(holder.start, end, "{}")]


def _into_braces(holder: Mark, key: str, value: Value) -> Ways:
    texts = [flow_text(value)]
    if isinstance(value, str):
        texts = [*scalar_texts(value)]
    for text in texts:
        if holder.parts:
            at = holder.parts[-1].end
            yield [Splice(at, at, f", {key}: {text}")]
        else:
            yield [Splice(holder.start, holder.end, f"{{{key}: {text}}}")]


def _out_of_braces(holder: Mark, place: int) -> Ways:
    pairs = holder.pairs
    if place + 1 < len(pairs):
        yield [Splice(pairs[place][0].start, pairs[place + 1][0].start, "")]
    else:
        yield [Splice(pairs[place - 1][1].end, pairs[place][1].end, "")]


def _behind(layout: MarkedText, holder: Mark, after: str) -> Iterator[Mark]:
    """The values (or keys without one) that a new key may come behind, the best first.

    The last value is not always one: a block of text that ends with the file, without a line
    break, would have one with a line behind it.
    """
    named = [pair for pair in holder.pairs if layout.key(pair[0]) == after]
    for key, value in named[:1] or reversed(holder.pairs):
        yield value if value.end > key.end else key


def dash_depth(layout: MarkedText) -> int:
    """How far the dashes of lists are indented below their keys, as most of the file has it."""
    counts: dict[int, int] = {}
    ahead = [layout.root]
    while ahead:
        mark = ahead.pop()
        if mark.kind == "mapping" and not mark.style:
            for key, value in mark.pairs:
                if value.kind == "list" and not value.style and value.parts:
                    depth = layout.column(value.start) - layout.column(key.start)
                    counts[depth] = counts.get(depth, 0) + 1
        ahead += mark.parts
    return max(counts, key=lambda depth: (counts[depth], -depth), default=_USUAL_DASH)
