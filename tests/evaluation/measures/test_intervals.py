from collections import Counter
from collections.abc import Sequence
from math import isnan
from random import Random

import pytest

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction


def row(gold: str | None, right: bool, q: str = "q") -> Outcome:
    case = Case(q=q, gold=(gold,) if gold else ())
    top = gold if right and gold else "other"
    return Outcome(case, Prediction(id=top, confidence=0.5, answered=right, ranking=(top,)))


def top1(outcomes: Sequence[Outcome]) -> float | None:
    return m.top1(outcomes).value


def test_wilson_covers_as_often_as_it_says() -> None:
    random, covered = Random(7), 0
    for _ in range(2000):
        k = sum(random.random() < 0.9 for _ in range(120))
        interval = m.wilson(k, 120)
        assert interval is not None
        covered += interval.low <= 0.9 <= interval.high
    assert 0.93 <= covered / 2000 <= 0.97


def test_wilson_at_the_ends() -> None:
    assert m.wilson(0, 0) is None
    low, high = m.wilson(0, 10) or (1, 0)
    assert low == 0
    assert 0 < high < 0.3
    assert (m.wilson(10, 10) or (0, 0))[1] == 1
    assert m.Proportion(1, 3).interval() == m.wilson(1, 3)
    with pytest.raises(ValueError, match="k = 3, n = 2"):
        m.wilson(3, 2)
    with pytest.raises(ValueError, match="between 0 and 1"):
        m.wilson(1, 2, confidence=1.0)


def test_the_same_seed_gives_the_same_interval() -> None:
    rows = [row(f"e{i % 7}", i % 3 > 0) for i in range(60)]
    first = m.bootstrap(rows, top1, resamples=200)
    assert first == m.bootstrap(rows, top1, resamples=200)
    assert first != m.bootstrap(rows, top1, resamples=200, seed=1)
    assert first is not None
    assert first.value == pytest.approx(39 / 60, abs=0.02)
    assert first.low < first.value < first.high
    assert first.resamples == 200


def test_the_cases_of_one_entry_are_drawn_together() -> None:
    rows = [row("a", True)] * 3 + [row("b", False)] * 2 + [row(None, False)] * 4
    drawn: list[Counter[str]] = []

    def count(outcomes: Sequence[Outcome]) -> float:
        drawn.append(Counter(o.case.gold[0] if o.case.gold else "" for o in outcomes))
        return 0.0

    m.bootstrap(rows, count, resamples=300)
    assert all(c["a"] % 3 == 0 and c["b"] % 2 == 0 for c in drawn)
    # six groups are drawn each time: two entries and four single out-of-scope cases
    assert all(c["a"] // 3 + c["b"] // 2 + c[""] == 6 for c in drawn)
    assert {c[""] for c in drawn} >= {1, 2, 3, 4, 5, 6}


def test_the_bootstrap_has_the_exact_distribution() -> None:
    """Two single cases, one answered: 0, ½, 1 with probability ¼, ½, ¼."""
    rows = [row(None, True, "x"), row(None, False, "y")]
    values: list[float | None] = []

    def coverage(outcomes: Sequence[Outcome]) -> float | None:
        values.append(m.coverage(outcomes).value)
        return values[-1]

    m.bootstrap(rows, coverage, resamples=4000)
    counts = Counter(values[1:])
    shares = [counts[value] / 4000 for value in (0.0, 0.5, 1.0)]
    assert shares == pytest.approx([0.25, 0.5, 0.25], abs=0.03)


@pytest.mark.slow
def test_the_bootstrap_covers_as_often_as_it_says() -> None:
    random, covered = Random(3), 0
    for seed in range(200):
        rows = [row(f"e{i}", random.random() < 0.7) for i in range(80)]
        found = m.bootstrap(rows, top1, resamples=200, seed=seed)
        assert found is not None
        covered += found.low <= 0.7 <= found.high
    assert 0.89 <= covered / 200 <= 0.98


@pytest.mark.slow
def test_a_clustered_interval_is_wider() -> None:
    random = Random(5)
    alike = [row(f"e{i}", right) for i in range(20) for right in [random.random() < 0.5] * 10]
    alone = [row(f"e{i}", o.top_is_right) for i, o in enumerate(alike)]
    wide, narrow = m.bootstrap(alike, top1), m.bootstrap(alone, top1)
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_undefined_resamples_are_left_out() -> None:
    assert m.bootstrap([], top1) is None
    assert m.bootstrap([row(None, True)], top1) is None
    mixed = m.bootstrap([row(None, True), row("a", True)], top1, resamples=400)
    assert mixed is not None
    assert mixed[:3] == (1.0, 1.0, 1.0)
    assert 250 < mixed.resamples < 350
    assert isnan(m.quantile([], 0.5))
    with pytest.raises(ValueError, match="resamples must be at least 1"):
        m.bootstrap([], top1, resamples=0)


@pytest.mark.slow
def test_a_paired_difference_is_sharper_than_two_intervals() -> None:
    random = Random(1)
    first = [row(f"e{i}", random.random() < 0.6, str(i)) for i in range(300)]
    second = [row(f"e{i}", o.top_is_right and i % 10 > 0, str(i)) for i, o in enumerate(first)]
    found = m.bootstrap_difference(first, second, top1)
    alone = m.bootstrap(first, top1)
    assert found is not None
    assert alone is not None
    assert found.value == pytest.approx((top1(first) or 0) - (top1(second) or 0))
    assert 0 < found.low < found.value < found.high < 0.12
    assert found.high - found.low < alone.high - alone.low
    itself = m.bootstrap_difference(first, first, top1)
    assert itself is not None
    assert itself[:3] == (0, 0, 0)


def test_a_paired_difference_needs_pairs() -> None:
    first, second = [row("a", True)], [row("b", True)]
    with pytest.raises(ValueError, match="same cases in the same order"):
        m.bootstrap_difference(first, second, top1)
    with pytest.raises(ValueError, match="same cases in the same order"):
        m.bootstrap_difference(first, [*first, *first], top1)
