"""A table below its heads → rows of filled cells by field, each cell with its place.

What is no entry is told apart here: headings that come again, instructions, examples, remarks, and
rows of one cell that name the section which follows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.no_entries import (
    LONGEST_SECTION,
    closes,
    is_section,
    no_entry,
    section_name,
)
from xiaoer.authoring.sheets.roles.lone_rows import LoneMeaning, lone_rows
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.records import dataclass, field
from xiaoer.source.tables.columns import Column, Heading
from xiaoer.source.tables.table import SheetTable, TableRow, cell_at
from xiaoer.text.regex import regex

_OUTLINE = regex(r"^\s*[-–—·•└├→>*]+\s*(?=\S)")
_TEXTS: Final = ("question", "answer", "variants")


class SheetRow(NamedTuple):
    """A row: its number, and its filled cells by field."""

    number: int
    cells: dict[str, tuple[Text, ...]]


class Skipped(NamedTuple):
    """A row that is not read, and why, as a key of `notes.WHY`."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """The rows of a sheet, what is not read, and the sections found; ``lead`` stands above the
    heads and names the first section."""

    rows: tuple[SheetRow, ...]
    skipped: tuple[Skipped, ...] = ()
    sections: tuple[str, ...] = ()
    filled_down: tuple[int, ...] = ()
    lead: str = ""
    wordings: int = 0


@dataclass(slots=True)
class _State:
    """What is found so far."""

    rows: list[SheetRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sections: list[Text] = field(default_factory=list)


def rows_of(table: SheetTable, heading: Heading, *, ours: bool = False) -> SheetRows:
    """The rows below the heads; in a sheet of ours every row is an entry, whatever it says."""
    below = [row for row in table.rows if row.number > heading.last]
    held = _held(table, heading, below)
    columns = {column.number: column for column in heading.columns}
    lone = {} if ours else lone_rows(heading, below, _answered(held, heading))
    state = _State()
    for row in below:
        raw = [at for at, cell in enumerate(row.cells, 1) if cell.strip()]
        why = no_entry(row, raw, columns, early=len(state.rows) + len(state.skipped) < 2)
        if why and not ours:
            state.skipped.append(Skipped(row.number, why, told(row)))
            continue
        section = _section(table, row, raw, columns)
        if lone.get(row.number) and section is None:
            section = _meant_alone(row, heading, lone[row.number], state)
            if section is None:
                continue
        if section is not None and not ours:
            state.sections.append(section)
            continue
        cells = _cells(row, columns, held.get(row.number, {}))
        if not _has_texts(cells):
            state.skipped.append(Skipped(row.number, "no_question", told(row)))
            continue
        if state.sections and not any(key.startswith("category") for key in cells):
            cells["category"] = (state.sections[-1],)
        state.rows.append(SheetRow(row.number, cells))
    lead, down = _settled(table, heading, state) if not ours else ("", ())
    return SheetRows(
        rows=tuple(state.rows),
        skipped=tuple(state.skipped),
        sections=tuple(text.text for text in state.sections),
        filled_down=down,
        lead=lead,
        wordings=sum(meant == "wording" for meant in lone.values()),
    )


def _settled(table: SheetTable, heading: Heading, state: _State) -> tuple[str, tuple[int, ...]]:
    """Leaves out what follows the entries and fills cells down; the lead, and which columns."""
    below = {row.number: row for row in table.rows if row.number > heading.last}
    _without_what_follows(state, below)
    lead = _lead(table, heading, state)
    down = () if state.sections else tuple(_sparse(state.rows, heading))
    above: dict[int, Text] = {}
    for kept in state.rows:
        _fill_down(kept.cells, heading, down, above)
    return lead, down


def _answered(held: Mapping[int, Mapping[int, Text]], heading: Heading) -> frozenset[int]:
    """The rows that take an answer from a merged cell."""
    columns = [column.number for column in heading.of("answer")]
    return frozenset(number for number, own in held.items() if any(at in own for at in columns))


def _meant_alone(row: TableRow, heading: Heading, meant: LoneMeaning, state: _State) -> Text | None:
    """The title that such a row is; a wording, or what is left out, is kept at once."""
    at = heading.of("question")[0].number
    text = Text(row.cell(at), cell_at(row.number, at))
    if meant == "title":
        return Text(section_name(plain(text.text)), text.at)
    if meant == "wording":
        bare = Text(_OUTLINE.sub("", text.text), text.at)
        state.rows.append(SheetRow(row.number, {"variants": (bare,)}))
    else:
        state.skipped.append(Skipped(row.number, "no_answer", told(row)))
    return None


def _lead(table: SheetTable, heading: Heading, state: _State) -> str:
    """Gives the rows before the first section the one that stands right above the heads.

    It is one where it is marked as a section and others are too: else it is a title.
    """
    above = [row for row in table.rows if row.number < heading.last]
    if not (above and state.sections):
        return ""
    texts = [plain(cell) for cell in above[-1].cells if plain(cell)]
    if len(texts) != 1 or len(texts[0]) > LONGEST_SECTION:
        return ""
    if not (is_section(texts[0]) or _stand_above_heads(table, state)):
        return ""
    at = next(at for at, cell in enumerate(above[-1].cells, 1) if plain(cell))
    name = Text(section_name(texts[0]), cell_at(above[-1].number, at))
    first = state.sections[0].at
    for row in state.rows:
        if cell_at(row.number) < first and not any(key.startswith("category") for key in row.cells):
            row.cells["category"] = (name,)
    return name.text


def _stand_above_heads(table: SheetTable, state: _State) -> bool:
    """Whether each section stands right above heads that come again."""
    again = {one.row for one in state.skipped if one.why == "heads"}
    after = {row.number: below.number for row, below in pairwise(table.rows)}
    return bool(again) and all(after.get(text.at // cell_at(1)) in again for text in state.sections)


def _without_what_follows(state: _State, table: Mapping[int, TableRow]) -> None:
    """Leaves out remarks below the last entry, which a blank row sets apart."""
    after = len(state.rows)
    while after and _is_lone(state.rows[after - 1]):
        after -= 1
    for place in range(after, len(state.rows) if after else 0):
        row = state.rows[place]
        apart = row.number > state.rows[place - 1].number + 1
        text = next(iter(row.cells.values()))[0].text
        if apart and ("answer" in row.cells or closes(plain(text))):
            state.skipped += [
                Skipped(one.number, "after", told(table[one.number])) for one in state.rows[place:]
            ]
            del state.rows[place:]
            return


def _is_lone(row: SheetRow) -> bool:
    """Whether nothing but an answer, or a question, stands in the row."""
    return set(row.cells) in ({"answer"}, {"question"})


def _has_texts(cells: Mapping[str, tuple[Text, ...]]) -> bool:
    """Whether an entry's words are there: its question, answer, variants, or a channel's answer."""
    return any(key in _TEXTS or key.startswith("channels.") for key in cells)


def _cells(
    row: TableRow, columns: Mapping[int, Column], held: Mapping[int, Text]
) -> dict[str, tuple[Text, ...]]:
    """The filled cells by field; a cell of a merged range has its value."""
    found: dict[str, tuple[Text, ...]] = {}
    for number, column in columns.items():
        if not column.field or column.field == "number":
            continue
        cell = row.cell(number)
        text = Text(cell, cell_at(row.number, number)) if plain(cell) else held.get(number)
        if text is not None:
            found[column.field] = (*found.get(column.field, ()), text)
    return found


def _held(
    table: SheetTable, heading: Heading, below: Sequence[TableRow]
) -> dict[int, dict[int, Text]]:
    """What cells hold by being merged with one above: row → column → text and its place."""
    numbers = [row.number for row in below]
    by_number = {row.number: row for row in below}
    held: dict[int, dict[int, Text]] = {}
    for merge in table.merged:
        if merge.top <= heading.last or merge.top not in by_number or merge.top == merge.bottom:
            continue
        value = by_number[merge.top].cell(merge.left)
        if not plain(value):
            continue
        text = Text(value, cell_at(merge.top, merge.left))
        for at in range(bisect_right(numbers, merge.top), bisect_left(numbers, merge.bottom + 1)):
            held.setdefault(numbers[at], {})[merge.left] = text
    return held


def _section(
    table: SheetTable, row: TableRow, raw: Sequence[int], columns: Mapping[int, Column]
) -> Text | None:
    """The name of the section that a row of one short cell begins, if it is one."""
    if len(raw) != 1:
        return None
    at = raw[0]
    text = plain(row.cell(at))
    if len(text) > LONGEST_SECTION or text[-1] in "。！!；;":
        return None
    column = columns.get(at)
    wide = any(m.top == row.number == m.bottom and m.left <= at < m.right for m in table.merged)
    named = column is not None and column.field.startswith("category")
    aside = at == min(columns) and columns[at].field in ("", "number", "id")
    marked = is_section(text)
    if not (wide or named or marked or (aside and not text.isascii())):
        return None
    return Text(section_name(text), cell_at(row.number, at))


def _sparse(rows: Sequence[SheetRow], heading: Heading) -> Iterator[int]:
    """Columns of the category that are filled at the top of each group only.

    So they are where no value stands twice, or most cells are empty.
    """
    for column in heading.columns:
        if not column.field.startswith("category") or not rows or column.field not in rows[0].cells:
            continue
        filled = [row.cells[column.field][0].text for row in rows if column.field in row.cells]
        distinct = len(set(filled)) == len(filled)
        if len(filled) < len(rows) and (distinct or len(filled) * 2 <= len(rows)):
            yield column.number


def _fill_down(
    cells: dict[str, tuple[Text, ...]],
    heading: Heading,
    down: Sequence[int],
    above: dict[int, Text],
) -> None:
    """An empty cell of these columns takes the value above; the lower levels begin anew."""
    levels = [column for column in heading.columns if column.number in down]
    for place, column in enumerate(levels):
        own = cells.get(column.field, ())
        if own:
            above[column.number] = own[0]
            for lower in levels[place + 1 :]:
                above.pop(lower.number, None)
        elif column.number in above:
            cells[column.field] = (above[column.number],)


def told(row: TableRow) -> str:
    """What the row says, short."""
    text = " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
    return text if len(text) <= 40 else text[:39] + "…"
