"""Time, measured in blocks: all calls of one system, then those of the next.

Alternating call by call would evict each other's caches. The minimum of the rounds is what the
machine can do, their median what it did.
"""

import os
import platform
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter_ns, thread_time_ns
from typing import NamedTuple, TypeVar

from xiaoer.evaluation.measures import quantile

T = TypeVar("T")
R = TypeVar("R")

WARM = 20
"""Calls of a block before the clock starts."""
_QUICK = 3_000_000  # µs: a block that took less is measured again
_ROUNDS = 3


class Times(NamedTuple):
    """Microseconds a call: minimum and median of the rounds' figures."""

    mean: tuple[float, float]
    median: tuple[float, float]
    p95: tuple[float, float]
    p99: tuple[float, float]
    slowest: tuple[float, float]
    calls: int
    rounds: int


def time_calls(function: Callable[[T], object], items: Iterable[T], rounds: int = 5) -> Times:
    """The times of ``function`` on each item, after one round that is not counted."""
    items = list(items)
    for item in items:
        function(item)
    found = [_summary(sorted(_round(function, items))) for _ in range(rounds)]
    columns = [(min(column), median(column)) for column in zip(*found, strict=True)]
    return Times(*columns, len(items), rounds)  # type: ignore[arg-type,call-arg]


def _round(function: Callable[[T], object], items: Sequence[T]) -> list[float]:
    times = []
    for item in items:
        start = perf_counter_ns()
        function(item)
        times.append((perf_counter_ns() - start) / 1000)
    return times


def _summary(times: Sequence[float]) -> tuple[float, ...]:
    mean = sum(times) / len(times)
    return (mean, *(quantile(times, share) for share in (0.5, 0.95, 0.99, 1.0)))


def timed_block(
    function: Callable[[T], tuple[R, int]], items: Sequence[T]
) -> tuple[list[R], list[float]]:
    """The results, and µs a call in the quickest of up to three rounds.

    It is processor time of this thread, what a quiet machine would need: slow systems, which run
    for minutes, would otherwise pay for all else that the machine does. The function also says
    how many nanoseconds a store has saved it; they are added.
    """
    for item in items[:WARM]:
        function(item)
    results, times = _owing_round(function, items)
    for _ in range(_ROUNDS - 1 if sum(times) < _QUICK else 0):
        times = min(times, _owing_round(function, items)[1], key=sum)
    return results, times


def _owing_round(
    function: Callable[[T], tuple[R, int]], items: Sequence[T]
) -> tuple[list[R], list[float]]:
    results, times = [], []
    for item in items:
        start = thread_time_ns()
        result, owed = function(item)
        times.append((thread_time_ns() - start + owed) / 1000)
        results.append(result)
    return results, times


def machine() -> str:
    """On what it was measured."""
    implementation = platform.python_implementation()
    return f"{implementation} {platform.python_version()}, {os.cpu_count()} cores"
