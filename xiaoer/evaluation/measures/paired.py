"""Two systems on the same cases: whose successes are more than chance."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb
from typing import NamedTuple


class McNemar(NamedTuple):
    """Cases that only the first or only the second has right, and the exact two-sided p.

    ``p`` is 1 when no case tells them apart.
    """

    only_first: int
    only_second: int
    p: float


def mcnemar(pairs: Iterable[tuple[bool, bool]]) -> McNemar:
    """The exact test of (first is right, second is right), case by case.

    Where they differ either is as likely as the other under the null hypothesis: p is twice the
    lower tail of Binomial(b + c, ½), at most 1. Q. McNemar, "Note on the sampling error of the
    difference between correlated proportions or percentages" (1947).

    >>> mcnemar([(True, False)] * 5 + [(True, True)])
    McNemar(only_first=5, only_second=0, p=0.0625)
    """
    first = second = 0
    for a, b in pairs:
        first += a and not b
        second += b and not a
    n = first + second
    tail = sum(comb(n, k) for k in range(min(first, second) + 1))
    return McNemar(first, second, min(1.0, 2 * tail / 2**n))
