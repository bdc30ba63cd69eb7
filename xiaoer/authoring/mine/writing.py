"""Groups → the sheet to decide in, as XLSX or CSV, or JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xiaoer.authoring.mine.cells import MissRow, heads, json_line, rows_of
from xiaoer.authoring.mine.columns import (
    ABOUT,
    COLUMNS,
    DECISIONS,
    GUIDE,
    HEADS,
    NOBODY,
    RULES,
    SHEET,
    MissColumn,
)
from xiaoer.authoring.mine.groups import MinedGroup
from xiaoer.authoring.wording import import_fault
from xiaoer.authoring.workbook.listed import ListColumn, Listed, listed_workbook
from xiaoer.authoring.workbook.writing import SHEETS, check_writer
from xiaoer.corpus.settings import Settings
from xiaoer.source.files.file_names import LINES
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.delimited import guarded
from xiaoer.source.tables.faults import TableError

MINED: Final = (*SHEETS, LINES)
"""The kinds of file that are written."""

_WIDTHS: Final[dict[MissColumn, int]] = {
    "count": 6, "texts": 44, "suggestion.1": 30, "suggestion.2": 30, "suggestion.3": 30,
    "confidence": 8, "why": 18, "decision": 10, "entry": 12, "audience": 8,
}  # fmt: skip
_CHOICES: Final[dict[MissColumn, tuple[str, ...]]] = {
    "decision": tuple(DECISIONS.values()),
    "entry": ("1", "2", "3", NOBODY),
}


def check_mined_file(path: Path) -> None:
    """Says before the work starts what would fail at its end.

    Raises:
        TableError: it is to be another kind of file.
        MissingExtraError: an XLSX, and XlsxWriter is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in MINED:
        fields = {"suffix": path.suffix, "known": ", ".join(MINED)}
        raise TableError([import_fault("mined_kind", Place(file=path.as_posix()), **fields)])
    if suffix == ".xlsx":
        check_writer()


def mined_file(suffix: str, groups: Sequence[MinedGroup], settings: Settings) -> bytes:
    """The bytes of the file."""
    if suffix == LINES:
        return "".join(map(json_line, groups)).encode("utf-8", "replace")
    rows = [row for group in groups for row in rows_of(group, settings)]
    return _xlsx(rows) if suffix == ".xlsx" else _csv(rows)


def _csv(rows: Sequence[MissRow]) -> bytes:
    """UTF-8 with a BOM, which Excel needs to read Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads())
    writer.writerows([guarded(str(row[key])) for key in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _xlsx(rows: Sequence[MissRow]) -> bytes:
    return listed_workbook(
        Listed(
            name=SHEET,
            columns=tuple(
                ListColumn(
                    head=HEADS[key],
                    width=_WIDTHS[key],
                    about=ABOUT[key],
                    choices=_CHOICES.get(key, ()),
                    strict=key == "decision",
                    is_share=key == "confidence",
                )
                for key in COLUMNS
            ),
            rows=[[row[key] for key in COLUMNS] for row in rows],
            guide=GUIDE,
            rules=RULES,
        )
    )
