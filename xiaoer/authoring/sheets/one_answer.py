"""Rows under one answer: a cell of the answers that is merged over several questions."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.source.tables.table import cell_at


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
