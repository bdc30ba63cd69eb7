"""Custom question answering, before QnA Maker: the table that it exports and imports.

Its columns are Question, Answer, Source, Metadata, SuggestedQuestions, IsContextOnly, Prompts,
QnaId and SourceDisplayName; rows of one QnaId are one pair with several questions. A line break
within a text is written ``\\n``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.formats.values import ReadEntries, sourced
from xiaoer.authoring.sourced import Sourced
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.source.tables.table import SheetTable, TableRow, TableSource, cell_at, cell_name

CARRIED: Final = frozenset(("id", "question", "variants", "answer", "category"))
HEADS: Final = (
    "Question", "Answer", "Source", "Metadata", "SuggestedQuestions", "IsContextOnly", "Prompts",
    "QnaId", "SourceDisplayName",
)  # fmt: skip
_NEEDED: Final = frozenset(("question", "answer", "source", "metadata"))
_SOURCE = "Editorial"
_CATEGORY = "category"
_ID = "entry_id"
_EMPTY: Final = frozenset(("", "[]", "false", "{}"))


def is_ours(tables: Sequence[SheetTable]) -> bool:
    """Whether the first row of a table has the columns of its export."""
    return any(set(_columns(table)) >= _NEEDED for table in tables)


def read(tables: Sequence[SheetTable]) -> ReadEntries:
    """The pairs of each table that has its columns, and what they have that no entry can hold."""
    entries: list[Sourced] = []
    lost: list[tuple[str, str]] = []
    for table in tables:
        columns = _columns(table)
        if set(columns) >= _NEEDED:
            for rows in _pairs(table.rows[1:], columns):
                entries.append(_entry(table, rows, columns))
                lost += [
                    (what, cell_name(cell_at(row.number, columns[what])))
                    for row in rows
                    for what in _lost(row, columns)
                ]
    return entries, lost


def _columns(table: SheetTable) -> dict[str, int]:
    heads = table.rows[0].cells if table.rows else ()
    return {head.strip().casefold(): at for at, head in enumerate(heads, 1) if head.strip()}


def _pairs(rows: Sequence[TableRow], columns: Mapping[str, int]) -> list[list[TableRow]]:
    """The rows of each pair: those of one QnaId, where there is one, with one answer."""
    found: dict[tuple[str, ...], list[TableRow]] = {}
    for row in rows:
        id = _cell(row, columns, "qnaid")
        answer = _cell(row, columns, "answer")
        # Without ids, rows of one answer in a sequence would be a guess: each is its own.
        key = (id, answer) if id and id != "0" else (str(row.number),)
        found.setdefault(key, []).append(row)
    return list(found.values())


def _entry(table: SheetTable, rows: Sequence[TableRow], columns: Mapping[str, int]) -> Sourced:
    questions = [_text(row, columns, "question") for row in rows]
    metadata = _metadata(_cell(rows[0], columns, "metadata"))
    fields = {
        "id": metadata.get(_ID, ""),
        "question": questions[0],
        "variants": list(dict.fromkeys(q for q in questions[1:] if q and q != questions[0])),
        "answer": _text(rows[0], columns, "answer"),
        "category": metadata.get(_CATEGORY, ""),
    }
    at = cell_at(rows[0].number, columns["answer"])
    return sourced(TableSource(table), at, fields)


def _cell(row: TableRow, columns: Mapping[str, int], name: str) -> str:
    return plain(row.cell(columns.get(name, 0)))


def _text(row: TableRow, columns: Mapping[str, int], name: str) -> str:
    return _cell(row, columns, name).replace("\\n", "\n").replace("\\t", "\t")


def _metadata(cell: str) -> dict[str, str]:
    """Names and values, written as ``name:value|name:value`` or as a JSON list.

    >>> _metadata("category:退款|lang:zh"), _metadata('[{"name": "category", "value": "退款"}]')
    ({'category': '退款', 'lang': 'zh'}, {'category': '退款'})
    """
    if cell.startswith("["):
        try:
            parts = json.loads(cell)
        except (ValueError, RecursionError):
            return {}
        pairs = [(one.get("name"), one.get("value")) for one in parts if isinstance(one, dict)]
        return {str(name): str(value) for name, value in pairs if name}
    found = (part.partition(":") for part in cell.split("|") if part.strip())
    return {name.strip(): value.strip() for name, _, value in found}


def _lost(row: TableRow, columns: Mapping[str, int]) -> Iterator[str]:
    for name in ("suggestedquestions", "iscontextonly", "prompts"):
        if _cell(row, columns, name).casefold() not in _EMPTY:
            yield name
    if set(_metadata(_cell(row, columns, "metadata"))) - {_CATEGORY, _ID}:
        yield "metadata"


def write(entries: Sequence[Entry], variables: Mapping[str, str]) -> str:
    """The table to import there, with tabs; category and id are metadata."""
    lines = ["\t".join(HEADS)]
    for number, entry in enumerate(entries, 1):
        metadata = [f"{_ID}:{entry.id}"]
        metadata += [f"{_CATEGORY}:{entry.category}"] if entry.category else []
        for question in entry.questions:
            cells = (
                question, fill(entry.answer, variables), _SOURCE, "|".join(metadata), "[]", "False",
                "[]", str(number), _SOURCE,
            )  # fmt: skip
            lines.append("\t".join(map(_written, cells)))
    return "\n".join(lines) + "\n"


def _written(text: str) -> str:
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\t", "\\t")
