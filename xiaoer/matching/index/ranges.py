"""Which questions belong to which entry, where those of an entry stand together."""

from array import array
from collections.abc import Iterable, Sequence

from xiaoer.matching.index.bitsum import members


class Ranges:
    """The questions of each entry as a range of their numbers; built once, never changed.

    ``entries`` are the numbers of the questions' entries, ascending from 0. A set of bits for each
    entry would grow with the square of the corpus.

    >>> ranges = Ranges([0, 0, 2, 2, 2], 3)
    >>> [list(ranges[entry]) for entry in range(3)], bin(ranges.mask([0, 2]))
    ([[0, 1], [], [2, 3, 4]], '0b11111')
    """

    def __init__(self, entries: Iterable[int], count: int) -> None:
        sizes = [0] * count
        for entry in entries:
            sizes[entry] += 1
        self._starts = array("q", [0])
        for size in sizes:
            self._starts.append(self._starts[-1] + size)

    def __getitem__(self, entry: int) -> range:
        """The numbers of an entry's questions."""
        return range(self._starts[entry], self._starts[entry + 1])

    def mask(self, entries: Sequence[int]) -> int:
        """The set of the questions of these entries, in bits."""
        if len(entries) == 1:
            own = self[entries[0]]
            return ((1 << len(own)) - 1) << own.start
        bits = bytearray(self._starts[-1] // 8 + 1)
        for entry in entries:
            for number in self[entry]:
                bits[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(bits, "little")

    def has(self, entry: int, among: int) -> bool:
        """Whether a question of the entry is in a set."""
        return bool(self._own(entry, among))

    def within(self, entry: int, among: int) -> list[int]:
        """The entry's questions that are in a set, ascending."""
        start = self._starts[entry]
        return [start + number for number in members(self._own(entry, among))]

    def is_partly(self, entry: int, among: int) -> bool:
        """Whether some of the entry's questions are in a set, and some are not."""
        return 0 < self._own(entry, among).bit_count() < len(self[entry])

    def touched(self, among: int) -> list[int]:
        """The entries of which a question is in a set, ascending."""
        bits = format(among, "b")[::-1]
        return [
            entry
            for entry in range(len(self._starts) - 1)
            if bits.find("1", self._starts[entry], self._starts[entry + 1]) >= 0
        ]

    def _own(self, entry: int, among: int) -> int:
        own = self[entry]
        return (among >> own.start) & ((1 << len(own)) - 1)
