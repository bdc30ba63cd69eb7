"""A question as it was read, in a row: what follows from another part of it is not written twice.

    text · its parts, each 0 or 1 + its bytes · words · folded words · characters cut off

A part that is what it usually is (the normalized text that of the raw one) is a 0. Words are the
lengths of stretches of the core; folded ones only those that are others.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from zlib import crc32

from xiaoer.matching.index.ranges import Ranges
from xiaoer.matching.own import OwnQuestions
from xiaoer.snapshot.bytes_io import Cursor, number, numbers, text
from xiaoer.snapshot.container import Container, FilePart
from xiaoer.snapshot.index import StoredIndex
from xiaoer.snapshot.tables import KeptValues, StoredTable, written_table
from xiaoer.text.utterance import Utterance

_AS_LENGTHS, _AS_TEXTS = 0, 1


def written_question(question: str, said: Utterance) -> bytes:
    """The row of a question and its utterance."""
    usual = _usual(question, said.raw, said.text, said.core)
    parts = (said.raw, said.text, said.core, said.literal, said.key)
    pairs = zip(parts, usual, strict=True)
    return b"".join((
        text(question),
        *(b"\0" if one == other else b"\1" + text(one) for one, other in pairs),
        _written_words(said.core, said.words),
        _written_folded(said.words, said.folded),
        number(said.truncated),
    ))  # fmt: skip


def _usual(question: str, raw: str, normal: str, core: str) -> tuple[str, str, str, str, str]:
    return question, raw, normal, _closed(normal), _closed(core)


def _closed(text: str) -> str:
    return text.replace(" ", "")


def _written_words(core: str, words: Sequence[str]) -> bytes:
    lengths = list(map(len, words))
    if _cut(core, lengths) == tuple(words):
        return numbers((_AS_LENGTHS, len(words), *lengths))
    return numbers((_AS_TEXTS, len(words))) + b"".join(map(text, words))


def _written_folded(words: Sequence[str], folded: Sequence[str]) -> bytes:
    others = [n for n, (one, other) in enumerate(zip(words, folded, strict=True)) if one != other]
    return number(len(others)) + b"".join(number(n) + text(folded[n]) for n in others)


def _cut(core: str, lengths: Sequence[int]) -> tuple[str, ...]:
    """The stretches of these lengths, one after the other, blanks between them left out."""
    words, place = [], 0
    for length in lengths:
        while core[place : place + 1].isspace():
            place += 1
        words.append(core[place : place + length])
        place += length
    return tuple(words)


def read_question(data: bytes) -> tuple[str, Utterance]:
    """The question and the utterance of a row. Raises: ValueError: it is none."""
    cursor = Cursor(data)
    question = cursor.text()
    raw = _part(cursor, question)
    normal = _part(cursor, raw)
    core = _part(cursor, normal)
    literal, key = _part(cursor, _closed(normal)), _part(cursor, _closed(core))
    words = _read_words(cursor, core)
    folded = list(words)
    for _ in range(cursor.number()):
        place = cursor.number()
        folded[place] = cursor.text()
    return question, Utterance(
        raw=raw,
        text=normal,
        core=core,
        literal=literal,
        key=key,
        words=words,
        folded=words if tuple(folded) == words else tuple(folded),
        truncated=cursor.number(),
    )


def _part(cursor: Cursor, usual: str) -> str:
    return cursor.text() if cursor.number() else usual


def _read_words(cursor: Cursor, core: str) -> tuple[str, ...]:
    kind, count = cursor.number(), cursor.number()
    if count > len(cursor.data):
        raise ValueError("more words than bytes")
    if kind == _AS_TEXTS:
        return tuple(cursor.text() for _ in range(count))
    words = _cut(core, [cursor.number() for _ in range(count)])
    if not all(words):
        raise ValueError("a word beyond the text")
    return words


class StoredRanges(Ranges):
    """Which questions belong to which entry of a compiled corpus."""

    def __init__(self, section: FilePart, entries: int, questions: int) -> None:
        def starts(data: bytes) -> "array[int]":
            found = array("I", data)
            if sys.byteorder == "big":
                found.byteswap()
            listed = found.tolist()
            if len(listed) != entries + 1 or listed != sorted(listed):
                raise ValueError("the questions of an entry do not follow those of the one before")
            if (listed[0], listed[-1]) != (0, questions):
                raise ValueError("a question beyond the last")
            return array("q", found)

        self._starts = section.made(starts)

    @staticmethod
    def sections(ranges: Ranges) -> dict[str, bytes]:
        """The section of the ranges."""
        found = array("I", ranges._starts)
        if sys.byteorder == "big":
            found.byteswap()
        return {"ranges": found.tobytes()}

    def entry(self, question: int) -> int:
        """The entry that a question belongs to."""
        return bisect_right(self._starts, question) - 1


class StoredQuestions(OwnQuestions):
    """Which entries of a compiled corpus have a query as a question of their own."""

    def __init__(self, file: Container, index: StoredIndex) -> None:
        self._places = KeptValues(
            StoredTable(file.section("own")), lambda data: Cursor(data).numbers()
        )
        self._index = index

    @staticmethod
    def sections(utterances: Sequence[Utterance]) -> dict[str, bytes]:
        """The section that finds them: by the checksum of how they are written, or are but for
        padding."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(utterances):
            for mark in {_mark(one.literal), _mark(one.key)}:
                places.setdefault(mark, []).append(place)
        return {"own": written_table({mark: numbers(own) for mark, own in places.items()})}

    def _entry(self, place: int) -> int:
        return self._index.questions[place].entry

    def _written(self, literal: str) -> Sequence[int]:
        return [n for n in self._near(literal) if self._said(n).literal == literal]

    def _alike(self, key: str) -> Sequence[int]:
        return [n for n in self._near(key) if self._said(n).key == key]

    def _near(self, text: str) -> Sequence[int]:
        return self._places.get(_mark(text)) or ()

    def _said(self, place: int) -> Utterance:
        return self._index.questions[place].utterance


def _mark(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):x}"
