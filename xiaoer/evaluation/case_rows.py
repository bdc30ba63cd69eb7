"""A file of labelled queries → one mapping a case, each with its place.

JSON Lines, YAML and CSV become the tree of a corpus's files, so that one road leads from there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from xiaoer.corpus.decode import decode, read_bytes
from xiaoer.corpus.diagnostics import Diagnostic, Place
from xiaoer.corpus.faults import Unreadable
from xiaoer.corpus.tree import Items, LineSource, Node, Pairs, Scalar, TextSource, kind
from xiaoer.corpus.value_tree import json_lines, parse_json
from xiaoer.corpus.yaml_tree import parse_yaml
from xiaoer.evaluation.case import CaseFault, CasesError

MAX_BYTES = 100_000_000
"""Five times a corpus: a million queries of ordinary length."""

_CHARACTER = "E010"  # a control character: YAML forbids it, a logged query may well hold it


class Row(NamedTuple):
    """One case as it is written."""

    place: Place
    node: Node


class Rows:
    """The rows of one file, and what could not be read of it.

    ``what`` its items are called, and the key that each begins with; ``kinds`` of file.
    """

    def __init__(
        self, path: Path, what: tuple[str, str] = ("queries", "q"), kinds: Sequence[str] = ()
    ) -> None:
        self.path = path
        self._what = what
        self._kinds = tuple(kinds or _READERS)
        self.rows: list[Row] = []
        self.faults: list[CaseFault] = []

    def read(self) -> Rows:
        """The same object, filled."""
        suffix = self.path.suffix.lower()
        reader = _READERS.get(suffix) if suffix in self._kinds else None
        if reader is None:
            expected = ", ".join(self._kinds)
            self._fault(f'unknown kind of file "{suffix}"; expected {expected}')
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
            self._fault(f"no {self._what[0]} in this file; expected at least one")
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
            text, reason = decode(read_bytes(self.path, MAX_BYTES))
        except Unreadable as error:
            self.faults.append(_unreadable(error, Place(file=file), kind="file"))
            return None
        if reason is None or (reason.code == _CHARACTER and not is_yaml):
            return text
        place = TextSource(file, text).place(reason.at) if reason.at else Place(file=file)
        self.faults.append(_unreadable(reason, place, kind="file"))
        return None

    def _fault(self, message: str) -> None:
        place = Place(file=self.path.as_posix())
        self.faults.append(CaseFault(place=place, kind="file", message=message))


def _unreadable(
    error: Unreadable, place: Place, kind: Literal["file", "syntax"] = "syntax"
) -> CaseFault:
    diagnostic = Diagnostic(code=error.code, severity="error", place=place, fields=error.fields)
    return CaseFault(place=place, kind=kind, message=diagnostic.message("en"))


def _jsonl(file: str, text: str, _: tuple[str, str]) -> Iterator[Row | CaseFault]:
    source = LineSource(file)
    for number, line in json_lines(text):
        try:
            yield Row(source.place(number), parse_json(line, number))
        except Unreadable as error:
            yield _unreadable(error, source.place(number))


def _yaml(file: str, text: str, what: tuple[str, str]) -> Iterator[Row | CaseFault]:
    source = TextSource(file, text)
    root = parse_yaml(text)
    if root is None:
        return
    if not isinstance(root, Items):
        items, first = what
        message = f'expected a list of {items} (each begins with "- {first}:"), found {_name(root)}'
        yield CaseFault(place=source.place(root.at), kind="shape", message=message)
        return
    for node in root.items:
        yield Row(source.place(node.at), node)


def _csv(file: str, text: str, _: tuple[str, str]) -> Iterator[Row | CaseFault]:
    source = LineSource(file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            place, line = source.place(line), reader.line_num + 1
            if not any(cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                faults = list(_header_faults(header, place))
                yield from faults
                if faults:
                    return
            elif len(cells) != len(header):
                message = f"expected {len(header)} cells as in the first row, found {len(cells)}"
                yield CaseFault(place=place, kind="syntax", message=message)
            else:
                yield Row(place, _pairs(header, cells))
    except csv.Error as error:
        yield CaseFault(place=source.place(line), kind="syntax", message=f"not valid CSV: {error}")


def _header_faults(header: list[str], place: Place) -> Iterator[CaseFault]:
    for name in ("q", "gold"):
        if name not in header:
            shown = ", ".join(f'"{column}"' for column in header)
            message = f'no column "{name}" in the first row; found {shown}'
            yield CaseFault(place=place, kind="shape", message=message)
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield CaseFault(place=place, kind="shape", message=f'column "{name}" is given twice')


def _pairs(header: list[str], cells: list[str]) -> Pairs:
    pairs: list[tuple[Node, Node]] = []
    for name, cell in zip(header, cells, strict=True):
        value: Node = Scalar(cell, not cell.strip(), 0)
        if name == "gold" and "|" in cell:
            value = Items(tuple(Scalar(id.strip(), False, 0) for id in cell.split("|")), 0)
        elif not cell.strip():
            value = Scalar("", True, 0)
        pairs.append((Scalar(name, False, 0), value))
    return Pairs(tuple(pairs), 0)


def _name(node: Node) -> str:
    """What a node is, in English."""
    names = {"list": "a list", "mapping": "a mapping", "text": "a text"}
    return names.get(kind(node), kind(node))


_READERS: dict[str, Callable[[str, str, tuple[str, str]], Iterator[Row | CaseFault]]] = {
    ".jsonl": _jsonl,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".csv": _csv,
}
