"""The files of a corpus with an import in them: what does not change keeps its bytes."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from xiaoer.authoring.edit.edits import REASONS, EditError
from xiaoer.authoring.importing.entry_edits import Update, edited_entries
from xiaoer.authoring.importing.plan import Plan
from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Queue, Settings
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.records import dataclass, replace
from xiaoer.source.files.decode import MAX_BYTES
from xiaoer.source.files.file_names import LINES, SETTINGS_FILE, YAML, entry_file_names
from xiaoer.source.files.regular_file import stands
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.json_tree import json_lines, parse_json
from xiaoer.source.tables.faults import Said, TableError
from xiaoer.source.tree import Items, Pairs, Scalar
from xiaoer.source.yaml_tree import parse_yaml

IMPORTED: Final = "imported.yaml"
"""Where new entries go whose category stands in no file."""
_FIRST = "entries.yaml"
_PER_FILE = MAX_BYTES * 9 // 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file as it is to be."""

    path: Path
    data: bytes


def is_corpus_path(path: Path) -> bool:
    """Whether a path names a corpus: a folder, or a file of entries."""
    return path.suffix.lower() in (*YAML, LINES) or not path.suffix or path.is_dir()


def new_files(path: Path, plan: Plan, *, settings: bool) -> list[FileChange]:
    """The files of a corpus that is not there yet; the settings too, in a folder.

    Raises:
        TableError: one file would be larger than a corpus's may be.
    """
    if path.suffix.lower() == LINES:
        return [FileChange(path=path, data=_lines(plan.entries).encode("utf-8"))]
    if path.suffix.lower() in YAML:
        data = _yaml(plan.entries).encode("utf-8")
        if len(data) > MAX_BYTES:
            fields = {"size": len(data), "limit": MAX_BYTES}
            raise TableError([import_fault("one_file", Place(file=path.as_posix()), **fields)])
        return [FileChange(path=path, data=data)]
    files = []
    for number, text in enumerate(_portions(plan.entries), 1):
        name = _FIRST if number == 1 else f"entries-{number}.yaml"
        files.append(FileChange(path=path / name, data=text.encode("utf-8")))
    if settings and plan.settings != Settings():
        text = to_yaml(plan.settings.to_dict())
        files.append(FileChange(path=path / SETTINGS_FILE, data=text.encode("utf-8")))
    return files


def changed_files(path: Path, plan: Plan) -> list[FileChange]:
    """The files of a corpus that is there, edited: only those that change.

    Raises:
        TableError: one cannot be edited.
    """
    updated = {
        change.after.id: Update(change.after, change.fields)
        for change in plan.changes
        if change.kind == "updated"
    }
    new = [change.after for change in plan.changes if change.kind == "new"]
    if path.suffix.lower() == LINES:
        return [_changed_lines(path, updated, new)] if updated or new else []
    folder = path.is_dir()
    paths = [path / name for name in entry_file_names(path)] if folder else [path]
    texts = {one: _text(one) for one in paths}
    homes = _homes(texts)
    added: dict[Path, list[Entry]] = {}
    for entry in new:
        home = homes.get(entry.category) if entry.category else None
        fallback = path / IMPORTED if folder else path
        added.setdefault(home or fallback, []).append(entry)
    changes = []
    for one in dict.fromkeys([*paths, *added]):
        text = texts.get(one, "")
        made = _edited(one, text, updated, added.get(one, ()))
        if made != text:
            bom = codecs.BOM_UTF8 if one in texts and _has_bom(one) else b""
            changes.append(FileChange(path=one, data=bom + made.encode("utf-8")))
    return changes


def with_used_names(settings: Settings, queues: Sequence[str]) -> Settings:
    """Settings of a corpus that has none, with the queues that its entries name."""
    known = {queue.name for queue in settings.queues}
    new = [Queue(name=name, label=name) for name in dict.fromkeys(queues) if name not in known]
    return replace(settings, queues=(*settings.queues, *new)) if new else settings


def _edited(path: Path, text: str, updated: Mapping[str, Update], new: Sequence[Entry]) -> str:
    try:
        return edited_entries(text, updated, new)
    except EditError as error:
        fault = import_fault("edit_failed", Place(file=path.as_posix()), why=_why(error))
        raise TableError([fault]) from error


def _why(error: EditError) -> Said:
    where = ".".join(map(str, error.path))
    zh, en = (REASONS(error.reason, lang) for lang in ("zh", "en"))
    return Said(zh=f"{where}：{zh}", en=f"{where}: {en}")


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _has_bom(path: Path) -> bool:
    return path.read_bytes().startswith(codecs.BOM_UTF8)


def _homes(texts: Mapping[Path, str]) -> dict[str, Path]:
    """The file in which most entries of a category stand."""
    counts: dict[str, dict[Path, int]] = {}
    for path, text in texts.items():
        root = parse_yaml(text)
        for item in root.items if isinstance(root, Items) else ():
            category = _value(item, "category") if isinstance(item, Pairs) else ""
            if category:
                own = counts.setdefault(category, {})
                own[path] = own.get(path, 0) + 1
    return {name: max(own, key=lambda path: own[path]) for name, own in counts.items()}


def _value(item: Pairs, wanted: str) -> str:
    for key, value in item.pairs:
        if isinstance(key, Scalar) and key.text == wanted and isinstance(value, Scalar):
            return value.text
    return ""


def _changed_lines(path: Path, updated: Mapping[str, Update], new: Sequence[Entry]) -> FileChange:
    """A file of JSON Lines with the lines of changed entries written anew."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    for number, line in json_lines(text):
        node = parse_json(line, number)
        update = updated.get(_value(node, "id")) if isinstance(node, Pairs) else None
        if update is not None:
            lines[number - 1] = _line(update.entry)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    data = "".join([*lines, *map(_line, new)]).encode("utf-8")
    return FileChange(path=path, data=data)


def _portions(entries: Sequence[Entry]) -> Iterator[str]:
    """The entries as texts that a corpus's loader takes, each one file."""
    held: list[str] = []
    size = 0
    for entry in entries:
        text = to_yaml([entry.to_dict()])
        length = len(text.encode("utf-8"))
        if held and size + length > _PER_FILE:
            yield "\n".join(held)
            held, size = [], 0
        held.append(text)
        size += length + 1
    yield "\n".join(held) if held else to_yaml([])


def _yaml(entries: Sequence[Entry]) -> str:
    return "\n".join(to_yaml([entry.to_dict()]) for entry in entries) or to_yaml([])


def _lines(entries: Sequence[Entry]) -> str:
    return "".join(map(_line, entries))


def _line(entry: Entry) -> str:
    return json.dumps(entry.to_dict(), ensure_ascii=False) + "\n"


def exists(path: Path) -> bool:
    """Whether a corpus is there already; an empty folder is none."""
    return bool(entry_file_names(path)) if path.is_dir() else stands(os.fspath(path))
