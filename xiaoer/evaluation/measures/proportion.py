"""A share with its denominator, and its interval."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import NormalDist
from typing import NamedTuple, Self


class Interval(NamedTuple):
    """A range that covers the true value with a stated confidence."""

    low: float
    high: float


class Proportion(NamedTuple):
    """``hits`` of ``n``: a share that keeps its denominator."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """``hits / n``; None when n is 0.

        >>> Proportion(3, 4).value, Proportion(0, 0).value
        (0.75, None)
        """
        return self.hits / self.n if self.n else None

    @property
    def rest(self) -> Proportion:
        """The complement: ``n − hits`` of ``n``."""
        return Proportion(self.n - self.hits, self.n)

    def interval(self, confidence: float = 0.95) -> Interval | None:
        """Its `wilson` interval; None when n is 0."""
        return wilson(self.hits, self.n, confidence)

    def to_dict(self) -> dict[str, object]:
        """As JSON: value, hits, n, Wilson interval; null where n is 0."""
        interval = self.interval()
        return {
            "value": self.value,
            "hits": self.hits,
            "n": self.n,
            "interval": list(interval) if interval else None,
        }


class WeighedShare(Proportion):
    """A share of cases that stand for more queries than one; hits and n count the cases.

    ``share`` is that of what they stand for, and ``effective`` how many queries drawn at random
    would tell as much: the interval is of so many.
    """

    share: float
    effective: float

    def __new__(cls, hits: int, n: int, share: float, effective: float) -> Self:
        """The share of ``n`` cases, at least one."""
        made = super().__new__(cls, hits, n)
        made.share, made.effective = min(max(share, 0.0), 1.0), effective
        return made

    def __getnewargs__(self) -> tuple[int, int, float, float]:
        return (self.hits, self.n, self.share, self.effective)

    @property
    def value(self) -> float | None:
        """The share of what the cases stand for."""
        return self.share

    @property
    def rest(self) -> WeighedShare:
        """The complement."""
        return WeighedShare(self.n - self.hits, self.n, 1 - self.share, self.effective)

    def interval(self, confidence: float = 0.95) -> Interval | None:
        """The `wilson` interval of the effective number."""
        return wilson(self.share * self.effective, self.effective, confidence)

    def to_dict(self) -> dict[str, object]:
        """As JSON, with the effective number beside."""
        return {**super().to_dict(), "effective_n": self.effective}


def proportion(truths: Iterable[bool]) -> Proportion:
    """How many are true, of how many."""
    hits = n = 0
    for truth in truths:
        hits += truth
        n += 1
    return Proportion(hits, n)


def wilson(k: float, n: float, confidence: float = 0.95) -> Interval | None:
    """The Wilson score interval of a proportion, two-sided; None when n is 0.

    (p̂ + z²/2n ± z·√(p̂(1−p̂)/n + z²/4n²)) ÷ (1 + z²/n), z the normal quantile of
    (1 + confidence)/2. E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", JASA 22 (1927).

    >>> [round(end, 4) for end in wilson(9, 10)]
    [0.5958, 0.9821]

    Raises:
        ValueError: not 0 ≤ k ≤ n, or the confidence is not between 0 and 1.
    """
    check_confidence(confidence)
    if not 0 <= k <= n:
        raise ValueError(f"expected 0 <= k <= n, found k = {k}, n = {n}")
    if n == 0:
        return None
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    middle = (k + z2 / 2) / (n + z2)
    half = (z2 * (k * (n - k) / n + z2 / 4)) ** 0.5 / (n + z2)
    return Interval(
        0.0 if k == 0 else max(0.0, middle - half), 1.0 if k == n else min(1.0, middle + half)
    )


def check_confidence(confidence: float) -> None:
    """Raises ValueError when it is not between 0 and 1."""
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"a confidence level must be between 0 and 1, found {confidence!r}")
