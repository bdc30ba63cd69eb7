"""The dear messages: how far p99 is from the median, and how often the dearest are read.

    python -m tests.bench.tail [--rounds N] [--every N] [--worst N] [--json]

The labelled queries of the sample corpus are asked in order; a message counts with the least of its
times. Beside the dearest stands how many times something was matched for them: the message, its
clauses, its parts, and what a part may stand for. Processor time of the thread.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import fmean
from time import thread_time_ns
from typing import Any, NamedTuple

from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot
from xiaoer.evaluation.cases.load import Case, load_cases
from xiaoer.evaluation.measures import quantile
from xiaoer.matching.matcher import Matcher

LIMIT = 4.0
"""What p99 may be at most, in medians."""


class Cost(NamedTuple):
    """A message, its least time in µs, and how many times something was matched for it."""

    text: str
    took: float
    readings: int


@contextmanager
def counted_readings() -> Iterator[Callable[[], int]]:
    """How often anything was matched since it was last asked for."""
    real, count = Matcher.consider, 0

    def consider(self: Matcher, *args: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        return real(self, *args, **options)

    def taken() -> int:
        nonlocal count
        found, count = count, 0
        return found

    setattr(Matcher, "consider", consider)  # noqa: B010
    try:
        yield taken
    finally:
        setattr(Matcher, "consider", real)  # noqa: B010


def measure(rounds: int, every: int) -> list[Cost]:
    """The costs of every so manieth query, the dearest first."""
    bot, cases = Bot.load(FAQ), load_cases(FAQ_QUERIES)[::every]
    with counted_readings() as taken:
        readings = []
        for case in cases:
            taken()
            _ask(bot, case)
            readings.append(taken())
    took = [min(times) for times in zip(*(_round(bot, cases) for _ in range(rounds)), strict=True)]
    costs = [Cost(c.q, t, n) for c, t, n in zip(cases, took, readings, strict=True)]
    return sorted(costs, key=lambda cost: -cost.took)


def _ask(bot: Bot, case: Case) -> None:
    bot.ask(case.q, audience=case.slices.get("audience"))


def _round(bot: Bot, cases: Sequence[Case]) -> list[float]:
    times = []
    for case in cases:
        start = thread_time_ns()
        _ask(bot, case)
        times.append((thread_time_ns() - start) / 1000)
    return times


def figures(costs: Sequence[Cost]) -> dict[str, float]:
    """Median, mean and p99 in µs, p99 in medians, readings a message."""
    times = sorted(cost.took for cost in costs)
    median, p99 = quantile(times, 0.5), quantile(times, 0.99)
    return {
        "median": median,
        "mean": fmean(times),
        "p99": p99,
        "p99 / median": p99 / median,
        "readings a message": fmean(cost.readings for cost in costs),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.tail",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    costs = measure(options.rounds, options.every)
    found, worst = figures(costs), costs[: options.worst]
    if options.json:
        print(json.dumps({"n": len(costs), **found, "worst": worst}, ensure_ascii=False, indent=1))
        return
    print(machine())
    print(f"\n{len(costs)} messages, µs (p99 / median at most {LIMIT})\n")
    print(table(list(found), [[f"{value:.2f}" for value in found.values()]]))
    rows = [[c.text[:40], f"{c.took:.0f}", str(c.readings)] for c in worst]
    print("\n" + table(["dearest", "µs", "readings"], rows))


if __name__ == "__main__":
    main()
