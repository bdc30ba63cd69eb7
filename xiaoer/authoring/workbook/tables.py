"""Tables of values → a workbook to look at, a sheet each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from xiaoer.authoring.workbook.writing import check_writer
from xiaoer.records import dataclass
from xiaoer.text.characters.controls import without_controls
from xiaoer.text.regex import regex

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NOT_IN_A_NAME = regex(r"[\[\]:*?/\\']")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_NARROWEST, _WIDEST = 8, 48
_LONGEST_LIST = 255  # characters that a drop-down's list may have
_MEASURED: Final = 200  # rows that a column's width is taken from

CellValue: TypeAlias = str | int | float | None
"""A cell: a float is a share, shown in per cent; None is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSheet:
    """A sheet: its name, heads and rows; ``choices`` are what the drop-down of a cell (row, column)
    offers, and ``numbers`` the columns whose floats are numbers and no shares."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[CellValue]]
    choices: Mapping[tuple[int, int], Sequence[str]]
    numbers: frozenset[int] = frozenset()


def write_tables(sheets: Iterable[ValueSheet]) -> bytes:
    """The bytes of an XLSX whose heads stay in sight; every text is a text, also ``=1+1``.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    check_writer()
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for sheet in sheets:
            _write(book, sheet)
    return data.getvalue()


def _write(book: Workbook, sheet: ValueSheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    share = book.add_format({"num_format": "0.0%", "valign": "top"})
    number = book.add_format({"valign": "top"})
    page = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", sheet.name)[:_LONGEST_NAME])
    for column, name in enumerate(sheet.head):
        page.set_column(column, column, _width(sheet, column))
        page.write_string(0, column, name, head)
    for at, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(at, column, without_controls(value)[:_LONGEST_TEXT], text)
            elif value is not None:
                is_share = isinstance(value, float) and column not in sheet.numbers
                page.write_number(at, column, value, share if is_share else number)
    for (at, column), source in sheet.choices.items():
        if len(",".join(source)) <= _LONGEST_LIST:
            rule = {"validate": "list", "source": list(source), "show_error": False}
            page.data_validation(at + 1, column, at + 1, column, rule)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)


def _width(sheet: ValueSheet, column: int) -> int:
    """Wide enough for most cells: a Chinese character takes two."""
    cells = [sheet.head[column], *(str(row[column] or "") for row in sheet.rows[:_MEASURED])]
    longest = max(sum(1 + (ord(char) > 0x2E7F) for char in cell) for cell in cells)
    return max(_NARROWEST, min(_WIDEST, longest + 2))
