from math import comb
from random import Random

import pytest

from xiaoer.evaluation import measures as m


def slow_tail(k: int, n: int, p: float) -> float:
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1))


@pytest.mark.parametrize("n", [1, 2, 7, 40, 300])
def test_the_tail_is_the_sum_of_its_terms(n: int) -> None:
    random = Random(n)
    for _ in range(60):
        k, p = random.randint(0, n), random.random()
        assert m.binomial_tail(k, n, p) == pytest.approx(slow_tail(k, n, p), rel=1e-9, abs=1e-250)


def test_the_tail_at_its_ends() -> None:
    assert [m.binomial_tail(k, 5, 0.3) for k in (-1, 5, 6)] == [0.0, 1.0, 1.0]
    assert m.binomial_tail(2, 5, 0.0) == 1.0
    assert m.binomial_tail(2, 5, 1.0) == 0.0
    assert m.binomial_tail(0, 0, 0.5) == 1.0
    assert m.binomial_tail(0, 100_000, 0.5) == 0.0
    for n, p in ((-1, 0.5), (3, -0.1), (3, 1.1), (3, float("nan"))):
        with pytest.raises(ValueError, match="expected n >= 0"):
            m.binomial_tail(0, n, p)


def test_bounds_agree_with_the_beta_distribution() -> None:
    beta = pytest.importorskip("scipy.stats").beta
    random = Random(3)
    cases = [(0, 1), (1, 1), (0, 59), (1, 93), (59, 59), (0, 100_000), (400, 100_000)]
    cases += [(random.randint(0, n), n) for n in (2, 10, 77, 500, 5000) for _ in range(8)]
    for k, n in cases:
        confidence = random.choice((0.5, 0.9, 0.95, 0.99, 0.999))
        upper = beta.ppf(confidence, k + 1, n - k) if k < n else 1.0
        assert m.upper_bound(k, n, confidence) == pytest.approx(upper, abs=1e-9, rel=1e-9)
        tail = (1 - confidence) / 2
        low = beta.ppf(tail, k, n - k + 1) if k else 0.0
        high = beta.ppf(1 - tail, k + 1, n - k) if k < n else 1.0
        assert m.clopper_pearson(k, n, confidence) == pytest.approx((low, high), abs=1e-9)


def test_zero_errors_in_59_certify_five_per_cent_and_58_do_not() -> None:
    assert m.upper_bound(0, 59) <= 0.05 < m.upper_bound(0, 58)
    assert m.upper_bound(1, 93) <= 0.05 < m.upper_bound(1, 92)


def test_the_bound_covers_as_often_as_it_says() -> None:
    """Summed over every outcome, not drawn."""
    for n, p in ((20, 0.1), (59, 0.05), (100, 0.031)):
        missed = sum(
            comb(n, k) * p**k * (1 - p) ** (n - k)
            for k in range(n + 1)
            if m.upper_bound(k, n, 0.95) < p
        )
        assert missed <= 0.05


def test_nothing_seen_bounds_nothing() -> None:
    assert m.upper_bound(0, 0) == 1.0
    assert m.clopper_pearson(0, 0) is None


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_more_hits_than_tries_are_an_error(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"k = {k}, n = {n}"):
        m.upper_bound(k, n)
    with pytest.raises(ValueError, match="found k"):
        m.clopper_pearson(k, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 1.5, float("nan")])
def test_a_confidence_level_is_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence level"):
        m.upper_bound(1, 3, confidence)
