"""Edits of files: all of them are made and checked aside, then written, or nothing is."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from xiaoer.authoring.edit.edited import edited
from xiaoer.authoring.edit.edits import EditError, FileEdit
from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import MAX_BYTES, decode, read_bytes
from xiaoer.source.files.file_names import YAML
from xiaoer.source.files.write_whole import write_folder


def edit_files(
    edits: Mapping[str | os.PathLike[str], Sequence[FileEdit]], *, max_bytes: int = MAX_BYTES
) -> tuple[Path, ...]:
    """Carries out the edits of each YAML file, and gives the files that changed.

    A file keeps its byte order mark, its line breaks and its permissions.

    Raises: EditError: an edit cannot be made, and nothing was written; OSError: a file cannot be
    written.
    """
    made: dict[Path, tuple[bytes, bytes]] = {}
    for name, wanted in edits.items():
        path = Path(name)
        if path.suffix.lower() not in YAML:
            raise EditError("lines", file=str(path))
        before = _bytes(path, max_bytes)
        after = _after(path, before, wanted)
        if after != before:
            made[path] = (before, after)
    for path, (before, _) in made.items():
        if _bytes(path, max_bytes) != before:
            raise EditError("changed", file=str(path))
    for folder in dict.fromkeys(path.parent for path in made):
        files = {path.name: after for path, (_, after) in made.items() if path.parent == folder}
        write_folder(folder, files, replace=True)
    return tuple(made)


def _after(path: Path, before: bytes, edits: Sequence[FileEdit]) -> bytes:
    text, broken = decode(before)
    if broken is not None:
        raise EditError("unreadable", file=str(path))
    try:
        new = edited(text, edits).encode("utf-8")
    except EditError as error:
        raise EditError(error.reason, error.path, str(path)) from error
    return codecs.BOM_UTF8 + new if before.startswith(codecs.BOM_UTF8) else new


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        return read_bytes(path, max_bytes)
    except Unreadable as error:
        raise EditError("unreadable", file=str(path)) from error
