"""Groups of features: taken out of the weights, of a fit, and of the computation.

The candidates are nominated by their cosines in any case: a group is removed from what orders
and prices them, not from the search.
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from time import thread_time_ns
from typing import Any
from unittest.mock import patch

from tests.bench.sets import FAQ, ROOT
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.index.index import QueryTerms, Question
from xiaoer.matching.index.nominate import Scored
from xiaoer.matching.matcher import Matcher
from xiaoer.matching.ranking import features
from xiaoer.matching.ranking.features import FEATURES, Featurizer, QueryView
from xiaoer.matching.ranking.profile import Profile
from xiaoer.matching.ranking.ranker import rank

GROUPS: Mapping[str, tuple[str, ...]] = {
    "cosines": ("cosine_folded", "cosine_written", "cosine_mean"),
    "centroid": ("centroid",),
    "meaning": ("meaning",),
    "kernel ridge": ("ridge", "ridge_sharp"),
    "sound": ("ridge_sound",),
    "edit distance": ("ratio_folded", "ratio_written", "ratio_words"),
    "coverage": ("query_covered", "question_covered", "entry_covered", "characters_covered"),
    "uncovered": ("uncovered", "uncovered_rarest"),
    "contrasts, denials": ("contrasts", "denials"),
}
"""Group → its features, with their ``gap_…``. ``length_gap`` and ``keyword`` are in none."""

IN_CONFIDENCE = (
    "question_covered", "query_covered", "uncovered", "uncovered_rarest", "centroid", "ridge_sound",
    "meaning",
)  # fmt: skip
"""Constants of the confidence model that weigh a feature of the same name."""

Prepared = tuple[QueryView, Mapping[int, Sequence[Scored]], frozenset[int]]
"""A query with its candidates, as the featurizer gets them."""


def features_of(group: str) -> frozenset[str]:
    """The names of a group's features with their gaps; of no group: none."""
    names = GROUPS.get(group, ())
    return frozenset(name for name in FEATURES if name.removeprefix("gap_") in names)


def without(weights: Weights, names: Collection[str]) -> Weights:
    """The weights with those of these features 0, in the ranker and in the confidence."""
    ranker = {name: 0.0 if name in names else value for name, value in weights.ranker.items()}
    unseen = {name: 0.0 for name in IN_CONFIDENCE if name in names}
    return replace(weights, ranker=ranker, confidence=replace(weights.confidence, **unseen))


# Refitted


class Refit:
    """Fits ranker and confidence by ``tests/fit`` on the labelled sets of a folder.

    Raises:
        ImportError: scikit-learn is not installed.
    """

    def __init__(self, folder: Path) -> None:
        place = str(ROOT / "tests" / "fit")  # fit.py is a script, and imports its neighbour so
        if place not in sys.path:
            sys.path.insert(0, place)
        self._fit: Any = import_module("fit")
        self.sets: dict[str, list[Any]] = self._fit.read_evidence(
            folder, FAQ, self._fit.READ, self._fit.MOST
        )

    def used(self, left_out: str) -> list[str]:
        """The sets that are fitted on, with typing errors and cut ones, when a domain is not."""
        return [name for name in self.sets if name.split("+")[0].split("/")[0] != left_out]

    def weights(self, left_out: str, names: Collection[str]) -> Weights:
        """Weights that saw neither the domain nor these features."""
        fit = self._fit
        kept = [float(name not in names) for name in fit.READ]
        used = {
            name: [replace(query, values=query.values * kept) for query in self.sets[name]]
            for name in self.used(left_out)
        }
        w = fit.fit_ranker(used).round(3)
        ranker = {name: float(value) for name, value in zip(fit.FITTED, w, strict=False)}
        data = {"provenance": {}, "confidence": fit.fit_confidence(used, w)}
        return Weights.from_dict({**data, "ranker": {**ranker, **fit.BY_HAND}})


# Not computed


class PartialFeaturizer(Featurizer):
    """The engine's featurizer, which does not compute the features ``left_out``.

    The others have the same values as the engine's, which a test proves.
    """

    left_out: frozenset[str] = frozenset()

    def _cosines(self, scored: Sequence[Scored]) -> dict[str, float]:
        return {} if "cosine_folded" in self.left_out else super()._cosines(scored)

    def _centroid(self, terms: QueryTerms, profile: Profile) -> dict[str, float]:
        return {} if "centroid" in self.left_out else super()._centroid(terms, profile)

    def _meaning(self, query: QueryView, profile: Profile) -> dict[str, float]:
        return {} if "meaning" in self.left_out else super()._meaning(query, profile)

    def _edits(self, query: QueryView, scored: Sequence[Scored]) -> dict[str, float]:
        return {} if "ratio_folded" in self.left_out else super()._edits(query, scored)

    def _coverage(self, query: QueryView, profile: Profile, closest: Question) -> dict[str, float]:
        out = "query_covered" in self.left_out
        return {} if out else super()._coverage(query, profile, closest)

    def _opposed(self, query: QueryView, closest: Question) -> dict[str, float]:
        return {} if "denials" in self.left_out else super()._opposed(query, closest)

    def _uncovered(
        self, query: QueryView, profile: Profile, usual: tuple[float, float]
    ) -> dict[str, float]:
        out = "uncovered" in self.left_out
        return {} if out else super()._uncovered(query, profile, usual)

    def _ridges(self, pooled: Sequence[Scored]) -> dict[str, list[float]]:
        return {} if "ridge" in self.left_out else super()._ridges(pooled)

    def _sound_ridge(self, query: QueryView, pooled: Sequence[Scored]) -> dict[str, list[float]]:
        return {} if "ridge_sound" in self.left_out else super()._sound_ridge(query, pooled)


def partial_featurizer(matcher: Matcher) -> PartialFeaturizer:
    """One for the questions of a matcher."""
    own = matcher._featurizer
    return PartialFeaturizer(matcher.index, own._profiles, matcher._stances, own._table)


def only(left_out: Collection[str]) -> Any:
    """A context in which no gap to a feature left out is computed."""
    kept = tuple(name for name in features._GAPS if name not in left_out)
    return patch.object(features, "_GAPS", kept)


def costs(
    matcher: Matcher, prepared: Sequence[Prepared], ask: Callable[[], object], rounds: int
) -> dict[str, float]:
    """µs a query: "" → all features with their ranking, "ask" → a whole reply, group → its own.

    Each round is a block for every one of them, in processor time of this thread; a group costs
    the median, over the rounds, of the whole less the rest without it; the others are minima.
    ``ask`` asks all queries.
    """
    featurizer, ids = partial_featurizer(matcher), [entry.id for entry in matcher.entries]

    def features_less(group: str) -> None:
        featurizer.left_out = out = features_of(group)
        weights = {k: v for k, v in matcher.weights.ranker.items() if k not in out}
        with only(out):
            for one in prepared:
                rank(featurizer.evidence(*one), weights, ids)

    blocks: dict[str, Callable[[], object]] = {"": partial(features_less, ""), "ask": ask}
    blocks |= {group: partial(features_less, group) for group in GROUPS}
    found = [{name: _took(block) for name, block in blocks.items()} for _ in range(rounds + 1)]
    counted, scale = found[1:], 1000 * max(len(prepared), 1)  # the first round warms up
    return {
        name: median(one[""] - one[name] for one in counted) / scale
        if name in GROUPS
        else min(one[name] for one in counted) / scale
        for name in blocks
    }


def _took(block: Callable[[], object]) -> int:
    start = thread_time_ns()
    block()
    return thread_time_ns() - start
