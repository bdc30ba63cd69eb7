"""`Bot`: a corpus, its matcher and its policy, put together."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, whose import takes longer than this one
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import Literal

    from xiaoer.corpus.corpus import Corpus
    from xiaoer.matching.confidence.calibration import Calibration
    from xiaoer.matching.confidence.fitted import Weights
    from xiaoer.matching.match import Candidate
    from xiaoer.service.composing.without import Without
    from xiaoer.service.deciding.decision import Turn
    from xiaoer.service.deciding.desk import Desk
    from xiaoer.service.explaining.explain import Explanation
    from xiaoer.service.reply.menu import MenuSection
    from xiaoer.service.reply.reply import Reply

# The engine is imported where it is used: whoever needs the name only does not pay for it.


class Bot:
    """Answers from one corpus. Immutable: asking never changes it, and any thread may ask.

    ``weights`` replace the shipped constants of the engine, for measuring them. Building one
    segments every question: 0.4 s for 2,000 questions. It pickles as its corpus.

    Raises: ArgumentTypeError: no ``Corpus``; it says what to call.

    >>> from xiaoer import Corpus
    >>> bot = Bot(Corpus.from_entries([{"id": "a", "question": "怎么退款", "answer": "点退款"}]))
    >>> bot.ask("怎么退款？").text
    '点退款'
    """

    def __init__(self, corpus: Corpus, *, weights: Weights | None = None) -> None:
        from xiaoer.corpus.corpus import Corpus
        from xiaoer.service.deciding.desk import Desk
        from xiaoer.source.collector import without_gc

        if not isinstance(corpus, Corpus):
            from xiaoer.corpus.arguments import no_corpus

            raise no_corpus(corpus, "Bot", "Bot(bot.corpus)" if isinstance(corpus, Bot) else "")
        self.corpus = corpus
        with without_gc():
            self.desk = Desk(corpus, weights)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        require_calibration: bool = False,
        strict: bool = False,
    ) -> Bot:
        """A bot for a folder of YAML, or for one YAML or JSON Lines file.

        Its calibration is ``calibration.json`` in the folder, ``NAME.calibration.json`` beside
        the file ``NAME.yaml``. One that no longer fits is left aside with a `CalibrationWarning`;
        ``require_calibration`` makes that, and a missing one, an error; ``strict`` a question
        that two entries share. A compiled corpus that `xiaoer build` left
        beside them is opened instead where it fits; else a ``SnapshotWarning`` says why not.

        Raises:
            CorpusError: with every fault of the corpus, each with its place.
            CalibrationError: the calibration is damaged, or there has to be one that fits.
        """
        from xiaoer.corpus.corpus import Corpus
        from xiaoer.matching.confidence.calibration_file import stored_calibration
        from xiaoer.snapshot.sources import desk_beside

        desk = None if strict else desk_beside(path)
        bot = cls._of(desk) if desk else cls(Corpus.load(path, strict=strict))
        found = stored_calibration(
            path,
            lambda: bot.fingerprint,
            questions=(question for entry in bot.corpus for question in entry.questions),
            required=require_calibration,
        )
        return bot.with_calibration(found) if found else bot

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Bot:
        """A bot for a compiled corpus, as `save` or `xiaoer build` wrote it: the same replies.

        It reads of the file what a query needs, and pickles as the file's path.
        Raises: SnapshotError: the file is none, damaged, or of another engine; one of more than
            16 MB is checked as it is read, and asking may raise this.
        """
        from xiaoer.snapshot.file import open_desk

        desk = open_desk(path)
        bot, calibration = cls._of(desk), desk.own_calibration
        return bot.with_calibration(calibration) if calibration else bot

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the compiled corpus, with the calibration in use. Raises: OSError."""
        from xiaoer.snapshot.file import write_desk

        write_desk(self.desk, path, self.calibration)

    @classmethod
    def _reopened(cls, path: str, seal: str) -> Bot:
        from xiaoer.snapshot.file import open_desk

        return cls._of(open_desk(path, seal))

    @classmethod
    def _of(cls, desk: Desk) -> Bot:
        bot = object.__new__(cls)
        bot.corpus, bot.desk = desk.corpus, desk
        return bot

    @classmethod
    def sample(cls) -> Bot:
        """A bot for the sample corpus that ships with the package."""
        from pathlib import Path

        from xiaoer.corpus.corpus import Corpus
        from xiaoer.sample import sample_folder

        folder = sample_folder()
        return cls.load(folder) if isinstance(folder, Path) else cls(Corpus.load(folder))

    def __reduce__(self) -> tuple[Callable[..., Bot], tuple[object, ...]]:
        from functools import partial

        own, stored = self.desk, self.desk.stored
        built = partial(Bot, self.corpus, weights=own.matcher.weights)
        made = partial(Bot._reopened, *stored) if stored else built
        return _again, (made, self.calibration, self.threshold)

    def __repr__(self) -> str:
        known = f", {self.calibration.name}" if self.calibration else ""
        return f"Bot({len(self.corpus)} entries, corpus {self.corpus.hash[:12]}{known})"

    @property
    def calibration(self) -> Calibration | None:
        """The calibration in use, None without one."""
        return self.desk.calibration

    @property
    def threshold(self) -> float:
        """The confidence needed to answer, before any re-calibration."""
        return self.desk.policy.thresholds[0]

    @property
    def fingerprint(self) -> str:
        """The hash of all that decides what is answered; a calibration has to have the same."""
        return self.desk.fingerprint

    def with_calibration(self, calibration: Calibration) -> Bot:
        """The same bot with the threshold, and the re-calibrated confidence, of a calibration.
        Raises: CalibrationError: it was made for another corpus, other weights or another engine.
        """
        if calibration.fingerprint != self.fingerprint:
            from xiaoer.errors import CalibrationError

            raise CalibrationError("", "it was made for another corpus or another engine")
        return self._varied(calibration.threshold, calibration)

    def with_threshold(self, answer: float) -> Bot:
        """The same bot, uncalibrated, with another confidence needed to answer.

        What it answers at 0 and with a confidence of at least t is what it answers at t.

        Raises: ValueError: the threshold is outside 0..1.
        """
        if not 0.0 <= answer <= 1.0:
            from xiaoer.errors import shown

            raise ValueError(f"a threshold must be within 0..1, found {shown(answer)}")
        return self._varied(answer, None)

    def _varied(self, answer: float, calibration: Calibration | None) -> Bot:
        return self._of(self.desk.varied(answer, calibration))

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
        from xiaoer.service.composing.compose import compose

        return compose(self.desk, self._turn(query, audience, channel, now))

    def _turn(
        self, query: str, audience: str | None, channel: str | None, now: datetime | None
    ) -> Turn:
        from xiaoer.service.deciding.customer import Customer
        from xiaoer.service.readings.several import serve_several

        customer = Customer(audience=audience, channel=channel, now=now)
        return serve_several(self.desk, self.desk.read(query), customer)

    def ask_many(
        self,
        queries: Iterable[str],
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
        processes: int | None = None,
        start: Literal["fork", "spawn"] | None = None,
        remember: int = 10_000,
    ) -> Iterator[Reply]:
        """The replies to queries, in order and lazily; each equal to what ``ask`` gives.

        ``now`` is one moment for all. Of the last ``remember`` distinct queries (4 KB each) none
        is asked again. More than one of ``processes`` share the work and read some hundred
        queries ahead; they ``start`` by fork where there is one and no other thread runs, else by
        spawn, which builds a bot in each and needs a main module that can be imported.

        Raises:
            ArgumentTypeError: one text instead of several. ValueError: ``processes`` is below 1,
                ``remember`` below 0, or the system has no such ``start``.
            QueryTypeError, UnknownNameError: as ``ask``, when it is that query's turn.
        """
        from xiaoer.asking import all_asked, ask_each, replies

        asked = all_asked(queries, audience, channel)
        moment = self.corpus.settings.local(now)
        said = ask_each(
            self, asked, now=moment, processes=processes, start=start, remember=remember
        )
        return replies(said)

    def without(self, questions: Iterable[str]) -> Without:
        """The bot as if no entry had these questions, or equal ones; for a self-test."""
        from xiaoer.service.composing.without import Without

        return Without(self.desk, self.desk.matcher.equal_to(questions))

    def explain(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Explanation:
        """Why ``ask`` replies as it does; the same arguments, the same errors."""
        from xiaoer.service.composing.compose import compose
        from xiaoer.service.explaining.explain import explanation

        turn = self._turn(query, audience, channel, now)
        return explanation(self.desk, turn, compose(self.desk, turn))

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
        from xiaoer.service.deciding.customer import Customer

        among = self.desk.among(Customer(audience=audience, channel=channel, now=now))
        return self.desk.matcher.search(self.desk.analyze(text), among, limit)

    def menu(
        self,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> tuple[MenuSection, ...]:
        """The preset questions (``hot`` entries) by category, in the order of the corpus."""
        from xiaoer.service.deciding.customer import Customer

        return self.desk.menu(Customer(audience=audience, channel=channel, now=now))


def _again(made: Callable[[], Bot], calibration: Calibration | None, answer: float) -> Bot:
    return made()._varied(answer, calibration)
