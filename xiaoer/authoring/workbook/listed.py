"""Rows to decide on → a workbook: heads that stay in sight, a filter, drop-downs, a guide."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xiaoer.authoring.workbook.writing import check_writer
from xiaoer.records import dataclass

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column: its head, what it is for, what may be chosen; ``strict``: and nothing else."""

    head: str
    width: int
    about: str
    choices: tuple[str, ...] = ()
    strict: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A sheet of rows, and the name and rules of the sheet that explains it."""

    name: str
    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[str | int | float]]
    guide: str
    rules: tuple[str, ...]


def listed_workbook(listed: Listed) -> bytes:
    """The bytes of the workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    check_writer()
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet(listed.name)
        _lay_out(book, sheet, listed)
        text = book.add_format({"text_wrap": True, "valign": "top"})
        share = book.add_format({"num_format": "0%", "valign": "top"})
        for number, row in enumerate(listed.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value, text)
                else:
                    as_share = listed.columns[column].is_share
                    sheet.write_number(number, column, value, share if as_share else text)
        _explain(book, listed)
    return data.getvalue()


def _lay_out(book: Workbook, sheet: Worksheet, listed: Listed) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
    last = max(len(listed.rows), 1)
    for number, column in enumerate(listed.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.head, head)
        if column.choices:
            kind = {"validate": "list", "source": list(column.choices), "show_error": column.strict}
            sheet.data_validation(1, number, last, number, kind)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(listed.columns) - 1)


def _explain(book: Workbook, listed: Listed) -> None:
    sheet = book.add_worksheet(listed.guide)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    for number, rule in enumerate(listed.rules):
        sheet.write_string(number, 0, rule)
    top = len(listed.rules) + 1
    for place, name in enumerate(("列", "说明")):
        sheet.write_string(top, place, name, bold)
    for number, column in enumerate(listed.columns, top + 1):
        sheet.write_string(number, 0, column.head, wrapped)
        sheet.write_string(number, 1, column.about, wrapped)
