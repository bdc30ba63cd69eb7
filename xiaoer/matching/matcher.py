"""The road from an utterance to a match: index, guard, features, ranker, confidence."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import EngineSettings
from xiaoer.matching.clauses import surer
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.difference.differing import Differing
from xiaoer.matching.difference.telling import SiblingTeller, ToldApart, margin
from xiaoer.matching.index.index import Index
from xiaoer.matching.index.negatives import Negatives
from xiaoer.matching.index.nominate import KERNEL_QUESTIONS, Scored, by_entry, score_pool
from xiaoer.matching.index.ranges import Ranges
from xiaoer.matching.index.spelling import Spelling
from xiaoer.matching.index.vocabulary import Vocabulary
from xiaoer.matching.keywords import KeywordRules
from xiaoer.matching.match import Candidate, Match, Strike
from xiaoer.matching.own import OwnQuestions
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.matching.ranking.features import Featurizer, QueryView
from xiaoer.matching.ranking.meaning import MeaningTable
from xiaoer.matching.ranking.profile import Profile, profile_of, profiles
from xiaoer.matching.ranking.ranker import Ranked, perfect, rank, similarity
from xiaoer.records import dataclass
from xiaoer.text.sameness import Reading
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.companies import names_of
from xiaoer.text.words.polarity import PolarityReader
from xiaoer.text.words.segment import dictionary

REPORTED = 5
"""Candidates in a match."""
MOST_CANDIDATES = 32
"""Entries that get features, however many the keywords nominate."""
_KEPT_ENTRY = 0.75  # an entry survives the guard when a question almost as close is left
_NEAR_NEGATIVE = 0.6  # a query must at least look like a negative to be struck by it

_NOTHING_READ: Mapping[str, Reading] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A match with all that led to it, for explanations."""

    match: Match
    ranked: tuple[Ranked, ...]


