"""The files that a corpus was compiled from: whether they are still what they were.

A file of the same size and time is taken for the same, as `make` does; of another time, or so
young that a second write may have left its time as it was, what it holds decides.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xiaoer.errors import SnapshotError, SnapshotWarning
from xiaoer.source.files.contents import hash_of
from xiaoer.source.files.file_names import SETTINGS_FILE, entry_file_names
from xiaoer.source.files.regular_file import stands

if TYPE_CHECKING:
    from xiaoer.snapshot.desk import StoredDesk

_COARSE = 2_000_000_000
"""Nanoseconds: the step of the coarsest clock of a file system."""
_NAME = ".xiaoer.xo"


def beside(path: str | os.PathLike[str]) -> Path:
    """Where the compiled corpus of a folder, or of a file, is looked for.

    >>> beside("faq.yaml").name
    '.faq.xiaoer.xo'
    """
    place = Path(path)
    return place / _NAME if place.is_dir() else place.with_name(f".{place.stem}{_NAME}")


def sources_of(path: str | os.PathLike[str]) -> dict[str, list[object]]:
    """Name → size, time and hash of each file that a corpus is read from.

    Raises: OSError: one cannot be read.
    """
    found: dict[str, list[object]] = {}
    for file in _files(Path(path)):
        stat = os.stat(file)
        found[file.name] = [stat.st_size, stat.st_mtime_ns, hash_of(file)]
    return found


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        folder, names = path, entry_file_names(path)
    else:
        folder, names = path.parent, [path.name]
    settings = folder / SETTINGS_FILE
    return [*(folder / name for name in names), *([settings] if stands(settings) else [])]


def still_there(path: str | os.PathLike[str], known: object, made: int) -> bool:
    """Whether the files are those that were compiled, at the time ``made`` (in nanoseconds)."""
    try:
        files = _files(Path(path))
        if not isinstance(known, Mapping) or {file.name for file in files} != set(known):
            return False
        return all(_is_same(file, known[file.name], made) for file in files)
    except (OSError, ValueError):
        return False


def _is_same(file: Path, known: object, made: int) -> bool:
    if not isinstance(known, list) or len(known) != 3:
        return False
    stat = os.stat(file)
    if stat.st_size != known[0]:
        return False
    if stat.st_mtime_ns == known[1] and stat.st_mtime_ns + _COARSE < made:
        return True
    return bool(hash_of(file) == known[2])


def desk_beside(path: str | os.PathLike[str]) -> StoredDesk | None:
    """The desk of the compiled corpus beside its sources; None where there is none that fits.

    Where the sources have changed, or it is damaged, or of another engine, a `SnapshotWarning`
    tells the caller's caller.
    """
    if not isinstance(path, str | os.PathLike):
        return None  # the loader says what it takes
    found = _beside(path)
    if isinstance(found, SnapshotWarning):
        warnings.warn(found, stacklevel=4)
        return None
    return found


def _beside(path: str | os.PathLike[str]) -> StoredDesk | SnapshotWarning | None:
    try:
        place = beside(path)
        if not stands(place):
            return None
        from xiaoer.snapshot.container import open_container
        from xiaoer.snapshot.desk import StoredDesk

        made = os.stat(place).st_mtime_ns
        file = open_container(place)
        if not still_there(path, file.head.get("sources"), made):
            return SnapshotWarning(place.as_posix(), "the corpus has changed since it was compiled")
        return StoredDesk(file)
    except SnapshotError as error:
        return SnapshotWarning(error.path, error.what)
    except OSError as error:
        return SnapshotWarning(os.fspath(path), error.strerror or type(error).__name__)
