"""The file: a head, a table of sections, a checksum for each block, then the sections.

    magic · version, sizes, checksum of these · head (JSON) · checksums of blocks · sections

All is little-endian. No size, place or count is used before it was found to lie within the file,
and no byte of a section before the checksum of its block was found right. A file of up to
`CHECKED_AT_ONCE` bytes is checked when it is opened; of a larger one each block when it is first
read, so that opening a million questions costs what opening a hundred does.
"""

import json
import mmap
import os
import struct
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar
from zlib import crc32

from xiaoer.errors import SnapshotError
from xiaoer.source.files.regular_file import open_regular

MAGIC = b"XIAOER-C"
VERSION = 1
_HEAD = struct.Struct("<IIIQI")
_SUM = struct.Struct("<I")
_BLOCK = 1 << 14
CHECKED_AT_ONCE = 1 << 24
_DAMAGED = "it is damaged"
_BAD = (
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError),
    struct.error,
)
"""What a reader raises of bytes that are not what was written."""

MadeOf = TypeVar("MadeOf")


def sealed(head: Mapping[str, object], sections: Mapping[str, bytes]) -> bytes:
    """The bytes of a file."""
    places, body = {}, bytearray()
    for name, data in sections.items():
        places[name] = [len(body), len(data)]
        body += data + bytes(-len(data) % 8)
    told = json.dumps({**head, "sections": places}, sort_keys=True, separators=(",", ":"))
    top = told.encode("ascii")
    sums = b"".join(
        _SUM.pack(crc32(memoryview(body)[at : at + _BLOCK])) for at in range(0, len(body), _BLOCK)
    )
    fixed = _HEAD.pack(VERSION, len(top), len(sums) // 4, len(body), crc32(top + sums))
    return b"".join((MAGIC, fixed, _SUM.pack(crc32(MAGIC + fixed)), top, sums, body))


class FilePart:
    """A part of a file; it reads ranges of bytes that were checked."""

    def __init__(self, file: "Container", name: str, start: int, size: int) -> None:
        self._file, self.name, self._start, self.size = file, name, start, size

    def read(self, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``. Raises: SnapshotError: they are damaged."""
        if not 0 <= start <= end <= self.size:
            self.fail()
        return self._file.read(self._start + start, self._start + end)

    def fail(self) -> NoReturn:
        """Raises SnapshotError: what stands here is not what was written."""
        raise SnapshotError(self._file.path, f"{_DAMAGED} (section {self.name})")

    def made(
        self, make: Callable[[bytes], MadeOf], start: int = 0, end: int | None = None
    ) -> MadeOf:
        """What is made of these bytes. Raises: SnapshotError: nothing can be."""
        data = self.read(start, self.size if end is None else end)
        try:
            return make(data)
        except _BAD as error:
            raise SnapshotError(self._file.path, f"{_DAMAGED} (section {self.name})") from error

    def json(self, start: int = 0, end: int | None = None) -> Any:
        """The JSON that stands here."""
        return self.made(json.loads, start, end)


class Container:
    """An opened file; ``head`` says what it is.

    Raises: SnapshotError: it is no such file, of another version, or damaged.
    """

    def __init__(self, data: bytes | mmap.mmap, path: str) -> None:
        self.path = path
        self._data = data
        front = len(MAGIC) + _HEAD.size + _SUM.size
        start = data[:front]
        if start[: len(MAGIC)] != MAGIC:
            raise SnapshotError(path, "it is no compiled corpus")
        if len(start) < front or _SUM.unpack(start[-4:])[0] != crc32(start[:-4]):
            raise SnapshotError(path, _DAMAGED)
        version, top, blocks, self._size, whole = _HEAD.unpack(start[len(MAGIC) : -4])
        if version != VERSION:
            raise SnapshotError(path, f"its format has version {version}, not {VERSION}")
        self._body = front + top + 4 * blocks
        if self._body + self._size != len(data) or blocks != -(-self._size // _BLOCK):
            raise SnapshotError(path, _DAMAGED)
        if crc32(data[front : self._body]) != whole:
            raise SnapshotError(path, _DAMAGED)
        self._sums = data[front + top : self._body]
        self._checked = bytearray(blocks)
        self.seal = f"{whole:08x}"
        self.head, self._places = self._read_head(data[front : front + top])
        if len(data) <= CHECKED_AT_ONCE:
            self.check()

    def _read_head(self, data: bytes) -> tuple[Mapping[str, Any], dict[str, tuple[int, int]]]:
        try:
            head = json.loads(data)
            places = {name: (start, size) for name, (start, size) in head["sections"].items()}
            whole = all(type(value) is int for pair in places.values() for value in pair)
            whole = whole and all(0 <= a <= a + size <= self._size for a, size in places.values())
        except _BAD as error:
            raise SnapshotError(self.path, _DAMAGED) from error
        if not whole:
            raise SnapshotError(self.path, _DAMAGED)
        return head, places

    def section(self, name: str) -> FilePart:
        """A section. Raises: SnapshotError: there is none of that name."""
        found = self._places.get(name)
        if found is None:
            raise SnapshotError(self.path, f"{_DAMAGED} (no section {name})")
        return FilePart(self, name, *found)

    def text(self, name: str) -> str:
        """A text in the head. Raises: SnapshotError: there is none."""
        found = self.head.get(name)
        if not isinstance(found, str):
            raise SnapshotError(self.path, _DAMAGED)
        return found

    def count(self, name: str) -> int:
        """A count in the head. Raises: SnapshotError: there is none."""
        found = self.head.get(name)
        if type(found) is not int or not 0 <= found <= 8 * self._size:
            raise SnapshotError(self.path, _DAMAGED)
        return found

    def check(self) -> None:
        """Reads all of the file. Raises: SnapshotError: a byte is not what was written."""
        self._check(0, self._size)

    def read(self, start: int, end: int) -> bytes:
        """Bytes of the sections, checked. Raises: SnapshotError: they are damaged."""
        self._check(start, end)
        return self._data[self._body + start : self._body + end]

    def _check(self, start: int, end: int) -> None:
        """Two threads may check a block twice; they find the same."""
        for block in range(start // _BLOCK, -(-end // _BLOCK)):
            if self._checked[block]:
                continue
            place = self._body + block * _BLOCK
            found = self._data[place : min(place + _BLOCK, self._body + self._size)]
            if crc32(found) != _SUM.unpack_from(self._sums, 4 * block)[0]:
                raise SnapshotError(self.path, _DAMAGED)
            self._checked[block] = 1


def open_container(path: str | os.PathLike[str]) -> Container:
    """The file, mapped: processes that open it share its memory.

    Raises: SnapshotError: it cannot be read, is no such file, of another version, or damaged.
    """
    place = os.fspath(path)
    try:
        with open_regular(place) as file:
            size = os.fstat(file.fileno()).st_size
            data: bytes | mmap.mmap = b""
            if size:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise SnapshotError(place, getattr(error, "strerror", None) or str(error)) from error
    return Container(data, place)
