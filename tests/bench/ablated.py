"""The engine with any lexicon and any weights, and how far its figures move."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from tests.bench.draws import Draws, Figure, coverage_at, top1
from tests.bench.feature_groups import Prepared
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.difference.telling import ToldApart
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.matching.ranking.ranker import Ranked, rank
from xiaoer.text.resources import read_lines
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import PARTS, Lexicon, corpus_lexicon

HEADLINES: Mapping[str, Callable[[Sequence[Outcome]], Figure]] = {
    "top1": top1,
    "coverage_at_95": partial(coverage_at, 0.95),
}


class Engine:
    """The road from a case to its candidates, with any lexicon and any weights."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon, weights: Weights) -> None:
        self._analyzer = Analyzer(lexicon, corpus.settings.limits.query_chars)
        self.matcher = Matcher(corpus.entries, self._analyzer, weights)
        self._among = Eligibility(self.matcher.entries, corpus.settings, self.matcher.mask)
        self._ids = [entry.id for entry in self.matcher.entries]

    def consider(self, case: Case) -> Considered:
        """The candidates with all their features."""
        return self.matcher.consider(self._analyzer.analyze(case.q), self._mask(case))

    def outcome(self, case: Case) -> Outcome:
        """What the engine says."""
        match = self.consider(case).match
        return _outcome(case, [c.id for c in match.candidates], match.confidence)

    def reweighed(self, case: Case, considered: Considered, weights: Weights) -> Outcome:
        """What it would say of the same candidates with other weights."""
        ranked = rank([r.evidence for r in considered.ranked], weights.ranker, self._ids)
        exact = considered.match.exact
        ranked.sort(key=lambda r: self._ids[r.evidence.entry] not in exact)
        if exact or not ranked:
            sure = 1 / len(exact) if exact else 0.0
            return _outcome(case, [self._ids[r.evidence.entry] for r in ranked], sure)
        told = self._told_apart(case, ranked)
        rivals = [r for r in told.ranked if r.evidence.entry not in told.aside]
        sure = weights.confidence.probability(rivals, weights.ranker)
        return _outcome(case, [self._ids[r.evidence.entry] for r in told.ranked], sure)

    def _told_apart(self, case: Case, ranked: Sequence[Ranked]) -> ToldApart:
        """Siblings in the order of what the query says of them, as the matcher has it."""
        matcher, among = self.matcher, self._mask(case)
        said = matcher._spelling.respelled(self._analyzer.analyze(case.q))
        polarity = matcher._stance(self._analyzer.analyze(case.q)).polarity

        def known(entry: int) -> Iterable[int]:
            return matcher._ranges.within(entry, among)

        return matcher._siblings.told_apart(said, polarity, list(ranked), known)

    def prepared(self, case: Case) -> Prepared:
        """What the featurizer gets."""
        matcher, utterance = self.matcher, self._analyzer.analyze(case.q)
        said = matcher._spelling.respelled(utterance)
        terms = matcher.index.query_terms(said)
        view = matcher._featurizer.view(said, terms, matcher._stance(utterance))
        groups, keyworded, _ = matcher._candidates(view, self._mask(case), ())
        return view, groups, keyworded

    def _mask(self, case: Case) -> int:
        return self._among.mask(case.slices.get("audience"), None, None)


def _outcome(case: Case, ids: Sequence[str], confidence: float) -> Outcome:
    prediction = Prediction(
        id=ids[0] if ids else None,
        confidence=confidence,
        answered=False,
        ranking=tuple(ids),
        held=not ids,
    )
    return Outcome(case, prediction)


class Judge:
    """Figures of an engine's outcomes, and paired differences of others to them."""

    def __init__(self, outcomes: Sequence[Outcome], draws: Draws) -> None:
        self._all, self._draws = outcomes, draws
        self._spreads = {name: draws.spread(make(outcomes)) for name, make in HEADLINES.items()}

    def row(self, outcomes: Sequence[Outcome]) -> dict[str, Any]:
        """The figures of others, with differences; of the engine itself, without."""
        found: dict[str, Any] = {"differs": self._differing(outcomes)}
        for name, make in HEADLINES.items():
            base = self._spreads[name]
            spread = base if outcomes is self._all else self._draws.spread(make(outcomes))
            found[name] = spread.value
            same = outcomes is self._all
            found[f"{name}_minus_all"] = None if same else spread.minus(base).estimate()
        return found

    def effect(self, outcomes: Sequence[Outcome]) -> float:
        """The sum of the differences in both figures, without signs."""
        once = [1] * len(outcomes)
        return sum(
            abs((make(outcomes)(once) or 0.0) - (self._spreads[name].value or 0.0))
            for name, make in HEADLINES.items()
        )

    def _differing(self, outcomes: Sequence[Outcome]) -> int:
        pairs = zip(outcomes, self._all, strict=True)
        return sum(a.prediction.id != b.prediction.id for a, b in pairs)


def lexicon_of(corpus: Corpus, base: Lexicon, less: Sequence[str] = ()) -> Lexicon:
    """The corpus's own lexicon on top of a built-in one, of which parts are switched off."""
    own = corpus.settings.lexicon
    alone = corpus_lexicon(
        words=own.words,
        synonyms=own.synonyms,
        fillers=own.fillers,
        opposites=own.opposites,
        without=PARTS,
    )
    return base.without((*own.without, *less)).merged(alone)


def sections() -> Iterator[tuple[str, Lexicon]]:
    """(title, the built-in lexicon without that section) of each section of the synonyms."""
    builtin, found = Lexicon.builtin(), list(read_lines("synonyms.txt"))
    for title in dict.fromkeys(title for title, _ in found):
        kept = tuple(tuple(line.split(" ")) for other, line in found if other != title)
        yield title, replace(builtin, synonyms=kept)
