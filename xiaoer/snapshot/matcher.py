"""The matcher of a compiled corpus: of a question only what a query comes near is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.difference.difference import Differ
from xiaoer.matching.difference.differing import Differing, known_words
from xiaoer.matching.difference.platforms import Platforms
from xiaoer.matching.difference.side import Side, side_of
from xiaoer.matching.difference.telling import SiblingTeller
from xiaoer.matching.difference.whole.whole import Whole
from xiaoer.matching.index.index import QueryTerms
from xiaoer.matching.index.negatives import Negatives
from xiaoer.matching.keywords import EntryKeywords, KeywordRules, keyword_of
from xiaoer.matching.matcher import Matcher
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.matching.ranking.meaning import MeaningTable
from xiaoer.snapshot.bytes_io import Cursor, numbers, text
from xiaoer.snapshot.container import Container, FilePart
from xiaoer.snapshot.index import StoredIndex
from xiaoer.snapshot.questions import (
    StoredQuestions,
    StoredRanges,
    read_question,
    written_question,
)
from xiaoer.snapshot.ranking import StoredFeaturizer
from xiaoer.snapshot.tables import (
    KeptRows,
    KeptValues,
    StoredRows,
    StoredTable,
    written_rows,
    written_table,
)
from xiaoer.snapshot.words import (
    StoredSlots,
    StoredSpelling,
    StoredVocabulary,
    stored_words,
    word_sections,
)
from xiaoer.text.normalize import normalize
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.companies import names_of
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.polarity import PolarityReader
from xiaoer.text.words.segment import dictionary

_MOST = 4_096


class StoredNegatives(Negatives):
    """The negatives of a compiled corpus."""

    def __init__(self, file: Container, analyzer: Analyzer, index: StoredIndex) -> None:
        def known(data: bytes) -> Sequence[tuple[Utterance, QueryTerms]]:
            cursor, found = Cursor(data), []
            while not cursor.at_end:
                said = analyzer.analyze(cursor.text())
                found.append((said, index.query_terms(said)))
            return found

        self._index = index
        self._stored = KeptValues(StoredTable(file.section("negatives")), known, _MOST)

    @staticmethod
    def sections(entries: Sequence[Entry]) -> dict[str, bytes]:
        """The section of the negatives."""
        known = {str(n): entry.negatives for n, entry in enumerate(entries) if entry.negatives}
        rows = {key: b"".join(map(text, texts)) for key, texts in known.items()}
        return {"negatives": written_table(rows)}

    def _of(self, entry: int) -> Sequence[tuple[Utterance, QueryTerms]]:
        return self._stored.get(str(entry)) or ()


def keyword_rows(entries: Sequence[Entry]) -> list[list[object]]:
    """The keyword rules of the entries that have any: number, any, all, none, normalized."""
    return [
        [n, *([normalize(w) for w in words] for words in (own.any, own.all, own.none))]
        for n, own in ((n, entry.keywords) for n, entry in enumerate(entries))
        if own
    ]


class StoredKeywords(KeywordRules):
    """The keyword rules of a compiled corpus."""

    def __init__(self, section: FilePart, entries: int) -> None:
        def rules(rows: Any) -> tuple[EntryKeywords, ...]:
            return tuple(
                EntryKeywords(
                    entry=range(entries)[number],
                    any=tuple(keyword_of(word) for word in some if word),
                    all=tuple(keyword_of(word) for word in every if word),
                    none=tuple(keyword_of(word) for word in none if word),
                )
                for number, some, every, none in rows
            )

        found = section.json()
        self._rules = section.made(lambda _: rules(found))


class StoredPlatforms(Platforms):
    """Which of the listed platforms each entry of a compiled corpus names."""

    def __init__(
        self, names: Sequence[str], of: Mapping[str, Sequence[str]], folding: Mapping[str, str]
    ) -> None:
        super().__init__(names, (), folding)
        self._of = {int(entry): frozenset(own) for entry, own in of.items()}


class StoredDiffering(Differing):
    """Compares queries with the questions of a compiled corpus."""

    def __init__(
        self,
        file: Container,
        settings: EngineSettings,
        index: StoredIndex,
        stances: Sequence[Stance],
        lexicon: Lexicon,
    ) -> None:
        def side(place: int) -> Side:
            said = index.questions[place].utterance
            return side_of(said, stances[place].polarity.denied)

        section = file.section("names")
        told = section.json()
        folding = lexicon.folding()
        self._platforms = section.made(
            lambda _: StoredPlatforms(settings.platforms, told["platforms"], folding)
        )
        self._listed = settings.differences == "listed"
        none = settings.differences == "none"
        self._sides = () if none else KeptRows(len(index.questions), side, _MOST)
        known = known_words(lexicon)
        own = section.made(lambda _: frozenset(told["companies"]))
        self._differ = Differ(known, StoredSlots(file), Whole(own, known.lists.opposed))


class StoredMatcher(Matcher):
    """Matches utterances against the entries of a compiled corpus."""

    def __init__(
        self,
        file: Container,
        entries: Sequence[Entry],
        analyzer: Analyzer,
        weights: Weights,
        settings: EngineSettings,
    ) -> None:
        self.weights, self.entries, self._analyzer = weights, entries, analyzer
        rows, count = StoredRows(file.section("questions")), file.count("questions")
        self._ranges = ranges = StoredRanges(file.section("ranges"), len(entries), count)
        names = StoredRows(file.section("ids"))

        def id_of(place: int) -> str:
            found = names.made(place, _plain)
            if self._numbers.get(found) != place:
                names.section.fail()
            return found

        self._ids = KeptRows(len(entries), id_of)
        self._numbers = KeptValues(
            StoredTable(file.section("numbers")),
            lambda data: range(len(entries))[Cursor(data).number()],
        )
        if len(rows) != count or len(names) != len(entries):
            rows.section.fail()

        def question(place: int) -> tuple[int, str, Utterance]:
            return ranges.entry(place), *rows.made(place, read_question)

        self.index: StoredIndex = StoredIndex(file, dictionary(), question, count)
        lexicon, index = analyzer.lexicon, self.index
        folding = lexicon.folding()
        self._polarity = PolarityReader(
            lexicon.negation, analyzer.segmenter.cut, lambda w: folding.get(w, w)
        )
        self._guard = Guard(lexicon.opposites, lexicon)
        self._stances = KeptRows(count, lambda n: self._stance(index.questions[n].utterance), _MOST)
        self._table = MeaningTable.shipped() if settings.meaning else None
        self._add_parts(file, settings)

    def _add_parts(self, file: Container, settings: EngineSettings) -> None:
        analyzer, index, stances = self._analyzer, self.index, self._stances
        count, words = len(self.entries), stored_words(file)
        ranges = KeptRows(count, self._ranges.__getitem__)
        self._featurizer = StoredFeaturizer(
            file, index, stances, self._table, self._ranges.__getitem__, count
        )
        self._keywords = StoredKeywords(file.section("keywords"), count)
        self._spelling = StoredSpelling(file, words, analyzer)
        self._negatives = StoredNegatives(file, analyzer, index)
        self._vocabulary = StoredVocabulary(words, index, ranges)
        self._differing = StoredDiffering(file, settings, index, stances, analyzer.lexicon)
        self._siblings = SiblingTeller(self._differing, self.weights.ranker)
        self._own = StoredQuestions(file, index)

    @staticmethod
    def sections(matcher: Matcher) -> dict[str, bytes]:
        """The sections of a matcher."""
        import json

        index, entries = matcher.index, matcher.entries
        utterances = [question.utterance for question in index.questions]
        differing = matcher._differing
        of = {str(n): sorted(own) for n, own in sorted(differing._platforms._of.items())}
        companies = sorted(names_of(text for entry in entries for text in entry.texts))
        rows = [written_question(q.text, q.utterance) for q in index.questions]
        slots = differing._differ._substitution._slots
        names = json.dumps({"platforms": of, "companies": companies})
        return {
            "questions": written_rows(rows),
            **StoredRanges.sections(matcher._ranges),
            "ids": written_rows(entry.id.encode("utf-8", "surrogatepass") for entry in entries),
            "numbers": written_table({e.id: numbers((n,)) for n, e in enumerate(entries)}),
            **StoredIndex.sections(index),
            **StoredFeaturizer.sections(matcher._featurizer),
            "keywords": json.dumps(keyword_rows(entries)).encode("ascii"),
            **word_sections(matcher._vocabulary, matcher._spelling, slots),
            **StoredNegatives.sections(entries),
            **StoredQuestions.sections(utterances),
            "names": names.encode("ascii"),
        }


def _plain(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
