"""Columns whose heads nobody knows, taken for what their contents and parts of their heads say.

Each column is a candidate for each field that is still without one; it is taken where nothing
speaks against it and no other column is as likely. What is likely and not sure is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from xiaoer.authoring.cells.parts import read_flag
from xiaoer.authoring.cells.texts import read_list
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.roles.contents import ColumnContents, contents_of, is_value, likeness
from xiaoer.authoring.sheets.roles.head_parts import (
    names_a_lower_level,
    speaks_against_category,
    speaks_for_category,
    speaks_for_state,
)
from xiaoer.records import replace
from xiaoer.source.column_heads import plain_head
from xiaoer.source.tables.columns import Column, HeadFields, Heading
from xiaoer.source.tables.composed_heads import turns_the_meaning
from xiaoer.source.tables.table import SheetTable, letters

_LONGEST_KIND: Final = 14
_FEW: Final = 0.75  # of texts that are different
_ALIKE: Final = 0.3
_LONGEST_WORDING: Final = 25
_FEWEST: Final = 3
_BARE_FLAGS: Final = frozenset("是 否 对 y n yes no t f 1 0 √ × ✓ ✗ ✔ ✘ ☑ ☐ true false".split())


def inferred(
    table: SheetTable, heading: Heading, rows: Collection[int], mapped: HeadFields
) -> tuple[Heading, list[SheetNote]]:
    """The heading with what can be told of columns that nobody knows, and what is uncertain."""
    if "question" not in heading.fields:
        return heading, []
    open_ones = {
        column.number: contents_of(table, column.number, rows)
        for column in heading.columns
        if _is_open(column, mapped)
    }
    heads = {column.number: column.head for column in heading.columns}
    question = heading.of("question")[0].number
    asked = contents_of(table, question, rows)
    found: dict[int, str] = {}
    if not {"enabled", "disabled"} & heading.fields:
        found.update(_one(_states(open_ones, heads), "enabled"))
    if "variants" not in heading.fields:
        found.update(dict.fromkeys(_wordings(_without(open_ones, found), heads, asked), "variants"))
    free = _without(open_ones, found)
    if not any(name.startswith("category") for name in heading.fields):
        found.update(dict.fromkeys(_kinds(free, heads, question), "category"))
    else:
        lower = _beside_kinds(table, heading, rows, free)
        found.update({lower: "category"} if lower else {})
    columns = tuple(
        column._replace(field=found[column.number], how="guess")
        if column.number in found
        else column
        for column in heading.columns
    )
    return replace(heading, columns=columns), list(_unsure(heading, open_ones, found))


def _without(
    open_ones: Mapping[int, ColumnContents], found: Collection[int]
) -> dict[int, ColumnContents]:
    return {number: one for number, one in open_ones.items() if number not in found}


def _unsure(
    heading: Heading, open_ones: Mapping[int, ColumnContents], found: Mapping[int, str]
) -> Iterator[SheetNote]:
    """Columns that look like kinds of entries, where none was taken for it."""
    known = {*heading.fields, *found.values()}
    if any(name.startswith("category") for name in known):
        return
    for column in heading.columns:
        one = open_ones.get(column.number)
        if one is None or not column.head or not (_are_kinds(one) and one.kinds > 1):
            continue
        if not _speaks_against(column.head):
            fields = {"column": letters(column.number), "head": column.head}
            yield SheetNote(code="maybe_category", fields=fields)


def _one(numbers: Sequence[int], field: str) -> Mapping[int, str]:
    return {numbers[0]: field} if len(numbers) == 1 else {}


def _is_open(column: Column, mapped: HeadFields) -> bool:
    return not column.field and column.how != "map" and plain_head(column.head) not in mapped


def _states(open_ones: Mapping[int, ColumnContents], heads: Mapping[int, str]) -> list[int]:
    """Columns that say of each entry whether it is on."""
    found = []
    for number, one in open_ones.items():
        words = {text.casefold() for text in one.texts}
        if not words or any(read_flag(word) not in ("true", "false") for word in words):
            continue
        named = speaks_for_state(heads[number])
        says = not words & _BARE_FLAGS and len({read_flag(word) for word in words}) == 2
        if named or (says and not speaks_against_category(heads[number])):
            found.append(number)
    return found


def _kinds(
    open_ones: Mapping[int, ColumnContents], heads: Mapping[int, str], question: int
) -> tuple[int, ...]:
    """The column of kinds, or several where each is a part of the one before."""
    likely = {
        number: one
        for number, one in open_ones.items()
        if _are_kinds(one) and not _speaks_against(heads[number])
    }
    named = [n for n in likely if speaks_for_category(heads[n])]
    grouped = [n for n in likely if n < question and _are_groups(likely[n])]
    own = named or grouped
    if len(own) > 1:
        own = own if _nested([likely[n] for n in own]) else own[:0] if not named else named[:1]
    return tuple(own)


def _beside_kinds(
    table: SheetTable, heading: Heading, rows: Collection[int], free: Mapping[int, ColumnContents]
) -> int:
    """The column right of the only one of categories that has parts of these; 0 for none."""
    known = [column for column in heading.columns if column.field.startswith("category")]
    if len(known) != 1 or known[0].field != "category":
        return 0
    at = known[0].number + 1
    one = free.get(at)
    column = next((column for column in heading.columns if column.number == at), None)
    if one is None or column is None or not column.head or _speaks_against(column.head):
        return 0
    upper = contents_of(table, at - 1, rows)
    return at if _are_kinds(one) and _are_groups(one) and _nested([upper, one]) else 0


def _speaks_against(head: str) -> bool:
    return speaks_against_category(head) and not names_a_lower_level(head)


def _are_kinds(one: ColumnContents) -> bool:
    """Whether these are names of a few kinds: short, no questions, no sentences, no values."""
    if len(one.texts) < 2 or one.length > _LONGEST_KIND or one.values > 0.2:
        return False
    if one.asking > 0.1 or one.telling > 0.2:
        return False
    sparse = one.filled <= _FEW
    return sparse or one.kinds <= max(1, _FEW * len(one.texts))


def _are_groups(one: ColumnContents) -> bool:
    """Whether the rows stand in the order of several kinds."""
    several = one.kinds >= 2 and len(one.cells) >= max(_FEWEST, one.kinds + 1)
    return several and one.in_groups and all(len(text) > 1 for text in one.texts)


def _nested(levels: Sequence[ColumnContents]) -> bool:
    """Whether each kind of a level lies in one kind of the level before."""
    for upper, lower in pairwise(levels):
        above = list(_filled_down(upper.cells))
        within: dict[str, set[str]] = {}
        for over, own in zip(above, lower.cells, strict=True):
            if own:
                within.setdefault(own, set()).add(over)
        if lower.kinds <= upper.kinds or any(len(one) > 1 for one in within.values()):
            return False
    return True


def _filled_down(cells: Sequence[str]) -> Iterator[str]:
    last = ""
    for cell in cells:
        last = cell or last
        yield last


def _wordings(
    open_ones: Mapping[int, ColumnContents], heads: Mapping[int, str], asked: ColumnContents
) -> list[int]:
    """Columns of short texts that are like the question of their row."""
    found = []
    for number, one in open_ones.items():
        if turns_the_meaning(plain_head(heads[number])) or len(one.texts) < 2:
            continue
        pairs = [
            (item, question)
            for cell, question in zip(one.cells, asked.cells, strict=True)
            for item in read_list(cell)
            if question and item != question
        ]
        if not pairs or one.values > 0.2 or one.kinds < _FEW * len(one.texts):
            continue
        lengths = sorted(len(item) for item, _ in pairs)
        if not 3 <= lengths[len(lengths) // 2] <= _LONGEST_WORDING:
            continue
        if any(is_value(item) for item, _ in pairs):
            continue
        if sum(likeness(*pair) for pair in pairs) / len(pairs) >= _ALIKE and not one.telling > 0.7:
            found.append(number)
    return found
