"""XLSX, XLS and ODS → tables: the one door to python-calamine."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from xiaoer.errors import MissingExtraError
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.cell_text import cell_text
from xiaoer.source.tables.faults import Said, TableError, TableFault
from xiaoer.source.tables.package import SheetScan, scan_package
from xiaoer.source.tables.table import Merge, SheetTable, TableRow, Tables
from xiaoer.text.regex import regex

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")

_ZIP = b"PK"
_HEAD = 4_096  # bytes that tell what a file holds
_PAGE = regex(r"<(?:!doctype|html|head|table|meta|\?xml)\b|<!--", re.IGNORECASE)


def read_workbook(file: str, data: bytes) -> Tables:
    """The visible sheets, and the names of the hidden ones.

    Raises:
        MissingExtraError: python-calamine is not installed.
        TableError: it is no workbook, damaged, protected by a password, or too large.
    """
    check_reader()
    place = Place(file=file)
    scans = scan_package(file, data) if data.startswith(_ZIP) else {}
    book = _opened(place, data)
    visible, hidden = _names(book)
    if not visible:
        names = Said(zh="、".join(hidden) or "没有", en=", ".join(hidden) or "none")
        raise TableError([TableFault(place=place, code="no_sheet", fields={"hidden": names})])
    tables = tuple(_table(file, book, name, scans.get(name)) for name in visible)
    return Tables(tables=tables, hidden=hidden)


def check_reader() -> None:
    """Says before the work starts what would be missing.

    Raises:
        MissingExtraError: python-calamine is not installed.
    """
    try:
        import python_calamine  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("xlsx", "python-calamine") from error


def _opened(place: Place, data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise TableError([TableFault(place=place, code="password")]) from error
    except CalamineError as error:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise TableError([TableFault(place=place, code="password")]) from error
        raise _misnamed(place, data) or _damaged(place, str(error)) from error


def _misnamed(place: Place, data: bytes) -> TableError | None:
    """What exports of other tools hold under a workbook's name: a web page, or a text."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data[:_HEAD].decode(encoding, "strict" if len(data) <= _HEAD else "ignore")
        except UnicodeDecodeError:
            continue
        text = text.strip()
        if _PAGE.match(text):
            return TableError([TableFault(place=place, code="web_page")])
        signs = [sign for sign in ",\t" if sign in text]
        if signs and all(char.isprintable() or char.isspace() for char in text):
            suffix = ".csv" if signs[0] == "," else ".tsv"
            fields = {"suffix": suffix}
            return TableError([TableFault(place=place, code="text_inside", fields=fields)])
    return None


def _names(book: CalamineWorkbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the sheets that are seen, and of those that are hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = tuple(one.name for one in sheets if one.visible == SheetVisibleEnum.Visible)
    return visible, tuple(one.name for one in sheets if one.name not in visible)


def _table(file: str, book: CalamineWorkbook, name: str, found: SheetScan | None) -> SheetTable:
    from python_calamine import CalamineError

    scan = found or SheetScan()
    try:
        sheet = book.get_sheet_by_name(name)
        rows = tuple(_rows(sheet, found))
        merged = tuple(_merged(sheet))
    except CalamineError as error:
        raise _damaged(Place(file=f"{file}:{name}"), str(error)) from error
    return SheetTable(
        file=file,
        name=name,
        rows=rows,
        merged=merged,
        bad=scan.bad,
        hidden_rows=scan.hidden_rows,
        hidden_columns=scan.hidden_columns,
        struck=scan.struck,
    )


def _rows(sheet: CalamineSheet, scan: SheetScan | None) -> list[TableRow]:
    """The rows that hold anything; texts that come again are kept once."""
    known: dict[str, str] = {}
    found = []
    ahead = ("",) * (sheet.start[1] if sheet.start else 0)  # rows come without their blank columns
    for number, values in enumerate(sheet.iter_rows(), 1):
        end = len(values)
        while end and (values[end - 1] == "" or values[end - 1] is None):
            end -= 1
        if end:
            texts = (
                value
                if isinstance(value, str)
                else cell_text(value, scan.code(number, at) if scan else "")
                for at, value in enumerate(values[:end], len(ahead) + 1)
            )
            cells = tuple(
                known.setdefault(text, text) if type(text) is str else text for text in texts
            )
            if any(cell.strip() for cell in cells):
                found.append(TableRow(number, ahead + cells))
    return found


def _merged(sheet: CalamineSheet) -> list[Merge]:
    ranges = sheet.merged_cell_ranges or ()
    return [
        Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges
    ]


def _damaged(place: Place, reason: str) -> TableError:
    return TableError([TableFault(place=place, code="damaged", fields={"reason": reason})])
