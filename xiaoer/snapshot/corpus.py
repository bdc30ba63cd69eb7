"""The corpus of a compiled file: its entries are read when they are asked for."""

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.errors import UnknownEntryError, nearest_name
from xiaoer.snapshot.bytes_io import Cursor
from xiaoer.snapshot.container import Container
from xiaoer.snapshot.questions import read_question
from xiaoer.snapshot.tables import KeptRows, KeptValues, StoredRows, StoredTable, written_rows
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.text.sameness import KeptReadings

_MOST = 4_096
_ASKED = ("question", "variants")


def corpus_sections(corpus: Corpus, ordered: list[Entry]) -> dict[str, bytes]:
    """The sections of a corpus; ``ordered`` are its entries by id."""
    numbers = {entry.id: number for number, entry in enumerate(ordered)}
    order = [numbers[entry.id] for entry in corpus.entries]
    return {
        "entries": written_rows(map(_written_entry, ordered)),
        "order": struct.pack(f"<{len(order)}I", *order),
        "settings": _json(corpus.settings.to_dict()),
        "diagnostics": _json(list(map(_told, corpus.diagnostics))),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), default=str).encode("ascii")


def _written_entry(entry: Entry) -> bytes:
    """All but its questions, which stand in their own rows."""
    whole = {key: value for key, value in entry.to_dict().items() if key not in _ASKED}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _told(one: Diagnostic) -> list[object]:
    fields = {name: _plain(value) for name, value in one.fields.items()}
    return [one.code, one.severity, _plain(one.place), fields, one.excerpt, one.caret]


def _plain(value: object) -> object:
    """A place, and several values, so that JSON tells them from texts and from each other."""
    if isinstance(value, Place):
        return {"place": [value.file, value.line, value.column]}
    return {"several": list(map(_plain, value))} if isinstance(value, tuple) else value


def _value(told: Any) -> Any:
    if isinstance(told, dict) and "place" in told:
        file, line, column = told["place"]
        return Place(file=file, line=line, column=column)
    if isinstance(told, dict) and "several" in told:
        return tuple(map(_value, told["several"]))
    return told


def _diagnostic(row: Any) -> Diagnostic:
    code, severity, place, fields, excerpt, caret = row
    return Diagnostic(
        code=code,
        severity=severity,
        place=_value(place),
        fields={name: _value(value) for name, value in fields.items()},
        excerpt=excerpt,
        caret=caret,
    )


class StoredCorpus(Corpus):
    """A corpus that reads an entry when it is asked for; it pickles as a corpus in memory.

    ``by_number`` are its entries in the order of their ids.
    """

    by_number: KeptRows[Entry]
    _numbers: KeptValues[int]
    _file: Container

    def __init__(self, file: Container) -> None:
        section = file.section("settings")
        count = file.count("entries")
        rows, asked = StoredRows(file.section("entries")), StoredRows(file.section("questions"))
        if len(rows) != count:
            rows.section.fail()
        ranges = file.section("ranges")

        def entry(number: int) -> Entry:
            start, end = struct.unpack("<2I", ranges.read(4 * number, 4 * number + 8))
            texts = [asked.made(n, read_question)[0] for n in range(start, end)]
            found = rows.made(number, lambda data: _read_entry(data, texts))
            if self._numbers.get(found.id) != number:
                rows.section.fail()
            return found

        told = section.json()
        self._set("settings", section.made(lambda _: Settings.from_dict(told)))
        self._set("_file", file)
        self._set("_hash", file.text("hash"))
        self._set("_read", KeptReadings())
        self._set("by_number", KeptRows(count, entry, _MOST))
        self._set("_numbers", KeptValues(StoredTable(file.section("numbers")), _number))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[Callable[..., Corpus], tuple[object, ...]]:
        return _rebuilt, (self.entries, self.settings, self.diagnostics)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of the corpus; the first time all of them are read."""
        section, count = self._file.section("order"), len(self)
        order = section.made(lambda data: struct.unpack(f"<{count}I", data))
        return section.made(lambda _: tuple(self.by_number[number] for number in order))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings that were found when it was compiled."""
        section = self._file.section("diagnostics")
        told = section.json()
        return section.made(lambda _: tuple(map(_diagnostic, told)))

    def __repr__(self) -> str:
        return f"Corpus({len(self)} entries, {self.hash[:12]}, {self._file.path})"

    def __getitem__(self, id: str) -> Entry:
        """The entry with this id. Raises: UnknownEntryError."""
        number = self._numbers.get(id) if isinstance(id, str) else None
        if number is None:
            raise UnknownEntryError(id, nearest_name(id, [entry.id for entry in self.by_number]))
        return self.by_number[number]

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def __len__(self) -> int:
        return len(self.by_number)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def _number(data: bytes) -> int:
    return Cursor(data).number()


def _read_entry(data: bytes, texts: list[str]) -> Entry:
    whole: Mapping[str, object] = json.loads(data.decode("utf-8", "surrogatepass"))
    return Entry.from_dict({**whole, "question": texts[0], "variants": texts[1:]})


def _rebuilt(
    entries: tuple[Entry, ...], settings: Settings, diagnostics: tuple[Diagnostic, ...]
) -> Corpus:
    return Corpus(entries=entries, settings=settings, diagnostics=diagnostics)
