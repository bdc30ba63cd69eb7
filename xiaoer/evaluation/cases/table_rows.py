"""A table of labelled queries, a workbook, CSV or TSV → one mapping a row.

As people have them: columns in any order under English or Chinese headings, empty columns at the
end, rows that end early, several ids in a cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from xiaoer.evaluation.cases.case import CaseFault, case_fault
from xiaoer.evaluation.cases.messages import csv_problem, listed
from xiaoer.source.column_heads import EXAMPLES, NOT_ANSWERED, Meant, meaning_of
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.columns import HEAD_ROWS
from xiaoer.source.tables.table import SheetTable
from xiaoer.source.tree import Items, LineSource, Node, Pairs, Scalar
from xiaoer.text.regex import regex

_REQUIRED: Final = ("q", "gold")
_DELIMITERS: Final = ",\t;"
_BETWEEN_IDS = regex("[|,;/、，；\n]")  # an id holds none of them


class SourceRow(NamedTuple):
    """One case as it is written."""

    place: Place
    node: Node


def csv_rows(file: str, text: str, _: object = None) -> Iterator[SourceRow | CaseFault]:
    """The rows of a table with commas; where the headings show it, with tabs or semicolons."""
    return _TableText(file, text, _delimiter(text)).rows()


def tsv_rows(file: str, text: str, _: object = None) -> Iterator[SourceRow | CaseFault]:
    """The rows of a table with tabs."""
    return _TableText(file, text, "\t").rows()


def workbook_rows(tables: Sequence[SheetTable]) -> Iterator[SourceRow | CaseFault]:
    """The rows of the sheets that have both columns; else the faults of the first that is filled.

    The headings are looked for in the first ten rows: a title may stand above.
    """
    found = [(table, _heading_row(table)) for table in tables if table.rows]
    labelled = [(table, top) for table, top in found if top is not None]
    for table, top in labelled or [(table, 0) for table, _ in found[:1]]:
        width = max(len(row.cells) for row in table.rows)
        cells = [
            (table.place(row.number), [row.cell(at) for at in range(1, width + 1)])
            for row in table.rows[top:]
        ]
        yield from _TableText.of(table.file, cells).rows()


def _heading_row(table: SheetTable) -> int | None:
    """Which of the first rows names both columns."""
    known = (_known(row.cells) for row in table.rows[:HEAD_ROWS])
    return next((at for at, count in enumerate(known) if count == len(_REQUIRED)), None)


def _delimiter(text: str) -> str:
    """The sign between the headings: the one that makes the most known columns of them."""
    first = next((line for line in text.splitlines() if line.strip(' ,;\t"')), "")
    return max(_DELIMITERS, key=lambda sign: _known(first.split(sign)))


def _known(heads: Sequence[str]) -> int:
    names = meaning_of([head.strip('" ') for head in heads]).names
    return sum(name in names for name in _REQUIRED)


class _TableText:
    """Cells → rows and faults, in the order of the file."""

    def __init__(self, file: str, text: str, delimiter: str) -> None:
        self._source = LineSource(file)
        self._text, self._delimiter = text, delimiter
        self._names: tuple[str, ...] = ()
        self._missing: tuple[str, ...] = ()
        self._unnamed: set[int] = set()
        self._unclear = False
        self._read: Sequence[tuple[Place, list[str]]] | None = None

    @classmethod
    def of(cls, file: str, rows: Sequence[tuple[Place, list[str]]]) -> _TableText:
        """A table whose cells are read already."""
        made = cls(file, "", ",")
        made._read = rows
        return made

    def rows(self) -> Iterator[SourceRow | CaseFault]:
        """Every row that can be read, and every fault of the others."""
        for place, cells in self._cells():
            if isinstance(cells, CaseFault):
                yield cells
            elif not any(cell.strip() for cell in cells):
                continue
            elif not self._names:
                yield from self._header(cells, place)
                if self._unclear:
                    return  # which column is meant is not known: what follows would be guessed
            else:
                yield from self._row(cells, place)

    def _cells(self) -> Iterator[tuple[Place, list[str] | CaseFault]]:
        if self._read is not None:
            yield from self._read
            return
        reader = csv.reader(
            io.StringIO(self._text, newline=""), strict=True, delimiter=self._delimiter
        )
        line = 1
        while True:
            place = self._source.place(line)
            try:
                cells: list[str] | CaseFault = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells = case_fault(place, "syntax", "csv", problem=csv_problem(str(error)))
            yield place, cells
            line = reader.line_num + 1

    def _header(self, cells: list[str], place: Place) -> Iterator[CaseFault]:
        heads = _without_empty_end(cells)
        meant = meaning_of(heads)
        self._names = meant.names
        for name in _REQUIRED:
            if name not in meant.names:
                self._missing += (name,)
                synonyms = "、".join(EXAMPLES[name]) + "…"
                yield case_fault(
                    place, "shape", "no_column",
                    name=name, synonyms=synonyms, found=listed([h.strip() for h in heads]),
                )  # fmt: skip
        yield from self._clashes(heads, meant, place)

    def _clashes(self, heads: list[str], meant: Meant, place: Place) -> Iterator[CaseFault]:
        clashing = dict(meant.clashes)
        twice = {name for name in meant.names if name and meant.names.count(name) > 1}
        for name in sorted(twice | set(clashing)):
            own = [heads[at].strip() for at in clashing.get(name, ())]
            self._unclear = True
            if len(set(own)) > 1:
                yield case_fault(place, "shape", "columns_clash", name=name, found=listed(own))
            else:
                yield case_fault(place, "shape", "column_twice", name=own[0] if own else name)

    def _row(self, cells: list[str], place: Place) -> Iterator[SourceRow | CaseFault]:
        expected = len(self._names)
        reached = max((self._names.index(n) + 1 for n in _REQUIRED if n in self._names), default=0)
        if any(cell.strip() for cell in cells[expected:]) or len(cells) < reached:
            count = len(_without_empty_end(cells)) if len(cells) > expected else len(cells)
            yield case_fault(place, "syntax", "cells", expected=expected, count=count)
            return
        named = dict(zip(range(expected), cells, strict=False))
        for at, cell in named.items():
            if not self._names[at] and cell.strip() and at not in self._unnamed:
                self._unnamed.add(at)
                yield case_fault(place, "shape", "no_head", column=at + 1)
        yield SourceRow(place, self._pairs(named, place))

    def _pairs(self, cells: dict[int, str], place: Place) -> Pairs:
        pairs: list[tuple[Node, Node]] = []
        for at, cell in cells.items():
            if self._names[at]:
                pairs.append((_text(self._names[at]), _value(self._names[at], cell)))
        # what the header lacks was told there, and not again for every row
        pairs += [(_text(name), _left_out(name, place)) for name in self._missing]
        return Pairs(tuple(pairs), 0)


def _value(name: str, cell: str) -> Node:
    if not cell.strip() or (name == "gold" and cell.strip() == NOT_ANSWERED):
        return Scalar("", True, 0)
    if name == "gold" and _BETWEEN_IDS.search(cell):
        ids = _BETWEEN_IDS.split(cell.strip())
        return Items(tuple(_text(id.strip()) for id in ids), 0)
    return _text(cell.strip() if name == "gold" else cell)


def _text(text: str) -> Scalar:
    return Scalar(text, False, 0)


def _left_out(name: str, place: Place) -> Scalar:
    return Scalar("", True, 0) if name == "gold" else _text(str(place))


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
