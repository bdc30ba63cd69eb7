"""Rows with a text in the column of questions alone: titles of what follows, or more wordings.

Rows that look the same beside their text are judged together, each meaning as a whole: how it fits
where they stand, what they say, and what their number says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import Final, Literal, NamedTuple

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.no_entries import asks, is_aside
from xiaoer.authoring.sheets.roles.contents import likeness
from xiaoer.source.tables.columns import Heading
from xiaoer.source.tables.table import TableRow
from xiaoer.text.regex import regex

LoneMeaning = Literal["title", "wording", "left"]

_SURE: Final = 4
_AHEAD: Final = 2
_ALIKE: Final = 0.2
_SHORT: Final = 8
_FOLLOWED: Final = 0.5  # of entries have wordings below them, where nothing else tells
_WORD = regex(r"\w")
_INDENTED = regex(r"[ \t\u3000]+\S|\s*[-–—·•└├→>*]+\s*\S")
_NUMBERED = regex(r"\W*[A-Za-z]{0,3}\W?\d+(?:\.\d+)*\W*")


class _Looked(NamedTuple):
    row: TableRow
    text: str
    mark: str
    full: bool
    indented: bool = False


def lone_rows(
    heading: Heading, below: Sequence[TableRow], held: Collection[int]
) -> Mapping[int, LoneMeaning]:
    """What such rows are, by their numbers; those of which it is not clear are not among them.

    ``held``: rows that take their answer from a merged cell.
    """
    if not {"question", "answer"} <= heading.fields or not below:
        return {}
    answer = heading.of("answer")[0].number
    if all(row.cell(answer) or row.number in held for row in below):
        return {}
    rows = [_look(row, heading, row.number in held) for row in below]
    rows = [row for row in rows if row.text or row.full]
    lone = [row for row in rows if not row.full]
    found: dict[int, LoneMeaning] = {}
    for mark in dict.fromkeys(row.mark for row in lone):
        own = {row.row.number for row in lone if row.mark == mark and not is_aside(row.text)}
        meant = _meant(rows, own, mark) if own else None
        if meant:
            found.update(dict.fromkeys(own, meant))
    return _without_strays(rows, found)


def _look(row: TableRow, heading: Heading, held: bool) -> _Looked:
    """The text of the question, what stands before it, and whether there is more in the row."""
    question = heading.of("question")[0].number
    known = [c.number for c in heading.columns if c.field and c.field not in ("number", "id")]
    more = any(plain(row.cell(number)) for number in known if number != question)
    text = plain(row.cell(question))
    aside = [plain(row.cell(at)) for at in range(1, question)]
    mark = " ".join(map(_kind, aside))
    indented = _INDENTED.match(row.cell(question)) is not None
    return _Looked(row, text, mark, more or held, indented)


def _kind(cell: str) -> str:
    """What a cell beside the text is: a number, a sign as it stands, or some text."""
    if _NUMBERED.fullmatch(cell):
        return "1"
    return "x" if _WORD.search(cell) else cell


def _meant(rows: Sequence[_Looked], own: Collection[int], mark: str) -> LoneMeaning | None:
    titles, wordings = _titles(rows, own, mark), _wordings(rows, own, mark)
    if titles >= max(_SURE, wordings + _AHEAD):
        return "title"
    return "wording" if wordings >= max(_SURE, titles + _AHEAD) else None


def _titles(rows: Sequence[_Looked], own: Collection[int], mark: str) -> int:
    """How well the rows are titles: each before an entry, the first before all, none a question."""
    texts = [row.text for row in rows if row.row.number in own]
    if "1" in mark or not all(_goes_before(rows, at) for at in _places(rows, own)):
        return 0
    score = 2 + 2 * (rows[0].row.number in own) + (median(map(len, texts)) <= _SHORT)
    score += len(texts) > 1
    asking = sum(map(asks, texts)) / len(texts)
    return score + (1 if not asking else -3 if asking > 0.3 else 0)


def _goes_before(rows: Sequence[_Looked], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1].full


def _wordings(rows: Sequence[_Looked], own: Collection[int], mark: str) -> int:
    """How well the rows are wordings: below an entry, like it, asking, without its number."""
    if "1" in mark or rows[0].row.number in own:
        return 0
    pairs, above, runs = [], "", 0
    for before, row in zip([rows[0], *rows], rows, strict=False):
        if row.row.number in own:
            pairs.append((row.text, above))
            runs += before.row.number in own
        else:
            above = row.text
    numbered = [row for row in rows if row.full and "1" in row.mark]
    counted = len(numbered) >= 0.9 * sum(row.full for row in rows) > 0
    alike = sum(likeness(*pair) for pair in pairs) / len(pairs)
    asking = sum(asks(text) for text, _ in pairs) / len(pairs)
    indented = all(row.indented for row in rows if row.row.number in own)
    followed = len({above for _, above in pairs}) >= _FOLLOWED * sum(row.full for row in rows)
    plain_to_see = 1 if counted or indented or followed else -2
    score = plain_to_see + 2 * (alike >= _ALIKE) + 2 * counted + 2 * indented
    return score + (runs > 0) + (asking >= 0.3)


def _places(rows: Sequence[_Looked], own: Collection[int]) -> list[int]:
    return [at for at, row in enumerate(rows) if row.row.number in own]


def _without_strays(
    rows: Sequence[_Looked], found: dict[int, LoneMeaning]
) -> dict[int, LoneMeaning]:
    """Wordings below a question without an answer belong to no entry: they are left out too."""
    strays = False
    for row in rows:
        meant = found.get(row.row.number)
        if meant == "wording":
            if strays:
                found[row.row.number] = "left"
        else:
            strays = not row.full and meant is None
    return found
