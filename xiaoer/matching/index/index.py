"""All questions of a corpus, ready to be searched: terms, weights and sets of questions."""

import math
from collections.abc import Iterable, Mapping, Sequence

from xiaoer.matching.index.bitsum import Planes, add_weighted, members, top
from xiaoer.matching.index.terms import view_terms
from xiaoer.matching.index.weights import Background, TermWeights, document_frequencies
from xiaoer.records import dataclass, field
from xiaoer.text.utterance import Utterance

POOL = 32
"""Questions that are looked at closely; the rest is only summed."""

_COARSE = 40  # a weight of 1000 becomes 25: five bits are enough to choose the pool
_LENGTH_SHARE = 4  # a question's own unmatched weight costs it a quarter
_RARE = 32  # a term in fewer questions is kept as a list, not as a set of bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of an entry: its place in the index, its terms and their squared weights."""

    number: int
    entry: int
    text: str
    utterance: Utterance
    folded: frozenset[str]
    written: frozenset[str]
    folded_norm: float
    written_norm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryTerms:
    """The terms of a query in both views, their squared weights, the lengths of their vectors."""

    folded: frozenset[str]
    written: frozenset[str]
    squares: Mapping[str, int] = field(hash=False)
    folded_norm: float
    written_norm: float


class Index:
    """Searches all questions at once.

    Built once, never changed. Questions are numbered in the order given; the caller sorts
    entries by id, so that the order of a file changes nothing.
    """

    def __init__(
        self, questions: Sequence[tuple[int, str, Utterance]], background: Background
    ) -> None:
        known: dict[str, str] = {}  # questions share their terms: a third of what they held
        terms = [both_views(u, known) for _, _, u in questions]
        by_entry: dict[int, set[str]] = {}
        for (entry, _, _), (folded, written) in zip(questions, terms, strict=True):
            by_entry.setdefault(entry, set()).update(folded | written)
        frequencies = document_frequencies(by_entry.values())
        self.weights = TermWeights(frequencies, len(by_entry), background)
        self.questions: Sequence[Question] = tuple(
            self._question(number, *questions[number], *terms[number])
            for number in range(len(questions))
        )
        self._postings = self._make_postings()
        self._length_credit = self._make_length_credit()
        self.everyone = (1 << len(questions)) - 1

    def _question(
        self,
        number: int,
        entry: int,
        text: str,
        utterance: Utterance,
        folded: frozenset[str],
        written: frozenset[str],
    ) -> Question:
        return Question(
            number=number,
            entry=entry,
            text=text,
            utterance=utterance,
            folded=folded,
            written=written,
            folded_norm=self.norm(folded) or 1.0,  # a question of nothing but a masked number
            written_norm=self.norm(written) or 1.0,
        )

    def norm(self, terms: Iterable[str]) -> float:
        """Length of the vector of these terms."""
        weights = self.weights
        return math.sqrt(sum(weights.square(term) for term in terms))

    def query_terms(self, utterance: Utterance) -> QueryTerms:
        """The terms of a query; those that the corpus does not have count in the norm."""
        folded, written = both_views(utterance)
        squares = {term: self.weights.square(term) for term in folded | written}
        norm = math.sqrt(sum([squares[term] for term in folded]))
        same = written is folded
        return QueryTerms(
            folded=folded,
            written=written,
            squares=squares,
            folded_norm=norm,
            written_norm=norm if same else math.sqrt(sum([squares[term] for term in written])),
        )

    def overlap(self, left: frozenset[str], right: frozenset[str]) -> int:
        """Sum of the squared weights of the terms that both have."""
        return sum(map(self.weights.known_squares.__getitem__, left & right))

    def pool(self, terms: QueryTerms, among: int | None = None, size: int = POOL) -> list[int]:
        """The numbers of the ``size`` most promising questions, ascending; ties all in.

        ``among`` is a set of question numbers in bits; without it all are searched. A
        question that shares no term with the query is never in the pool.
        """
        weighted: list[tuple[int, int]] = []
        touched = 0
        for term in terms.folded | terms.written:  # integer sums: the order does not matter
            bits = self._bits(term)
            if bits:
                weighted.append((bits, max(self.weights[term] // _COARSE, 1)))
                touched |= bits
        eligible = touched if among is None else touched & among
        if eligible.bit_count() <= size:
            return members(eligible)
        planes = add_weighted(list(self._length_credit), weighted)
        return members(top(planes, eligible, size))

    def _bits(self, term: str) -> int:
        posting = self._postings.get(term, 0)
        if isinstance(posting, int):
            return posting
        return to_bits(posting)

    def _make_postings(self) -> dict[str, int | tuple[int, ...]]:
        lists: dict[str, list[int]] = {}
        for question in self.questions:
            for term in question.folded | question.written:
                lists.setdefault(term, []).append(question.number)
        rare = max(_RARE, len(self.questions) // 256)
        small = len(self.questions) < 4096
        return {
            term: to_bits(numbers) if small or len(numbers) >= rare else tuple(numbers)
            for term, numbers in lists.items()
        }

    def _make_length_credit(self) -> Planes:
        """Planes of a credit for short questions, so that long ones do not win by length."""
        lengths = [
            sum(self.weights[t] // _COARSE for t in q.folded | q.written) // _LENGTH_SHARE
            for q in self.questions
        ]
        longest = max(lengths, default=0)
        by_credit: dict[int, list[int]] = {}
        for number, length in enumerate(lengths):
            by_credit.setdefault(longest - length, []).append(number)
        return add_weighted([], [(to_bits(n), credit) for credit, n in sorted(by_credit.items())])


def to_bits(numbers: Sequence[int]) -> int:
    """The set of these questions, in bits."""
    if not numbers:
        return 0
    block = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        block[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(block, "little")


def both_views(
    utterance: Utterance, known: dict[str, str] | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of both views; one and the same set where no word was folded. Terms that are
    ``known`` are the same objects, new ones are added."""
    same = {} if known is None else known
    folded = frozenset([same.setdefault(term, term) for term in view_terms(utterance.folded)])
    if utterance.folded == utterance.words:
        return folded, folded
    return folded, frozenset([same.setdefault(t, t) for t in view_terms(utterance.words)])
