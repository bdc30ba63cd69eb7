"""The ranker's order and the confidence in it."""

import itertools
import json
import math
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service.material import ROOT
from xiaoer.matching.confidence.confidence import ENOUGH_MEANING, ConfidenceModel, inputs
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.matching.ranking.features import FEATURES, Evidence
from xiaoer.matching.ranking.ranker import (
    Ranked,
    logistic,
    perfect,
    rank,
    similarity,
    without_evidence,
)

WEIGHTS = {"ridge": 2.0, "length_gap": -1.0, "gap_ridge": 0.5, "keyword": 3.0}


def evidence(entry: int, **values: float) -> Evidence:
    closest: Any = None
    return Evidence(entry=entry, closest=closest, values={**dict.fromkeys(FEATURES, 0.0), **values})


def test_the_sum_is_weighted_and_the_largest_is_first() -> None:
    one = evidence(0, ridge=0.5, length_gap=0.25)
    two = evidence(1, ridge=0.25, gap_ridge=-0.25, keyword=1.0)
    ranked = rank([one, two], WEIGHTS, ["a", "b"])
    assert [r.evidence.entry for r in ranked] == [1, 0]
    assert [r.logit for r in ranked] == [2 * 0.25 - 0.125 + 3, 2 * 0.5 - 0.25]


def test_ties_go_to_the_smaller_id() -> None:
    items = [evidence(n, ridge=0.5) for n in range(3)]
    for order in itertools.permutations(items):
        ranked = rank(order, WEIGHTS, ["c", "a", "b"])
        assert [r.evidence.entry for r in ranked] == [1, 2, 0]


def test_features_without_a_weight_count_nothing() -> None:
    (ranked,) = rank([evidence(0, ratio_words=1.0)], WEIGHTS, ["a"])
    assert ranked.logit == 0.0


def test_a_similarity_is_the_share_of_a_perfect_match() -> None:
    """Of the positive weights, gaps and keywords left out: these are no likeness."""
    weights = {"ridge": 2.0, "length_gap": -1.0, "gap_ridge": 9.0, "keyword": 9.0}
    assert similarity(1.0, perfect(weights)) == 0.5
    assert similarity(3.0, perfect(weights)) == 1.0
    assert similarity(-1.0, perfect(weights)) == 0.0


def test_nobody_is_an_entry_that_shares_nothing() -> None:
    """All zero, as far behind the best as the best is strong, and of another length."""
    best = evidence(0, ridge=0.8, length_gap=0.1)
    nobody = evidence(1, ridge=0.0, gap_ridge=-0.8, length_gap=1.0)
    (ranked,) = rank([nobody], WEIGHTS, ["", "b"])
    assert without_evidence(best.values, WEIGHTS) == pytest.approx(ranked.logit)


@pytest.mark.parametrize("value", [-1e308, -701.0, -700.0, -1.0, 0.0, 1.0, 700.0, 1e308])
def test_the_logistic_is_bounded(value: float) -> None:
    assert 0.0 <= logistic(value) <= 1.0
    assert logistic(value) + logistic(-value) == pytest.approx(1.0)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_the_logistic_rises(one: float, other: float) -> None:
    assert (logistic(one) <= logistic(other)) == (one <= other) or logistic(one) == logistic(other)


MODEL = ConfidenceModel(
    bias=-1.0,
    margin_third=0.125,
    margin_root=1.0,
    question_covered=3.0,
    query_covered=-2.0,
    uncovered=-1.5,
    uncovered_rarest=0.5,
    centroid=-0.25,
    ridge_sound=0.75,
    meaning=4.0,
)


def ranked(logit: float, **values: float) -> Ranked:
    return Ranked(evidence=evidence(0, **values), logit=logit)


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_a_confidence_by_hand() -> None:
    values = {
        "question_covered": 0.25, "query_covered": 0.5, "uncovered": 0.4, "uncovered_rarest": 2,
        "centroid": 0.5, "ridge_sound": 0.75, "meaning": 0.3,
    }  # fmt: skip
    order = [ranked(4.0, **values), ranked(3.0), ranked(2.0), ranked(1.0)]
    expected = -1 + 0.125 * 2 + 1.0 + 3 * 0.25 - 2 * 0.5 - 1.5 * 0.4 + 0.5 * 2
    expected += -0.25 * 0.5 + 0.75 * 0.75 + 4 * 0.3
    assert logit(MODEL.probability(order, WEIGHTS)) == pytest.approx(expected)
    assert MODEL.probability(order[:3], WEIGHTS) == MODEL.probability(order, WEIGHTS)


