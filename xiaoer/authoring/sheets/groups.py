"""Rows → entries: rows of one question are one, be it repeated, merged or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.cells.parts import read_flag, read_off_flag
from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.habits import without_habits, without_running_ids
from xiaoer.authoring.sheets.notes import SheetNote, sheet_fault
from xiaoer.authoring.sheets.rows import SheetRow, Skipped
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.columns import Column
from xiaoer.source.tables.faults import Said, TableFault
from xiaoer.source.tables.table import CellPlace, SheetTable, TableSource, cell_at

_JOINED: Final = frozenset(
    ("variants", "negatives", "links", "related", "keywords.any", "keywords.all", "keywords.none")
)
"""Fields of which each row of an entry may add some."""
_APART: Final = ("audience", "channels")
"""Rows of one question that differ here are entries of their own."""
_SAYING: Final = ("answer", "self_service", "escalate", "channels")
"""Any of these makes an entry that says something."""
_SHOWN = 20

EntryCells = dict[str, tuple[Text, ...]]


class EntryRows(NamedTuple):
    """An entry of a sheet: its filled cells by field, and the number of its first row."""

    row: int
    cells: EntryCells


class EntryGroups:
    """The entries of one sheet, and what is wrong with its rows."""

    def __init__(self, table: SheetTable) -> None:
        self.table = table
        self.found: list[EntryRows] = []
        self.faults: list[TableFault] = []
        self.joined = 0
        self.lengthened: list[int] = []
        self._by_id: dict[str, EntryRows] = {}
        self._by_question: dict[tuple[str, ...], EntryRows] = {}

    def add_all(self, rows: Sequence[SheetRow]) -> None:
        """Adds the rows in their order."""
        for row in rows:
            self._add(row)
        if self.joined:
            self._drop_own()

    def take_drafts(self) -> tuple[Skipped, ...]:
        """Takes out the entries that say nothing yet, which no corpus holds; none where all are so,
        for then it is the wrong column that was taken for the answer."""
        silent = [group for group in self.found if not _says(group.cells)]
        if len(silent) == len(self.found):
            silent = [group for group in silent if _is_off(group.cells)]
        rows = {group.row for group in silent}
        self.found = [group for group in self.found if group.row not in rows]
        return tuple(
            Skipped(
                one.row,
                "draft" if _is_off(one.cells) else "no_answer",
                _shown(_own(one.cells, "question")),
            )
            for one in silent
        )

    def _drop_own(self) -> None:
        """Where each variant has a row, the standard question often is the first of them."""
        for group in self.found:
            own = _own(group.cells, "question")
            texts = group.cells.get("variants", ())
            kept = tuple(text for text in texts if plain(text.text) != own)
            if len(kept) < len(texts):
                group.cells["variants"] = kept

    def _add(self, row: SheetRow) -> None:
        cells = row.cells
        if "question" not in cells:
            self._go_on(row)
            return
        other = self._by_id.get(_own(cells, "id"))
        if other is None:
            other = self._by_question.get(_key(cells))
            if other is not None and _own(cells, "id") and _own(other.cells, "id"):
                other = None  # two ids are two entries, whatever they ask
        if other is None or not self._agrees(other, cells):
            self._begin(row)
        elif _own(other.cells, "question") != _own(cells, "question"):
            self._join(
                other, {**cells, "variants": (*cells["question"], *cells.get("variants", ()))}
            )
        else:
            self._join(other, cells)

    def _begin(self, row: SheetRow) -> None:
        group = EntryRows(row.number, dict(row.cells))
        self.found.append(group)
        if _own(row.cells, "id"):
            self._by_id.setdefault(_own(row.cells, "id"), group)
        self._by_question.setdefault(_key(row.cells), group)

    def _go_on(self, row: SheetRow) -> None:
        """A row without a question: more of the entry above, where it has variants."""
        answer = row.cells.get("answer", ())
        above = self.found[-1] if self.found else None
        same = above is not None and _own(above.cells, "answer") in ("", _own(row.cells, "answer"))
        if above is not None and "variants" in row.cells and (not answer or same):
            self._join(above, row.cells)
            return
        first = next(iter(row.cells.values()))[0]
        has = [key for key in ("answer", "variants") if key in row.cells] or list(row.cells)[:1]
        heads = Said(zh="、".join(HEADS.get(key, key) for key in has), en=" and ".join(has))
        at = (answer or (first,))[0].at
        self.faults.append(sheet_fault("no_question", self._place(at), has=heads))

    def _agrees(self, other: EntryRows, cells: EntryCells) -> bool:
        """Whether the rows may be one entry; a second answer to one question is a fault."""
        before, after = _own(other.cells, "answer"), _own(cells, "answer")
        if not before or not after or before == after:
            return True
        if other.cells["question"][0].at == cells["question"][0].at:
            return True  # the question is merged over both rows: the answer goes on
        if _own(other.cells, "question") != _own(cells, "question"):
            return False  # one id, two questions, two answers: the id is told of as given twice
        self.faults.append(
            sheet_fault(
                "two_answers",
                self._place(cells["answer"][0].at),
                question=_shown(_own(cells, "question")),
                other=self._cell(other.cells["answer"][0].at),
            )
        )
        return True

    def _join(self, group: EntryRows, cells: EntryCells) -> None:
        self.joined += 1
        for key, texts in cells.items():
            before = group.cells.get(key, ())
            if key in _JOINED:
                known = {plain(text.text) for text in before}
                new = tuple(text for text in texts if plain(text.text) not in known)
                group.cells[key] = (*before, *new)
            elif not before:
                group.cells[key] = texts
            elif key == "answer" and _plain(before) != _plain(texts):
                group.cells[key] = (_with_line(before[0], texts[0]),)
                self.lengthened.append(group.row)
            elif key not in ("question", "answer") and _plain(before) != _plain(texts):
                self._two_values(key, before[0], texts[0])

    def _two_values(self, key: str, before: Text, after: Text) -> None:
        self.faults.append(
            sheet_fault(
                "two_values",
                self._place(after.at),
                field=HEADS.get(key, key),
                name=key,
                other=self._cell(before.at),
                before=_shown(before.text),
                after=_shown(after.text),
            )
        )

    def _place(self, at: int) -> CellPlace:
        place = TableSource(self.table).place(at)
        assert isinstance(place, CellPlace)
        return place

    def _cell(self, at: int) -> str:
        """Another cell of the sheet, without the file's name."""
        place = self._place(at)
        return str(place).removeprefix(f"{place.file}:")