class Matcher:
    """Matches utterances against a fixed list of entries; built once, never changed.

    Entries are numbered in the order of their ids, so that the order of a file, and of the
    rows of a database, changes nothing.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        analyzer: Analyzer,
        weights: Weights | None = None,
        engine: EngineSettings | None = None,
        read: Mapping[str, Reading] = _NOTHING_READ,
    ) -> None:
        """``read``: readings of the entries' questions that were made before."""
        self.weights = Weights.shipped() if weights is None else weights
        self.entries: Sequence[Entry] = tuple(sorted(entries, key=lambda e: e.id))
        self._ids: Sequence[str] = tuple(entry.id for entry in self.entries)
        self._numbers = {id: number for number, id in enumerate(self._ids)}
        self._analyzer = analyzer
        numbered = ((n, text) for n, entry in enumerate(self.entries) for text in entry.questions)
        rows = [(number, text, analyzer.analyze(text, read.get(text))) for number, text in numbered]
        self.index = Index(rows, dictionary())
        folding = analyzer.lexicon.folding()
        self._polarity = PolarityReader(
            analyzer.lexicon.negation, analyzer.segmenter.cut, lambda w: folding.get(w, w)
        )
        self._guard = Guard(analyzer.lexicon.opposites, analyzer.lexicon)
        self._stances: Sequence[Stance] = tuple(self._stance(u) for _, _, u in rows)
        settings = engine or EngineSettings()
        self._table = MeaningTable.shipped() if settings.meaning else None
        whole = profiles(self.index, len(self.entries), self._table)
        self._featurizer = Featurizer(self.index, whole, self._stances, self._table)
        self._keywords = KeywordRules(self.entries)
        self._spelling = Spelling((u for _, _, u in rows), analyzer)
        self._negatives = Negatives(self.entries, analyzer, self.index)
        self._ranges = Ranges((number for number, _, _ in rows), len(self.entries))
        self._vocabulary = Vocabulary(self.index, len(self.entries))
        self._differing = Differing(
            settings,
            [(n, u, s.polarity) for (n, _, u), s in zip(rows, self._stances, strict=True)],
            analyzer.lexicon,
            names_of(text for entry in self.entries for text in entry.texts),
        )
        self._siblings = SiblingTeller(self._differing, self.weights.ranker)
        self._own = OwnQuestions((number, utterance) for number, _, utterance in rows)

    def mask(self, entries: Sequence[int]) -> int:
        """The set of the questions of these entries, in bits."""
        return self._ranges.mask(entries)

    def equal_to(self, texts: Iterable[str]) -> int:
        """The set of the questions that equal one of the texts, in bits."""
        return self._own.equal(map(self._analyzer.analyze, texts))

    def asked_of(self, query: Utterance, among: int) -> tuple[int, ...]:
        """The numbers of the entries whose own question the query is, of a set of questions."""
        return tuple(self._own.found(query, among))

    def number(self, id: str) -> int:
        """The number of an entry. Raises: KeyError: there is none of that id."""
        return self._numbers[id]

    def questions_of(self, entry: int) -> range:
        """The numbers of an entry's questions."""
        return self._ranges[entry]

    def words_of(self, entry: int) -> frozenset[str]:
        """The folded words of an entry's questions."""
        return self._vocabulary.of(entry)

    def entries_with(self, words: Iterable[str]) -> frozenset[int]:
        """The entries that have all of these folded words, in any of their questions."""
        return self._vocabulary.having(words)

    def is_among(self, among: int, id: str) -> bool:
        """Whether a question of this entry is in the set."""
        return self._ranges.has(self._numbers[id], among)

    def entries_in(self, among: int) -> frozenset[str]:
        """The ids of the entries of which a question is in the set."""
        return frozenset(self._ids[number] for number in self._ranges.touched(among))

    def search(self, query: Utterance, among: int, limit: int) -> tuple[Candidate, ...]:
        """Entries ranked by the index and the cosines alone, best first."""
        terms = self.index.query_terms(self._spelling.respelled(query))
        scored = score_pool(self.index, terms, self.index.pool(terms, among, 4 * limit))
        return tuple(
            Candidate(self._ids[number], items[0].question.text, items[0].mean)
            for number, items in list(by_entry(scored).items())[:limit]
        )

    def consider(
        self, query: Utterance, among: int | None = None, exact: bool = True
    ) -> Considered:
        """The best candidates among a set of questions (in bits; None: all).

        ``exact=False`` is for a self-test: an exact question is treated like any other, and an
        entry is known by those of its questions that are in the set.
        """
        among = self.index.everyone if among is None else among
        same = self._own.found(query, among) if exact else {}
        equal = tuple(same.values())[:MOST_CANDIDATES]
        said = self._spelling.respelled(query)
        view = self._featurizer.view(said, self.index.query_terms(said), self._stance(query))
        groups, keyworded, struck = self._candidates(view, among, equal)
        partial = {} if exact else self._partial_profiles(groups, among)
        evidence = self._featurizer.evidence(view, groups, keyworded, partial) if groups else []
        ranked = rank(evidence, self.weights.ranker, self._ids)
        own = {entry: place for place, entry in enumerate(same)}
        ranked.sort(key=lambda r: own.get(r.evidence.entry, len(own)))
        told = ToldApart(ranked)
        if ranked and not same:

            def known(entry: int) -> Iterable[int]:
                return self._ranges.within(entry, among)

            told = self._siblings.told_apart(said, view.stance.polarity, ranked, known)

        def asked(clause: str) -> Match:
            return self.consider(self._analyzer.analyze(clause), among, exact=False).match

        match = surer(self._match(view, told, same, struck), query.raw, asked)
        return Considered(match=match, ranked=tuple(told.ranked))

    def _partial_profiles(self, entries: Iterable[int], among: int) -> dict[int, Profile]:
        """The profiles of the entries of which only some questions are in the set."""
        return {
            number: profile_of(
                self.index,
                [self.index.questions[n] for n in self._ranges.within(number, among)],
                self._table,
            )
            for number in entries
            if self._ranges.is_partly(number, among)
        }

    def _match(
        self, query: QueryView, told: ToldApart, same: Mapping[int, int], struck: Sequence[Strike]
    ) -> Match:
        weights = self.weights.ranker
        ranked, best = told.ranked, perfect(weights)
        rivals = [r for r in ranked if r.evidence.entry not in told.aside]
        scores: list[float] = []
        for one in ranked[: REPORTED + 1]:
            score = 1.0 if one.evidence.entry in same else similarity(one.logit, best)
            scores.append(min(score, *scores[:1]) if scores else score)
        candidates = tuple(
            Candidate(self._ids[r.evidence.entry], r.evidence.closest.question.text, score)
            for r, score in zip(ranked[:REPORTED], scores, strict=False)
        )
        first = ranked[0].evidence.closest.question.number if ranked and not same else None
        return Match(
            candidates=candidates,
            confidence=(
                1 / len(same) if same else self.weights.confidence.probability(rivals, weights)
            ),
            margin=margin(told, scores),
            exact=tuple(self._ids[n] for n in same),
            struck=tuple(struck),
            doubt=() if first is None else self._guard.doubt(query.stance, self._stances[first]),
            difference=told.difference,
            naming=self._naming(query.utterance, candidates) if told.difference else (),
        )

    def _naming(self, query: Utterance, candidates: Sequence[Candidate]) -> tuple[str, ...]:
        numbers = [self._numbers[c.id] for c in candidates]
        return tuple(self._ids[n] for n in self._differing.naming(query, numbers))

    def _candidates(
        self, query: QueryView, among: int, equal: Sequence[int]
    ) -> tuple[dict[int, list[Scored]], frozenset[int], list[Strike]]:
        """Candidate entries with their questions, those named by keywords, and the struck."""
        same = frozenset(self.index.questions[n].entry for n in equal)
        keyworded = frozenset(
            number
            for number in self._keywords.nominated(query.utterance.core)
            if self._ranges.has(number, among)
        )
        pool = {*equal, *self.index.pool(query.terms, among)}
        for number in sorted(keyworded):
            pool.update(self._ranges.within(number, among))
        scored = score_pool(self.index, query.terms, sorted(pool))
        allowed, struck = self._guarded(query, scored, same)
        own = frozenset(equal)  # first, so that none is crowded out, and each is the closest
        allowed.sort(key=lambda item: item.question.number not in own)
        groups = by_entry(allowed[:KERNEL_QUESTIONS])
        for item in allowed[KERNEL_QUESTIONS:]:
            if item.question.entry in keyworded or item.question.entry in groups:
                groups.setdefault(item.question.entry, []).append(item)
        return dict(list(groups.items())[:MOST_CANDIDATES]), keyworded, struck

    def _guarded(
        self, query: QueryView, scored: Sequence[Scored], same: frozenset[int]
    ) -> tuple[list[Scored], list[Strike]]:
        """The questions that may answer, and the entries struck that came before the best."""
        out = self._struck_whole(query, scored, same)
        strikes: dict[int, Strike] = {}
        best: dict[int, float] = {}
        allowed: list[Scored] = []
        for item in scored:
            number = item.question.entry
            best.setdefault(number, item.mean)
            if number in out:
                continue
            words = (
                ()
                if number in same
                else self._guard.conflict(query.stance, self._stances[item.question.number])
            )
            if words:
                strikes.setdefault(number, _strike(self._ids[number], item, "polarity", words))
            elif number not in strikes or item.mean >= _KEPT_ENTRY * best[number]:
                strikes.pop(number, None)
                allowed.append(item)
        kept = {s.question.entry for s in allowed}
        strikes = {n: strike for n, strike in strikes.items() if n not in kept} | out
        ahead = max((s.mean for s in allowed), default=0.0)
        return allowed, [s for n, s in sorted(strikes.items()) if best[n] > ahead]

    def _struck_whole(
        self, query: QueryView, scored: Sequence[Scored], same: frozenset[int]
    ) -> dict[int, Strike]:
        """Entries that a keyword forbids, or of which the query is closest to a negative."""
        forbidden = self._keywords.forbidden(query.utterance.core)
        out: dict[int, Strike] = {}
        closest: dict[int, Scored] = {}
        for item in scored:
            closest.setdefault(item.question.entry, item)
        for number in closest.keys() - same:
            item = closest[number]
            if number in forbidden:
                out[number] = _strike(self._ids[number], item, "keyword", (forbidden[number],))
            elif (
                near := self._negatives.nearest(query.utterance.key, query.terms, number)
            ) and near[0] >= max(item.mean, _NEAR_NEGATIVE):
                out[number] = _strike(self._ids[number], item, "negative", (near[1],))
        return out

    def _stance(self, utterance: Utterance) -> Stance:
        return self._guard.stance(self._polarity.read(utterance.core, utterance.folded))


def _strike(
    id: str, item: Scored, why: Literal["polarity", "negative", "keyword"], words: tuple[str, ...]
) -> Strike:
    return Strike(id=id, question=item.question.text, why=why, words=words)
