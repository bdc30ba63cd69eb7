"""The road from an utterance to a match: index, guard, features, ranker, confidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaoer.corpus.entry import Entry
from xiaoer.matching.bitsum import members
from xiaoer.matching.features import Featurizer
from xiaoer.matching.index import Index, QueryTerms
from xiaoer.matching.keywords import KeywordRules
from xiaoer.matching.match import Candidate, Match, Strike
from xiaoer.matching.nominate import KERNEL_QUESTIONS, Scored, by_entry, score_pool
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.matching.profile import profiles
from xiaoer.matching.ranker import Ranked, logistic, rank
from xiaoer.matching.weights_shipped import CONFIDENCE, RANKER
from xiaoer.text.polarity import PolarityReader
from xiaoer.text.segment import dictionary
from xiaoer.text.utterance import Analyzer, Utterance

REPORTED = 5
"""Candidates in a match."""
_KEPT_ENTRY = 0.75  # an entry survives the guard when a question almost as close is left
_NEAR_NEGATIVE = 0.6  # a query must at least look like a negative to be struck by it


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

    def __init__(self, entries: Sequence[Entry], analyzer: Analyzer) -> None:
        self.entries = tuple(sorted(entries, key=lambda e: e.id))
        self.numbers = {entry.id: number for number, entry in enumerate(self.entries)}
        self._analyzer = analyzer
        rows = [
            (number, text, analyzer.analyze(text))
            for number, entry in enumerate(self.entries)
            for text in entry.questions
        ]
        self.index = Index(rows, dictionary())
        folding = analyzer.lexicon.folding()
        self._polarity = PolarityReader(
            analyzer.lexicon.negation, analyzer.segmenter.cut, lambda w: folding.get(w, w)
        )
        self._guard = Guard(analyzer.lexicon.opposites, analyzer.lexicon)
        self._stances = tuple(self._stance(u) for _, _, u in rows)
        self._featurizer = Featurizer(
            self.index, profiles(self.index, len(self.entries)), self._stances
        )
        self._keywords = KeywordRules(self.entries)
        self._negatives = self._read_negatives()
        self._members = self._entry_masks()
        self._exact: dict[str, tuple[int, ...]] = {}
        for number, _, utterance in rows:
            known = self._exact.get(utterance.key, ())
            if number not in known:
                self._exact[utterance.key] = (*known, number)

    def mask(self, entries: Sequence[int]) -> int:
        """The set of the questions of these entries, in bits."""
        mask = 0
        for number in entries:
            mask |= self._members[number]
        return mask

    @property
    def weights(self) -> dict[str, float]:
        """The weights of the ranker."""
        return dict(RANKER)

    def words_of(self, entry: int) -> frozenset[str]:
        """The folded words of an entry's questions."""
        return frozenset(
            word
            for question in self.index.questions
            if question.entry == entry
            for word in question.utterance.folded
        )

    def entries_in(self, among: int) -> frozenset[str]:
        """The ids of the entries of which a question is in the set."""
        return frozenset(
            entry.id for entry, members in zip(self.entries, self._members, strict=True)
            if members & among
        )

    def search(self, query: Utterance, among: int, limit: int) -> tuple[Candidate, ...]:
        """Entries ranked by the index and the cosines alone, best first."""
        terms = self.index.query_terms(query)
        scored = score_pool(self.index, terms, self.index.pool(terms, among, 4 * limit))
        return tuple(
            Candidate(self.entries[number].id, items[0].question.text, items[0].mean)
            for number, items in list(by_entry(scored).items())[:limit]
        )

    def consider(
        self, query: Utterance, among: int | None = None, exact: bool = True
    ) -> Considered:
        """The best candidates among a set of questions (in bits; None: all).

        ``exact=False`` treats an exact question like any other, for a self-test.
        """
        among = self.index.everyone if among is None else among
        groups, keyworded, struck = self._candidates(query, among)
        view = self._featurizer.view(query, self.index.query_terms(query), self._stance(query))
        evidence = self._featurizer.evidence(view, groups, keyworded) if groups else []
        ranked = rank(evidence, RANKER, [e.id for e in self.entries])
        same = self._exact_entries(query, among) if exact else ()
        ranked.sort(key=lambda r: r.evidence.entry not in same)
        return Considered(match=self._match(ranked, same, struck), ranked=tuple(ranked))

    def _exact_entries(self, query: Utterance, among: int) -> tuple[int, ...]:
        return tuple(n for n in self._exact.get(query.key, ()) if self._members[n] & among)

    def _match(
        self, ranked: Sequence[Ranked], same: Sequence[int], struck: Sequence[Strike]
    ) -> Match:
        scores = [1.0 if r.evidence.entry in same else logistic(r.logit) for r in ranked]
        candidates = tuple(
            Candidate(self.entries[r.evidence.entry].id, r.evidence.closest.question.text, score)
            for r, score in zip(ranked[:REPORTED], scores, strict=False)
        )
        return Match(
            candidates=candidates,
            confidence=1.0 if same else CONFIDENCE.probability(ranked),
            margin=scores[0] - (scores[1] if len(scores) > 1 else 0.0) if scores else 0.0,
            exact=tuple(self.entries[n].id for n in same),
            struck=tuple(struck),
        )

    def _candidates(
        self, query: Utterance, among: int
    ) -> tuple[dict[int, list[Scored]], frozenset[int], list[Strike]]:
        """Candidate entries with their questions, those named by keywords, and the struck."""
        terms = self.index.query_terms(query)
        keyworded = frozenset(
            n for n in self._keywords.nominated(query.key) if self._members[n] & among
        )
        pool = set(self.index.pool(terms, among))
        for number in sorted(keyworded):
            pool.update(members(self._members[number] & among))
        scored = score_pool(self.index, terms, sorted(pool))
        same = frozenset(self._exact_entries(query, among))
        allowed, struck = self._guarded(query, scored, same)
        groups = by_entry(allowed[:KERNEL_QUESTIONS])
        for item in allowed[KERNEL_QUESTIONS:]:
            if item.question.entry in keyworded or item.question.entry in groups:
                groups.setdefault(item.question.entry, []).append(item)
        return groups, keyworded, struck

    def _guarded(
        self, query: Utterance, scored: Sequence[Scored], same: frozenset[int]
    ) -> tuple[list[Scored], list[Strike]]:
        """The questions that may answer, and the entries struck that came before the best."""
        stance = self._stance(query)
        forbidden = self._keywords.forbidden(query.key)
        strikes: dict[int, Strike] = {}
        best: dict[int, float] = {}
        allowed: list[Scored] = []
        for item in scored:
            number = item.question.entry
            if number in same:
                allowed.append(item)
                continue
            best.setdefault(number, item.mean)
            if number in strikes and strikes[number].why != "polarity":
                continue
            strike = self._strike(query, item, stance, forbidden)
            if strike is None and item.mean >= _KEPT_ENTRY * best[number]:
                strikes.pop(number, None)
            if strike is not None:
                strikes.setdefault(number, strike)
            elif number not in strikes:
                allowed.append(item)
        ahead = max((s.mean for s in allowed), default=0.0)
        return allowed, [s for n, s in sorted(strikes.items()) if best[n] > ahead]

    def _strike(
        self, query: Utterance, item: Scored, stance: Stance, forbidden: Mapping[int, str]
    ) -> Strike | None:
        number, question = item.question.entry, item.question
        entry = self.entries[number].id
        if number in forbidden:
            return Strike(
                id=entry, question=question.text, why="keyword", words=(forbidden[number],)
            )
        negative = self._nearest_negative(query, number)
        if negative and negative[0] >= max(item.mean, _NEAR_NEGATIVE):
            return Strike(id=entry, question=question.text, why="negative", words=(negative[1],))
        words = self._guard.conflict(stance, self._stances[question.number])
        if words:
            return Strike(id=entry, question=question.text, why="polarity", words=words)
        return None

    def _nearest_negative(self, query: Utterance, entry: int) -> tuple[float, str] | None:
        known = self._negatives.get(entry)
        if not known:
            return None
        terms = self.index.query_terms(query)
        return max(
            (1.0 if query.key == raw.key else self._likeness(terms, theirs), raw.raw)
            for raw, theirs in known
        )

    def _likeness(self, left: QueryTerms, right: QueryTerms) -> float:
        """The mean of both cosines, as for questions, of two texts outside the index."""
        square = self.index.weights.square
        folded = sum(map(square, left.folded & right.folded))
        written = sum(map(square, left.written & right.written))
        return (
            (folded / (left.folded_norm * right.folded_norm) if folded else 0.0)
            + (written / (left.written_norm * right.written_norm) if written else 0.0)
        ) / 2

    def _read_negatives(self) -> dict[int, list[tuple[Utterance, QueryTerms]]]:
        negatives: dict[int, list[tuple[Utterance, QueryTerms]]] = {}
        for number, entry in enumerate(self.entries):
            for utterance in map(self._analyzer.analyze, entry.negatives):
                terms = self.index.query_terms(utterance)
                negatives.setdefault(number, []).append((utterance, terms))
        return negatives

    def _stance(self, utterance: Utterance) -> Stance:
        return self._guard.stance(self._polarity.read(utterance.core))

    def _entry_masks(self) -> tuple[int, ...]:
        masks = [0] * len(self.entries)
        for question in self.index.questions:
            masks[question.entry] |= 1 << question.number
        return tuple(masks)