def as_meant(
    rows: Sequence[SheetRow], columns: Sequence[Column], *, again: bool
) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows of a sheet that others filled, and what was done to read them.

    ``again``: other sheets count from 1 as well.
    """
    kept, habits = without_habits(rows, columns)
    kept, dropped = without_running_ids(kept, again=again)
    kept, joined = under_one_answer(kept)
    return kept, [*habits, *dropped, *joined]


def under_one_answer(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows, those that share a merged answer as one: its first question, the others variants.

    Not where the sheet has variants or ids of its own: then each row means an entry.
    """
    if any("variants" in row.cells or "id" in row.cells for row in rows):
        return list(rows), []
    kept: list[SheetRow] = []
    for row in rows:
        if kept and _is_another_wording(kept[-1], row):
            first = kept[-1].cells
            variants = (*first.get("variants", ()), *row.cells["question"])
            kept[-1] = SheetRow(kept[-1].number, {**first, "variants": variants})
        else:
            kept.append(row)
    count = len(rows) - len(kept)
    return kept, [SheetNote(code="one_answer", fields={"count": count})] if count else []


def _is_another_wording(first: SheetRow, row: SheetRow) -> bool:
    """Whether the row has the answer of the first by being merged with it, and its own question."""
    answer, question = row.cells.get("answer", ()), row.cells.get("question", ())
    if not (answer and question and "question" in first.cells):
        return False
    top = cell_at(row.number)
    merged = answer == first.cells.get("answer") and answer[0].at < top <= question[0].at
    return merged and _rest(first) == _rest(row)


def _rest(row: SheetRow) -> dict[str, tuple[str, ...]]:
    """What a row says beside its questions."""
    return {
        field: tuple(plain(text.text) for text in texts)
        for field, texts in row.cells.items()
        if field not in ("question", "variants")
    }


def _with_line(before: Text, more: Text) -> Text:
    """A text with one more line, unless it has it already."""
    lines, line = plain(before.text), plain(more.text)
    return before if line in lines.split("\n") else Text(f"{lines}\n{line}", before.at)


def _says(cells: EntryCells) -> bool:
    return any(key in _SAYING or key.startswith("channels.") for key in cells)


def _is_off(cells: EntryCells) -> bool:
    off = (read_flag, _own(cells, "enabled")), (read_off_flag, _own(cells, "disabled"))
    return any(cell and read(cell) == "false" for read, cell in off)


def _own(cells: EntryCells, key: str) -> str:
    return plain(cells[key][0].text) if cells.get(key) else ""


def _key(cells: EntryCells) -> tuple[str, ...]:
    return (_own(cells, "question"), *(_own(cells, key) for key in _APART))


def _plain(texts: Sequence[Text]) -> tuple[str, ...]:
    return tuple(_each(texts))


def _each(texts: Sequence[Text]) -> Iterator[str]:
    return (plain(text.text) for text in texts)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
