"""What no cell can hold: refused by name before anything is written, never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xiaoer.authoring.cells.fields import HEADS
from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.entry import Entry
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tree import FORBIDDEN
from xiaoer.text.regex import regex

LONGEST: Final = 32_767
"""Characters of a cell, as UTF-16 counts them."""
_BEYOND = regex("[\U00010000-\U0010ffff]")

CellTexts = dict[str, str]


def check_cells(file: str, entries: Sequence[Entry], rows: Sequence[CellTexts]) -> None:
    """Raises: TableError with every cell that a sheet cannot hold."""
    faults = [
        fault
        for entry, row in zip(entries, rows, strict=True)
        for fault in _faults(file, entry.id, row)
    ]
    if faults:
        raise TableError(faults)


def _faults(file: str, id: str, row: CellTexts) -> Iterator[TableFault]:
    for key, text in row.items():
        place, field = Place(file=file), HEADS.get(key, key)
        length = len(text) + len(_BEYOND.findall(text)) if len(text) * 2 > LONGEST else 0
        if length > LONGEST:
            yield import_fault("too_long", place, id=id, field=field, count=length, limit=LONGEST)
        bad = FORBIDDEN.search(text)
        if bad is not None:
            char = f"U+{ord(bad[0]):04X}"
            yield import_fault("control", place, id=id, field=field, char=char)
