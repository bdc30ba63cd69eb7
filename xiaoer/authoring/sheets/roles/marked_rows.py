"""Sheets in which a column says of each row whether its text is a question or an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.roles.contents import ColumnContents
from xiaoer.authoring.sheets.roles.head_parts import speaks_against_category, speaks_for_category
from xiaoer.authoring.sheets.rows import Skipped, told
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.records import dataclass
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.source.tables.table import SheetTable, TableRow, cell_at
from xiaoer.text.regex import regex

_NUMBER = regex(r"[\s_.#-]*\d{1,4}\s*[:：.、]?$|[:：]$")
_PARTS = regex(r"[/／|、]")
_SEEN: Final = 300
_MOST: Final = 0.8
_FEWEST: Final = 2
_FIELDS: Final = ("question", "answer", "variants")
_LONGEST_LABEL: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Texts with their fields in the order of the rows, and what is left out."""

    texts: tuple[tuple[str, Text], ...]
    labels: Mapping[str, str]
    unread: tuple[tuple[int, str], ...]
    skipped: tuple[Skipped, ...]


def marked_rows(table: SheetTable) -> Marked | None:
    """The sheet read so; None where no column marks its rows beside one column of texts."""
    width = max((len(row.cells) for row in table.rows), default=0)
    for column in range(1, min(width, 12) + 1):
        rows = [row for row in table.rows[:_SEEN] if plain(row.cell(column))]
        fields = [_field(row.cell(column)) for row in rows]
        first = next((at for at, name in enumerate(fields) if name), len(rows))
        # a head such as Q/A or 问/答 is a label as well
        if first + 1 < len(rows) and _is_head(rows[first].cell(column)):
            first += 1
        rows, fields = rows[first:], fields[first:]
        if not rows:
            continue
        counts = {name: fields.count(name) for name in _FIELDS}
        enough = counts["question"] >= _FEWEST and counts["answer"] >= _FEWEST
        if not enough or sum(map(bool, fields)) < _MOST * len(rows):
            continue
        if counts["question"] + counts["variants"] + counts["answer"] < _MOST * len(rows):
            continue
        if column == _first_filled(table) and not _has_columns_before_or_beside(table, column):
            return None  # plain cards, which may go on over several rows
        start = rows[0].number
        whole = [row for row in table.rows if row.number >= start and plain(row.cell(column))]
        return _read(table, column, whole)
    return None


def _has_columns_before_or_beside(table: SheetTable, column: int) -> bool:
    beside = {
        at
        for row in table.rows
        for at, cell in enumerate(row.cells, 1)
        if at != column and plain(cell)
    }
    return len(beside) > 1


def _first_filled(table: SheetTable) -> int:
    return min(
        next(at for at, cell in enumerate(row.cells, 1) if cell.strip()) for row in table.rows
    )


def _field(cell: str) -> str:
    label = plain(cell)
    if not label or len(label) > _LONGEST_LABEL:
        return ""
    ranks = meanings(_NUMBER.sub("", label)) or meanings(label)
    name = min(ranks, key=lambda one: ranks[one]) if ranks else ""
    return name if name in _FIELDS else ""


def _is_head(cell: str) -> bool:
    """Whether the label names two kinds of row: Q/A."""
    parts = [part for part in _PARTS.split(plain(cell)) if part.strip()]
    return len(parts) > 1 and len({_field(part) for part in parts}) > 1


def _read(table: SheetTable, column: int, rows: Sequence[TableRow]) -> Marked | None:
    marked = {row.number for row in rows}
    sizes = {
        at: sum(len(row.cell(at)) for row in rows)
        for at in range(1, max(len(row.cells) for row in rows) + 1)
        if at != column
    }
    content = max(sizes, key=lambda at: (sizes[at], at), default=0)
    if not content or any(not plain(row.cell(content)) for row in rows if _field(row.cell(column))):
        return None
    first = rows[0].number
    kinds = _kinds(table, [at for at in sizes if at < column], rows)
    texts = list(_texts(rows, column, content, kinds))
    labels = {_NUMBER.sub("", plain(row.cell(column))): _field(row.cell(column)) for row in rows}
    below = [row for row in table.rows if row.number >= first and row.number not in marked]
    skipped = tuple(Skipped(row.number, "no_label", told(row)) for row in below)
    named = {label: name for label, name in labels.items() if name}
    unread = tuple(
        (at, _head(table, at, first))
        for at in sizes
        if at not in (content, kinds) and any(plain(row.cell(at)) for row in rows)
    )
    return Marked(texts=tuple(texts), labels=named, unread=unread, skipped=skipped)


def _texts(
    rows: Sequence[TableRow], column: int, content: int, kinds: int
) -> Iterator[tuple[str, Text]]:
    """Each text with its field; a question below another is a wording of it."""
    before = ""
    for row in rows:
        name = _field(row.cell(column))
        if not name:
            continue
        if kinds and plain(row.cell(kinds)):
            yield "band", Text(row.cell(kinds), cell_at(row.number, kinds))
        text = Text(row.cell(content), cell_at(row.number, content))
        more = name == "question" and before in ("question", "variants")
        yield "variants" if more else name, text
        before = name


def _kinds(table: SheetTable, columns: Sequence[int], rows: Sequence[TableRow]) -> int:
    """The column of categories left of the marks; 0 where there is none."""
    heads = {at: _head(table, at, rows[0].number) for at in columns}
    for at in columns:
        texts = tuple(plain(row.cell(at)) for row in rows if plain(row.cell(at)))
        one = ColumnContents(cells=texts, texts=texts)
        if not texts or one.values > 0.2 or one.telling > 0.2:
            continue
        if speaks_against_category(heads[at]) or any(char.isdecimal() for char in texts[0]):
            continue
        if speaks_for_category(heads[at]) or "category" in meanings(heads[at]):
            return at
    return 0


def _head(table: SheetTable, column: int, first: int) -> str:
    above = [row.cell(column) for row in table.rows if row.number < first]
    return next((plain(cell) for cell in reversed(above) if plain(cell)), "")
