"""Rows that are off without a column of states: struck through, or said to be in a remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.columns import Column, Heading
from xiaoer.source.tables.table import SheetTable, cell_at
from xiaoer.text.regex import regex

_OFF: Final = (
    "(?:作废|停用|下线|下架|废弃|废止|失效|过期|过时|取消|停止(?:使用|办理|服务|受理)|禁用|不再使用|"
    "不用了|停办|关停)"
)
_NOT_TO_USE: Final = "(?:请?(?:勿|别|不要)(?:再|对外)?(?:使?用|发布|回复|答复)|不再使用)"
_SAYS_OFF = regex(
    f"[（(【\\[]?(?:(?:该条|本条|此条|内容)?(?:已经?|现已)?(?:全部|暂时|临时)?{_OFF}了?|(?:暂|已)?{_NOT_TO_USE})"
    f"(?:[，,。、;；\\s]*(?:{_OFF}|{_NOT_TO_USE})|[，,。、;；\\s]+[^，,。]{{0,8}})?[）)】\\]。！!]?"
)
_OUR_OFF: Final = "停用"
_SHOWN: Final = 5


def without_struck(
    table: SheetTable, heading: Heading, rows: Sequence[SheetRow]
) -> tuple[tuple[SheetRow, ...], list[SheetNote]]:
    """The rows, those disabled that are struck through or whose remark says so; and which ones.

    Where the sheet has a column of states, that alone says it.
    """
    if {"enabled", "disabled"} & heading.fields:
        return tuple(rows), []
    open_ones = [column for column in heading.columns if not column.field and column.how != "map"]
    cells = {row.number: row for row in table.rows}
    kept, struck, said = [], [], []
    for row in rows:
        texts = [plain(cells[row.number].cell(column.number)) for column in open_ones]
        if _is_struck(table, row, heading.columns):
            struck.append(row.number)
        elif any(_SAYS_OFF.fullmatch(text) for text in texts if text):
            said.append(row.number)
        else:
            kept.append(row)
            continue
        off = (Text(_OUR_OFF, cell_at(row.number)),)
        kept.append(SheetRow(row.number, {**row.cells, "enabled": off}))
    notes = [_note("struck", struck), _note("said_off", said)]
    return tuple(kept), [note for note in notes if note.fields["count"]]


def _is_struck(table: SheetTable, row: SheetRow, columns: Sequence[Column]) -> bool:
    """Whether the question, or all that is said, is struck through."""
    if not table.struck:
        return False
    own = [
        column
        for column in columns
        if column.field in ("question", "answer") and column.field in row.cells
    ]
    marked = [column.field for column in own if (row.number, column.number) in table.struck]
    return "question" in marked or (bool(own) and len(marked) == len(own))


def _note(code: str, rows: Sequence[int]) -> SheetNote:
    shown = ", ".join(map(str, rows[:_SHOWN])) + ("…" if len(rows) > _SHOWN else "")
    return SheetNote(code=code, fields={"count": len(rows), "rows": shown})
