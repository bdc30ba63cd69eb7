"""A value that becomes another: where it stood, and as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from xiaoer.authoring.edit.edits import Value
from xiaoer.authoring.edit.lines import kept_notes
from xiaoer.authoring.edit.lists import Ways, item_texts
from xiaoer.authoring.edit.mappings import dash_depth, value_texts
from xiaoer.authoring.edit.marked_text import MarkedText, PartPlace, Splice
from xiaoer.authoring.edit.written import block_text, flow_text, scalar_texts
from xiaoer.source.yaml_marks import Mark, raw_offsets


def replace_value(layout: MarkedText, found: PartPlace, before: object, value: Value) -> Ways:
    """Ways to put a value in the place of another, the best first."""
    mark, holder = found.mark, found.holder
    if mark.kind == "scalar" and (isinstance(value, str | bool) or value is None):
        if isinstance(before, str) and isinstance(value, str) and "\n" in before + value:
            yield from _patched(layout, mark, before, value)
        yield from _rewritten(layout, found, value, was=isinstance(before, str))
    if holder.style:
        yield [_put(layout, mark, flow_text(value))]
        return
    yield from _whole(layout, found, value)


def _patched(layout: MarkedText, mark: Mark, before: str, value: str) -> Ways:
    """Only the characters that differ change, so that the other lines stay as they are."""
    places = raw_offsets(layout.text, mark, before)
    if not places:
        return
    ends = [*places[1:], mark.end]
    matcher = SequenceMatcher(None, before, value, autojunk=False)
    if matcher.real_quick_ratio() == 0:
        return
    splices = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and "\n" in before[a:b] + value[c:d]:
            return
        if tag == "insert":
            at = places[a] if a < len(places) else places[-1] + 1
            splices.append(Splice(at, at, value[c:d]))
        elif tag != "equal":
            splices.append(Splice(places[a], min(places[b - 1] + 1, ends[b - 1]), value[c:d]))
    yield splices


def _rewritten(
    layout: MarkedText, found: PartPlace, value: str | bool | None, *, was: bool
) -> Ways:
    mark = found.mark
    block = mark.style in ("|", ">")
    if isinstance(value, str) and not found.holder.style and ("\n" in value or block):
        header = layout.text[mark.start : layout.line_end(mark.start)] if block else ""
        text = block_text(value, header, _inner(layout, found), layout.newline)
        if text is not None:
            yield [_put(layout, mark, text)]
    style = mark.style if mark.style in ("'", '"') else ""
    for text in scalar_texts(value, style, keep=was and not mark.style):
        yield [_put(layout, mark, text)]


def _inner(layout: MarkedText, found: PartPlace) -> int:
    """How deep the lines of a block stand: as they do, or two below what holds it."""
    mark = found.mark
    if mark.style in ("|", ">"):
        rows = layout.text[mark.start : mark.end].splitlines()[1:]
        full = next((row for row in rows if row.strip()), "")
        if full:
            return len(full) - len(full.lstrip(" "))
    return layout.column(_left(layout, found)) + 2


def _left(layout: MarkedText, found: PartPlace) -> int:
    """Where the key or dash before a value stands."""
    holder = found.holder
    for key, value in holder.pairs if holder.kind == "mapping" else ():
        if value is found.mark:
            return key.start
    place = next(n for n, part in enumerate(holder.parts) if part is found.mark)
    return layout.dash(holder, place)


def _whole(layout: MarkedText, found: PartPlace, value: Value) -> Ways:
    """A list or mapping, or what becomes one, written anew behind its key or dash."""
    mark = found.mark
    left = _left(layout, found)
    column = layout.column(left)
    if found.holder.kind == "mapping":
        key = next(k for k, v in found.holder.pairs if v is mark)
        start, texts = (
            layout.colon(key),
            value_texts(value, column, column + dash_depth(layout), layout.newline),
        )
    else:
        start, texts = left, item_texts(value, column, layout.newline)
    for text in texts:
        yield from _with_notes(layout, start, max(mark.end, start), text, column)


def _with_notes(
    layout: MarkedText, start: int, end: int, text: str, column: int
) -> Iterator[list[Splice]]:
    if not layout.closes(end):
        return
    notes = layout.notes_in(start, end)
    if not notes:
        yield [Splice(start, end, text)]
        return
    lines = kept_notes(layout, start, end, column)
    at = layout.next_line(end)
    yield [Splice(start, end, text), Splice(at, at, lines)]


def _put(layout: MarkedText, mark: Mark, text: str) -> Splice:
    """The text in the place of a part; a part that is nothing needs a blank before it."""
    blank = (
        " " if mark.start == mark.end and layout.text[mark.start - 1 : mark.start] in ":-" else ""
    )
    return Splice(mark.start, mark.end, blank + text)