def test_every_weight_has_its_input() -> None:
    """By one function, which the fit calls too."""
    best = ranked(4.0, ridge=0.75, cosine_folded=0.5, question_covered=0.25)
    seen = inputs([4.0], best.evidence.values, WEIGHTS)
    assert ["bias", *seen] == [field.name for field in fields(ConfidenceModel)]
    assert "inputs(" in (ROOT / "tests" / "fit" / "fit.py").read_text(encoding="utf-8")


def test_more_meaning_than_enough_says_nothing_more() -> None:
    less, enough, more = (
        MODEL.probability([ranked(4.0, meaning=level)], WEIGHTS)
        for level in (ENOUGH_MEANING - 0.1, ENOUGH_MEANING, ENOUGH_MEANING + 0.1)
    )
    assert less < enough == more


def test_a_rival_that_is_not_there_is_one_without_evidence() -> None:
    """A corpus of one entry is as sure as one with an entry that has nothing to do with it."""
    best = ranked(1.5, ridge=0.8, length_gap=0.1, cosine_folded=0.5)
    nobody = Ranked(evidence=evidence(1), logit=without_evidence(best.evidence.values, WEIGHTS))
    assert MODEL.probability([best], WEIGHTS) == pytest.approx(
        MODEL.probability([best, nobody, nobody], WEIGHTS)
    )


def test_a_rival_far_behind_is_as_good_as_none() -> None:
    far, farther = ranked(-40.0), ranked(-400.0)
    assert MODEL.probability([ranked(0.0), far], WEIGHTS) < 1.0
    assert MODEL.probability([ranked(0.0), far, far], WEIGHTS) == MODEL.probability(
        [ranked(0.0), farther, farther], WEIGHTS
    )


def test_two_candidates_by_hand() -> None:
    """The second is the only rival, and nobody, at the weight of another length, the third."""
    best, second = ranked(4.0, ridge=0.75), ranked(3.0, ridge=0.25)
    nobody = -1.0 - 0.5 * 0.75
    expected = -1 + 0.125 * (4 - nobody) + 1.0
    assert logit(MODEL.probability([best, second], WEIGHTS)) == pytest.approx(expected)


def test_a_rival_put_before_the_best_is_at_no_distance() -> None:
    """An exact question comes first even where another has the larger sum."""
    expected = -1 + 0.125 * (1 - -1.0)
    found = MODEL.probability([ranked(1.0), ranked(5.0)], WEIGHTS)
    assert logit(found) == pytest.approx(expected)


def test_without_a_candidate_there_is_no_confidence() -> None:
    assert MODEL.probability([], WEIGHTS) == 0.0


@settings(deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5), st.floats(0, 1))
def test_a_confidence_is_a_probability(logits: list[float], cosine: float) -> None:
    order = [ranked(value, cosine_folded=cosine) for value in sorted(logits, reverse=True)]
    assert 0.0 <= MODEL.probability(order, WEIGHTS) <= 1.0
    assert 0.0 <= Weights.shipped().confidence.probability(order, WEIGHTS) <= 1.0


def test_the_shipped_weights_are_of_features_and_read_once() -> None:
    shipped = Weights.shipped()
    assert Weights.shipped() is shipped
    assert set(shipped.ranker) <= set(FEATURES)
    assert all(math.isfinite(weight) for weight in shipped.ranker.values())
    assert shipped.provenance


def test_weights_survive_json() -> None:
    shipped = Weights.shipped()
    assert Weights.from_dict(json.loads(json.dumps(shipped.to_dict()))) == shipped
    with pytest.raises(KeyError, match="confidence"):
        Weights.from_dict({"ranker": {}, "provenance": {}})
