"""Entries → the sheet of ours, as XLSX or CSV: the one door to XlsxWriter."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from xiaoer.authoring.cells.fields import HEADS, OFF, ON, YES, cells_of
from xiaoer.authoring.workbook.guide import COLUMNS, GUIDE, RULES, SHEET
from xiaoer.authoring.workbook.limits import CellTexts, check_cells
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import MissingExtraError
from xiaoer.source.tables.delimited import guarded

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEETS: Final = (".xlsx", ".csv")
"""The kinds of sheet that are written."""

_WIDTHS: Final = {"question": 30, "variants": 40, "answer": 60, "self_service": 30, "links": 30}
_USUAL_WIDTH = 14
_CHOICES_DOWN_TO = 20_000
_LONGEST_LIST = 255  # characters that a drop-down's list may have


def write_sheet(suffix: str, entries: Sequence[Entry], settings: Settings, *, file: str) -> bytes:
    """The bytes of the sheet; without entries, of an empty one to fill.

    Raises:
        MissingExtraError: an XLSX, and XlsxWriter is not installed.
        TableError: a text is longer than a cell may be, or holds a control character.
    """
    rows = [cells_of(entry, settings.offset) for entry in entries]
    check_cells(file, entries, rows)
    return _xlsx(rows, settings) if suffix == ".xlsx" else _csv(rows)


def check_writer() -> None:
    """Says before the work starts what would be missing.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("xlsx", "XlsxWriter") from error


def _csv(rows: Sequence[CellTexts]) -> bytes:
    """UTF-8 with a BOM, which Excel needs to read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADS.values())
    writer.writerows([guarded(row[key]) for key in HEADS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[CellTexts], settings: Settings) -> bytes:
    check_writer()
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"constant_memory": len(rows) > 1000}) as book:
        sheet = book.add_worksheet(SHEET)
        _lay_out(book, sheet, settings)
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for number, row in enumerate(rows, 1):
            for column, key in enumerate(HEADS):
                if row[key]:
                    sheet.write_string(number, column, row[key], text)
        _explain(book)
    return data.getvalue()


def _lay_out(book: Workbook, sheet: Worksheet, settings: Settings) -> None:
    """Heads that stay in sight, columns as wide as their texts, and drop-downs."""
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (key, name) in enumerate(HEADS.items()):
        sheet.set_column(column, column, _WIDTHS.get(key, _USUAL_WIDTH), text)
        sheet.write_string(0, column, name, head)
        choices, strict = _choices(key, settings)
        if choices and len(",".join(choices)) <= _LONGEST_LIST:
            sheet.data_validation(
                1,
                column,
                _CHOICES_DOWN_TO,
                column,
                {"validate": "list", "source": list(choices), "show_error": strict},
            )
    sheet.freeze_panes(1, 0)


def _choices(key: str, settings: Settings) -> tuple[tuple[str, ...], bool]:
    """What a column's drop-down offers, and whether nothing else may be typed."""
    match key:
        case "enabled":
            return (ON, OFF), True
        case "hot":
            return (YES,), True
        case "audience":
            return settings.audience_names, False  # several are typed one a line
        case "escalate":
            return settings.queue_names, True
        case _:
            return (), False


def _explain(book: Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((16, 60, 48)):
        sheet.set_column(column, column, width)
    for number, rule in enumerate(RULES):
        sheet.write_string(number, 0, rule)
    top = len(RULES) + 1
    for column, name in enumerate(("列", "怎么填", "例")):
        sheet.write_string(top, column, name, bold)
    for number, (key, head) in enumerate(HEADS.items(), top + 1):
        for column, text in enumerate((head, *COLUMNS[key])):
            sheet.write_string(number, column, text, wrapped)
