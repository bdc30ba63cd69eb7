"""Sheets without a row of heads: heads down the first column, or card after card of 问 and 答."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.no_entries import is_aside, is_section, section_name
from xiaoer.authoring.sheets.roles.marked_rows import marked_rows
from xiaoer.authoring.sheets.rows import SheetRow, Skipped, told
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.records import dataclass, field, replace
from xiaoer.source.tables.columns import SEVERAL, Column, resolved
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.source.tables.table import SheetTable, TableRow, cell_at
from xiaoer.text.regex import regex

_MARK = regex(
    r"\s*(?:(?P<q>问题?|q(?:uestion)?|标准问)|(?P<a>答案?|回答|a(?:nswer)?))\s*\d{0,4}\s*[:：.、"
    r"]\s*",
    re.IGNORECASE,
)
_RUNNING = regex(r"^\s*[（(]?\d{1,4}(?:[、．)）]|\.(?!\d))\s*")
_ASKED: Final = "问："
_NUMBER = regex(r"[\s_.#-]*\d{1,4}\s*[:：.、]?$|[:：]$")
_FEWEST: Final = 2
_LONGEST_BAND: Final = 12
_BAND: Final = "band"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What such a sheet holds: its rows, and its heads as if they were columns."""

    kind: Literal["turned", "cards"]
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    skipped: tuple[Skipped, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    bands: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Every field that is there."""
        return frozenset(column.field for column in self.columns if column.field)


def laid_out_otherwise(table: SheetTable) -> Layout | None:
    """The sheet read so; None where it is not laid out in one of these ways."""
    if not table.rows:
        return None
    read_by_marks = by_marks(table)
    if read_by_marks is not None:
        return read_by_marks
    first = min(_first_filled(row) for row in table.rows)
    labels = [(row, plain(row.cell(first))) for row in table.rows]
    named = [(row, text) for row, text in labels if text and _label_meanings(text)]
    questions = [row for row, text in named if "question" in _label_meanings(text)]
    answers = [row for row, text in named if "answer" in _label_meanings(text)]
    if len(questions) == 1 and len(answers) == 1 and len(named) * 2 >= len(table.rows):
        return _turned(table, first)
    if len(questions) >= _FEWEST and len(answers) >= _FEWEST:
        read = _Labelled(first=first, bands=_bands(labels, first))
        cards = _cards(read.texts(labels))
        if cards is not None:
            return replace(
                cards,
                skipped=tuple(read.skipped),
                labels=tuple(read.labels.items()),
                bands=tuple(read.bands.values()),
            )
    skipped: list[Skipped] = []
    texts = list(_marked(table.rows, skipped))
    bands = tuple(text.text for name, text in texts if name == _BAND)
    cards = _cards(iter(texts))
    return None if cards is None else replace(cards, skipped=tuple(skipped), bands=bands)


def by_marks(table: SheetTable) -> Layout | None:
    """The sheet whose rows are marked as questions and answers by one column, or None."""
    marked = marked_rows(table)
    cards = _cards(iter(marked.texts)) if marked is not None else None
    if marked is None or cards is None:
        return None
    unread = tuple(Column(at, head, "") for at, head in marked.unread)
    labels = tuple(marked.labels.items())
    columns = (*cards.columns, *unread)
    return replace(cards, columns=columns, skipped=marked.skipped, labels=labels)


def _label_meanings(label: str) -> Mapping[str, float]:
    """What a label means; of Q1 and 答案2 what it means without the number."""
    bare = _NUMBER.sub("", label)
    return meanings(bare) or meanings(label)


def _first_filled(row: TableRow) -> int:
    return next(at for at, cell in enumerate(row.cells, 1) if cell.strip())


def _turned(table: SheetTable, first: int) -> Layout:
    """Each column but the first as an entry."""
    heading = resolved([(row.number, row.cell(first)) for row in table.rows])
    width = max(len(row.cells) for row in table.rows)
    rows = []
    for column in range(first + 1, width + 1):
        cells: dict[str, tuple[Text, ...]] = {}
        for row, head in zip(table.rows, heading.columns, strict=True):
            if head.field and head.field != "number" and plain(row.cell(column)):
                text = Text(row.cell(column), cell_at(row.number, column))
                cells[head.field] = (*cells.get(head.field, ()), text)
        if cells:
            rows.append(SheetRow(column, cells))
    return Layout(kind="turned", columns=heading.columns, rows=tuple(rows))


Labelled = tuple[str, Text]
"""A field and a text of it."""


def _bands(labels: Sequence[tuple[TableRow, str]], first: int) -> dict[int, str]:
    """The rows of one cell that name what follows: 【入园】, or several right above a question."""
    marked: dict[int, str] = {}
    bare: dict[int, str] = {}
    for place, (row, label) in enumerate(labels):
        alone = label and not any(map(plain, row.cells[first:]))
        if not alone or _label_meanings(label) or is_aside(label):
            continue
        if is_section(label):
            marked[row.number] = section_name(label)
        elif len(label) <= _LONGEST_BAND and _asks_next(labels[place + 1 : place + 2]):
            bare[row.number] = label
    return marked or (bare if len(bare) >= _FEWEST else {})


def _asks_next(following: Sequence[tuple[TableRow, str]]) -> bool:
    return any("question" in _label_meanings(label) for _, label in following if label)


@dataclass(slots=True, kw_only=True)
class _Labelled:
    """Reads the texts right of labels such as 问题 and 答案; a row without a label goes on."""

    first: int
    bands: Mapping[int, str]
    skipped: list[Skipped] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def texts(self, rows: Sequence[tuple[TableRow, str]]) -> Iterator[Labelled]:
        """Each text with its field; a band is a text of the category."""
        name, last = "", 0
        for row, label in rows:
            if row.number in self.bands:
                name = ""
                yield _BAND, Text(self.bands[row.number], cell_at(row.number, self.first))
                continue
            if label:
                ranks = _label_meanings(label)
                name = min(ranks, key=lambda one: ranks[one]) if ranks else ""
            texts = [plain(cell) for cell in row.cells if plain(cell)]
            apart = not label and (row.number > last + 1 or all(map(is_aside, texts)))
            last = row.number
            if apart or not name:
                name = name if label else ""
                self.skipped.append(Skipped(row.number, "no_label", told(row)))
                continue
            if label:
                self.labels[_NUMBER.sub("", label) or label] = name
            for at in range(self.first + 1, len(row.cells) + 1):
                if plain(row.cell(at)):
                    yield name, Text(row.cell(at), cell_at(row.number, at))


def _lines(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, int, str]]:
    """The lines of rows with one cell, each with its row and column; "" ends what came before."""
    last = 0
    for row in rows:
        filled = [at for at, cell in enumerate(row.cells, 1) if cell.strip()]
        if row.number > last + 1 or len(filled) != 1:
            yield row, 0, ""
        if len(filled) == 1:
            text = plain(row.cell(filled[0]))
            lines = text.split("\n") if _several_marks(text) else [text]
            yield from ((row, filled[0], line) for line in lines)
        last = row.number


def _several_marks(text: str) -> bool:
    return sum(1 for line in text.split("\n") if _MARK.match(line)) > 1


def _before_answers(lines: Sequence[tuple[TableRow, int, str]]) -> frozenset[int]:
    """The places of the lines right before 答：, in a sheet in which no line is marked as asked."""
    marks = [_MARK.match(line) for _, _, line in lines]
    if any(mark and mark["q"] for mark in marks):
        return frozenset()
    answers = [at for at, mark in enumerate(marks) if mark and mark["a"]]
    return frozenset(at - 1 for at in answers if at and lines[at - 1][1])


def _marked(rows: Sequence[TableRow], skipped: list[Skipped]) -> Iterator[Labelled]:
    """The texts behind 问： and 答：; a line without a mark goes on."""
    field, apart = "", False
    lines = list(_lines(rows))
    asked = _before_answers(lines)
    for place, (row, column, line) in enumerate(lines):
        if not column:
            apart = True
            continue
        if place in asked:
            line = f"{_ASKED}{_RUNNING.sub('', line)}"
        found = _MARK.match(line)
        if not found and (is_section(plain(line)) or apart):
            field = ""
            if is_section(plain(line)):
                yield _BAND, Text(section_name(plain(line)), cell_at(row.number, column))
            else:
                skipped.append(Skipped(row.number, "no_label", told(row)))
            continue
        apart = False
        field = ("question" if found["q"] else "answer") if found else field
        text = line[found.end() :] if found else line
        if field and plain(text):
            yield field, Text(text, cell_at(row.number, column))
        elif not field:
            skipped.append(Skipped(row.number, "no_label", told(row)))


def _cards(texts: Iterator[Labelled]) -> Layout | None:
    """A card for each question; what stands before the first belongs to the first."""
    cards: list[dict[str, tuple[Text, ...]]] = []
    ahead: dict[str, tuple[Text, ...]] = {}
    band: dict[str, tuple[Text, ...]] = {}
    for name, text in texts:
        if name == _BAND:
            band = {"category": (text,)}
            continue
        new = name == "question" and not (cards and _goes_on(cards[-1], ahead))
        if new:
            cards.append({**band, **ahead, "question": (text,)})
            ahead = {}
        elif not cards or (ahead or _closes(cards[-1], name)):
            ahead[name] = (*ahead.get(name, ()), text)
        else:
            cards[-1][name] = (*cards[-1].get(name, ()), text)
    full = [card for card in cards if "answer" in card]
    if len(full) < _FEWEST or len(full) * 2 < len(cards):
        return None
    rows = tuple(SheetRow(at, _joined(card)) for at, card in enumerate(cards, 1))
    fields = dict.fromkeys(field for card in cards for field in card)
    columns = tuple(Column(0, name, name, "head") for name in fields)
    return Layout(kind="cards", columns=columns, rows=rows)


def _goes_on(card: dict[str, tuple[Text, ...]], ahead: dict[str, tuple[Text, ...]]) -> bool:
    """Whether the question is not complete yet: nothing came after it."""
    return not ahead and list(card)[-1] == "question"


def _closes(card: dict[str, tuple[Text, ...]], field: str) -> bool:
    """Whether the field belongs to the next card, before whose question it stands."""
    return "answer" in card and field in ("category", "id")


def _joined(card: dict[str, tuple[Text, ...]]) -> dict[str, tuple[Text, ...]]:
    """Texts that go on over several cells as one, but for fields of which there may be several."""
    return {
        field: texts if field in SEVERAL or len(texts) == 1 else (_whole(texts),)
        for field, texts in card.items()
    }


def _whole(texts: Sequence[Text]) -> Text:
    return Text("\n".join(plain(text.text) for text in texts), texts[0].at)
