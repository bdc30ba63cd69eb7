"""The index of a compiled corpus: terms with their weights and the questions that have them.

Rarities are whole numbers in the file, so that no logarithm of another machine changes a reply.
The questions of a term are differences of their numbers, or bits where these are shorter.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from xiaoer.matching.index.bitsum import members
from xiaoer.matching.index.index import Index, Question, both_views, to_bits
from xiaoer.matching.index.weights import Background, TermWeights
from xiaoer.snapshot.bytes_io import Cursor, block, number, numbers
from xiaoer.snapshot.container import Container
from xiaoer.snapshot.tables import (
    KeptRows,
    KeptValues,
    NeededValues,
    StoredRows,
    StoredTable,
    written_rows,
    written_table,
)
from xiaoer.text.utterance import Utterance

_NUMBERS, _BITS = 0, 1
_MOST_QUESTIONS = 4_096  # kept as they are compared, of about 5 KB
_MOST_SETS = 4_000_000  # bytes of sets of questions that are kept
_MOST_TERMS = 20_000


class Term(NamedTuple):
    """A term of the corpus: its weight, and where its questions stand."""

    weight: int
    row: int


def _written_posting(bits: int) -> bytes:
    listed = members(bits)
    steps = [listed[0], *(b - a for a, b in pairwise(listed))] if listed else []
    short, wide = numbers(steps), _bytes_of(bits)
    return number(_NUMBERS) + short if len(short) < len(wide) else number(_BITS) + wide


def _bytes_of(bits: int) -> bytes:
    return bits.to_bytes(-(-bits.bit_length() // 8), "little")


class StoredWeights(TermWeights):
    """The weights of a compiled corpus's terms, and of terms that it does not have."""

    def __init__(self, terms: StoredTable, background: Background) -> None:
        self._frequencies: Mapping[str, int] = {}  # a term that is not in the table has none
        self._background = background
        self._documents, self._most_local = 1, 1.0
        self.terms = KeptValues(terms, _term, _MOST_TERMS)
        self.known_squares = NeededValues(terms, _square, _MOST_TERMS)

    def __getitem__(self, term: str) -> int:
        known = self.terms.get(term)
        return self._weigh(term) if known is None else known.weight


def _term(data: bytes) -> Term:
    cursor = Cursor(data)
    return Term(cursor.number(), cursor.number())


def _square(data: bytes) -> int:
    return _term(data).weight ** 2


class StoredIndex(Index):
    """The index of a compiled corpus; questions are made when they are first compared."""

    def __init__(
        self,
        file: Container,
        background: Background,
        question: Callable[[int], tuple[int, str, Utterance]],
        count: int,
    ) -> None:
        self.weights: StoredWeights = StoredWeights(StoredTable(file.section("terms")), background)
        self._stored = StoredRows(file.section("postings"))
        self._asked = question
        self.questions: Sequence[Question] = KeptRows(count, self._read_question, _MOST_QUESTIONS)
        self.everyone = (1 << count) - 1
        self._sets: dict[str, int] = {}
        self._held = 0
        self._length_credit = file.section("lengths").made(self._planes)

    @staticmethod
    def sections(index: Index) -> dict[str, bytes]:
        """The sections of an index."""
        terms, postings = {}, []
        for row, term in enumerate(sorted(index._postings)):
            terms[term] = numbers((index.weights[term], row))
            postings.append(_written_posting(index._bits(term)))
        return {
            "terms": written_table(terms),
            "postings": written_rows(postings),
            "lengths": b"".join(block(_bytes_of(plane)) for plane in index._length_credit),
        }

    def _read_question(self, place: int) -> Question:
        entry, text, utterance = self._asked(place)
        return self._question(place, entry, text, utterance, *both_views(utterance))

    def _bits(self, term: str) -> int:
        bits = self._sets.get(term)
        if bits is None:
            known = self.weights.terms.get(term)
            bits = 0 if known is None else self._stored.made(known.row, self._read_posting)
            if self._held > _MOST_SETS:
                self._sets, self._held = {}, 0
            self._held += bits.bit_length() // 8 + len(term)
            self._sets[term] = bits
        return bits

    def _read_posting(self, data: bytes) -> int:
        cursor = Cursor(data)
        if cursor.number() == _BITS:
            return self._within(int.from_bytes(cursor.rest(), "little"))
        listed = list(accumulate(cursor.numbers()))
        if listed and listed[-1] >= len(self.questions):
            raise ValueError("a question beyond the last")
        return to_bits(listed)

    def _planes(self, data: bytes) -> list[int]:
        cursor, planes = Cursor(data), []
        while not cursor.at_end:
            planes.append(self._within(int.from_bytes(cursor.block(), "little")))
        return planes

    def _within(self, bits: int) -> int:
        if bits & ~self.everyone:
            raise ValueError("a question beyond the last")
        return bits
