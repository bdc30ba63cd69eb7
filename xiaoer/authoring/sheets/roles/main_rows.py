"""A column of two values that tells a question from its wordings, whatever they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xiaoer.authoring.cells.parts import read_flag
from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.evidence import KIND
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.roles.contents import likeness
from xiaoer.authoring.sheets.roles.head_parts import speaks_for_kind_of_row
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.records import replace
from xiaoer.source.tables.columns import Column, Heading
from xiaoer.source.tables.table import SheetTable, letters

_FIXED: Final = ("question", "answer", "variants", "id", KIND)
_FEWEST: Final = 2
_ALIKE: Final = 0.25
_BARE: Final = frozenset("0 1 y n yes no 是 否 √ × t f true false".split())
_MAIN, _MORE = "标准问", "相似问"

RowGroups = list[list[SheetRow]]


def main_rows(
    table: SheetTable, heading: Heading, rows: Sequence[SheetRow]
) -> tuple[Heading, tuple[str, ...], list[SheetNote]]:
    """The heading with the column that tells the kinds of rows, and its two names of them."""
    if KIND in heading.fields or "question" not in heading.fields or len(rows) <= _FEWEST:
        return heading, (), []
    cells = {row.number: row for row in table.rows}
    for column in heading.columns:
        if column.field in _FIXED or column.how == "map":
            continue
        values = [plain(cells[row.number].cell(column.number)) for row in rows]
        if len(set(values)) == 2 and all(values) and _tells(column, values, rows):
            columns = tuple(
                one._replace(field=KIND, how="guess") if one is column else one
                for one in heading.columns
            )
            fields = {"column": letters(column.number), "main": values[0]}
            note = SheetNote(code="main_rows", fields=fields)
            return replace(heading, columns=columns), tuple(dict.fromkeys(values)), [note]
    return heading, (), []


def with_kinds(rows: Sequence[SheetRow], names: Sequence[str]) -> tuple[SheetRow, ...]:
    """The rows with 标准问 and 相似问 for the two values of their column; another value stays."""
    if not names:
        return tuple(rows)
    words = dict(zip(names, (_MAIN, _MORE), strict=True))
    kept = []
    for row in rows:
        kinds = tuple(
            Text(words.get(plain(one.text), one.text), one.at) for one in row.cells.get(KIND, ())
        )
        kept.append(SheetRow(row.number, {**row.cells, KIND: kinds}) if kinds else row)
    return tuple(kept)


def _tells(column: Column, values: Sequence[str], rows: Sequence[SheetRow]) -> bool:
    """Whether each row of the first value begins an entry, and the others say nothing of theirs."""
    groups: RowGroups = []
    for value, row in zip(values, rows, strict=True):
        if value == values[0]:
            groups.append([row])
        else:
            groups[-1].append(row)
    others = [(group[0], row) for group in groups for row in group[1:]]
    if len(others) < _FEWEST or any("question" not in row.cells for row in rows):
        return False
    if any(_own(row, "answer") not in ("", _own(first, "answer")) for first, row in others):
        return False
    if not any(_own(group[0], "answer") for group in groups):
        return False
    shared = all(_own(row, "id") == _own(first, "id") for first, row in others)
    distinct = len({_own(group[0], "id") for group in groups}) == len(groups)
    if shared and distinct and _own(groups[0][0], "id"):
        return True
    states = {read_flag(value) for value in values} == {"true", "false"}
    if states and not (set(map(str.casefold, values)) <= _BARE):
        return False  # a draft has no answer either
    pairs = [(_own(row, "question"), _own(first, "question")) for first, row in others]
    alike = sum(likeness(*pair) for pair in pairs) / len(pairs)
    return alike >= (_ALIKE / 2 if speaks_for_kind_of_row(column.head) else _ALIKE)


def _own(row: SheetRow, key: str) -> str:
    return plain(row.cells[key][0].text) if row.cells.get(key) else ""
