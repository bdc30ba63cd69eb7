"""How layouts become files, by hands other than the one under test."""

from __future__ import annotations

import io
from pathlib import Path

from tests.authoring.layouts import Expected, Layout
from xiaoer.authoring.importing.conversion import Conversion, Wanted, prepare
from xiaoer.authoring.sheets.mapping import Mapped
from xiaoer.corpus.entry import Entry


def xlsx(layout: Layout, path: Path) -> Path:
    """The layout as a workbook that openpyxl writes."""
    openpyxl = __import__("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merged in layout.sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if not rows[0]:  # append passes over rows without cells
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column, value)
        for one in merged:
            sheet.merge_cells(one)
        if name in layout.hidden:
            sheet.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(data.getvalue())
    return path


def converted(source: Path, target: Path, *maps: str, **options: object) -> Conversion:
    """What a conversion would write."""
    return prepare(Wanted(source=source, target=target, mapped=Mapped.parse(maps), **options))  # type: ignore[arg-type]


def told(entries: tuple[Entry, ...]) -> list[Expected]:
    """What a layout expects of entries."""
    return [(one.question, one.variants, one.answer, one.category) for one in entries]
