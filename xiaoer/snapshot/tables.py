"""Tables in a section, read row by row: rows by number, and values by key.

rows     count · where each begins, and the last ends · the rows
by key   buckets, a power of two · where each begins, and the last ends · the buckets, each a
         run of key and value; a key stands in the bucket that its CRC-32 says
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload
from zlib import crc32

from xiaoer.snapshot.bytes_io import Cursor, block
from xiaoer.snapshot.container import FilePart

_ONE, _TWO = struct.Struct("<I"), struct.Struct("<2I")
_IN_A_BUCKET = 4
_KEPT = 20_000
"""What is kept of a table that was read, at most; then it is forgotten, and read again."""
_LARGEST = (1 << 32) - 1

OneRow = TypeVar("OneRow")
OneValue = TypeVar("OneValue")


def written_rows(rows: Iterable[bytes]) -> bytes:
    """A section of rows. Raises: OverflowError: it is larger than 4 GB."""
    listed = list(rows)
    return _ONE.pack(len(listed)) + _starting(listed) + b"".join(listed)


def written_table(values: Mapping[str, bytes]) -> bytes:
    """A section of values by key. Raises: OverflowError: it is larger than 4 GB."""
    count = 1
    while count * _IN_A_BUCKET < len(values):
        count *= 2
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for key, value in sorted(values.items()):
        name = _key(key)
        buckets[crc32(name) & (count - 1)].append(block(name) + block(value))
    listed = list(map(b"".join, buckets))
    return _ONE.pack(count) + _starting(listed) + b"".join(listed)


def _key(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _starting(rows: Sequence[bytes]) -> bytes:
    places = [0]
    for row in rows:
        places.append(places[-1] + len(row))
    if places[-1] > _LARGEST:
        raise OverflowError("a section of a compiled corpus would be larger than 4 GB")
    return struct.pack(f"<{len(places)}I", *places)


class StoredRows:
    """The rows of a section, as bytes. Raises: SnapshotError: it is damaged."""

    def __init__(self, section: FilePart) -> None:
        self.section = section
        self._count = section.made(lambda data: int(_ONE.unpack(data)[0]), 0, min(4, section.size))
        self._base = 4 + 4 * (self._count + 1)
        if self._base > section.size:
            section.fail()

    def __len__(self) -> int:
        return self._count

    def made(self, number: int, make: Callable[[bytes], OneRow]) -> OneRow:
        """What is made of a row. Raises: SnapshotError: there is none such, or it is damaged."""
        if not 0 <= number < self._count:
            self.section.fail()
        start, end = _TWO.unpack(self.section.read(4 + 4 * number, 12 + 4 * number))
        return self.section.made(make, self._base + start, self._base + end)


class StoredTable:
    """The values of a section by their keys. Raises: SnapshotError: it is damaged."""

    def __init__(self, section: FilePart) -> None:
        self.section = section
        self._rows = StoredRows(section)
        self._last = len(self._rows) - 1
        if self._last < 0 or len(self._rows) & self._last:
            section.fail()

    def find(self, key: str, make: Callable[[bytes], OneValue]) -> OneValue | None:
        """What is made of a key's value, None where there is no such key."""
        name = _key(key)

        def found(data: bytes) -> OneValue | None:
            cursor = Cursor(data)
            while not cursor.at_end:
                other, value = cursor.block(), cursor.block()
                if other == name:
                    return make(value)
            return None

        return self._rows.made(crc32(name) & self._last, found)

    def keys(self) -> Iterator[str]:
        """All keys, in the order of the file."""
        for number in range(len(self._rows)):
            yield from self._rows.made(number, _keys)


def _keys(data: bytes) -> list[str]:
    found, cursor = [], Cursor(data)
    while not cursor.at_end:
        found.append(cursor.text())
        cursor.block()
    return found


class KeptRows(Sequence[OneRow]):
    """Things made of their number when they are asked for, and kept: the last thousands.

    Two threads may make one twice: they make the same.
    """

    def __init__(self, count: int, make: Callable[[int], OneRow], most: int = _KEPT) -> None:
        self._count, self._make, self._most = count, make, most
        self._known: dict[int, OneRow] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> OneRow: ...

    @overload
    def __getitem__(self, number: slice) -> list[OneRow]: ...

    def __getitem__(self, number: int | slice) -> OneRow | list[OneRow]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(self._count))]
        found = self._known.get(number)
        if found is None:
            if not -self._count <= number < self._count:
                raise IndexError(number)
            found = self._make(number % self._count)
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[number] = found
        return found


class KeptValues(dict[str, OneValue]):
    """Values by key, made when they are asked for, and kept: a ``dict`` so that its ``[…]`` is
    one step in C for what is kept. ``get`` and ``in`` look in the table too."""

    def __init__(
        self, table: StoredTable, make: Callable[[bytes], OneValue], most: int = _KEPT
    ) -> None:
        super().__init__()
        self._table, self._make, self._most = table, make, most

    def __missing__(self, key: str) -> OneValue:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def _found(self, key: str) -> OneValue | None:
        found = self._table.find(key, self._make)
        if found is not None:
            if len(self) >= self._most:
                self.clear()
            self[key] = found
        return found

    def get(self, key: str, default: OneValue | None = None) -> OneValue | None:  # type: ignore[override]
        """The value of a key, or the default."""
        found = super().get(key)
        if found is None:
            found = self._found(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None


class NeededValues(KeptValues[OneValue]):
    """Values of keys that questions of the corpus have, so that none of them can be missing.

    Raises: SnapshotError: one is.
    """

    def __missing__(self, key: str) -> OneValue:
        found = self._found(key)
        if found is None:
            self._table.section.fail()
        return found
