"""`Bot`: a corpus, its matcher and its policy, put together."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import CalibrationError, QueryTypeError
from xiaoer.matching.calibration import Calibration, stored_calibration
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.engine import ENGINE
from xiaoer.matching.fingerprint import fingerprint
from xiaoer.matching.fitted import Weights
from xiaoer.matching.match import Candidate, Match
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


class Without:
    """A bot to be asked as if some of its questions were not there; see `Bot.without`.

    A query that equals a question that is left is matched like any other. The weights of the
    words stay those of the whole corpus.
    """

    def __init__(self, bot: "Bot", left_out: int) -> None:
        self._bot = bot
        self._left_out = left_out

    def ask(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Reply:
        """The reply to one query; as `Bot.ask`."""
        return self._bot._reply(query, audience, channel, now, self._left_out)[0]


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
        self._engine = ENGINE
        self.calibration: Calibration | None = None

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, require_calibration: bool = False) -> "Bot":
        """A bot for a folder of YAML, or for one YAML or JSON Lines file.

        Its calibration is ``calibration.json`` in the folder, ``NAME.calibration.json`` beside
        the file ``NAME.yaml``. One that no longer fits is left aside with a
        ``CalibrationWarning``; ``require_calibration`` makes that, and a missing one, an error.

        Raises:
            CorpusError: with every fault of the corpus, each with its place.
            CalibrationError: the calibration is damaged, or there has to be one that fits.
        """
        bot = cls(Corpus.load(path))
        found = stored_calibration(path, lambda: bot.fingerprint, required=require_calibration)
        return bot.with_calibration(found) if found else bot

    @classmethod
    def sample(cls) -> "Bot":
        """A bot for the sample corpus that ships with the package."""
        return cls.load(sample_folder())

    def __reduce__(self) -> tuple[Callable[..., "Bot"], tuple[object, ...]]:
        return _rebuilt, (self.corpus, self._matcher.weights, self.calibration, self.threshold)

    def __repr__(self) -> str:
        known = f", {self.calibration.name}" if self.calibration else ""
        return f"Bot({len(self.corpus)} entries, corpus {self.corpus.hash[:12]}{known})"

    @property
    def threshold(self) -> float:
        """The confidence needed to answer, before any re-calibration."""
        return self._policy.thresholds[0]

    @property
    def fingerprint(self) -> str:
        """The hash of all that decides what is answered; a calibration has to have the same."""
        return fingerprint(self.corpus, self._matcher.weights)

    def with_calibration(self, calibration: Calibration) -> "Bot":
        """The same bot with the threshold, and the re-calibrated confidence, of a calibration.

        Raises:
            CalibrationError: it was made for another corpus, other weights or another engine.
        """
        if calibration.fingerprint != self.fingerprint:
            raise CalibrationError("", "it was made for another corpus or another engine")
        return self._varied(calibration.threshold, calibration)

    def with_threshold(self, answer: float) -> "Bot":
        """The same bot, uncalibrated, with another confidence needed to answer.

        What it answers at 0 and with a confidence of at least t is what it answers at t.

        Raises:
            ValueError: the threshold is outside 0..1.
        """
        if not 0.0 <= answer <= 1.0:
            raise ValueError(f"a threshold must be within 0..1, found {answer!r}")
        return self._varied(answer, None)

    def _varied(self, answer: float, calibration: Calibration | None) -> "Bot":
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._policy = Policy(self.corpus.settings, answer)
        other._engine = f"{ENGINE}+{calibration.name}" if calibration else ENGINE
        other.calibration = calibration
        return other

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

    def without(self, questions: Iterable[str]) -> "Without":
        """The bot as if no entry had these questions, or equal ones; for a self-test."""
        return Without(self, self._matcher.equal_to(questions))

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
        answer, clarify = map(self._told, self._policy.thresholds)
        return explain(
            utterance,
            considered,
            reply,
            entry_words=[self._matcher.words_of(r.evidence.entry) for r in considered.ranked],
            weights=self._matcher.weights.ranker,
            thresholds=(answer, clarify),
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
        self,
        query: str,
        audience: str | None,
        channel: str | None,
        now: datetime | None,
        left_out: int | None = None,
    ) -> tuple[Reply, Utterance, Considered]:
        utterance = self._analyze(query)
        among = self._eligibility.mask(audience, channel, now)
        if left_out is not None:
            among &= ~left_out
        considered = self._matcher.consider(utterance, among, exact=left_out is None)
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
            match=self._recalibrated(match),
            channel=channel,
            engine=self._engine,
            offered=partial(self._matcher.is_among, among),
        )
        return compose(self.corpus, asked, decision), utterance, considered

    def _recalibrated(self, match: Match) -> Match:
        """The match as it is told; decisions are made on the engine's own confidence."""
        told = self._told(match.confidence)
        return match if told == match.confidence else replace(match, confidence=told)

    def _told(self, confidence: float) -> float:
        return self.calibration.recalibrated(confidence) if self.calibration else confidence

    def _analyze(self, query: str) -> Utterance:
        if not isinstance(query, str):
            raise QueryTypeError(type(query).__name__)
        return self._analyzer.analyze(query)

    def _entries(self, candidates: Sequence[Candidate]) -> tuple[Entry, ...]:
        return tuple(self.corpus[c.id] for c in candidates)


def _rebuilt(
    corpus: Corpus, weights: Weights, calibration: Calibration | None, answer: float
) -> Bot:
    return Bot(corpus, weights=weights)._varied(answer, calibration)
