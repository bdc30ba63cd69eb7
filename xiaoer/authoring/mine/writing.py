"""Groups → the sheet to decide in, as XLSX or CSV, or JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xiaoer.authoring.mine.cells import Cells, heads, json_line, rows_of
from xiaoer.authoring.mine.columns import (
    ABOUT,
    COLUMNS,
    DECISIONS,
    GUIDE,
    HEADS,
    NOBODY,
    RULES,
    SHEET,
    Column,
)
from xiaoer.authoring.mine.groups import MinedGroup
from xiaoer.authoring.wording import import_fault
from xiaoer.authoring.workbook.writing import SHEETS, check_writer
from xiaoer.corpus.settings import Settings
from xiaoer.source.files.file_names import LINES
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.delimited import guarded
from xiaoer.source.tables.faults import TableError

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MINED: Final = (*SHEETS, LINES)
"""The kinds of file that are written."""

_WIDTHS: Final[dict[Column, int]] = {
    "count": 6, "texts": 44, "suggestion.1": 30, "suggestion.2": 30, "suggestion.3": 30,
    "confidence": 8, "why": 18, "decision": 10, "entry": 12, "audience": 8,
}  # fmt: skip


def check_mined_file(path: Path) -> None:
    """Says before the work starts what would fail at its end.

    Raises:
        TableError: it is to be another kind of file.
        MissingExtraError: an XLSX, and XlsxWriter is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in MINED:
        fields = {"suffix": path.suffix, "known": ", ".join(MINED)}
        raise TableError([import_fault("mined_kind", Place(file=path.as_posix()), **fields)])
    if suffix == ".xlsx":
        check_writer()


def mined_file(suffix: str, groups: Sequence[MinedGroup], settings: Settings) -> bytes:
    """The bytes of the file."""
    if suffix == LINES:
        return "".join(map(json_line, groups)).encode("utf-8", "replace")
    rows = [row for group in groups for row in rows_of(group, settings)]
    return _xlsx(rows) if suffix == ".xlsx" else _csv(rows)


def _csv(rows: Sequence[Cells]) -> bytes:
    """UTF-8 with a BOM, which Excel needs to read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads())
    writer.writerows([guarded(str(row[key])) for key in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _xlsx(rows: Sequence[Cells]) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet(SHEET)
        _lay_out(book, sheet, len(rows))
        text = book.add_format({"text_wrap": True, "valign": "top"})
        share = book.add_format({"num_format": "0%", "valign": "top"})
        for number, row in enumerate(rows, 1):
            for column, key in enumerate(COLUMNS):
                value = row[key]
                if isinstance(value, str):
                    sheet.write_string(number, column, value, text)
                else:
                    sheet.write_number(number, column, value, share if key != "count" else text)
        _explain(book)
    return data.getvalue()


def _lay_out(book: Workbook, sheet: Worksheet, count: int) -> None:
    """Heads that stay in sight, a filter, drop-downs."""
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
    for column, key in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS[key])
        sheet.write_string(0, column, HEADS[key], head)
    last = max(count, 1)
    decisions = {"validate": "list", "source": list(DECISIONS.values()), "show_error": True}
    entries = {"validate": "list", "source": ["1", "2", "3", NOBODY], "show_error": False}
    for column, kind in ((COLUMNS.index("decision"), decisions), (COLUMNS.index("entry"), entries)):
        sheet.data_validation(1, column, last, column, kind)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)


def _explain(book: Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    for number, rule in enumerate(RULES):
        sheet.write_string(number, 0, rule)
    top = len(RULES) + 1
    for column, name in enumerate(("列", "说明")):
        sheet.write_string(top, column, name, bold)
    for number, key in enumerate(COLUMNS, top + 1):
        sheet.write_string(number, 0, HEADS[key], wrapped)
        sheet.write_string(number, 1, ABOUT[key], wrapped)
