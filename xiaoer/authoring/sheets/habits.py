"""How the writer of a sheet fills its columns: labels and numbers before texts, signs between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from xiaoer.authoring.cells.texts import NOTHING, plain, read_list
from xiaoer.authoring.sheets.evidence import KIND, is_more_wording
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.roles.row_texts import TextChange, changed, texts_of
from xiaoer.authoring.sheets.roles.wording_signs import wordings_apart
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.columns import Column
from xiaoer.source.tables.table import cell_name, letters
from xiaoer.text.regex import regex

_LABELS: Final = {
    "question": regex(
        r"\s*(?:问题?|q(?:uestion)?)\s*(?:\d{0,4}\s*[:：]|\d{1,4}\s*[、.．])\s*", re.IGNORECASE
    ),
    "answer": regex(
        r"\s*(?:答案?|回答|a(?:nswer)?)\s*(?:\d{0,4}\s*[:：]|\d{1,4}\s*[、.．])\s*", re.IGNORECASE
    ),
}
_RUNNING = regex(r"\s*[（(]?(\d{1,4})(?:[、．)）]|\.(?!\d))\s*")
_SLASHED = regex("[\u4e00-\u9fff]{3}[/／][\u4e00-\u9fff]{3}")
_WHOLE = regex(r"(\d{1,15})\.0")
_SHOWN: Final = 5
_LEVEL_SIGN = regex(r"\s*(?:[>＞→»›▸⇒\\|｜]+|::)\s*|\s+[-–—/]\s+")
_MOST = 0.9
_STEPS = 0.8  # a number that comes twice is a slip
_NO_ANSWER = regex(
    r"[-–—－/／]+|[（(【\[]?(?:暂无(?:答案|答复|回复)?|暂缺|"
    r"待.{0,6}(?:补充?|写|定|完善|更新|确认|审核|回复))[）)】\]]?|n/a|tbd|todo",
    re.IGNORECASE,
)
_FIRST = regex(r"\s*(?:[（(]?1(?:[、．)）]|\.(?!\d))|①|[-–•·*▪●◆■※])\s*(?=\S)")


def without_habits(
    rows: Sequence[SheetRow], columns: Sequence[Column]
) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows with nothing but their texts in the cells, and what was left out or split."""
    kept, notes = [_of_kind(_without_empty(row)) for row in rows], []
    where = {column.field: letters(column.number) for column in reversed(columns) if column.field}
    for field, label in _LABELS.items():
        found = texts_of(kept, field)
        marks = [label.match(text.text) for text in found]
        if len(found) > 1 and sum(map(bool, marks)) >= _MOST * len(found):
            kept = [changed(row, field, _without(label)) for row in kept]
            first = next(mark[0].strip() for mark in marks if mark)
            notes.append(SheetNote(code="label", fields={"column": where[field], "label": first}))
    if _runs(texts_of(kept, "question")):
        kept = [changed(row, "question", _without(_RUNNING)) for row in kept]
        notes.append(SheetNote(code="numbers", fields={"column": where["question"]}))
    if _is_numbered(texts_of(kept, "variants")):
        kept = [changed(row, "variants", _without_first) for row in kept]
    kept, apart = wordings_apart(kept, columns)
    notes += apart
    notes += _slash_note(texts_of(kept, "variants"))
    kept, level = _levels_apart(kept)
    if level:
        notes.append(SheetNote(code="path", fields={"sign": level}))
    if not any("variants" in row.cells for row in kept):
        kept, count = _lines_apart(kept)
        if count:
            fields = {"column": where["question"], "count": count}
            notes.append(SheetNote(code="lines", fields=fields))
    return kept, notes


def _without(mark: re.Pattern[str]) -> TextChange:
    """Takes the mark off the beginning of a text."""
    return lambda cell: mark.sub("", cell, count=1)


def _without_empty(row: SheetRow) -> SheetRow:
    """The row without what only says that a cell is empty: 暂无 is no answer, - no category."""
    kept = {
        field: texts
        for field, texts in row.cells.items()
        if not (
            (field == "answer" and all(_NO_ANSWER.fullmatch(plain(one.text)) for one in texts))
            or (field.startswith("category") and all(_is_nothing(one.text) for one in texts))
        )
    }
    return row if len(kept) == len(row.cells) else SheetRow(row.number, kept)


