"""The texts of one field in the rows of a sheet, and rows with them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text

TextChange = Callable[[str], str]


def texts_of(rows: Iterable[SheetRow], field: str) -> list[Text]:
    """The texts of the field, row by row."""
    return [text for row in rows for text in row.cells.get(field, ())]


def changed(row: SheetRow, field: str, change: TextChange) -> SheetRow:
    """The row with each text of the field changed."""
    if field not in row.cells:
        return row
    texts = tuple(Text(change(plain(text.text)), text.at) for text in row.cells[field])
    return SheetRow(row.number, {**row.cells, field: texts})
