"""What is compared closely, of a compiled corpus: sounds, Latin words, profiles."""

from collections.abc import Callable, Sequence

from xiaoer.matching.index.terms import units
from xiaoer.matching.polarity import Stance
from xiaoer.matching.ranking.alphabet import Alphabet
from xiaoer.matching.ranking.features import Featurizer
from xiaoer.matching.ranking.meaning import MeaningTable
from xiaoer.matching.ranking.profile import Profile, profile_of
from xiaoer.matching.ranking.sound import SoundView, sound_terms
from xiaoer.snapshot.bytes_io import Cursor, number, text
from xiaoer.snapshot.container import Container
from xiaoer.snapshot.index import StoredIndex
from xiaoer.snapshot.tables import KeptRows, KeptValues, NeededValues, StoredTable, written_table

_MOST = 4_096
_MOST_PROFILES = 2_048


class StoredSounds(SoundView):
    """The sounds of a compiled corpus's questions."""

    @staticmethod
    def sections(view: SoundView) -> dict[str, bytes]:
        """The section of the sounds."""
        return {"sounds": written_table({t: number(s) for t, s in view._squares.items()})}

    def __init__(self, file: Container, index: StoredIndex) -> None:
        count = len(index.questions)
        self._squares = NeededValues(StoredTable(file.section("sounds")), _number)
        self._terms = KeptRows(
            count, lambda n: sound_terms(index.questions[n].utterance.core), _MOST
        )
        self._norms = KeptRows(count, lambda n: self._norm(self._terms[n]), _MOST)


class StoredAlphabet(Alphabet):
    """A character for every Latin word and number of a compiled corpus."""

    @staticmethod
    def sections(alphabet: Alphabet) -> dict[str, bytes]:
        """The section of the characters."""
        return {"letters": written_table({u: text(c) for u, c in alphabet._letters.items()})}

    def __init__(self, file: Container) -> None:
        self._letters = KeptValues(StoredTable(file.section("letters")), _text)


def _number(data: bytes) -> int:
    return Cursor(data).number()


def _text(data: bytes) -> str:
    return Cursor(data).text()


class StoredFeaturizer(Featurizer):
    """Computes the evidence of candidates of a compiled corpus."""

    @staticmethod
    def sections(featurizer: Featurizer) -> dict[str, bytes]:
        """The sections of sounds and Latin words."""
        sounds = StoredSounds.sections(featurizer._sound)
        return sounds | StoredAlphabet.sections(featurizer._alphabet)

    def __init__(
        self,
        file: Container,
        index: StoredIndex,
        stances: Sequence[Stance],
        table: MeaningTable | None,
        ranges: Callable[[int], range],
        entries: int,
    ) -> None:
        self._index, self._stances, self._table = index, stances, table
        self._fuzz = None
        self._sound, self._alphabet = StoredSounds(file, index), StoredAlphabet(file)
        count, questions, encode = len(index.questions), index.questions, self._alphabet.encode

        def profile(entry: int) -> Profile:
            return profile_of(index, [questions[n] for n in ranges(entry)], table)

        def joined(place: int) -> str:
            return encode(units(" ".join(questions[place].utterance.folded)))

        self._profiles = KeptRows(entries, profile, _MOST_PROFILES)
        self._written = KeptRows(count, lambda n: encode(units(questions[n].utterance.core)), _MOST)
        self._joined = KeptRows(count, joined, _MOST)
