"""Files and rows → entries, settings and warnings, or every fault at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import timezone
from pathlib import Path

from xiaoer.corpus.checking.references import check_corpus, check_settings
from xiaoer.corpus.checking.traps import Traps
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.reading.entry import Draft, no_list, read_entry
from xiaoer.corpus.reading.settings import SettingsDraft, read_settings
from xiaoer.corpus.reading.tree_reader import TreeReader
from xiaoer.corpus.settings import Settings
from xiaoer.errors import CorpusError
from xiaoer.records import dataclass, field
from xiaoer.source.collector import without_gc
from xiaoer.source.faults import Faults, Unreadable
from xiaoer.source.files.decode import MAX_BYTES, Packed, decode, read_bytes, read_packed
from xiaoer.source.files.file_names import (
    LINES,
    SETTINGS_FILE,
    YAML,
    entry_file_names,
    neighbour,
    yaml_names,
)
from xiaoer.source.files.linked_files import leads_out, withheld
from xiaoer.source.files.regular_file import stands
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.source.json_tree import json_lines, parse_json
from xiaoer.source.row_tree import row_tree, value_tree
from xiaoer.source.tree import (
    FieldSource,
    Items,
    LineSource,
    Node,
    RowSource,
    Scalar,
    Source,
    TextSource,
    kind,
)
from xiaoer.source.yaml_tree import parse_yaml
from xiaoer.text.sameness import KeptReadings


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What one load gave; `warnings` in order of place; the questions as they were `read`."""

    entries: tuple[Entry, ...]
    settings: Settings
    warnings: tuple[Diagnostic, ...]
    read: KeptReadings


def load_path(
    path: str | os.PathLike[str], max_bytes: int = MAX_BYTES, *, strict: bool = False
) -> Loaded:
    """The corpus at a folder or file. Raises: CorpusError with every fault."""
    load = Load(max_bytes, Faults(strict=strict))
    with without_gc():
        load.read_path(Path(path))
        return load.finish()


def load_packed(folder: Packed, max_bytes: int = MAX_BYTES, *, strict: bool = False) -> Loaded:
    """The corpus in a folder within an archive. Raises: CorpusError with every fault."""
    load = Load(
        max_bytes, Faults(strict=strict), lambda path, limit: read_packed(folder / path.name, limit)
    )
    root = Path(str(folder))
    present = [file.name for file in folder.iterdir() if file.is_file()]
    names = yaml_names(present)
    with without_gc():
        if not names:
            load.faults.add("E002", RowSource(root.as_posix()), 0)
        if SETTINGS_FILE in present:
            load.read_settings_text(root / SETTINGS_FILE)
        for name in names:
            load.read_entry_file(root / name)
        return load.finish()


def load_rows(
    rows: Iterable[Entry | Mapping[str, object]],
    settings: Settings | Mapping[str, object] | None = None,
    *,
    strict: bool = False,
) -> Loaded:
    """The corpus made of rows, numbered from 1. Raises: CorpusError with every fault."""
    load = Load(MAX_BYTES, Faults(strict=strict))
    with without_gc():
        if settings is not None:
            load.read_settings_value(settings)
        for number, row in enumerate(rows, 1):
            load.read_row(row, number)
        return load.finish()


