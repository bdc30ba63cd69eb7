"""What ``--map 列名=field`` says: which column holds which field, whatever it seems to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.fields import FIELDS, HEADS
from xiaoer.authoring.sheets.notes import sheet_fault
from xiaoer.errors import nearest_name
from xiaoer.records import dataclass, field, replace
from xiaoer.source.column_heads import plain_head
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.columns import HEAD_ROWS, SEVERAL, Column, Heading, find_heading
from xiaoer.source.tables.faults import Said, TableError, TableFault
from xiaoer.source.tables.table import SheetTable, Tables, column_number

_BY_HEAD: Final = {head: name for name, head in HEADS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Fields by head (as `plain_head` gives it) and by column; "" means that it is not read."""

    heads: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[int, str] = field(default_factory=dict)
    written: tuple[str, ...] = ()

    @classmethod
    def parse(cls, given: Sequence[str]) -> Mapped:
        """What the arguments say: a head, or the letters of a column, then = and a field.

        Raises:
            TableError: one has another form, or names a field that there is not.
        """
        heads: dict[str, str] = {}
        columns: dict[int, str] = {}
        names = []
        for text in given:
            name, equals, wanted = (part.strip() for part in text.rpartition("="))
            if not equals or not name:
                raise TableError([sheet_fault("map_form", Place(file="--map"), found=text)])
            meant = _BY_HEAD.get(wanted, wanted)
            if meant and meant not in FIELDS:
                raise TableError([_no_field(wanted)])
            names.append(name)
            if column_number(name):
                columns[column_number(name)] = meant
            heads[plain_head(name)] = meant
        return cls(heads=heads, columns=columns, written=tuple(names))

    def heading(self, table: SheetTable) -> Heading | None:
        """The heading of a table with the columns that were named by letters; else None."""
        reach = max((len(row.cells) for row in table.rows), default=0)
        numbers = {number: name for number, name in self.columns.items() if number <= reach}
        if not numbers or self._has_heads(table):
            return None
        found = find_heading(table, self.heads)
        if found is None:
            columns = tuple(Column(n, "", name, "map") for n, name in sorted(numbers.items()))
            return Heading(first=0, last=0, columns=columns)
        mapped = [_overruled(column, numbers) for column in found.columns]
        clashes = tuple(one for one in found.clashes if one[0] not in numbers.values())
        return replace(found, columns=tuple(mapped), clashes=clashes)

    def _has_heads(self, table: SheetTable) -> bool:
        """Whether a head of the table is what looks like the letters of a column."""
        named = {plain_head(name) for name in self.written if column_number(name)}
        found = find_heading(table)
        return found is not None and any(plain_head(c.head) in named for c in found.columns)

    def check(self, tables: Tables) -> None:
        """Raises: TableError where a named column is in none of the tables."""
        heads = [head for table in tables.tables for head in _heads(table)]
        known = {plain_head(head): head for head in heads if head}
        reach = max((len(r.cells) for t in tables.tables for r in t.rows), default=0)
        for name in self.written:
            if plain_head(name) in known or 0 < column_number(name) <= reach:
                continue
            near = nearest_name(name, list(known.values())[:200])
            shown = list(dict.fromkeys(head for head in heads if 0 < len(head) <= 20))[:20]
            fields = {"found": name, "nearest": _nearest(near), "known": "、".join(shown)}
            raise TableError([sheet_fault("map_column", Place(file="--map"), **fields)])


def _heads(table: SheetTable) -> list[str]:
    """The heads of a table; where none are known, all that may be one."""
    found = find_heading(table)
    if found is not None:
        return [column.head for column in found.columns]
    return [cell.strip() for row in table.rows[:HEAD_ROWS] for cell in row.cells]


def _overruled(column: Column, numbers: Mapping[int, str]) -> Column:
    if column.number in numbers:
        return Column(column.number, column.head, numbers[column.number], "map")
    if column.field in numbers.values() and column.field not in SEVERAL:
        return Column(column.number, column.head, "")
    return column


def _no_field(wanted: str) -> TableFault:
    near = nearest_name(wanted, FIELDS)
    known = ", ".join(FIELDS)
    return sheet_fault(
        "map_field", Place(file="--map"), found=wanted, nearest=_nearest(near), known=known
    )


def _nearest(name: str) -> Said:
    if not name:
        return Said(zh="", en="")
    return Said(zh=f"，是不是 “{name}”？", en=f', did you mean "{name}"?')
