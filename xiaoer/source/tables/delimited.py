"""CSV and TSV → a table, in the encodings and with the signs that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from xiaoer.source.files.decode import decode
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tables.table import SheetTable, TableRow, Tables
from xiaoer.text.regex import regex

DELIMITED = (".csv", ".tsv")

_SIGNS: Final = ",\t;|"
_TAB: Final = "\t"
_DECLARED = regex(r"sep=(.)\r?\n", re.IGNORECASE)
_HEAD_ROWS = 10
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_GB, _BIG5 = "E008", "E032"
_CHARACTER = "E010"
# A cell that a spreadsheet would run: written, and read, with an apostrophe before it.
_GUARDED = regex(r"'+[=+\-@\t\r]")

KnownHeads = Callable[[Sequence[str]], int]
"""How many of these heads are known."""


def read_delimited(file: str, data: bytes, known: KnownHeads, *, tabs: bool = False) -> Tables:
    """The one table of a file; ``known`` decides which sign stands between the cells.

    BOM (UTF-16 too), then UTF-8, then GB18030. With ``tabs`` only tabs are tried.

    Raises:
        TableError: the text cannot be read.
    """
    text, encoding = _decoded(file, data, known)
    declared = _DECLARED.match(text)
    if declared is not None:
        text = text[declared.end() :]
    signs = declared[1] if declared else _TAB if tabs else _SIGNS
    sign = max(signs, key=lambda one: _fit(text, one, known))
    try:
        rows = tuple(_rows(text, sign, csv.QUOTE_MINIMAL))
    except csv.Error as error:
        if sign != _TAB:  # exports with tabs often know no quotes
            raise _no_csv(file, text, sign, str(error)) from error
        rows = tuple(_rows(text, sign, csv.QUOTE_NONE))
    return Tables(tables=(SheetTable(file=file, rows=rows),), encoding=encoding)


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("'=1"), guarded("好")
    ("'=1+1", "''=1", '好')
    """
    return f"'{text}" if _GUARDED.match(f"'{text}") else text


def unguarded(text: str) -> str:
    """The text of such a cell: the inverse of `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def _decoded(file: str, data: bytes, known: KnownHeads) -> tuple[str, str]:
    """The text and the name of its encoding."""
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as error:
            raise _fault(file, "encoding") from error
    text, reason = decode(data)
    if reason is None or reason.code == _CHARACTER:  # a cell with a control character says so
        return text, "UTF-8"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _fault(file, "encoding") from error
    if reason.code == _GB or any(_fit(text, sign, known)[0] for sign in _SIGNS):
        return text, "GB18030"
    raise _fault(file, "big5" if reason.code == _BIG5 else "encoding")


def _fit(text: str, sign: str, known: KnownHeads) -> tuple[int, int]:
    """How many known heads the sign makes in the first rows, and how many cells in the first."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            rows.append(row)
            if len(rows) == _HEAD_ROWS:
                break
    except csv.Error:
        return 0, 0
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    return max(map(known, filled), default=0), max(map(len, filled), default=0)


def _rows(text: str, sign: str, quoting: Literal[0, 3]) -> Iterator[TableRow]:
    """The rows that hold anything, numbered as a spreadsheet that opens the file does."""
    strict = quoting == csv.QUOTE_MINIMAL
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=sign, quoting=quoting, strict=strict
    )
    known: dict[str, str] = {}
    for number, cells in enumerate(reader, 1):
        if any(cell.strip() for cell in cells):
            kept = (unguarded(cell) for cell in cells)
            yield TableRow(number, tuple(known.setdefault(cell, cell) for cell in kept))


def _no_csv(file: str, text: str, sign: str, problem: str) -> TableError:
    """The fault, at the line of the text where the row that cannot be read begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        pass
    code = "long_cell" if "limit" in problem else "quote"
    return TableError([TableFault(place=Place(file=file, line=line), code=code)])


def _fault(file: str, code: str) -> TableError:
    return TableError([TableFault(place=Place(file=file), code=code)])
