"""What is wrong with the columns and cells of a sheet, and what its owner should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.sheets.groups import EntryGroups
from xiaoer.authoring.sheets.layouts import Layout
from xiaoer.authoring.sheets.notes import SheetNote, sheet_fault
from xiaoer.authoring.sheets.rows import SheetRows
from xiaoer.source.tables.columns import Column, Heading
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
    if not any(column.head for column in heading.columns) and _is_guessed(heading):
        yield SheetNote(code="headless")
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


def _is_guessed(heading: Heading) -> bool:
    return any(column.how == "guess" for column in heading.columns)


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


def joined_notes(groups: EntryGroups) -> Iterator[SheetNote]:
    """That several rows are one entry, and where answers go on over several of them."""
    if groups.joined:
        yield SheetNote(code="joined", fields={"count": groups.joined})
    rows = sorted(set(groups.lengthened))
    if rows:
        shown = ", ".join(map(str, rows[:5]))
        yield SheetNote(code="lengthened", fields={"count": len(rows), "rows": shown})


def row_notes(found: SheetRows) -> Iterator[SheetNote]:
    """What was taken for sections, and which cells take the value above."""
    if found.sections:
        names = "、".join(list(dict.fromkeys(found.sections))[:5])
        yield SheetNote(code="sections", fields={"count": len(found.sections), "names": names})
    if found.wordings:
        yield SheetNote(code="wordings", fields={"count": found.wordings})
    for column in found.filled_down:
        yield SheetNote(code="filled_down", fields={"column": letters(column)})
    if found.lead:
        yield SheetNote(code="lead", fields={"name": found.lead})


def is_ours(columns: Sequence[Column]) -> bool:
    """Whether this is the sheet that we write, in which nothing has to be guessed."""
    heads = {column.head for column in columns}
    return heads <= set(HEADS.values()) and len(heads) * 2 >= len(HEADS)
