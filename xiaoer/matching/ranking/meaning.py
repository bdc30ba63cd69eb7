"""Meaning: a static table of word and character vectors, for paraphrases that share no word.

A text is the sum of the rows of its words and characters, of length 1: the linear reading that
comes nearest to a sentence encoder's on real questions (``tests/fit/meaning.py``). It puts
opposites above paraphrases: evidence for the order of candidates, never past the guard.
"""

import json
import threading
from array import array
from collections.abc import Iterator, Sequence
from math import sqrt
from operator import mul
from sys import byteorder

from xiaoer.text.resources import read_data
from xiaoer.text.utterance import Utterance

Vector = tuple[int, ...]
"""Whole numbers of length `SCALE`, so that no sum depends on its order."""
SCALE = 1 << 14
FILE = "meaning.bin"
_ZERO = 128  # what a byte of 0 means, so that rows are unsigned
_LOW = 0 if byteorder == "little" else 1  # the lower byte of a lane
_MOST = 256
"""Tokens of a text that are read: 256 × 255 still fits into a lane."""
_lock = threading.Lock()
_shipped: "MeaningTable | None" = None


class MeaningTable:
    """Token → row of whole numbers; ``w`` + a word of two characters and more, ``c`` + character.

    Rows are summed as long integers with a lane of 16 bits a dimension, 256 tokens at most.
    """

    def __init__(self, names: Sequence[str], rows: bytes, dims: int) -> None:
        self._places = {name: place * dims for place, name in enumerate(names)}
        self._rows = rows
        self.dims = dims

    @staticmethod
    def shipped() -> "MeaningTable":
        """The table that ships with the package, read once a process (10 ms)."""
        global _shipped
        with _lock:
            if _shipped is None:
                _shipped = MeaningTable.of(read_data(FILE))
        return _shipped

    @staticmethod
    def of(data: bytes) -> "MeaningTable":
        """The table in the bytes of a file: a line of JSON, the names, the rows + 128.

        Raises:
            ValueError: they are damaged.
        """
        head, _, body = data.partition(b"\n")
        numbers = json.loads(head)
        names = body[: numbers["names"]].decode("utf-8").split("\n")
        rows = body[numbers["names"] :]
        if len(rows) != len(names) * numbers["dims"]:
            raise ValueError(f"{len(names)} names, but {len(rows)} bytes of rows")
        return MeaningTable(names, rows, numbers["dims"])

    def vector(self, utterance: Utterance) -> Vector:
        """The vector of a text; all 0 where nothing of it is known."""
        total = count = 0
        for place in self._found(utterance):
            lanes = bytearray(2 * self.dims)
            lanes[_LOW::2] = self._rows[place : place + self.dims]
            total += int.from_bytes(lanes, byteorder)
            count += 1
        base = _ZERO * count
        unpacked = array("H", total.to_bytes(2 * self.dims, byteorder))
        return _scaled([value - base for value in unpacked])

    def _found(self, utterance: Utterance) -> list[int]:
        """The places of the first 256 known tokens."""
        places = map(self._places.get, tokens(utterance))
        return [place for place in places if place is not None][:_MOST]


def tokens(utterance: Utterance) -> Iterator[str]:
    """The names under which the words and characters of a text are looked up.

    >>> from xiaoer.text.utterance import Analyzer
    >>> from xiaoer.text.words.lexicon import Lexicon
    >>> list(tokens(Analyzer(Lexicon()).analyze("买手机")))
    ['w手机', 'c买', 'c手', 'c机']
    """
    yield from ("w" + word for word in utterance.words if len(word) > 1)
    yield from ("c" + character for character in utterance.core if character != " ")


def direction(vectors: Sequence[Vector]) -> Vector:
    """The mean direction of vectors; all 0 where they are."""
    return _scaled([sum(values) for values in zip(*vectors, strict=True)])


def cosine(left: Vector, right: Vector) -> float:
    """The cosine of two vectors; 0 where one is all 0, or () for want of a table."""
    dot: int = sum(map(mul, left, right))
    return dot / SCALE**2


def _scaled(values: Sequence[int]) -> Vector:
    length = sqrt(sum(map(mul, values, values)))
    return tuple([round(value * SCALE / length) for value in values]) if length else tuple(values)
