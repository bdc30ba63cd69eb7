"""What a sheet is once it is read: rows of texts, numbered as the person who has it open sees."""

from __future__ import annotations

from typing import NamedTuple, Self

from xiaoer.records import dataclass
from xiaoer.source.findings.diagnostics import Place

_LETTERS = 26
_WIDTH = 20_000  # more than the 16,384 columns of a sheet: a cell's number is row * width + column


class _ShownCell(str):
    """The text of a typed cell; ``shown`` as the sheet shows it, "" if unknown."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, text: object, shown: str = "") -> Self:
        """The cell with this text."""
        made = super().__new__(cls, text)
        made.shown = shown
        return made


class Number(_ShownCell):
    """The text of a cell that holds a number."""

    __slots__ = ()


class Moment(_ShownCell):
    """The text of a cell that holds a date or a time."""

    __slots__ = ()


class Truth(str):
    """The text of a cell that holds TRUE or FALSE."""

    __slots__ = ()


class TableRow(NamedTuple):
    """The cells of a row that holds anything, and its number, from 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in this column, from 1; "" where the row ends before."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else ""


class Merge(NamedTuple):
    """A merged range: rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class BadCell(NamedTuple):
    """A cell whose value is not there: an error such as #N/A, or a formula never computed."""

    row: int
    column: int
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet of a file; ``name`` is "" where the file has only one.

    ``hidden_rows`` and ``hidden_columns`` are how many are hidden; they are read all the same.
    ``struck``: the cells (row, column) whose text is struck through as a whole.
    """

    file: str
    name: str = ""
    rows: tuple[TableRow, ...] = ()
    merged: tuple[Merge, ...] = ()
    bad: tuple[BadCell, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    struck: frozenset[tuple[int, int]] = frozenset()

    def place(self, row: int, column: int = 0) -> CellPlace:
        """The place of a row, or of a cell."""
        return CellPlace(file=self.file, sheet=self.name, line=row, column=column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The sheets of a file that are to be read, and the names of those that are not."""

    tables: tuple[SheetTable, ...]
    hidden: tuple[str, ...] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellPlace(Place):
    """A cell as spreadsheets call it: ``知识!C17``; the row alone where no cell is meant.

    >>> str(CellPlace(file="faq.xlsx", sheet="知识", line=17, column=3))
    'faq.xlsx:知识!C17'
    >>> str(CellPlace(file="faq.csv", sheet="", line=17, column=0))
    'faq.csv:17'
    """

    sheet: str

    def __str__(self) -> str:
        cell = f"{letters(self.column)}{self.line or ''}"
        return ":".join(part for part in (self.file, self.within(cell)) if part)

    def within(self, cell: str) -> str:
        """The cell with its sheet before it, where there is one."""
        return f"{self.sheet}!{cell}" if self.sheet and cell else self.sheet or cell


class TableSource:
    """A table as the source of a tree: `at` numbers a cell (`cell_at`)."""

    def __init__(self, table: SheetTable) -> None:
        self._table = table

    def place(self, at: int) -> Place:
        """The cell."""
        return self._table.place(*divmod(at, _WIDTH))

    def excerpt(self, at: int) -> tuple[str, int]:  # noqa: ARG002
        """Nothing: who has the sheet sees the cell."""
        return "", 0


def cell_at(row: int, column: int = 0) -> int:
    """The number of a cell, or of a row."""
    return row * _WIDTH + column


def cell_name(at: int) -> str:
    """The name of a numbered cell.

    >>> cell_name(cell_at(17, 3))
    'C17'
    """
    row, column = divmod(at, _WIDTH)
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The name of a column, "" for none.

    >>> letters(1), letters(26), letters(27), letters(16384), letters(0)
    ('A', 'Z', 'AA', 'XFD', '')
    """
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(65 + rest) + found
    return found


def column_number(name: str) -> int:
    """The column that letters name; 0 where they name none.

    >>> column_number("AA"), column_number("问题"), column_number("XFE")
    (27, 0, 0)
    """
    number = 0
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        return 0
    for letter in name.upper():
        number = number * _LETTERS + ord(letter) - 64
    return number if number <= 16_384 else 0
