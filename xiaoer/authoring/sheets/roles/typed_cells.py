"""Numbers and dates in texts, as the sheet shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from xiaoer.authoring.sheets.notes import SheetNote
from xiaoer.authoring.sheets.rows import SheetRow
from xiaoer.corpus.reading.tree_reader import Text
from xiaoer.source.tables.table import Moment, Number, cell_name

_WORDED: Final = ("question", "answer", "variants")
_SHOWN: Final = 5


def typed_note(rows: Iterable[SheetRow]) -> list[SheetNote]:
    """A note of cells whose number or date may look otherwise in the sheet."""
    found = [text for row in rows for text in _worded(row) if _is_typed(text.text)]
    return _cells_note("typed", found) if found else []


def _cells_note(code: str, found: Sequence[Text]) -> list[SheetNote]:
    cells = ", ".join(cell_name(text.at) for text in found[:_SHOWN])
    texts = ", ".join(str(text.text) for text in found[:_SHOWN])
    more = "…" if len(found) > _SHOWN else ""
    return [SheetNote(code=code, fields={"cells": cells + more, "texts": texts + more})]


def _worded(row: SheetRow) -> Iterator[Text]:
    for field in _WORDED:
        yield from row.cells.get(field, ())


def as_shown(rows: Sequence[SheetRow]) -> tuple[list[SheetRow], list[SheetNote]]:
    """The rows with numbers and dates in their texts as the sheet shows them, and which ones."""
    kept, found = [], list[Text]()
    for row in rows:
        cells = dict(row.cells)
        for field in _WORDED:
            if any(_shown(text.text) for text in cells.get(field, ())):
                cells[field] = tuple(
                    Text(_shown(text.text) or text.text, text.at) for text in cells[field]
                )
                found += [
                    new
                    for new, old in zip(cells[field], row.cells[field], strict=True)
                    if new.text != old.text
                ]
        kept.append(SheetRow(row.number, cells))
    return kept, _cells_note("shown", found) if found else []


def _shown(text: str) -> str:
    return text.shown if isinstance(text, (Number, Moment)) else ""


def _is_typed(text: str) -> bool:
    return isinstance(text, Moment) or (isinstance(text, Number) and not text.isdecimal())
