"""The measures that scikit-learn and scipy have too, against theirs."""

from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction


@cache
def sk() -> Any:
    """Imported where it is used: it takes seconds."""
    return pytest.importorskip("sklearn.metrics")


PROBABILITIES = st.sampled_from((0.0, 0.1, 0.25, 0.5, 1 / 3, 0.9, 1.0)) | st.floats(0, 1)
FORECASTS = st.lists(st.tuples(PROBABILITIES, st.booleans()), min_size=1, max_size=60)


def parts(rows: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [row[0] for row in rows], [row[1] for row in rows]


@pytest.mark.slow
@given(FORECASTS)
def test_auroc(rows: list[tuple[float, bool]]) -> None:
    p, y = parts(rows)
    assume(len(set(y)) == 2)
    found = m.auroc([q for q, t in rows if t], [q for q, t in rows if not t])
    assert found == pytest.approx(sk().roc_auc_score(y, p), abs=1e-9)


@given(FORECASTS)
def test_losses(rows: list[tuple[float, bool]]) -> None:
    p, y = parts(rows)
    brier = sk().brier_score_loss(y, p, pos_label=True)
    assert m.brier(p, y) == pytest.approx(brier, abs=1e-9)
    loss = sk().log_loss(y, p, labels=[False, True])
    assert m.log_loss(p, y) == pytest.approx(loss, abs=1e-9)


@given(FORECASTS)
def test_precision_at_every_threshold(rows: list[tuple[float, bool]]) -> None:
    p, y = parts(rows)
    assume(any(y))
    precision, _, thresholds = sk().precision_recall_curve(y, p)
    outcomes = [
        Outcome(
            Case(q="q", gold=("a",)),
            Prediction(id="a", confidence=q, answered=False, ranking=("a" if t else "b",)),
        )
        for q, t in rows
    ]
    found = m.risk_coverage_curve(outcomes)
    assert [point.threshold for point in reversed(found)] == list(thresholds)
    assert [point.precision for point in reversed(found)] == pytest.approx(precision[:-1])


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from((0.5, 0.9, 0.95, 0.999)))
def test_wilson(k: int, n: int, confidence: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    k = min(k, n)
    expected = stats.binomtest(k, n).proportion_ci(confidence, method="wilson")
    assert m.wilson(k, n, confidence) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=30), st.floats(0, 1))
def test_quantile(values: list[float], share: float) -> None:
    numpy = pytest.importorskip("numpy")
    expected = float(numpy.quantile(values, share))
    assert m.quantile(sorted(values), share) == pytest.approx(expected, abs=1e-9)
