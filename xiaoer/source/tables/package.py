"""The zip archive that an XLSX or ODS file is, looked at before anything unpacks it.

The reader of workbooks makes a whole rectangle of every sheet: one stray cell in the last corner
would ask for hundreds of gigabytes, and end the process. What it passes over without a word,
errors and formulas without a result, is found here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree

from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.cell_styles import CellStyles
from xiaoer.source.tables.faults import TableError, TableFault
from xiaoer.source.tables.number_shown import GENERAL
from xiaoer.source.tables.table import BadCell, column_number, letters
from xiaoer.text.regex import regex

MAX_UNPACKED = 150_000_000
"""Bytes of all parts; a sheet of 50,000 rows and 7 columns has about 40 million."""
MAX_CELLS = 12_000_000
"""Cells of the rectangle that a sheet reaches over: a million rows of eight columns, 400 MB."""

_CHUNK = 1 << 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = regex(rb"<(?:\w+:)?c\b(?P<head>[^>]*?)(?:/>|>(?P<body>.*?)</(?:\w+:)?c>)", re.DOTALL)
_AT = regex(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = regex(rb'\bs="(\d{1,6})"')
_STYLES = b"xl/styles.xml"
_NO_NUMBER = regex(rb'\bt="(?:s|str|inlineStr|b|e)"')
_ERROR = regex(rb'\bt="e"')
_TEXT = regex(rb'\bt="(?:str|inlineStr)"')
_VALUE = regex(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")
_HIDDEN_ROW = regex(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = regex(rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"')
_REPEATED = regex(
    rb"<table:(?P<kind>table-row|table-cell|covered-table-cell)\b(?P<head>[^>]*?)(?P<end>/?)>"
)
_TIMES = regex(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetScan:
    """What is found in the XML of one sheet."""

    bad: tuple[BadCell, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    struck: frozenset[tuple[int, int]] = frozenset()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict, hash=False)

    def code(self, row: int, column: int) -> str:
        """The format code of a cell."""
        return self.formats.get((row, column), GENERAL)


def scan_package(file: str, data: bytes) -> dict[str, SheetScan]:
    """What is found in each sheet of an XLSX file, by its name; nothing for an ODS file.

    Raises:
        TableError: it is damaged, unpacks to too much, or reaches over too many cells.
    """
    place = Place(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _unpacked(package, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(place, str(error)) from error
    if b"content.xml" in parts:
        _check_repeats(place, parts[b"content.xml"])
        return {}
    try:
        names = _sheet_parts(parts)
        styles = CellStyles.of(parts.get(_STYLES, b""))
    except (ElementTree.ParseError, KeyError) as error:
        raise _damaged(place, str(error)) from error
    return {
        name: _scanned(place, name, parts.get(part, b""), styles) for name, part in names.items()
    }


def _unpacked(package: zipfile.ZipFile, place: Place) -> dict[bytes, bytes]:
    """The parts that matter, every part read to its end: what it says of its size may be a lie."""
    kept: dict[bytes, bytes] = {}
    total = 0
    opened = package.open
    for info in package.infolist():
        held = []
        wanted = _is_wanted(info.filename)
        with opened(info) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                if total > MAX_UNPACKED:
                    fields = {"limit": MAX_UNPACKED}
                    raise TableError([TableFault(place=place, code="unpacks", fields=fields)])
                if wanted:
                    held.append(chunk)
        if wanted:
            kept[info.filename.encode()] = b"".join(held)
    return kept


def _is_wanted(name: str) -> bool:
    sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
    others = ("content.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
    return sheet or name in others


def _sheet_parts(parts: dict[bytes, bytes]) -> dict[str, bytes]:
    """The part that holds each sheet, by the sheet's name."""
    if b"xl/workbook.xml" not in parts:
        return {}
    links = ElementTree.fromstring(parts.get(b"xl/_rels/workbook.xml.rels", b"<none/>"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found = {}
    for sheet in ElementTree.fromstring(parts[b"xl/workbook.xml"]).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK, ""), "").removeprefix("/xl/").removeprefix("xl/")
        found[sheet.get("name", "")] = f"xl/{target}".encode()
    return found


def _scanned(place: Place, name: str, xml: bytes, styles: CellStyles) -> SheetScan:
    bad: list[BadCell] = []
    struck: set[tuple[int, int]] = set()
    formats: dict[tuple[int, int], str] = {}
    last_row = last_column = 0
    for cell in _CELL.finditer(xml):
        body = cell["body"]
        at = _AT.search(cell["head"]) if body else None
        if at is None:
            continue
        row, column = int(at[2]), column_number(at[1].decode())
        last_row, last_column = max(last_row, row), max(last_column, column)
        style = _STYLE.search(cell["head"]) if styles.struck or styles.codes else None
        if style and style[1] in styles.struck:
            struck.add((row, column))
        if style and style[1] in styles.codes and _NO_NUMBER.search(cell["head"]) is None:
            formats[(row, column)] = styles.codes[style[1]]
        if _ERROR.search(cell["head"]):
            value = _VALUE.search(body)
            bad.append(BadCell(row, column, value[1].decode("utf-8", "replace") if value else ""))
        elif b"<f" in body and _is_uncomputed(cell["head"], body):
            bad.append(BadCell(row, column, ""))
    if last_row * last_column > MAX_CELLS:
        fields = {
            "rows": last_row,
            "columns": last_column,
            "cell": f"{letters(last_column)}{last_row}",
        }
        where = Place(file=f"{place.file}:{name}")
        raise TableError([TableFault(place=where, code="too_wide", fields=fields)])
    return SheetScan(
        bad=tuple(bad),
        hidden_rows=len(_HIDDEN_ROW.findall(xml)),
        hidden_columns=len(_HIDDEN_COLUMN.findall(xml)),
        struck=frozenset(struck),
        formats=formats,
    )


def _is_uncomputed(head: bytes, body: bytes) -> bool:
    """Whether a formula has no result; a text that is empty is one."""
    value = _VALUE.search(body)
    return (value is None or not value[1]) and _TEXT.search(head) is None


def _check_repeats(place: Place, xml: bytes) -> None:
    """Raises where a filled cell is repeated over too many rows and columns."""
    rows = 1
    total = 0
    for found in _REPEATED.finditer(xml):
        repeated = _TIMES.search(found["head"])
        times = int(repeated[1]) if repeated else 1
        if found["kind"] == b"table-row":
            rows = times
        elif not found["end"] or b"value-type" in found["head"]:
            total += rows * times
            if total > MAX_CELLS:
                fields = {"rows": rows, "columns": times, "cell": "?"}
                raise TableError([TableFault(place=place, code="too_wide", fields=fields)])


def _damaged(place: Place, reason: str) -> TableError:
    return TableError([TableFault(place=place, code="damaged", fields={"reason": reason})])
