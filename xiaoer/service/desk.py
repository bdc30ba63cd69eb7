"""Where one message becomes a reply: matched, decided, composed, with all that led to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from xiaoer.corpus.answers import Given, given
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import QueryTypeError
from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.heard import Heard
from xiaoer.matching.calibration import Calibration
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.engine import ENGINE
from xiaoer.matching.fitted import Weights
from xiaoer.matching.match import Candidate, Match
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.service.action import Reason
from xiaoer.service.acts import act_of
from xiaoer.service.asked import Asked
from xiaoer.service.background import NOTHING_KNOWN, Background, Customer
from xiaoer.service.compose import compose
from xiaoer.service.escalation import Decision, Facts, added_words
from xiaoer.service.offers import Offers
from xiaoer.service.policy import Policy
from xiaoer.service.reply import Reply
from xiaoer.service.self_service import without_values
from xiaoer.text.lexicon import corpus_lexicon
from xiaoer.text.normalize import normalize
from xiaoer.text.utterance import Analyzer, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A reply with all that led to it; ``asked.match`` is as told, ``considered`` as measured."""

    reply: Reply
    asked: Asked
    considered: Considered
    facts: Facts
    decision: Decision


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
        self.corpus = corpus
        self._folding = folding = lexicon.folding()
        self.question_words = frozenset(
            form
            for section in lexicon.questions.values()
            for word in section
            for form in (word, folding.get(word, word))
        )
        self.analyzer = Analyzer(lexicon, corpus.settings.limits.query_chars)
        self.matcher = Matcher(corpus.entries, self.analyzer, weights, corpus.settings.engine)
        self.eligibility = Eligibility(self.matcher.entries, corpus.settings, self.matcher.mask)
        self.policy = Policy(corpus.settings)
        self.engine = ENGINE
        self.calibration: Calibration | None = None
        self.offers = Offers(corpus.settings)
        self.hearing = Hearing(
            corpus.settings.hearing.by_label(), added_words(corpus.settings, "human_requested")
        )

    def varied(self, answer: float, calibration: Calibration | None) -> "Desk":
        """The same desk with another threshold, and a calibration or none."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.policy = Policy(self.corpus.settings, answer)
        other.engine = f"{ENGINE}+{calibration.name}" if calibration else ENGINE
        other.calibration = calibration
        return other

    def analyze(self, text: str) -> Utterance:
        """The utterance of a text. Raises: QueryTypeError: it is not a ``str``."""
        if not isinstance(text, str):
            raise QueryTypeError(type(text).__name__)
        return self.analyzer.analyze(text)

    def hear(self, query: Utterance) -> Heard:
        """What is heard in a message, or in what is left of it without order numbers and so on."""
        heard = self.hearing.hear(query.raw, query.text)
        if act_of(heard) is None and (said := without_values(query.raw)) != query.raw:
            heard = self.hearing.hear(said, normalize(said))
        return replace(heard, core=True) if self.hearing.is_core(query.core) else heard

    def folded(self, words: Iterable[str]) -> tuple[str, ...]:
        """The words with synonyms replaced by the first of their group."""
        return tuple(self._folding.get(word, word) for word in words)

    def told(self, confidence: float) -> float:
        """The confidence as it is told; decisions are made on the engine's own."""
        return self.calibration.recalibrated(confidence) if self.calibration else confidence

    def serve(
        self,
        query: Utterance,
        customer: Customer,
        background: Background = NOTHING_KNOWN,
        left_out: int | None = None,
    ) -> Served:
        """What one message comes to, taken as one question."""
        among = self.among(customer, left_out)
        exact = left_out is None
        distinct = among & ~self._repeated(query, among, customer.channel) if exact else among
        considered = self.matcher.consider(query, distinct, exact=exact)
        match = considered.match
        entries = tuple(self.corpus[c.id] for c in match.candidates)
        heard = self.hear(query)
        facts = self.policy.facts(query, heard, match, entries, customer.audience is not None)
        asked = self._asked(query, heard, match, customer, background, among)
        return self._served(asked, considered, facts, self.policy.settle(facts))

    def give(
        self,
        entry: Entry,
        reason: Reason,
        query: Utterance,
        customer: Customer,
        background: Background,
    ) -> Served:
        """What an entry comes to that the customer has chosen."""
        facts = self.policy.given(entry, reason)
        chosen = Candidate(entry.id, entry.question, 1.0)
        match = Match(candidates=(chosen,), confidence=1.0, margin=1.0)
        heard = self.hear(query)
        asked = self._asked(query, heard, match, customer, background, self.among(customer))
        asked = replace(asked, said=entry.question if reason == "chosen" else "")
        considered = Considered(match=match, ranked=())
        return self._served(asked, considered, facts, self.policy.settle(facts))

    def settle(self, served: Served, facts: Facts) -> Served:
        """The same message with more known about it than one turn can know."""
        return self._served(served.asked, served.considered, facts, self.policy.settle(facts))

    def decide(self, served: Served, decision: Decision) -> Served:
        """The same message with another decision."""
        return self._served(served.asked, served.considered, served.facts, decision)

    def among(self, customer: Customer, left_out: int | None = None) -> int:
        """The questions that may be given to a customer, in bits. Raises: UnknownNameError."""
        among = self.eligibility.mask(customer.audience, customer.channel, customer.now)
        return among if left_out is None else among & ~left_out

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

    def _asked(
        self,
        query: Utterance,
        heard: Heard,
        match: Match,
        customer: Customer,
        background: Background,
        among: int,
    ) -> Asked:
        return Asked(
            utterance=query,
            heard=heard,
            match=replace(match, confidence=self.told(match.confidence)),
            measured=match.confidence,
            customer=customer,
            background=background,
            engine=self.engine,
            offered=partial(self.matcher.is_among, among),
        )

    def _served(
        self, asked: Asked, considered: Considered, facts: Facts, decision: Decision
    ) -> Served:
        reply = compose(self.corpus, self.offers, asked, decision)
        return Served(
            reply=reply, asked=asked, considered=considered, facts=facts, decision=decision
        )
