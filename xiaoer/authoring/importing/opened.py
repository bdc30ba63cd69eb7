"""A file of any kind that is known → its entries as trees."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xiaoer.authoring.cells.fields import HEADS, LabelNames
from xiaoer.authoring.formats.formats import FORMATS, format_of, read_format
from xiaoer.authoring.formats.loss import Loss
from xiaoer.authoring.sheets.mapping import Mapped
from xiaoer.authoring.sheets.notes import sheet_fault
from xiaoer.authoring.sheets.reading import SheetReading, Unread, read_sheets
from xiaoer.authoring.sourced import Sourced
from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.settings import read_settings
from xiaoer.corpus.reading.tree_reader import TreeReader
from xiaoer.corpus.settings import Settings
from xiaoer.errors import CorpusError
from xiaoer.records import dataclass
from xiaoer.source.faults import Faults, Unreadable
from xiaoer.source.files.decode import decode
from xiaoer.source.files.file_names import LINES, SETTINGS_FILE, YAML
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tables.columns import known_heads
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tables.load import TABLES, load_tables, read_file
from xiaoer.source.tables.table import SheetTable, Tables
from xiaoer.source.tree import Pairs, RowSource, TextSource
from xiaoer.source.yaml_tree import parse_yaml

_EVERYTHING: Final = frozenset(key.partition(".")[0] for key in HEADS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a file holds: its entries, how its sheets were read, and what could not be carried.

    ``settings`` are those of a corpus, None of anything else.
    """

    path: Path
    format: str
    entries: tuple[Sourced, ...]
    settings: Settings | None = None
    sheets: tuple[SheetReading, ...] = ()
    unread: tuple[Unread, ...] = ()
    hidden: tuple[str, ...] = ()
    encoding: str = ""
    losses: tuple[Loss, ...] = ()


def open_source(
    path: Path, names: Settings, mapped: Mapped, *, sheet: str = "", format: str = ""
) -> Opened:
    """The entries of a sheet, a corpus, or a file of another system.

    ``names`` has the labels that cells may hold; ``format`` overrules what the file seems to be.

    Raises:
        MissingExtraError: a workbook, and python-calamine is not installed.
        TableError, CorpusError: the file cannot be read, with every fault.
    """
    suffix = path.suffix.lower()
    if suffix in TABLES:
        return _open_tables(path, names, mapped, sheet, format)
    kind = format or format_of(path)
    if kind == "corpus":
        return _open_corpus(path)
    if kind not in FORMATS:
        known = ", ".join((*TABLES, *YAML, LINES, ".json"))
        place = Place(file=path.as_posix())
        raise TableError([import_fault("kind_in", place, suffix=path.suffix, known=known)])
    sourced, losses = read_format(kind, path)
    return Opened(path=path, format=kind, entries=sourced, losses=losses)


def _open_tables(path: Path, names: Settings, mapped: Mapped, sheet: str, format: str) -> Opened:
    tables = _wanted(load_tables(path, known_heads), path, sheet)
    if format in FORMATS or (not format and format_of(path, tables) != "sheet"):
        kind = format or format_of(path, tables)
        sourced, losses = read_format(kind, path, tables)
        return Opened(path=path, format=kind, entries=sourced, losses=losses, hidden=tables.hidden)
    sheets, unread = read_sheets(tables, LabelNames.of(names), mapped)
    entries = tuple(one for reading in sheets for one in reading.entries)
    return Opened(
        path=path,
        format="sheet",
        entries=entries,
        sheets=sheets,
        unread=unread,
        hidden=tables.hidden,
        encoding=tables.encoding,
    )


def _wanted(tables: Tables, path: Path, sheet: str) -> Tables:
    """The tables, or the one that was asked for."""
    if not sheet:
        return tables
    own: tuple[SheetTable, ...] = tuple(table for table in tables.tables if table.name == sheet)
    if not own:
        known = "、".join(table.name for table in tables.tables)
        place = Place(file=path.as_posix())
        raise TableError([sheet_fault("sheet_name", place, found=sheet, known=known)])
    others = tuple(table.name for table in tables.tables if table.name != sheet)
    return Tables(tables=own, hidden=(*tables.hidden, *others), encoding=tables.encoding)


def _open_corpus(path: Path) -> Opened:
    corpus = Corpus.load(path)
    return Opened(
        path=path,
        format="corpus",
        entries=tuple(_of_entry(path, entry) for entry in corpus),
        settings=corpus.settings,
    )


def _of_entry(path: Path, entry: Entry) -> Sourced:
    source = RowSource(f"{path.as_posix()} {entry.id}")
    tree = value_tree(entry.to_dict(), source)
    assert isinstance(tree, Pairs)
    return Sourced(source=source, node=tree, had=_EVERYTHING)


def load_settings(path: Path) -> Settings:
    """The settings of a corpus, or of a settings file.

    Raises:
        TableError, CorpusError: they cannot be used.
    """
    file = path if path.suffix.lower() in YAML else path / SETTINGS_FILE
    if file.name != SETTINGS_FILE or not file.is_file():
        return Corpus.load(path).settings
    faults = Faults()
    text, reason = decode(read_file(file))
    source = TextSource(file.as_posix(), text)
    try:
        node = parse_yaml(text) if reason is None else None
        if reason is not None:
            raise reason
    except Unreadable as broken:
        faults.end(source, broken)
        raise CorpusError(faults.finish()) from broken
    if node is None:
        return Settings()
    settings = read_settings(TreeReader(source, faults), node).settings
    found = faults.finish()
    if any(one.severity == "error" for one in found):
        raise CorpusError(found)
    return settings
