"""The words of a compiled corpus: which it has, how they sound and are spelled, what it exchanges.

A word's row: 1 where a question has it and the lexicon does not, + 2 where it is two neighbours
that may be a word; then the entries that have it folded, as differences of their numbers.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, cast

from xiaoer.matching.difference.slots import Slots
from xiaoer.matching.index.homophones import Homophones, contrasts_of
from xiaoer.matching.index.spelling import Spelling
from xiaoer.matching.index.vocabulary import Vocabulary
from xiaoer.snapshot.bytes_io import Cursor, number, numbers, text
from xiaoer.snapshot.container import Container as File
from xiaoer.snapshot.index import StoredIndex
from xiaoer.snapshot.tables import KeptRows, KeptValues, StoredTable, written_table
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.segment import dictionary

_SAID, _PAIR = 1, 2
_SAME, _APART = 1, 2
_BETWEEN = "\0"


class Word(NamedTuple):
    """A word that the corpus's questions have, and the entries that have it folded."""

    kind: int
    entries: frozenset[int]


def _word(data: bytes) -> Word:
    cursor = Cursor(data)
    return Word(cursor.number(), frozenset(accumulate(cursor.numbers())))


def word_sections(vocabulary: Vocabulary, spelling: Spelling, slots: Slots) -> dict[str, bytes]:
    """The sections of words, sounds, Latin words and what is exchanged."""
    homophones = spelling._homophones
    said = cast("frozenset[str]", homophones._known) - homophones._listed
    pairs = cast("frozenset[str]", homophones._pairs)
    entries = vocabulary._by_word
    words = {
        word: numbers((
            _SAID * (word in said) + _PAIR * (word in pairs),
            *_steps(sorted(entries.get(word, ()))),
        ))
        for word in {*said, *pairs, *entries}
    }  # fmt: skip
    sounds = {
        " ".join(sound): b"".join(map(text, group)) for sound, group in homophones._by_sound.items()
    }
    exchanged = {
        _BETWEEN.join(sorted(pair)): number(kind)
        for kind, known in ((_SAME, slots._same), (_APART, slots._apart))
        for pair in known
    }
    return {
        "words": written_table(words),
        "homophones": written_table(sounds),
        "latin": " ".join(sorted(spelling._known)).encode("utf-8"),
        "slots": written_table(exchanged),
    }


def _steps(values: Sequence[int]) -> list[int]:
    return [values[0], *(b - a for a, b in pairwise(values))] if values else []


class StoredVocabulary(Vocabulary):
    """The folded words of a compiled corpus's entries, both ways."""

    def __init__(
        self, words: KeptValues[Word], index: StoredIndex, ranges: Sequence[range]
    ) -> None:
        def of(entry: int) -> frozenset[str]:
            own = (index.questions[n].utterance.folded for n in ranges[entry])
            return frozenset(word for folded in own for word in folded)

        self._stored = words
        self._count = len(ranges)
        self._words = KeptRows(len(ranges), of)

    def having(self, words: Iterable[str]) -> frozenset[int]:
        """As `Vocabulary.having`."""
        found: frozenset[int] | None = None
        for word in words:
            known = self._stored.get(word)
            own = known.entries if known else frozenset[int]()
            found = own if found is None else found & own
        return frozenset(range(self._count)) if found is None else found


class _OfKind:
    """The words that a corpus has in one way, and others; to be asked with ``in``."""

    def __init__(self, words: KeptValues[Word], kind: int, others: Container[str] = ()) -> None:
        self._words, self._kind, self._others = words, kind, others

    def __contains__(self, word: object) -> bool:
        if word in self._others:
            return True
        known = self._words.get(word) if isinstance(word, str) else None
        return known is not None and bool(known.kind & self._kind)


def _texts(data: bytes) -> list[str]:
    cursor, found = Cursor(data), list[str]()
    while not cursor.at_end:
        found.append(cursor.text())
    return found


class StoredHomophones(Homophones):
    """The words of a compiled corpus by their sound."""

    def __init__(self, file: File, words: KeptValues[Word], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._listed = frozenset(analyzer.lexicon.all_words())
        self._folding = analyzer.lexicon.folding()
        self._counts = dictionary().words
        self._contrasts = contrasts_of(analyzer.lexicon)
        self._pairs = _OfKind(words, _PAIR)
        self._known = _OfKind(words, _SAID, self._listed)
        self._sounding = KeptValues(StoredTable(file.section("homophones")), _texts)

    def _of_sound(self, sound: tuple[str, ...]) -> Sequence[str]:
        return self._sounding.get(" ".join(sound)) or ()


class StoredSpelling(Spelling):
    """The words of a compiled corpus as they are spelled."""

    def __init__(self, file: File, words: KeptValues[Word], analyzer: Analyzer) -> None:
        latin = file.section("latin").made(lambda data: data.decode("utf-8").split())
        self._know(latin, analyzer)
        self._homophones = StoredHomophones(file, words, analyzer)


class StoredSlots(Slots):
    """Which words the questions of a compiled corpus exchange in one frame."""

    def __init__(self, file: File) -> None:
        self._kinds = KeptValues(
            StoredTable(file.section("slots")), lambda data: Cursor(data).number()
        )

    def same(self, one: str, other: str) -> bool:
        """As `Slots.same`."""
        return self._kinds.get(_BETWEEN.join(sorted((one, other)))) == _SAME

    def apart(self, one: str, other: str) -> bool:
        """As `Slots.apart`."""
        return self._kinds.get(_BETWEEN.join(sorted((one, other)))) == _APART


def stored_words(file: File) -> KeptValues[Word]:
    """The words of a compiled corpus."""
    return KeptValues(StoredTable(file.section("words")), _word)
