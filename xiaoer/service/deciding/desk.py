"""Where one message is read, matched and decided, with all that led to it.

text ─ read ─▶ Message ─ match ─▶ Considered ─ policy ─▶ Facts ─▶ Decision      together: a Turn
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xiaoer.corpus.answers import Given, given
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import QueryTypeError
from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.message import Message, read
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.engine import engine_name
from xiaoer.matching.match import Candidate, Match
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.records import replace
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Facts, Turn
from xiaoer.service.deciding.escalation import added_words
from xiaoer.service.deciding.policy import Policy
from xiaoer.service.naming.answer_words import AnswerWords
from xiaoer.service.naming.content import Content
from xiaoer.service.naming.roles import Roles
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.menu import MenuSection, menu_of
from xiaoer.service.reply.offers import Offers
from xiaoer.text.chat_marks import Typed, typed
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import corpus_lexicon

_NEARLY = 0.5
"""Share of the first candidate's score at which one of the customer's own audience comes first."""


class Matched(NamedTuple):
    """A text with what it matches, of which nothing was heard or decided yet."""

    text: str
    said: Typed
    query: Utterance
    customer: Customer
    considered: Considered
    among: int


class Desk:
    """Serves messages from one corpus; immutable, shared by threads and conversations."""

    def __init__(self, corpus: Corpus, weights: Weights | None) -> None:
        own = corpus.settings.lexicon
        lexicon = corpus_lexicon(
            words=(*own.words, *corpus.settings.engine.platforms),
            synonyms=own.synonyms,
            fillers=own.fillers,
            opposites=own.opposites,
            without=own.without,
        )
        self._hear(corpus, Analyzer(lexicon, corpus.settings.limits.query_chars))
        read = corpus.readings(lexicon.fillers)
        self.matcher = Matcher(corpus.entries, self.analyzer, weights, corpus.settings.engine, read)
        self._standard: dict[str, Utterance] = {}
        for question in self.matcher.index.questions:  # an entry's standard question is its first
            id = self.matcher.entries[question.entry].id
            self._standard.setdefault(id, question.utterance)
        self.eligibility = Eligibility(self.matcher.entries, corpus.settings, self.matcher.mask)
        self.content = Content(self.matcher, lexicon, self.question_words)
        self._decide()

    def _hear(self, corpus: Corpus, analyzer: Analyzer) -> None:
        """Adds what reads a message, before anything is looked up."""
        self.corpus, self.analyzer = corpus, analyzer
        self._folding = folding = analyzer.lexicon.folding()
        self.question_words = frozenset(
            form
            for section in analyzer.lexicon.questions.values()
            for word in section
            for form in (word, folding.get(word, word))
        )
        self.hearing = Hearing(
            corpus.settings.hearing.by_label(), added_words(corpus.settings, "human_requested")
        )

    def _decide(self) -> None:
        """Adds what decides, once it is known what the entries have."""
        settings = self.corpus.settings
        self.answer_words = AnswerWords(self.matcher.entries, self.analyzer, self.content)
        self.roles = Roles(settings, self._folding)
        self.policy = Policy(settings, shares=self.content.share, roles=self.roles)
        self.engine = engine_name()
        self.calibration: Calibration | None = None
        self.offers = Offers(settings)

    def varied(self, answer: float, calibration: Calibration | None) -> "Desk":
        """The same desk with another threshold, and a calibration or none."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.policy = Policy(self.corpus.settings, answer, self.content.share, self.roles)
        other.engine = engine_name(calibration.name if calibration else "")
        other.calibration = calibration
        return other

    def analyze(self, text: str) -> Utterance:
        """The utterance of a text. Raises: QueryTypeError: it is not a ``str``."""
        if not isinstance(text, str):
            raise QueryTypeError(type(text).__name__)
        return self.analyzer.analyze(text)

    def read(self, text: str) -> Message:
        """The message that a text is, read once. Raises: QueryTypeError: it is not a ``str``."""
        if not isinstance(text, str):
            raise QueryTypeError(type(text).__name__)
        said = typed(text)
        return self._message(text, said, self.analyze(said.text))

    def _message(self, text: str, said: Typed, utterance: Utterance) -> Message:
        """The message of a text, given the utterance of what was typed of it."""
        message = read(utterance, self.hearing)
        if said.text == text:
            return message
        return replace(message, came=self.analyze(text).raw, links=said.links)

    @property
    def fingerprint(self) -> str:
        """The hash of all that decides what is answered."""
        from xiaoer.matching.confidence.fingerprint import fingerprint

        return fingerprint(self.corpus, self.matcher.weights)

    @property
    def stored(self) -> tuple[str, str] | None:
        """The compiled file that it reads, and its seal; None where it was built."""
        return None

    def question(self, id: str, text: str) -> Utterance:
        """The utterance of a text that may be the standard question of an entry: then the one
        that was made when the corpus was read."""
        known = self._standard.get(id)
        return known if known is not None and known.raw == text else self.analyze(text)

    def folded(self, words: Iterable[str]) -> tuple[str, ...]:
        """The words with synonyms replaced by the first of their group."""
        return tuple(self._folding.get(word, word) for word in words)

    def told(self, confidence: float) -> float:
        """The confidence as it is told; decisions are made on the engine's own."""
        return self.calibration.recalibrated(confidence) if self.calibration else confidence

    def serve(
        self,
        message: Message,
        customer: Customer,
        left_out: int | None = None,
        within: Sequence[str] | None = None,
    ) -> Turn:
        """What one message comes to, taken as one question; ``within`` some entries only."""
        considered, among = self._considered(message.utterance, customer, left_out, within)
        return self._served(message, customer, considered, among)

    def match(self, text: str, customer: Customer) -> Matched:
        """What a text matches; nothing is heard in it yet."""
        said = typed(text)
        query = self.analyze(said.text)
        considered, among = self._considered(query, customer, None, None)
        return Matched(text, said, query, customer, considered, among)

    def hear(self, matched: Matched) -> Turn:
        """What a text that was matched comes to, as `serve` would say."""
        message = self._message(matched.text, matched.said, matched.query)
        return self._served(message, matched.customer, matched.considered, matched.among)

    def _considered(
        self,
        query: Utterance,
        customer: Customer,
        left_out: int | None,
        within: Sequence[str] | None,
    ) -> tuple[Considered, int]:
        """The match of a query, and the questions that it was looked for among, in bits."""
        among = self.among(customer, left_out)
        if within is not None:
            among &= self.matcher.mask([self.matcher.number(id) for id in within])
        exact = left_out is None
        distinct = among & ~self._repeated(query, among, customer.channel) if exact else among
        considered = self.matcher.consider(query, distinct, exact=exact)
        return self._leaned(query, customer, distinct, considered), among

    def _served(
        self, message: Message, customer: Customer, considered: Considered, among: int
    ) -> Turn:
        entries = tuple(self.corpus[c.id] for c in considered.match.candidates)
        facts = self.policy.facts(message, considered, entries, customer.audience is not None)
        return self._turn(message, customer, considered, among, facts)

    def _leaned(
        self, query: Utterance, customer: Customer, among: int, considered: Considered
    ) -> Considered:
        """What was considered, or the same among the entries of the audience that the customer's
        own words name, where one of these is nearly as near as the first."""
        if customer.audience is not None or considered.match.exact:
            return considered
        who = self.roles.leaning(query) or customer.leaning
        candidates = considered.match.candidates
        if who is None or not candidates or self._is_for(who, candidates[0].id):
            return considered
        least = candidates[0].score * _NEARLY
        if not any(c.score >= least and self._is_for(who, c.id) for c in candidates[1:]):
            return considered
        own = among & self.eligibility.mask(who, customer.channel, customer.now)
        return self.matcher.consider(query, own)

    def _is_for(self, audience: str, id: str) -> bool:
        own = self.corpus[id].audience
        return not own or audience in own

    def give(self, entry: Entry, reason: Reason, message: Message, customer: Customer) -> Turn:
        """What an entry comes to that the customer has chosen."""
        chosen = Candidate(entry.id, entry.question, 1.0)
        match = Match(candidates=(chosen,), confidence=1.0, margin=1.0)
        considered = Considered(match=match, ranked=())
        facts = self.policy.given(entry, reason)
        turn = self._turn(message, customer, considered, self.among(customer), facts)
        return replace(turn, said=entry.question if reason == "chosen" else "")

    def settle(self, turn: Turn, facts: Facts) -> Turn:
        """The same message with more known about it than one turn can know."""
        return replace(turn, facts=facts, decision=self.policy.settle(facts), parts=())

    def among(self, customer: Customer, left_out: int | None = None) -> int:
        """The questions that may be given to a customer, in bits. Raises: UnknownNameError."""
        among = self.eligibility.mask(customer.audience, customer.channel, customer.now)
        return among if left_out is None else among & ~left_out

    def menu(self, customer: Customer) -> tuple[MenuSection, ...]:
        """The preset questions for a customer. Raises: UnknownNameError."""
        eligible = self.matcher.entries_in(self.among(customer))
        return menu_of(self.corpus, eligible, self.corpus.settings.limits.menu)

    def eligible(self, ids: Iterable[str], customer: Customer) -> tuple[str, ...]:
        """Those of the ids that are entries that this customer may get."""
        among = self.among(customer)
        return tuple(id for id in ids if id in self.corpus and self.matcher.is_among(among, id))

    def _repeated(self, query: Utterance, among: int, channel: str | None) -> int:
        """The questions, in bits, of entries that answer the query as one before them does."""
        numbers = self.matcher.asked_of(query, among)
        if len(numbers) < 2:
            return 0
        variables = self.corpus.settings.variables
        first: dict[Given, int] = {}
        for number in numbers:
            first.setdefault(given(self.matcher.entries[number], channel, variables), number)
        kept = set(first.values())
        return self.matcher.mask([number for number in numbers if number not in kept])

    def _turn(
        self,
        message: Message,
        customer: Customer,
        considered: Considered,
        among: int,
        facts: Facts,
    ) -> Turn:
        return Turn(
            message=message,
            customer=customer,
            considered=considered,
            among=among,
            facts=facts,
            decision=self.policy.settle(facts),
        )
