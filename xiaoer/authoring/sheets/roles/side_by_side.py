"""Tables that stand side by side on one sheet, under the same heads again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from xiaoer.records import replace
from xiaoer.source.tables.columns import HEAD_ROWS, known_heads
from xiaoer.source.tables.table import SheetTable, TableRow, Tables

_FEWEST: Final = 2
_MOST: Final = 6


class _ColumnRange(NamedTuple):
    """The columns of one of the tables, the last one included."""

    first: int
    last: int


def apart(tables: Tables) -> Tables:
    """The tables, those that stand side by side each as one of its own, with the cells in place."""
    return replace(tables, tables=tuple(one for table in tables.tables for one in _apart(table)))


def _apart(table: SheetTable) -> Iterator[SheetTable]:
    found = next(filter(None, map(_blocks, table.rows[:HEAD_ROWS])), None)
    if found is None:
        yield table
        return
    for block in found:
        rows = (TableRow(row.number, _within(row, block)) for row in table.rows)
        merged = tuple(m for m in table.merged if block.first <= m.left <= block.last)
        kept = tuple(row for row in rows if any(cell.strip() for cell in row.cells))
        yield replace(table, rows=kept, merged=merged)


def _within(row: TableRow, block: _ColumnRange) -> tuple[str, ...]:
    return tuple(
        cell if block.first <= at <= block.last else "" for at, cell in enumerate(row.cells, 1)
    )


def _blocks(row: TableRow) -> list[_ColumnRange] | None:
    """The blocks of columns that heads make which come again in the same order; None for none."""
    filled = [(at, cell.strip()) for at, cell in enumerate(row.cells, 1) if cell.strip()]
    for times in range(_MOST, 1, -1):
        size, rest = divmod(len(filled), times)
        if rest or size < _FEWEST:
            continue
        parts = [filled[at : at + size] for at in range(0, len(filled), size)]
        heads = [[head for _, head in part] for part in parts]
        if all(one == heads[0] for one in heads) and known_heads(heads[0]) >= _FEWEST:
            starts = [part[0][0] for part in parts]
            ends = [start - 1 for start in starts[1:]]
            return [
                _ColumnRange(a, b) for a, b in zip(starts, [*ends, len(row.cells)], strict=True)
            ]
    return None