def _of_kind(row: SheetRow) -> SheetRow:
    """The row as what its kind says: of 相似问 the text is a variant of the question above."""
    cells = {field: texts for field, texts in row.cells.items() if field != KIND}
    kind = row.cells.get(KIND, ())
    if kind and is_more_wording(kind[0].text) and "question" in cells:
        more = (*cells.pop("question"), *cells.get("variants", ()))
        cells = {field: texts for field, texts in cells.items() if field != "id"}
        cells["variants"] = more
    return SheetRow(row.number, cells) if kind else row


def _levels_apart(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], str]:
    """The categories with / between their levels, where most have another sign; and the sign."""
    texts = [plain(text.text) for text in texts_of(rows, "category")]
    found = [match for text in texts if (match := _LEVEL_SIGN.search(text))]
    if not found or len(found) * 2 < len(texts):
        return list(rows), ""
    kept = [changed(row, "category", lambda cell: _LEVEL_SIGN.sub("/", cell)) for row in rows]
    return kept, found[0][0].strip()


def _is_nothing(text: str) -> bool:
    return plain(text).casefold() in NOTHING


def _is_numbered(texts: Sequence[Text]) -> bool:
    """Whether the writer numbers the items of a cell, also where there is one alone."""
    lists = [text.text for text in texts if len(read_list(text.text)) > 1]
    return bool(lists) and all(_FIRST.match(cell) for cell in lists)


def _without_first(cell: str) -> str:
    """A single item without its number; a list as it is."""
    return cell if len(read_list(cell)) > 1 else _FIRST.sub("", cell, count=1)


def _runs(texts: Sequence[Text]) -> bool:
    """Whether the texts begin with 1, 2, 3 … in this order, also anew in each section."""
    found = [_RUNNING.match(text.text) for text in texts]
    numbers = [int(match[1]) for match in found if match]
    if len(texts) < 3 or len(numbers) < _MOST * len(texts):
        return False
    steps = sum(after in (before + 1, 1) for before, after in pairwise(numbers))
    rises = sum(after == before + 1 for before, after in pairwise(numbers))
    right = steps >= _STEPS * (len(numbers) - 1) and rises * 2 >= len(numbers) - 1
    return numbers[0] == 1 and right


def _lines_apart(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], int]:
    """Questions of several lines as a question and its variants."""
    kept: list[SheetRow] = []
    count = 0
    for row in rows:
        texts = row.cells.get("question", ())
        if texts and "\n" in plain(texts[0].text):
            first, *others = plain(texts[0].text).split("\n")
            count += 1
            at = texts[0].at
            cells = {**row.cells, "question": (Text(first, at),)}
            cells["variants"] = (Text("\n".join(others), at),)
            row = SheetRow(row.number, cells)
        kept.append(row)
    return kept, count


def _begin_anew(ids: Sequence[str]) -> bool:
    """Whether the ids count from 1 several times, as in each section of a sheet."""
    if ids.count("1") < 2 or not all(one.isdecimal() for one in ids):
        return False
    numbers = list(map(int, ids))
    return numbers[0] == 1 and all(b in (a + 1, 1) for a, b in pairwise(numbers))


def without_running_ids(
    rows: Sequence[SheetRow], *, again: bool
) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows without ids that only count them, where several rows are one entry.

    ``again``: other sheets count from 1 as well.
    """
    rows = _whole_ids(rows)
    ids = [row.cells["id"][0].text for row in rows if "id" in row.cells]
    questions = [plain(row.cells["question"][0].text) for row in rows if "question" in row.cells]
    counted = ids == [str(at) for at in range(1, len(ids) + 1)] and len(ids) == len(rows)
    if not ((counted and (again or len(set(questions)) < len(rows))) or _begin_anew(ids)):
        return list(rows), []
    bare = [{key: texts for key, texts in row.cells.items() if key != "id"} for row in rows]
    kept = [SheetRow(row.number, cells) for row, cells in zip(rows, bare, strict=True)]
    return kept, [SheetNote(code="ids_dropped")]


def _whole_ids(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """The rows with 10001 for 10001.0, where all ids are so: numbers beside an empty cell."""
    ids = texts_of(rows, "id")
    if not ids or not all(_WHOLE.fullmatch(plain(text.text)) for text in ids):
        return rows
    return [changed(row, "id", lambda cell: cell.removesuffix(".0")) for row in rows]


def _slash_note(texts: Sequence[Text]) -> list[SheetNote]:
    """A note of variants that may be several, where nothing else says so: 运费谁出/退货邮费."""
    found = [text for text in texts if _SLASHED.search(text.text)]
    cells = ", ".join(cell_name(text.at) for text in found[:_SHOWN])
    more = "…" if len(found) > _SHOWN else ""
    return [SheetNote(code="slash", fields={"cells": cells + more})] if found else []
