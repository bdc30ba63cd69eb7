"""The file of decisions, a sheet or JSON Lines → its rows, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from xiaoer.authoring.apply.faults import apply_fault
from xiaoer.authoring.mine.columns import HEADS, MissColumn
from xiaoer.errors import Fault
from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import decode
from xiaoer.source.files.file_names import LINES
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.json_tree import json_lines, parse_json
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tables.load import load_tables, read_file
from xiaoer.source.tables.table import SheetTable, TableRow, TableSource, cell_at
from xiaoer.source.tree import Items, LineSource, Node, Pairs, Scalar, Source

_HEAD_ROWS: Final = 10
_NEEDED: Final = frozenset(("texts", "decision"))
_NAMES: Final[Mapping[str, MissColumn]] = {
    **{head.replace(" ", ""): key for key, head in HEADS.items()},
    **{key: key for key in HEADS},
}


class DecidedRow(NamedTuple):
    """The cells of a row by column, and where each stands."""

    source: Source
    at: int
    cells: Mapping[MissColumn, str]
    places: Mapping[MissColumn, int]

    def text(self, column: MissColumn) -> str:
        """The cell, "" where there is none."""
        return self.cells.get(column, "").strip()

    def place(self, column: MissColumn) -> Place:
        """Where the cell stands, or the row."""
        return self.source.place(self.places.get(column, self.at))


def decided_rows(path: Path) -> tuple[DecidedRow, ...]:
    """The rows below the headings, or the lines.

    Raises:
        MissingExtraError: a workbook, and python-calamine is not installed.
        TableError: the file cannot be read, with every fault.
    """
    if path.suffix.lower() == LINES:
        return _of_lines(path)
    for table in load_tables(path, _known).tables:
        heading = next((row for row in table.rows[:_HEAD_ROWS] if _is_heading(row.cells)), None)
        if heading is not None:
            return tuple(_of_table(table, heading))
    raise TableError([apply_fault("no_heading", Place(file=path.as_posix()))])


def _name(head: str) -> MissColumn | None:
    return _NAMES.get("".join(head.split()).lower())


def _known(heads: Sequence[str]) -> int:
    return len({_name(head) for head in heads} - {None})


def _is_heading(heads: Sequence[str]) -> bool:
    return {_name(head) for head in heads} >= _NEEDED


def _of_table(table: SheetTable, heading: TableRow) -> Iterator[DecidedRow]:
    columns: dict[int, MissColumn] = {}
    faults: list[Fault] = []
    for number, head in enumerate(heading.cells, 1):
        name = _name(head)
        if name in columns.values():
            place = table.place(heading.number, number)
            faults.append(apply_fault("column_twice", place, head=head.strip()))
        elif name is not None:
            columns[number] = name
    for bad in table.bad:
        if bad.column in columns and bad.row > heading.number:
            code = "error_cell" if bad.found else "no_value"
            place = table.place(bad.row, bad.column)
            faults.append(TableFault(place=place, code=code, fields={"found": bad.found}))
    if faults:
        raise TableError(faults)
    source = TableSource(table)
    for row in table.rows:
        if row.number > heading.number:
            yield DecidedRow(
                source=source,
                at=cell_at(row.number),
                cells={name: row.cell(number) for number, name in columns.items()},
                places={name: cell_at(row.number, number) for number, name in columns.items()},
            )


def _of_lines(path: Path) -> tuple[DecidedRow, ...]:
    source = LineSource(path.as_posix())
    text, broken = decode(read_file(path))
    faults: list[Fault] = []
    rows: list[DecidedRow] = []
    try:
        if broken is not None:
            raise broken
        for number, line in json_lines(text):
            node = parse_json(line, number)
            cells = dict(_cells(node)) if isinstance(node, Pairs) else {}
            if cells.keys() >= _NEEDED:
                rows.append(DecidedRow(source, number, cells, {}))
            else:
                found = line.strip()[:40]
                faults.append(apply_fault("no_object", source.place(number), found=found))
    except Unreadable as error:
        place = source.place(error.at)
        found_fault = Diagnostic(
            code=error.code, severity="error", place=place, fields=error.fields
        )
        raise TableError([found_fault]) from error
    if faults:
        raise TableError(faults)
    return tuple(rows)


def _cells(node: Pairs) -> Iterator[tuple[MissColumn, str]]:
    """The values as cells: a list is a text a line."""
    for key, value in node.pairs:
        name = _name(_text(key))
        if name is not None:
            yield name, _text(value)
        if _text(key) == "suggestions" and isinstance(value, Items):
            for number, one in enumerate(value.items[:3], 1):
                yield f"suggestion.{number}", _text(_id_of(one))  # type: ignore[misc]


def _id_of(node: Node) -> Node:
    pairs = node.pairs if isinstance(node, Pairs) else ()
    return next((value for key, value in pairs if _text(key) == "id"), node)


def _text(node: Node) -> str:
    if isinstance(node, Items):
        return "\n".join(_text(item).replace("\n", " ") for item in node.items)
    return node.text if isinstance(node, Scalar) and not node.is_null else ""
