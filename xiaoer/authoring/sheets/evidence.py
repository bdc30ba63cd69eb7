"""What stands below a head as evidence of what it means: it may confirm, overrule, or guess.

Only heads that were understood by their parts are judged; a synonym of the table, a column that was
named by hand, and a head that nobody can tell anything of stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from statistics import median
from typing import Final

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.cells.parts import read_flag, read_moment, read_off_flag
from xiaoer.authoring.cells.texts import NOTHING, plain, read_list
from xiaoer.authoring.sheets.no_entries import asks
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.corpus.reading.meant_values import guessed_moment
from xiaoer.records import replace
from xiaoer.source.column_heads import plain_head
from xiaoer.source.tables.columns import Column, HeadFields, Heading
from xiaoer.source.tables.composed_heads import SURE, hints_at_wordings
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.source.tables.table import Moment, Number, SheetTable, letters
from xiaoer.text.characters.simplify import simplify

KIND: Final = "kind"
"""The field of a column that says of each row whether it is 标准问 or 相似问."""
_SEEN: Final = 200  # rows are enough to judge by
_FEWEST: Final = 2
_ASKING: Final = 0.6
_WORDED: Final = 0.4  # of variants many are no sentences: 开放时间
_LONGEST_WORDING: Final = 25
_FEW_KINDS: Final = 0.7

ColumnTexts = Sequence[str]


def weighed(
    table: SheetTable, heading: Heading, rows: Collection[int], mapped: HeadFields
) -> tuple[Heading, list[SheetNote]]:
    """The heading as the contents of these rows bear it out, and which heads they do not."""
    columns, notes = [], []
    asked = {column.field for column in heading.columns}
    for column in heading.columns:
        cells = _cells(table, column.number, rows)
        if "question" in asked and "variants" not in asked and _are_kinds_of_row(column, cells):
            columns.append(column._replace(field=KIND, how="guess"))
            continue
        if column.field and _is_composed(column, mapped) and not _bears_out(column.field, cells):
            fields = {"column": letters(column.number), "head": column.head, "name": column.field}
            shown = HEADS.get(column.field.partition(".")[0], column.field)
            notes.append(SheetNote(code="not_like", fields={**fields, "field": shown}))
            column = column._replace(field="", how="")
        elif "question" in asked and _is_open(column, mapped) and _are_wordings(column.head, cells):
            column = column._replace(field="variants", how="guess")
        columns.append(column)
    return replace(heading, columns=tuple(columns)), notes


def is_more_wording(cell: str) -> bool:
    """Whether a cell that says of what kind its row is says 相似问.

    >>> is_more_wording("扩展问"), is_more_wording("标准问"), is_more_wording("退款")
    (True, False, False)
    """
    return _kind(cell) == "variants"


def _are_kinds_of_row(column: Column, cells: ColumnTexts) -> bool:
    """Whether every row says that it is a question or a variant, a question first."""
    if column.how == "map" or column.field not in ("", "category") or len(cells) < _FEWEST:
        return False
    kinds = [_kind(cell) for cell in cells]
    return kinds[0] == "question" and set(kinds) == {"question", "variants"}


def _kind(cell: str) -> str:
    ranks = meanings(plain(cell))
    return min(ranks, key=lambda name: ranks[name]) if ranks else ""


def _is_open(column: Column, mapped: HeadFields) -> bool:
    """Whether nothing says yet what the column holds."""
    named = column.how or plain_head(column.head) in mapped
    return bool(column.head and not column.field and not named)


def _is_composed(column: Column, mapped: HeadFields) -> bool:
    if column.how != "head" or plain_head(column.head) in mapped:
        return False
    return meanings(column.head).get(column.field, 0.0) >= SURE


def _bears_out(field: str, cells: ColumnTexts) -> bool:
    """Whether nothing below the head speaks against the field."""
    if not cells:
        return True
    check = _CHECKS.get(field)
    return check is None or check(cells)


def _are_texts(cells: ColumnTexts) -> bool:
    return _share(cells, _is_value) <= 0.5


def _are_kinds(cells: ColumnTexts) -> bool:
    """Whether these are names of a few kinds, each short."""
    few = len(cells) < 4 or len(set(cells)) <= _FEW_KINDS * len(cells)
    return few and _are_texts(cells) and not _share(cells, asks)


def _are_flags(cells: ColumnTexts) -> bool:
    return all(read_flag(cell) in ("true", "false") for cell in cells)


def _are_off_flags(cells: ColumnTexts) -> bool:
    return all(
        cell.casefold() in NOTHING or read_off_flag(cell) in ("true", "false") for cell in cells
    )


def _are_moments(cells: ColumnTexts) -> bool:
    return all(not read_moment(cell) or _is_moment(cell) for cell in cells)


def _are_ids(cells: ColumnTexts) -> bool:
    return all(cell.isascii() and not any(map(str.isspace, cell)) for cell in cells)


_CHECKS: Final[dict[str, Callable[[ColumnTexts], bool]]] = {
    "question": _are_texts,
    "variants": _are_texts,
    "answer": _are_texts,
    "category": _are_kinds,
    "enabled": _are_flags,
    "disabled": _are_off_flags,
    "valid.start": _are_moments,
    "valid.end": _are_moments,
    "id": _are_ids,
}


def _are_wordings(head: str, cells: ColumnTexts) -> bool:
    """Whether a head with a hint of asking stands above questions and other short wordings."""
    if len(cells) < _FEWEST or not hints_at_wordings(plain_head(simplify(head))):
        return False
    items = [item for cell in cells for item in read_list(cell)]
    if not items or _share(items, _is_value) or median(map(len, items)) > _LONGEST_WORDING:
        return False
    return _share(items, asks) >= _WORDED


def _is_value(cell: str) -> bool:
    """Whether the cell is a number, a date or a flag, and no text."""
    if isinstance(cell, (Number, Moment)) or read_flag(cell) in ("true", "false"):
        return True
    return cell.replace(".", "").isdecimal() or _is_moment(cell)


def _is_moment(cell: str) -> bool:
    return isinstance(cell, Moment) or bool(guessed_moment(read_moment(cell)))


def _share(cells: ColumnTexts, is_so: Callable[[str], bool]) -> float:
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0


def _cells(table: SheetTable, column: int, rows: Collection[int]) -> list[str]:
    return list(islice(_filled(table, column, rows), _SEEN))


def _filled(table: SheetTable, column: int, rows: Collection[int]) -> Iterator[str]:
    for row in table.rows:
        cell = row.cell(column)
        if row.number in rows and plain(cell):
            yield cell if isinstance(cell, (Number, Moment)) else plain(cell)
