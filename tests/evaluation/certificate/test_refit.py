from math import log
from random import Random

import pytest

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.certificate.refit import LEAST, isotonic, platt, refit
from xiaoer.matching.ranking.ranker import logistic


def overconfident(n: int, seed: int = 0) -> tuple[list[float], list[bool]]:
    """Confidences whose log-odds are twice what is true."""
    random = Random(seed)
    true = [random.random() for _ in range(n)]
    return (
        [logistic(2 * log(p / (1 - p))) for p in true],
        [random.random() < p for p in true],
    )


def test_platt_finds_the_slope_that_was_there() -> None:
    found = platt(*overconfident(20_000))
    assert found is not None
    assert found.slope == pytest.approx(0.5, abs=0.02)
    assert found.offset == pytest.approx(0.0, abs=0.05)


@pytest.mark.slow
def test_platt_agrees_with_scikit_learn() -> None:
    """Without a penalty, on Platt's own targets as weighted labels."""
    linear = pytest.importorskip("sklearn.linear_model")
    confidences, truths = overconfident(400, 5)
    right = sum(truths)
    high, low = (right + 1) / (right + 2), 1 / (len(truths) - right + 2)
    odds = [[log(c / (1 - c))] for c in confidences]
    target = [high if truth else low for truth in truths]
    model = linear.LogisticRegression(C=1e12, tol=1e-12, max_iter=1000)
    labels = [1] * len(odds) + [0] * len(odds)
    model.fit(odds * 2, labels, sample_weight=[*target, *(1 - t for t in target)])
    found = platt(confidences, truths)
    assert found is not None
    assert found.slope == pytest.approx(model.coef_[0][0], rel=1e-4)
    assert found.offset == pytest.approx(model.intercept_[0], rel=1e-3, abs=1e-4)


def test_platt_refuses_to_turn_the_order_round() -> None:
    confidences, truths = overconfident(500)
    assert platt(confidences, [not truth for truth in truths]) is None


def test_platt_bears_labels_that_a_line_separates() -> None:
    confidences = [i / 400 for i in range(1, 400)]
    found = platt(confidences, [c > 0.5 for c in confidences])
    assert found is not None
    assert found.apply(0.9) > 0.95
    assert found.apply(0.1) < 0.05


@pytest.mark.slow
def test_isotonic_pools_neighbours_as_scikit_learn_does() -> None:
    sk = pytest.importorskip("sklearn.isotonic")
    confidences, truths = overconfident(300, 2)
    found = isotonic(confidences, truths)
    assert found is not None
    steps = sk.IsotonicRegression().fit(confidences, truths)
    fitted = steps.predict(confidences)
    values = sorted({round(float(v), 9) for v in fitted})
    assert [round(v, 9) for _, v in found.points[1:-1]] == values
    middles = [
        sum(c for c, v in zip(confidences, fitted, strict=True) if round(float(v), 9) == value)
        / sum(round(float(v), 9) == value for v in fitted)
        for value in values
    ]
    assert [left for left, _ in found.points[1:-1]] == pytest.approx(middles)


def test_isotonic_treats_equal_confidences_as_one() -> None:
    confidences = [0.2, 0.2, 0.2, 0.2, 0.8, 0.8]
    for order in ([0, 1, 2, 3, 4, 5], [3, 0, 5, 2, 4, 1]):
        truths = [True, False, False, False, True, True]
        found = isotonic([confidences[i] for i in order], [truths[i] for i in order])
        assert found is not None
        expected = [(0, 0), (0.2, 0.25), (0.8, 1.0), (1, 1)]
        assert [pytest.approx(p) for p in expected] == list(found.points)


def test_exact_and_empty_confidences_are_no_evidence() -> None:
    confidences, truths = overconfident(300)
    sure = [*confidences, *[1.0] * 50, *[0.0] * 50]
    assert platt(sure, [*truths, *[False] * 50, *[True] * 50]) == platt(confidences, truths)
    assert isotonic(sure, [*truths, *[True] * 100]) == isotonic(confidences, truths)


def test_the_map_chosen_is_better_on_labels_it_has_not_seen() -> None:
    confidences, truths = overconfident(1500)
    found = refit(confidences, truths)
    assert found is not None
    assert found.recalibration is not None
    assert found.after is not None
    assert found.after.brier < found.before.brier
    assert found.after.ece < found.before.ece / 2
    fresh, labels = overconfident(1500, seed=9)
    told = [found.recalibration.apply(c) for c in fresh]
    before, after = m.brier(fresh, labels), m.brier(told, labels)
    assert before is not None
    assert after is not None
    # what was foretold by held-out folds is what new labels show
    assert before - after == pytest.approx(found.before.brier - found.after.brier, abs=0.005)
    assert refit(confidences, truths) == found


def test_a_confidence_that_is_right_already_is_left_alone_or_hardly_touched() -> None:
    random = Random(4)
    confidences = [random.random() for _ in range(2000)]
    found = refit(confidences, [random.random() < c for c in confidences])
    assert found is not None
    if found.recalibration is not None:
        assert max(abs(found.recalibration.apply(c) - c) for c in (0.1, 0.3, 0.5, 0.7, 0.9)) < 0.05


def test_too_few_labels_fit_nothing() -> None:
    confidences, truths = overconfident(LEAST - 1)
    found = refit(confidences, truths)
    assert found is not None
    assert (found.recalibration, found.few, found.after) == (None, True, None)
    assert found.before.brier == m.brier(confidences, truths)
    one_sided = refit(overconfident(500)[0], [True] * 500)
    assert one_sided is not None
    assert one_sided.few
    assert refit([], []) is None
