"""A file of tables → its tables, whatever its kind."""

from __future__ import annotations

from pathlib import Path

from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import read_bytes
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.tables.delimited import DELIMITED, KnownHeads, read_delimited
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tables.table import Tables
from xiaoer.source.tables.workbook import WORKBOOKS, read_workbook

TABLES = (*WORKBOOKS, *DELIMITED)
MAX_BYTES = 100_000_000


def load_tables(path: Path, known: KnownHeads) -> Tables:
    """The tables of a workbook, a CSV or a TSV file; ``known`` counts the heads that are known.

    Raises:
        MissingExtraError: a workbook, and python-calamine is not installed.
        TableError: the file cannot be read.
    """
    file, suffix = path.as_posix(), path.suffix.lower()
    if suffix not in TABLES:
        fields = {"suffix": path.suffix, "expected": ", ".join(TABLES)}
        raise TableError([TableFault(place=Place(file=file), code="kind", fields=fields)])
    data = read_file(path)
    if suffix in WORKBOOKS:
        return read_workbook(file, data)
    return read_delimited(file, data, known, tabs=suffix == ".tsv")


def read_file(path: Path) -> bytes:
    """The bytes of the file. Raises: TableError when it cannot be read."""
    try:
        return read_bytes(path, MAX_BYTES)
    except Unreadable as error:
        place = Place(file=path.as_posix())
        found = Diagnostic(code=error.code, severity="error", place=place, fields=error.fields)
        raise TableError([found]) from error
