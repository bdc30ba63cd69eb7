"""What named files hold at a moment, told cheaply again and again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from xiaoer.source.files.regular_file import open_regular

_RECENT = 2_000_000_000
"""Nanoseconds. Within the coarsest step of a file system's clock (FAT's) a second write may leave
size and time as they are; a file this young is read again, as git does."""
_BLOCK = 1 << 20

_Stamp = tuple[int, int, int, int]


class Contents:
    """Looks at the files that ``names`` gives and tells their contents as hashes.

    A file is read only when its size, time or identity changed, or when it is so young that these
    prove nothing. Not thread-safe.
    """

    def __init__(self, names: Callable[[], Iterable[Path]]) -> None:
        self._names = names
        self._known: dict[Path, tuple[_Stamp, str]] = {}

    def look(self) -> Mapping[Path, str]:
        """The hash of each file that is there, or why it cannot be read; it raises for none."""
        found = {path: self._one(path) for path in self._names()}
        self._known = {path: known for path, known in self._known.items() if path in found}
        return {path: digest for path, digest in found.items() if digest}

    def _one(self, path: Path) -> str:
        """The file's hash, "" where nothing stands."""
        try:
            stat = os.stat(path)
            mark = stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_dev
            known, digest = self._known.get(path, (None, ""))
            if known == mark and time.time_ns() - stat.st_mtime_ns > _RECENT:
                return digest
            digest = hash_of(path)
        except FileNotFoundError:
            return "dead link" if os.path.islink(path) else ""
        except (OSError, ValueError) as error:
            return f"unreadable: {error}"
        self._known[path] = mark, digest
        return digest


def hash_of(path: Path) -> str:
    """A hash of what a file holds. Raises: OSError: it cannot be read."""
    found = hashlib.blake2b(digest_size=16)
    with open_regular(path) as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
