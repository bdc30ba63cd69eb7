"""Small parts shared by the tests of matching."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.matching.index.index import Index
from xiaoer.matching.match import Match
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import Lexicon

Ask = Callable[..., Match]
Say = Callable[..., Utterance]


class FlatBackground:
    """A language in which everything is equally, and fully, surprising."""

    def of_word(self, word: str) -> float:
        return 17.0

    def of_character(self, character: str) -> float:
        return 12.0


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer of a corpus without words of its own."""
    return Analyzer(Lexicon.builtin())


@pytest.fixture(scope="session")
def background() -> FlatBackground:
    return FlatBackground()


@pytest.fixture(scope="session")
def say() -> Say:
    """An utterance of words as given: nothing is looked up."""

    def make(*words: str, folded: Sequence[str] | None = None) -> Utterance:
        text = "".join(words)
        return Utterance(
            raw=text,
            text=text,
            core=text,
            literal=text,
            key=text,
            words=words,
            folded=tuple(folded or words),
        )

    return make


@pytest.fixture(scope="session")
def make_index(background: FlatBackground) -> Callable[[Sequence[tuple[int, Utterance]]], Index]:
    """An index of (entry's number, utterance)."""

    def make(questions: Sequence[tuple[int, Utterance]]) -> Index:
        return Index([(entry, u.text, u) for entry, u in questions], background)

    return make


@pytest.fixture(scope="session")
def make_matcher(analyzer: Analyzer) -> Callable[..., Matcher]:
    """A matcher of entries given as records or as (id, question, variants …)."""

    def make(*rows: Entry | tuple[str, ...]) -> Matcher:
        entries = [
            row
            if isinstance(row, Entry)
            else Entry(id=row[0], question=row[1], variants=row[2:], answer="…")
            for row in rows
        ]
        return Matcher(entries, analyzer)

    return make


@pytest.fixture(scope="session")
def ask(analyzer: Analyzer) -> Ask:
    """The match of a query: ``ask(matcher, text, …)``."""

    def consider(matcher: Matcher, text: str, among: int | None = None, **options: bool) -> Match:
        return matcher.consider(analyzer.analyze(text), among, **options).match

    return consider


FAQ = Path(__file__).parents[2] / "faq"


@pytest.fixture(scope="session")
def sample_entries() -> tuple[Entry, ...]:
    """The entries of the sample corpus."""
    return Corpus.load(FAQ).entries


@pytest.fixture(scope="session")
def sample(sample_entries: tuple[Entry, ...], analyzer: Analyzer) -> Matcher:
    """A matcher of the sample corpus."""
    return Matcher(sample_entries, analyzer)


@pytest.fixture(scope="session")
def sample_queries() -> tuple[str, ...]:
    """One in eight of the labelled queries, of every slice."""
    lines = (FAQ / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["q"] for line in lines[::8])
