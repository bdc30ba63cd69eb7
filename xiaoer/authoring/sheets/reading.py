"""A file of tables → entries as trees, each text with its cell, and what was taken for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xiaoer.authoring.cells.fields import LabelNames, fields_of
from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.evidence import weighed
from xiaoer.authoring.sheets.findings import (
    bad_cells,
    clashes,
    is_ours,
    joined_notes,
    layout_notes,
    row_notes,
    sheet_notes,
)
from xiaoer.authoring.sheets.groups import EntryGroups, EntryRows, as_meant
from xiaoer.authoring.sheets.layouts import Layout, by_marks, laid_out_otherwise
from xiaoer.authoring.sheets.mapping import Mapped
from xiaoer.authoring.sheets.more_variants import MoreVariants
from xiaoer.authoring.sheets.notes import SheetNote, sheet_fault
from xiaoer.authoring.sheets.roles.columns import inferred
from xiaoer.authoring.sheets.roles.heads import guessed_heading, headless, in_chinese, overruled
from xiaoer.authoring.sheets.roles.main_rows import main_rows, with_kinds
from xiaoer.authoring.sheets.roles.sheet_names import (
    counts_again,
    is_lower_level,
    name_notes,
    named_category,
    under,
)
from xiaoer.authoring.sheets.roles.side_by_side import apart
from xiaoer.authoring.sheets.roles.typed_cells import as_shown, typed_note
from xiaoer.authoring.sheets.rows import SheetRow, Skipped, rows_of
from xiaoer.authoring.sheets.switched_off import without_struck
from xiaoer.authoring.sourced import Sourced
from xiaoer.records import dataclass, field, replace
from xiaoer.source.tables.columns import Column, Heading, find_heading
from xiaoer.source.tables.faults import Said, TableError, TableFault
from xiaoer.source.tables.table import SheetTable, Tables, TableSource, cell_at
from xiaoer.source.tree import Pairs, Scalar

_SAYING: Final = ("answer", "self_service", "escalate")  # a sheet with none adds to others'
_JUDGED: Final = 1_000  # rows are enough to judge columns by
_ABOUT: Final = frozenset(
    "说明 填写说明 使用说明 导入说明 readme instructions 目录 字段说明".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """One sheet: its heads, what each was taken for, how many entries, and what else to know."""

    table: SheetTable
    heading: int
    columns: tuple[Column, ...]
    entries: tuple[Sourced, ...]
    notes: tuple[SheetNote, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Every field that has a column."""
        return frozenset(column.field for column in self.columns if column.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sheet that was not read, and why: a key of ``WHY_NOT``."""

    name: str
    why: str


@dataclass(slots=True)
class _SheetReader:
    """Reads the tables of one file."""

    tables: Tables
    names: LabelNames
    mapped: Mapped
    sheets: list[SheetReading] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)

    def read(self) -> None:
        headed = [(table, self._heading(table)) for table in self.tables.tables]
        saying = [h for _, h in headed if h is not None and self._says(h)]
        if not saying:
            headed = [(table, self._guessed(table) or heading) for table, heading in headed]
            saying = [h for _, h in headed if h is not None and self._says(h)]
        more = []
        for table, heading in headed:
            if heading is None:
                self._without_heading(table, alone=not saying or self._is_marked(table))
            elif not saying or self._says(heading):
                self._headed(table, heading)
            elif "variants" in heading.fields:
                more.append((table, heading))
            else:
                self.unread.append(Unread(name=table.name, why="no_answer"))
        for table, heading in more:
            self._add_variants(table, heading)
        if not self.sheets and not self.faults:
            self._nothing_read()

    def _heading(self, table: SheetTable) -> Heading | None:
        if len(self.tables.tables) > 1 and plain(table.name).casefold() in _ABOUT:
            return None
        by_hand = self.mapped.heading(table)
        found = None if self._is_marked(table) else find_heading(table, self.mapped.heads)
        return by_hand or found

    def _is_marked(self, table: SheetTable) -> bool:
        return not self.mapped.written and by_marks(table) is not None

    def _guessed(self, table: SheetTable) -> Heading | None:
        """The heading that the contents tell, where the sheet is laid out in no other way."""
        if plain(table.name).casefold() in _ABOUT or self.mapped.columns:
            return None
        if laid_out_otherwise(table) is not None:
            return None
        return guessed_heading(table, self.mapped.heads) or headless(table)

    def _says(self, heading: Heading) -> bool:
        return any(f in _SAYING or f.startswith("channels.") for f in heading.fields)

    def _without_heading(self, table: SheetTable, *, alone: bool) -> None:
        about = plain(table.name).casefold() in _ABOUT
        layout = laid_out_otherwise(table) if alone and not about else None
        if layout is None:
            self.unread.append(Unread(name=table.name, why="heading" if table.rows else "empty"))
            return
        notes = list(layout_notes(layout))
        self._add(table, layout, layout.columns, layout.rows, notes, layout.skipped)

    def _headed(self, table: SheetTable, heading: Heading) -> None:
        below = [row.number for row in table.rows if row.number > heading.last]
        heading = in_chinese(table, overruled(table, heading, self.mapped.heads), below)
        self.faults += clashes(table, heading)
        ours, names, told = is_ours(heading.columns), tuple[str, ...](), list[SheetNote]()
        if not ours:
            early = rows_of(replace(table, rows=table.rows[:_JUDGED]), heading).rows
            heading, names, told = self._by_contents(table, heading, early)
        found = rows_of(table, heading, ours=ours)
        self.faults += bad_cells(table, heading)
        if not found.rows:
            self.unread.append(Unread(name=table.name, why="no_rows"))
            return
        notes = [*sheet_notes(table, heading), *told, *row_notes(found)]
        rows, off = without_struck(table, heading, found.rows)
        rows = with_kinds(rows, names)
        self._add(table, heading, heading.columns, rows, [*notes, *off], found.skipped)

    def _by_contents(
        self, table: SheetTable, heading: Heading, rows: Sequence[SheetRow]
    ) -> tuple[Heading, tuple[str, ...], list[SheetNote]]:
        """The heading as the contents bear it out, and what the kinds of rows are called."""
        numbers = {row.number for row in rows}
        heading, doubts = weighed(table, heading, numbers, self.mapped.heads)
        heading, names, kinds = main_rows(table, heading, rows)
        heading, unsure = inferred(table, heading, numbers, self.mapped.heads)
        return heading, names, [*doubts, *kinds, *unsure]

    def _add_variants(self, table: SheetTable, heading: Heading) -> None:
        """A sheet of questions and variants alone says more of the entries of the others."""
        groups = EntryGroups(table)
        groups.add_all(rows_of(table, heading).rows)
        adding = MoreVariants(table, groups.found)
        sheets = [
            replace(sheet, entries=tuple(map(adding.added, sheet.entries))) for sheet in self.sheets
        ]
        if not adding.taken:  # about something else
            self.unread.append(Unread(name=table.name, why="no_answer"))
            return
        self.sheets = sheets
        self.faults += [*groups.faults, *adding.left_over()]
        note = SheetNote(code="variants_of", fields={"count": len(groups.found)})
        read = SheetReading(
            table=replace(table, rows=()),
            heading=heading.last,
            columns=heading.columns,
            entries=(),
            notes=(note,),
        )
        self.sheets.append(read)

    def _add(
        self,
        table: SheetTable,
        heading: Heading | Layout,
        columns: tuple[Column, ...],
        rows: Sequence[SheetRow],
        notes: list[SheetNote],
        skipped: tuple[Skipped, ...],
    ) -> None:
        name = named_category(self.tables, table, self.mapped.heads)
        above = bool(name) and is_lower_level(columns)
        rows, habits = self._bare(table, columns, rows)
        rows = under(name, rows) if above else rows
        groups = EntryGroups(table)
        groups.add_all(rows)
        drafts = groups.take_drafts() if "answer" in heading.fields else ()
        self.faults += groups.faults
        notes += [*habits, *joined_notes(groups)]
        has = any(f.startswith("category") for f in heading.fields) or _has(rows, "category")
        category = "" if has else name
        notes += name_notes(name, above=above, alone=bool(category))
        had = heading.fields | ({"category"} if category or _has(rows, "category") else set())
        bare = replace(table, rows=(), merged=(), bad=())  # the texts stand in the entries
        answers = 0 if isinstance(heading, Layout) else _answer_column(columns)
        entries = tuple(
            _sourced(TableSource(bare), group, self.names, had, category, answers)
            for group in groups.found
        )
        self.sheets.append(
            SheetReading(
                table=bare,
                heading=heading.last if isinstance(heading, Heading) and heading.first else 0,
                columns=columns,
                entries=entries,
                notes=tuple(notes),
                skipped=(*skipped, *drafts),
            )
        )

    def _bare(
        self, table: SheetTable, columns: tuple[Column, ...], rows: Sequence[SheetRow]
    ) -> tuple[Sequence[SheetRow], list[SheetNote]]:
        """The rows with nothing but their texts in the cells, and what was done to them."""
        rows, shown = as_shown(rows)
        if is_ours(columns):
            return rows, [*shown, *typed_note(rows)]
        again = counts_again(self.tables, table, self.mapped.heads)
        rows, habits = as_meant(rows, columns, again=again)
        return rows, [*habits, *shown, *typed_note(rows)]

    def _nothing_read(self) -> None:
        tables = [table for table in self.tables.tables if table.rows]
        headed = {one.name for one in self.unread if one.why == "no_rows"}
        if not tables or headed:
            table = next((t for t in tables if t.name in headed), self.tables.tables[0])
            self.faults.append(sheet_fault("no_rows", table.place(0)))
            return
        row = tables[0].rows[0]
        cells = [" ".join(cell.split())[:12] for cell in row.cells if cell.strip()][:6]
        found = Said(zh="、".join(cells), en=", ".join(cells))
        self.faults.append(sheet_fault("no_heading", tables[0].place(row.number), found=found))


def read_sheets(
    tables: Tables, names: LabelNames, mapped: Mapped
) -> tuple[tuple[SheetReading, ...], tuple[Unread, ...]]:
    """What each sheet holds, and the sheets that are not read.

    Raises:
        TableError: with everything that is wrong in the sheets.
    """
    mapped.check(tables)
    tables = apart(tables)
    reader = _SheetReader(tables, names, mapped)
    reader.read()
    if reader.faults:
        raise TableError(reader.faults)
    return tuple(reader.sheets), tuple(reader.unread)


def _sourced(
    source: TableSource,
    group: EntryRows,
    names: LabelNames,
    had: frozenset[str],
    category: str,
    answers: int,
) -> Sourced:
    """The entry of a group as a tree; it stands where its answer does, or should."""
    cells = group.cells
    at = (cells.get("answer") or cells.get("question") or next(iter(cells.values())))[0].at
    if answers and "answer" not in cells:
        at = cell_at(group.row, answers)
    pairs = [(Scalar(key, False, node.at), node) for key, node in fields_of(cells, names)]
    if category:
        row = cell_at(group.row)
        pairs.append((Scalar("category", False, row), Scalar(category, False, row)))
    return Sourced(source=source, node=Pairs(tuple(pairs), at), had=had)


def _has(rows: Sequence[SheetRow], key: str) -> bool:
    return any(key in row.cells for row in rows)


def _answer_column(columns: tuple[Column, ...]) -> int:
    """The number of the column of answers, 0 where there is none."""
    return next((c.number for c in columns if c.field == "answer" and c.number), 0)