@dataclass(slots=True)
class Load:
    """The state of one load; a file is only a `part` of the entries that its settings know."""

    max_bytes: int
    faults: Faults
    read: Callable[[Path, int], bytes] = read_bytes
    settings: Settings = field(default_factory=Settings)
    settings_draft: SettingsDraft | None = None
    drafts: list[Draft] = field(default_factory=list)
    whole: bool = True
    part: bool = False
    names_known: bool = True
    elsewhere: set[str] = field(default_factory=set)

    def read_path(self, path: Path) -> None:
        """Read a folder or file, the settings beside the entries first."""
        files = self.entry_files(path)
        if files:
            self.read_settings_file(files[0].parent / SETTINGS_FILE)
        for file in files:
            self.read_entry_file(file)

    def entry_files(self, path: Path) -> list[Path]:
        """The files to read, sorted by name; none when a fault was found."""
        try:
            if path.is_dir():
                return self._folder(path)
            if not path.exists():
                source, near = RowSource(path.as_posix()), neighbour(path)
                if stands(path):
                    self.faults.add("E005", source, 0, reason="dead_link")
                else:
                    self.faults.add("E001", source, 0, nearest=near)
                return []
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.faults.add("E005", RowSource(path.as_posix()), 0, reason=reason)
            return []
        if path.suffix.lower() not in (*YAML, LINES):
            self.faults.add("E004", RowSource(path.as_posix()), 0, suffix=path.suffix)
            return []
        self.part = True
        return [path]

    def _folder(self, path: Path) -> list[Path]:
        names = entry_file_names(path)
        if not names:
            only_settings = (path / SETTINGS_FILE).exists()
            self.faults.add("E003" if only_settings else "E002", RowSource(path.as_posix()), 0)
        return [path / name for name in names]

    def read_settings_file(self, path: Path) -> None:
        """Read the settings beside the entries, when there are any.

        Whatever has their name is read, or is a fault: rules must not lapse in silence.
        """
        try:
            missing = not stands(path)
        except OSError:
            missing = False  # reading it says why
        if not missing:
            self.read_settings_text(path)

    def read_settings_text(self, path: Path) -> None:
        """Read a settings file that is there."""
        source, node = self._read_yaml(path)
        if node is not None:
            self._read_settings(source, node)
        else:
            # An empty file is the defaults; an unreadable one would declare names we miss.
            self.names_known = not self.faults.found

    def read_settings_value(self, settings: Settings | Mapping[str, object]) -> None:
        """Read settings from Python; a record walks the same road as a mapping.

        A record may be that of a larger corpus: what it says of entries is not held to these.
        """
        value = settings.to_dict() if isinstance(settings, Settings) else settings
        source = RowSource("settings")
        try:
            node = value_tree(value, source)
        except Unreadable as broken:
            self._end(source, broken)
            self.names_known = False
            return
        self._read_settings(source, node)
        if isinstance(settings, Settings):
            self.settings_draft = None

    def _read_settings(self, source: Source, node: Node) -> None:
        reader = TreeReader(source, self.faults)
        self.settings_draft = read_settings(reader, node)
        Traps(reader).settings(node)
        self.settings = self.settings_draft.settings

    def read_entry_file(self, path: Path) -> None:
        """Read one YAML or JSON Lines file."""
        if path.suffix.lower() == LINES:
            self._read_lines(path)
            return
        before = len(self.faults.found)
        source, node = self._read_yaml(path)
        if node is None:
            self.whole = False
            if len(self.faults.found) == before:
                self.faults.add("E011", source, 0)
        elif isinstance(node, Items):
            reader = TreeReader(source, self.faults)
            traps, offset = self._traps(reader, path), self.settings.offset
            for item in node.items:
                self._read(reader, traps, item, offset)
        else:
            self.whole = False
            self.faults.add("E101", source, node.at, found=kind(node), mend=no_list(node))

    def read_row(self, row: Entry | Mapping[str, object], number: int) -> None:
        """Read one row."""
        source = FieldSource(f"row {number}")
        try:
            record = row.to_dict() if isinstance(row, Entry) else None  # blanks are meant
            node = row_tree(row, source) if record is None else value_tree(record, source)
        except Unreadable as broken:
            self._end(source, broken)
            return
        reader = TreeReader(source, self.faults)
        self._read(reader, self._traps(reader), node, self.settings.offset)

    def finish(self) -> Loaded:
        """Everything read. Raises: CorpusError when any finding is an error."""
        known = self.settings if self.names_known else None
        read = check_corpus(self.drafts, known, self.faults, whole=self.whole)
        if self.settings_draft is not None and self.whole and not self.part:
            check_settings(self.settings_draft, (draft.entry for draft in self.drafts))
        found = withheld(self.faults.finish(), self.elsewhere)
        if any(diagnostic.severity == "error" for diagnostic in found):
            raise CorpusError(found)
        entries = tuple(draft.entry for draft in self.drafts)
        return Loaded(entries=entries, settings=self.settings, warnings=found, read=read)

    def _traps(self, reader: TreeReader, path: Path | None = None) -> Traps:
        beside = path.parent if path and self.read is read_bytes else None
        return Traps(reader, self.settings.variables, beside)

    def _read(self, reader: TreeReader, traps: Traps, node: Node, offset: timezone) -> None:
        traps.entry(node)
        draft = read_entry(reader, node, offset)
        if draft is None:
            self.whole = False
        else:
            self.drafts.append(draft)

    def _read_text(self, path: Path) -> tuple[str, Unreadable | None]:
        if leads_out(path):
            self.elsewhere.add(path.as_posix())
        try:
            return decode(self.read(path, self.max_bytes))
        except Unreadable as broken:
            return "", broken

    def _read_yaml(self, path: Path) -> tuple[Source, Node | None]:
        """The tree of a YAML file; None when it is empty or a fault was reported."""
        text, broken = self._read_text(path)
        source = TextSource(path.as_posix(), text)
        try:
            if broken is not None:
                raise broken
            node = parse_yaml(text)
        except Unreadable as fault:
            self._end(source, fault)
            return source, None
        return source, None if isinstance(node, Scalar) and node.is_null else node

    def _read_lines(self, path: Path) -> None:
        text, broken = self._read_text(path)
        source = LineSource(path.as_posix())
        if broken is not None:
            self._end(TextSource(path.as_posix(), text), broken)
            return
        reader = TreeReader(source, self.faults)
        traps, offset = self._traps(reader, path), self.settings.offset
        lines = list(json_lines(text))
        if not lines:
            self.whole = False
            self.faults.add("E011", source, 1)
        for number, line in lines:
            try:
                node = parse_json(line, number)
            except Unreadable as fault:
                self._end(source, fault)
                continue
            self._read(reader, traps, node, offset)

    def _end(self, source: Source, broken: Unreadable) -> None:
        self.whole = False
        self.faults.end(source, broken)
