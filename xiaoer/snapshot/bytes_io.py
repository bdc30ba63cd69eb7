"""Numbers and texts as bytes, and back; what is read is never believed to be long enough.

A number is written seven bits a byte, the lowest first; a text with its length before it.
"""

from collections.abc import Iterable

_LONGEST_NUMBER = 10
"""Bytes; of more a number has none, but a damaged file may."""


def number(value: int) -> bytes:
    """A whole number from 0 on.

    >>> number(5), number(300)
    (b'\\x05', b'\\xac\\x02')
    """
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def numbers(values: Iterable[int]) -> bytes:
    """Whole numbers from 0 on, one after the other."""
    return b"".join(map(number, values))


def text(value: str) -> bytes:
    """A text with its length."""
    return block(value.encode("utf-8", "surrogatepass"))


def block(value: bytes) -> bytes:
    """Bytes with their length."""
    return number(len(value)) + value


class Cursor:
    """Reads what was written, from front to end.

    Raises: ValueError: it is not what was written; also for what is missing at the end.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._place = 0

    @property
    def at_end(self) -> bool:
        """Whether all was read."""
        return self._place >= len(self.data)

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        for byte in self.data[self._place : self._place + _LONGEST_NUMBER]:
            self._place += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("a number ends too early")

    def numbers(self) -> list[int]:
        """All numbers to the end."""
        found = []
        while not self.at_end:
            found.append(self.number())
        return found

    def block(self) -> bytes:
        """The next bytes."""
        size = self.number()
        found = self.data[self._place : self._place + size]
        if len(found) < size:
            raise ValueError("a text ends too early")
        self._place += size
        return found

    def rest(self) -> bytes:
        """All that is left."""
        found = self.data[self._place :]
        self._place = len(self.data)
        return found

    def text(self) -> str:
        """The next text."""
        return self.block().decode("utf-8", "surrogatepass")
