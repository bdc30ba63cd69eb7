"""What the sheets of one file say together: their names as categories, numbers that begin anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.roles.head_parts import names_a_lower_level
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.columns import Column, HeadFields, find_heading
from xiaoer.source.tables.table import SheetTable, Tables, cell_at

_USUAL_NAMES: Final = (
    "sheet",
    "工作表",
    "表",
    "table",
    "faq",
    "知识库",
    "问答",
    "数据",
    "data",
    "qa",
)
_LEVELS: Final = ("category", "category.1", "category.2", "category.3")


def counts_again(tables: Tables, table: SheetTable, mapped: HeadFields) -> bool:
    """Whether another sheet has an id 1 too."""
    for other in tables.tables:
        heading = find_heading(other, mapped) if other.name != table.name else None
        columns = heading.of("id") if heading is not None else ()
        for column in columns:
            if any(row.cell(column.number) == "1" for row in other.rows):
                return True
    return False


def named_category(tables: Tables, table: SheetTable, mapped: HeadFields) -> str:
    """The name of the sheet where it may be a category: one of several, and no usual name."""
    name = plain(table.name)
    usual = name.casefold().rstrip("0123456789 ()（）_-").startswith(_USUAL_NAMES)
    if not name or usual:
        return ""
    several = len({one.name for one in tables.tables if find_heading(one, mapped)}) > 1
    return name if several else ""


def is_lower_level(columns: Sequence[Column]) -> bool:
    """Whether the sheet has a column of lower categories, and none of the upper ones."""
    levels = [column for column in columns if column.field in _LEVELS]
    return bool(levels) and all(
        column.field == "category.2" or names_a_lower_level(column.head) for column in levels
    )


def name_notes(name: str, *, above: bool, alone: bool) -> list[SheetNote]:
    """That the name of the sheet is the category, or the one above those of a column."""
    code = "sheet_above" if above else "sheet_category" if alone else ""
    return [SheetNote(code=code, fields={"name": name})] if code else []


def under(name: str, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows with this category above their own."""
    kept = []
    for row in rows:
        own = [text for key in _LEVELS for text in row.cells.get(key, ())]
        cells = {key: texts for key, texts in row.cells.items() if key not in _LEVELS}
        cells["category"] = (Text(name, cell_at(row.number)), *own)
        kept.append(SheetRow(row.number, cells))
    return kept
