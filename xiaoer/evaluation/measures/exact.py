"""Exact bounds of a share: the binomial tail, and Clopper–Pearson's interval from it."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

from xiaoer.evaluation.measures.proportion import Interval, check_confidence

_HALVINGS = 60  # of 0..1: below the spacing of floats near any bound that matters


def binomial_tail(k: int, n: int, p: float) -> float:
    """P(X ≤ k) for X ~ Binomial(n, p), to about twelve digits.

    Summed from the largest term of the shorter side, each term from the one before.

    >>> round(binomial_tail(0, 59, 0.05), 4), round(binomial_tail(1, 2, 0.5), 4)
    (0.0485, 0.75)

    Raises:
        ValueError: n is negative, or p is not within 0..1.
    """
    if n < 0 or not 0.0 <= p <= 1.0:
        raise ValueError(f"expected n >= 0 and 0 <= p <= 1, found n = {n}, p = {p!r}")
    if k < 0:
        return 0.0
    if k >= n or p == 0.0:
        return 1.0
    if p == 1.0:
        return 0.0
    if k > n * p and 1.0 - p == 1.0:
        return 1.0
    if k > n * p:
        return 1.0 - _falling(n - k - 1, n, 1.0 - p)
    return min(_falling(k, n, p), 1.0)


def _falling(k: int, n: int, p: float) -> float:
    """P(X ≤ k) where k lies below the mean: the terms fall from k down to 0."""
    odds = (1.0 - p) / p
    term = total = 1.0
    for i in range(k, 0, -1):
        term *= i / (n - i + 1) * odds
        total += term
        if term < total * 1e-17:
            break
    choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(choose + k * log(p) + (n - k) * log1p(-p) + log(total))


def upper_bound(k: int, n: int, confidence: float = 0.95) -> float:
    """The exact one-sided upper bound of a share of which k of n were seen; 1 where n is 0.

    The p with P(X ≤ k) = 1 − confidence. C. Clopper & E. Pearson, "The use of confidence or
    fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934).

    >>> round(upper_bound(0, 59), 4)
    0.0495

    Raises:
        ValueError: not 0 ≤ k ≤ n, or the confidence is not between 0 and 1.
    """
    check_confidence(confidence)
    if not 0 <= k <= n:
        raise ValueError(f"expected 0 <= k <= n, found k = {k}, n = {n}")
    if k == n:
        return 1.0
    low, high = k / n, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if binomial_tail(k, n, middle) > 1.0 - confidence:
            low = middle
        else:
            high = middle
    return high


def clopper_pearson(k: int, n: int, confidence: float = 0.95) -> Interval | None:
    """The exact interval of a proportion, two-sided, half of the error on each side.

    None when n is 0.

    >>> [round(end, 4) for end in clopper_pearson(9, 10)]
    [0.555, 0.9975]

    Raises:
        ValueError: not 0 ≤ k ≤ n, or the confidence is not between 0 and 1.
    """
    check_confidence(confidence)
    one_sided = (1 + confidence) / 2
    high = upper_bound(k, n, one_sided)
    return Interval(1.0 - upper_bound(n - k, n, one_sided), high) if n else None
