"""How the writer of a sheet fills its columns: labels and numbers before texts, signs between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from xiaoer.authoring.cells.texts import NOTHING, SIGNS, plain, read_list
from xiaoer.authoring.sheets.evidence import KIND, is_more_wording
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.columns import Column
from xiaoer.source.tables.table import Moment, Number, cell_name, letters
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
_OTHER_SIGNS: Final = "/／、，,#\u3000"
"""Tried in this order, where no cell of a column has one of the usual signs."""
_DOUBLED = regex(
    r"""(?<=[^\s:：])\s*([#@$%&^*=|;；｜/\\])\1+\s*(?=\S)   # 怎么退###如何退, no https://
      | (?<=[\u4e00-\u9fff?？])\\n""",
    re.VERBOSE,
)
"""A sign twice or more, as nobody types within a question; or a break that was written out."""
_APART = regex(r"(?<=\S)\s+[/／]\s+(?=\S)")
_SLASHED = regex("[\u4e00-\u9fff]{3}[/／][\u4e00-\u9fff]{3}")
_CHINESE = regex("[\u4e00-\u9fff]")
_WHOLE = regex(r"(\d{1,15})\.0")
_SIGN_NAMED: Final = {
    "斜杠": "/",
    "顿号": "、",
    "逗号": "，",
    "井号": "#",
    "分号": "；",
    "竖线": "|",
}
_SIGN_NAMES = regex("|".join(_SIGN_NAMED))
_DECLARED = regex(
    r"(?P<sign>[/／、，,;；|｜#＃])\s*[”\"'’」』)]?\s*(?:号|隔开|分隔|分割|分开|间隔|区分)"
)
_ALIKE: Final = {one: pair for pair in ("/／", "，,", "#＃") for one in pair}
_ASKED: Final = "？"
_BEHIND_ASKED = regex(r"(?<=[?？])\s*(?=\S)")
_ASKED_TWICE = regex(r"(?:[^?？\n]{3,25}[?？]\s*){2,}")
_SHORTEST = 3  # characters of an item on average: 开/关 is no list of questions
_MOST = 0.9
_STEPS = 0.8  # a number that comes twice is a slip
_NO_ANSWER = regex(
    r"[-–—－/／]+|[（(【\[]?(?:暂无(?:答案|答复|回复)?|暂缺|"
    r"待.{0,6}(?:补充?|写|定|完善|更新|确认|审核|回复))[）)】\]]?|n/a|tbd|todo",
    re.IGNORECASE,
)
_FIRST = regex(r"\s*(?:[（(]?1(?:[、．)）]|\.(?!\d))|①)\s*(?=\S)")
_SHOWN = 5

_TextChange = Callable[[str], str]


def without_habits(
    rows: Sequence[SheetRow], columns: Sequence[Column]
) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows with nothing but their texts in the cells, and what was left out or split."""
    kept, notes = [_of_kind(_without_empty(row)) for row in rows], []
    where = {column.field: letters(column.number) for column in reversed(columns) if column.field}
    for field, label in _LABELS.items():
        found = _texts(kept, field)
        marks = [label.match(text.text) for text in found]
        if len(found) > 1 and sum(map(bool, marks)) >= _MOST * len(found):
            kept = [_with(row, field, _without(label)) for row in kept]
            first = next(mark[0].strip() for mark in marks if mark)
            notes.append(SheetNote(code="label", fields={"column": where[field], "label": first}))
    if _runs(_texts(kept, "question")):
        kept = [_with(row, "question", _without(_RUNNING)) for row in kept]
        notes.append(SheetNote(code="numbers", fields={"column": where["question"]}))
    if _is_numbered(_texts(kept, "variants")):
        kept = [_with(row, "variants", _without_first) for row in kept]
    kept, doubled = _doubled_apart(kept)
    if doubled:
        column = where.get("variants", "")
        notes.append(SheetNote(code="sign", fields={"column": column, "sign": doubled}))
    declared = _declared_signs(columns)
    sign = declared or _other_sign([text.text for text in _texts(kept, "variants")])
    if sign:
        kept = [_with(row, "variants", _split_at(sign)) for row in kept]
        notes.append(SheetNote(code="sign", fields={"column": where["variants"], "sign": sign}))
    notes += _slash_note(_texts(kept, "variants"))
    if not any("variants" in row.cells for row in kept):
        kept, count = _lines_apart(kept)
        if count:
            fields = {"column": where["question"], "count": count}
            notes.append(SheetNote(code="lines", fields=fields))
    return kept, notes


def typed_note(rows: Iterable[SheetRow]) -> list[SheetNote]:
    """A note of cells whose number or date may look otherwise in the sheet."""
    found: list[Text] = []
    for row in rows:
        for field in ("question", "answer", "variants"):
            found += [text for text in row.cells.get(field, ()) if _is_typed(text.text)]
    if not found:
        return []
    cells = ", ".join(cell_name(text.at) for text in found[:_SHOWN])
    texts = ", ".join(str(text.text) for text in found[:_SHOWN])
    more = "…" if len(found) > _SHOWN else ""
    return [SheetNote(code="typed", fields={"cells": cells + more, "texts": texts + more})]


def _slash_note(texts: Iterable[Text]) -> list[SheetNote]:
    """A note of variants that may be several, where nothing else says so: 运费谁出/退货邮费."""
    found = [text for text in texts if _SLASHED.search(text.text)]
    cells = ", ".join(cell_name(text.at) for text in found[:_SHOWN])
    more = "…" if len(found) > _SHOWN else ""
    return [SheetNote(code="slash", fields={"cells": cells + more})] if found else []


def _is_typed(text: str) -> bool:
    return isinstance(text, Moment) or (isinstance(text, Number) and not text.isdecimal())


def _texts(rows: Iterable[SheetRow], field: str) -> list[Text]:
    return [text for row in rows for text in row.cells.get(field, ())]


def _with(row: SheetRow, field: str, change: _TextChange) -> SheetRow:
    if field not in row.cells:
        return row
    texts = tuple(Text(change(plain(text.text)), text.at) for text in row.cells[field])
    return SheetRow(row.number, {**row.cells, field: texts})


def _without(mark: re.Pattern[str]) -> _TextChange:
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


def _declared_signs(columns: Sequence[Column]) -> str:
    """The signs that the head of the variants says stand between them, as in 相似问（用、隔开）."""
    heads = [column.head for column in columns if column.field == "variants"]
    found = [_DECLARED.search(_SIGN_NAMES.sub(_named_sign, head)) for head in heads]
    signs = {match["sign"] for match in found if match}
    return "".join(_ALIKE.get(sign, sign) for sign in sorted(signs) if sign not in SIGNS)


def _named_sign(name: re.Match[str]) -> str:
    return _SIGN_NAMED[name[0]]


def _split_at(signs: str) -> _TextChange:
    """Puts a break where one of the signs stands; behind a question mark, which stays."""
    if signs == _ASKED:
        return lambda cell: _BEHIND_ASKED.sub("\n", cell)
    pattern = regex(f"[{re.escape(signs)}]")
    return lambda cell: pattern.sub("\n", cell)


def _doubled_apart(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], str]:
    """The variants split where a sign is doubled, or a slash stands apart; and the first sign."""
    cells = [text.text for text in _texts(rows, "variants")]
    apart = [line for cell in cells for line in plain(cell).split("\n") if _APART.search(line)]
    patterns = [_DOUBLED]
    if apart and all(_CHINESE.search(part) for line in apart for part in _APART.split(line)):
        patterns.append(_APART)
    pattern = regex("|".join(f"(?:{one.pattern})" for one in patterns), re.VERBOSE)
    found = next((match for cell in cells if (match := pattern.search(plain(cell)))), None)
    if found is None:
        return list(rows), ""
    split = [_with(row, "variants", lambda cell: pattern.sub("\n", cell)) for row in rows]
    return split, found[0].strip()


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


def _other_sign(cells: Sequence[str]) -> str:
    """The sign between questions, where it is none of the usual ones; "" for none."""
    if len(cells) < 2 or any(sign in plain(cell) for cell in cells for sign in SIGNS):
        return ""
    for sign in _OTHER_SIGNS:
        with_sign = [cell for cell in cells if sign in cell]
        parts = [part.strip() for cell in with_sign for part in cell.split(sign)]
        if len(with_sign) < max(2, len(cells) / 2) or not all(parts):
            continue
        if sum(map(len, parts)) >= _SHORTEST * len(parts) and min(map(len, parts)) > 1:
            return sign
    asked = [cell for cell in cells if _ASKED_TWICE.fullmatch(plain(cell))]
    return _ASKED if len(asked) * 2 >= len(cells) else ""


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


def without_running_ids(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows without ids that only count them, where several rows are one entry."""
    rows = _whole_ids(rows)
    ids = [row.cells["id"][0].text for row in rows if "id" in row.cells]
    questions = [plain(row.cells["question"][0].text) for row in rows if "question" in row.cells]
    counted = ids == [str(at) for at in range(1, len(ids) + 1)] and len(ids) == len(rows)
    if not counted or len(set(questions)) == len(rows):
        return list(rows), []
    bare = [{key: texts for key, texts in row.cells.items() if key != "id"} for row in rows]
    kept = [SheetRow(row.number, cells) for row, cells in zip(rows, bare, strict=True)]
    return kept, [SheetNote(code="ids_dropped")]


def _whole_ids(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """The rows with 10001 for 10001.0, where all ids are so: numbers beside an empty cell."""
    ids = _texts(rows, "id")
    if not ids or not all(_WHOLE.fullmatch(plain(text.text)) for text in ids):
        return rows
    return [_with(row, "id", lambda cell: cell.removesuffix(".0")) for row in rows]
