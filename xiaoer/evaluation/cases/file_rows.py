"""A file of labelled queries → one mapping a case, each with its place.

JSON Lines, YAML, CSV, TSV and workbooks become the tree of a corpus's files: one road leads from
there.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from xiaoer.evaluation.cases.case import CaseFault, CasesError, case_fault
from xiaoer.evaluation.cases.messages import QUERIES, Both, Field, kind_of
from xiaoer.evaluation.cases.table_rows import (
    SourceRow,
    csv_rows,
    tsv_rows,
    workbook_rows,
)
from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import decode, read_bytes
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.json_tree import json_lines, parse_json
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tables.load import read_file
from xiaoer.source.tables.workbook import WORKBOOKS, read_workbook
from xiaoer.source.tree import FORBIDDEN, Items, LineSource, TextSource
from xiaoer.source.yaml_tree import parse_yaml
from xiaoer.text.regex import regex

MAX_BYTES = 100_000_000
"""Five times a corpus: a million queries of ordinary length."""

What = tuple[Both, str]
"""What the items of a file are called, and the key that each begins with."""

_VALID = regex("[^\x00-\x7f\ufffd]")
_GB18030 = "E008"
_CHARACTER = "E010"  # a control character: YAML forbids it, a logged query may well hold it


class Rows:
    """The rows of one file, and what could not be read of it.

    ``what`` its items are called, and the key that each begins with; ``kinds`` of file.
    """

    def __init__(self, path: Path, what: What = (QUERIES, "q"), kinds: Sequence[str] = ()) -> None:
        self.path = path
        self._what = what
        self._kinds = tuple(kinds or (*_READERS, *WORKBOOKS))
        self.rows: list[SourceRow] = []
        self.faults: list[CaseFault] = []

    def read(self) -> Rows:
        """The same object, filled."""
        suffix = self.path.suffix.lower()
        if suffix in WORKBOOKS and set(WORKBOOKS) <= set(self._kinds):
            return self._read_workbook()
        reader = _READERS.get(suffix) if suffix in self._kinds else None
        if reader is None:
            self._fault("kind", suffix=suffix, expected=", ".join(self._kinds))
            return self
        text = self._text(is_yaml=reader is _yaml)
        if text is None:
            return self
        try:
            for row in reader(self.path.as_posix(), text, self._what):
                if isinstance(row, CaseFault):
                    self.faults.append(row)
                else:
                    self.rows.append(row)
        except Unreadable as error:
            self.faults.append(
                _unreadable(error, TextSource(self.path.as_posix(), text).place(error.at))
            )
        if not self.rows and not self.faults:
            self._fault("no_rows", what=self._what[0])
        return self

    def _read_workbook(self) -> Rows:
        try:
            tables = read_workbook(self.path.as_posix(), read_file(self.path))
        except TableError as error:
            for fault in error.faults:
                assert isinstance(fault, TableFault | Diagnostic)
                text = Both(fault.message("zh"), fault.message("en"))
                self.faults.append(case_fault(fault.place, "file", "other", text=text))
            return self
        for row in workbook_rows(tables.tables):
            if isinstance(row, CaseFault):
                self.faults.append(row)
            else:
                self.rows.append(row)
        if not self.rows and not self.faults:
            self._fault("no_rows", what=self._what[0])
        return self

    def lines(self) -> list[str]:
        """The lines of a plain text file.

        Raises:
            CasesError: it cannot be read.
        """
        text = self._text(is_yaml=False)
        if text is None:
            raise CasesError(self.faults)
        return text.splitlines()

    def _text(self, is_yaml: bool) -> str | None:
        file = self.path.as_posix()
        try:
            text, reason = _decoded(read_bytes(self.path, MAX_BYTES))
        except Unreadable as error:
            self.faults.append(_unreadable(error, Place(file=file), kind="file"))
            return None
        if reason is None or (reason.code == _CHARACTER and not is_yaml):
            return text
        place = TextSource(file, text).place(reason.at) if reason.at else Place(file=file)
        self.faults.append(_unreadable(reason, place, kind="file"))
        return None

    def _fault(self, code: str, **fields: Field) -> None:
        place = Place(file=self.path.as_posix())
        self.faults.append(case_fault(place, "file", code, **fields))


def _decoded(data: bytes) -> tuple[str, Unreadable | None]:
    """As `decode`, and GB18030 too: what Excel in China calls CSV.

    A corpus asks for UTF-8, since its author keeps it; a list of queries comes from elsewhere.
    """
    text, reason = decode(data)
    if reason is None or reason.code != _GB18030:
        return text, reason
    read = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    if len(_VALID.findall(read)) > read.count("\ufffd"):  # UTF-8 with damage, in truth
        return text, Unreadable("E009", len(text), byte=f"0x{_first_bad(data):02X}")
    text = data.decode("gb18030")
    bad = FORBIDDEN.search(text)
    if bad is None:
        return text, None
    return text, Unreadable(_CHARACTER, bad.start(), char=f"U+{ord(bad[0]):04X}")


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[error.start]
    return 0


def _unreadable(
    error: Unreadable, place: Place, kind: Literal["file", "syntax"] = "syntax"
) -> CaseFault:
    diagnostic = Diagnostic(code=error.code, severity="error", place=place, fields=error.fields)
    text = Both(diagnostic.message("zh"), diagnostic.message("en"))
    return case_fault(place, kind, "other", text=text)


def _jsonl(file: str, text: str, _: What) -> Iterator[SourceRow | CaseFault]:
    source = LineSource(file)
    for number, line in json_lines(text):
        try:
            yield SourceRow(source.place(number), parse_json(line, number))
        except Unreadable as error:
            yield _unreadable(error, source.place(number))


def _yaml(file: str, text: str, what: What) -> Iterator[SourceRow | CaseFault]:
    source = TextSource(file, text)
    root = parse_yaml(text)
    if root is None:
        return
    if not isinstance(root, Items):
        place, found = source.place(root.at), kind_of(root)
        yield case_fault(place, "shape", "no_list", what=what[0], first=what[1], found=found)
        return
    for node in root.items:
        yield SourceRow(source.place(node.at), node)


_READERS: dict[str, Callable[[str, str, What], Iterator[SourceRow | CaseFault]]] = {
    ".jsonl": _jsonl,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".csv": csv_rows,
    ".tsv": tsv_rows,
}
