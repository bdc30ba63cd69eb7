"""What is wrong with the columns and cells of a sheet, and what its owner should know of them."""

from __future__ import annotations

from collections.abc import Iterator

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.sheets.layouts import Layout
from xiaoer.authoring.sheets.notes import SheetNote, sheet_fault
from xiaoer.source.tables.columns import Heading
from xiaoer.source.tables.faults import Said, TableFault
from xiaoer.source.tables.table import SheetTable, letters


def clashes(table: SheetTable, heading: Heading) -> Iterator[TableFault]:
    """Two columns for one field, of which nobody can say which is meant."""
    by_number = {column.number: column for column in heading.columns}
    for name, numbers in heading.clashes:
        own = [f"{letters(number)}（{by_number[number].head}）" for number in numbers]
        fields = {
            "columns": Said(zh="、".join(own), en=", ".join(own)),
            "field": HEADS.get(name, name),
            "name": name,
            "first": letters(numbers[0]),
        }
        yield sheet_fault("clash", table.place(heading.last, numbers[1]), **fields)


def bad_cells(table: SheetTable, heading: Heading) -> Iterator[TableFault]:
    """Errors and formulas without a result in columns that are read."""
    read = {column.number for column in heading.columns if column.field}
    for cell in table.bad:
        if cell.column in read and cell.row >= heading.first:
            code = "error_cell" if cell.found else "no_value"
            place = table.place(cell.row, cell.column)
            yield TableFault(place=place, code=code, fields={"found": cell.found})


def sheet_notes(table: SheetTable, heading: Heading) -> Iterator[SheetNote]:
    """Columns without heads, and what is hidden."""
    beside = [letters(column.number) for column in heading.columns if column.how == "beside"]
    if beside:
        yield SheetNote(code="beside", fields={"columns": ", ".join(beside)})
    bare = [letters(c.number) for c in heading.columns if not c.head and not c.field]
    if bare:
        yield SheetNote(code="no_head", fields={"columns": ", ".join(bare)})
    if table.hidden_rows:
        yield SheetNote(code="hidden_rows", fields={"count": table.hidden_rows})
    if table.hidden_columns:
        yield SheetNote(code="hidden_columns", fields={"count": table.hidden_columns})


def layout_notes(layout: Layout) -> Iterator[SheetNote]:
    """How a sheet without a row of heads is read, and what its labels were taken for."""
    yield SheetNote(code=layout.kind)
    if layout.labels:
        own = [(label, HEADS.get(name, name), name) for label, name in layout.labels]
        zh = "、".join(f"{label} → {shown}" for label, shown, _ in own)
        en = ", ".join(f"{label} → {name}" for label, _, name in own)
        yield SheetNote(code="labels", fields={"pairs": Said(zh=zh, en=en)})
    if layout.bands:
        names = "、".join(list(dict.fromkeys(layout.bands))[:5])
        yield SheetNote(code="sections", fields={"count": len(layout.bands), "names": names})
