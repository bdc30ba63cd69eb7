"""`Bot`: a corpus, its matcher and its policy, put together."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import QueryTypeError
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.engine import ENGINE
from xiaoer.matching.fitted import Weights
from xiaoer.matching.match import Candidate
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.sample import sample_folder
from xiaoer.service.acts import recognize
from xiaoer.service.compose import Asked, compose
from xiaoer.service.explain import Explanation, explain
from xiaoer.service.policy import Policy
from xiaoer.service.reply import Choice, Reply
from xiaoer.text.lexicon import corpus_lexicon
from xiaoer.text.utterance import Analyzer, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSection:
    """The preset questions of one category."""

    category: str
    choices: tuple[Choice, ...]


class Bot:
    """Answers from one corpus. Immutable: asking never changes it, and any thread may ask.

    ``weights`` replace the shipped constants of the engine, for measuring them.

    Building one segments every question: 0.4 s for 2,000 questions, jieba's dictionary
    included. It pickles as its corpus.

    >>> bot = Bot(Corpus.from_entries([{"id": "a", "question": "怎么退款", "answer": "点退款"}]))
    >>> bot.ask("怎么退款？").text
    '点退款'
    """

    def __init__(self, corpus: Corpus, *, weights: Weights | None = None) -> None:
        own = corpus.settings.lexicon
        lexicon = corpus_lexicon(
            words=own.words,
            synonyms=own.synonyms,
            fillers=own.fillers,
            opposites=own.opposites,
            without=own.without,
        )
        self.corpus = corpus
        self._analyzer = Analyzer(lexicon, corpus.settings.limits.query_chars)
        self._matcher = Matcher(corpus.entries, self._analyzer, weights)
        self._eligibility = Eligibility(self._matcher.entries, corpus.settings, self._matcher.mask)
        self._policy = Policy(corpus.settings)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "Bot":
        """A bot for a folder of YAML, or for one YAML or JSON Lines file.

        Raises:
            CorpusError: with every fault of the corpus, each with its place.
        """
        return cls(Corpus.load(path))

    @classmethod
    def sample(cls) -> "Bot":
        """A bot for the sample corpus that ships with the package."""
        return cls.load(sample_folder())

    def __reduce__(self) -> tuple[Callable[..., "Bot"], tuple[Corpus, Weights]]:
        return _rebuilt, (self.corpus, self._matcher.weights)

    def __repr__(self) -> str:
        return f"Bot({len(self.corpus)} entries, corpus {self.corpus.hash[:12]})"

    def warm_up(self) -> None:
        """Pays now for what the first query would pay: rapidfuzz's import, about 30 ms."""
        self.ask("预热")

    def ask(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Reply:
        """The reply to one query; about a millisecond.

        ``now`` decides which entries are valid (default: the current time); one without an
        offset is taken in the corpus's time zone.

        Raises:
            QueryTypeError: the query is not a ``str``. No ``str`` makes it raise.
            UnknownNameError: the corpus does not declare the audience or the channel.
        """
        return self._reply(query, audience, channel, now)[0]

    def explain(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Explanation:
        """Why ``ask`` replies as it does; the same arguments, the same errors."""
        reply, utterance, considered = self._reply(query, audience, channel, now)
        return explain(
            utterance,
            considered,
            reply,
            entry_words=[self._matcher.words_of(r.evidence.entry) for r in considered.ranked],
            weights=self._matcher.weights.ranker,
            thresholds=self._policy.thresholds,
            cap=self.corpus.settings.limits.query_chars,
        )

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> tuple[Candidate, ...]:
        """Entries ranked for keywords, best first, without a threshold; at most ``limit``."""
        among = self._eligibility.mask(audience, channel, now)
        return self._matcher.search(self._analyze(text), among, limit)

    def menu(
        self,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> tuple[MenuSection, ...]:
        """The preset questions (``hot`` entries) by category, in the order of the corpus."""
        eligible = self._matcher.entries_in(self._eligibility.mask(audience, channel, now))
        sections: dict[str, list[Choice]] = {}
        for entry in self.corpus:
            if entry.hot and entry.id in eligible:
                sections.setdefault(entry.category, []).append(Choice(entry.id, entry.question))
        most = self.corpus.settings.limits.menu
        return tuple(
            MenuSection(category=category, choices=tuple(choices[:most]))
            for category, choices in sections.items()
            if choices[:most]
        )

    def _reply(
        self, query: str, audience: str | None, channel: str | None, now: datetime | None
    ) -> tuple[Reply, Utterance, Considered]:
        utterance = self._analyze(query)
        among = self._eligibility.mask(audience, channel, now)
        considered = self._matcher.consider(utterance, among)
        match = considered.match
        decision = self._policy.decide(
            utterance,
            recognize(utterance.raw, utterance.text),
            match,
            self._entries(match.candidates),
            audience is not None,
        )
        asked = Asked(
            utterance=utterance,
            match=match,
            channel=channel,
            engine=ENGINE,
            offered=partial(self._matcher.is_among, among),
        )
        return compose(self.corpus, asked, decision), utterance, considered

    def _analyze(self, query: str) -> Utterance:
        if not isinstance(query, str):
            raise QueryTypeError(type(query).__name__)
        return self._analyzer.analyze(query)

    def _entries(self, candidates: Sequence[Candidate]) -> tuple[Entry, ...]:
        return tuple(self.corpus[c.id] for c in candidates)


def _rebuilt(corpus: Corpus, weights: Weights) -> Bot:
    return Bot(corpus, weights=weights)
