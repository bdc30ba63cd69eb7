"""`Corpus`: checked entries and settings, immutable and ordered."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.corpus.arguments import corpus_call, is_frame, type_name
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import ArgumentTypeError, CorpusError, UnknownEntryError, nearest_name
from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.text.sameness import KeptReadings, Reading

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from xiaoer.corpus.load import Loaded

ENTRIES_FILE = "entries.yaml"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """Entries in their order, and settings. Make it by `load` or `from_entries`.

    `diagnostics` has the warnings; a corpus with errors cannot be made.
    """

    entries: tuple[Entry, ...]
    settings: Settings
    diagnostics: tuple[Diagnostic, ...] = ()
    _by_id: Mapping[str, Entry] = field(init=False, repr=False)
    _hash: str = field(init=False, repr=False, default="")
    _read: KeptReadings = field(init=False, repr=False, default_factory=KeptReadings)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str] | Traversable,
        *,
        max_bytes: int | None = None,
        strict: bool = False,
    ) -> Corpus:
        """The corpus in a folder of YAML files, or in one .yaml, .yml or .jsonl file.

        A folder is read sorted by name, without its subfolders and hidden files. `xiaoer.yaml`
        beside the entries is the settings. The folder may be one of `importlib.resources`, also
        in a zip archive. A question that two entries share is a warning, and an error with
        `strict`. Costs about 0.1 ms an entry, and PyYAML's import.
        Raises: CorpusError with every fault, also when the path does not exist.
        """
        from xiaoer.corpus.load import load_packed, load_path
        from xiaoer.source.files.decode import MAX_BYTES

        most = MAX_BYTES if max_bytes is None else max_bytes
        if isinstance(path, str | os.PathLike):
            return cls._of(load_path(path, most, strict=strict))
        from importlib.resources.abc import Traversable  # 20 ms, where there is no archive

        if not isinstance(path, Traversable):
            mend = corpus_call(path)
            raise ArgumentTypeError("Corpus.load", type_name(path), "a path", mend)
        return cls._of(load_packed(path, most, strict=strict))

    @classmethod
    def from_entries(
        cls,
        rows: Iterable[Entry | Mapping[str, object]],
        settings: Settings | Mapping[str, object] | None = None,
        *,
        strict: bool = False,
    ) -> Corpus:
        """The corpus made of records or mappings, such as rows of a database.

        A row may also be what has names (`sqlite3.Row`, a named tuple, a data class). What is
        empty there is left out: None, NaN, NaT, blank texts; 1 and 0 are true and false; a list
        or mapping may be JSON text; a moment at midnight without an offset is that day.

        Settings as a mapping may name only entries and categories that the rows have; a record
        may be that of a larger corpus. `strict` is as for `load`.
        Raises: CorpusError with every fault, each placed at row and field, such as
        "row 3, answer"; ArgumentTypeError when these are no rows.
        """
        from xiaoer.corpus.load import load_rows

        mend = "" if isinstance(rows, Iterable) else "Corpus.from_entries([row, …])"
        if isinstance(rows, str | os.PathLike | Mapping) or is_frame(rows):
            mend = corpus_call(rows)
        if mend:
            raise ArgumentTypeError("Corpus.from_entries", type_name(rows), "rows", mend)
        loaded = load_rows(rows, settings, strict=strict)
        return cls._of(loaded)

    @classmethod
    def _of(cls, loaded: Loaded) -> Corpus:
        made = cls(entries=loaded.entries, settings=loaded.settings, diagnostics=loaded.warnings)
        object.__setattr__(made, "_read", loaded.read)
        return made

    def readings(self, fillers: Mapping[str, Iterable[str]]) -> Mapping[str, Reading]:
        """The questions as the checks have read them, with these fillers; told only once."""
        return self._read.given(fillers, self.settings.limits.query_chars)

    def __repr__(self) -> str:
        notes = f", {len(self.diagnostics)} warnings" if self.diagnostics else ""
        return f"Corpus({len(self.entries)} entries{notes}, {self.hash[:12]})"

    def __getitem__(self, id: str) -> Entry:
        """The entry with this id. Raises: UnknownEntryError."""
        entry = self._by_id.get(id)
        if entry is None:
            raise UnknownEntryError(id, nearest_name(id, self._by_id))
        return entry

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self.entries == other.entries and self.settings == other.settings

    def __hash__(self) -> int:
        return hash(self.hash)

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the entries and settings, whatever files they came from."""
        if not self._hash:
            # Two threads may both compute it: they get the same text.
            object.__setattr__(self, "_hash", _digest(self.entries, self.settings))
        return self._hash

    def to_yaml(self) -> dict[str, str]:
        """File names and their texts; loading them gives an equal corpus."""
        from xiaoer.corpus.writing.yaml_text import to_yaml
        from xiaoer.source.files.file_names import SETTINGS_FILE

        return {
            ENTRIES_FILE: to_yaml([entry.to_dict() for entry in self.entries]),
            SETTINGS_FILE: to_yaml(self.settings.to_dict()),
        }

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write `to_yaml` into `folder`, made when missing: all of it or nothing.

        Raises: CorpusError when another entry file is there, which would be loaded as well;
        OSError when it cannot be written.
        """
        from xiaoer.source.faults import Faults
        from xiaoer.source.files.file_names import entry_file_names
        from xiaoer.source.files.write_whole import write_folder
        from xiaoer.source.tree import RowSource

        root = Path(folder)
        faults = Faults()
        for name in entry_file_names(root) if root.is_dir() else ():
            if name != ENTRIES_FILE:
                faults.add("E021", RowSource(root.as_posix()), 0, name=name)
        if faults.found:
            raise CorpusError(faults.finish())
        files = {name: text.encode("utf-8") for name, text in self.to_yaml().items()}
        write_folder(root, files, replace=True)


def _digest(entries: Iterable[Entry], settings: Settings) -> str:
    whole = {
        "entries": [entry.to_dict() for entry in entries],
        "settings": settings.to_dict(),
    }
    text = json.dumps(whole, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
