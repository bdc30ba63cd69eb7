"""Big logs: memory and time of `iter_log`, and of `ask_many` in several processes.

    python -m tests.bench.log [--lines 1000000] [--queries 20000] [--processes 2] [--json]

The log is made by repeating replies to the labelled queries, about 2 KB a line; each process that
reads it is a fresh one. `ask_many` is asked by fork and by spawn, every query distinct, and its
replies are compared with those of `ask`, one by one.
"""

import argparse
import itertools
import multiprocessing
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.fresh import Figures, figures_of, fresh
from tests.bench.memory import peak_mb
from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot, DecisionLog, iter_log
from xiaoer.evaluation import load_cases

MOST_MB = 150
"""What reading may hold, however long the log."""
LEAST_GAIN = 1.7
"""How much faster two processes must be on two cores."""
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def measure(lines: int, queries: int, processes: int) -> Figures:
    """The figures of both."""
    bot = Bot.load(FAQ)
    texts = [case.q for case in load_cases(FAQ_QUERIES)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "big.jsonl"
        size = _make(bot, texts, path, lines)
        read = fresh("tests.bench.log", str(path))
    return {
        "machine": machine(),
        "log": {"lines": lines, "mb": size / 1e6, **read},
        "ask_many": _asked(bot, list(itertools.islice(_distinct(texts), queries)), processes),
    }


def _make(bot: Bot, texts: Sequence[str], path: Path, lines: int) -> int:
    with DecisionLog(path) as log:
        for reply in bot.ask_many(texts[:200], now=NOW):
            log.record(reply, now=NOW)
    block = path.read_bytes().splitlines(keepends=True)
    with path.open("wb") as file:
        file.writelines(itertools.islice(itertools.cycle(block), lines))
    return path.stat().st_size


def _read(path: str) -> Figures:
    start, records = perf_counter(), iter_log(path)
    count = sum(1 for _ in records)
    took = perf_counter() - start
    return {"records": count, "damaged": records.damaged, "s": took, "peak_mb": peak_mb()}


def _distinct(texts: Sequence[str]) -> Iterator[str]:
    for number in itertools.count():
        yield from (f"{text}{number}" if number else text for text in texts)


def _asked(bot: Bot, queries: Sequence[str], processes: int) -> list[dict[str, object]]:
    start = perf_counter()
    expected = [bot.ask(query, now=NOW) for query in queries]
    base = perf_counter() - start
    rows: list[dict[str, object]] = [{"how": "ask", "s": base, "gain": 1.0, "equal": True}]
    rows.append(_row("ask_many", base, expected, bot.ask_many(queries, now=NOW)))
    for method in ("fork", "spawn"):
        if method in multiprocessing.get_all_start_methods():
            replies = bot.ask_many(queries, now=NOW, processes=processes, start=method)  # type: ignore[arg-type]
            rows.append(_row(f"{processes}, {method}", base, expected, replies))
    return rows


def _row(
    how: str, base: float, expected: Sequence[object], found: Iterator[object]
) -> dict[str, object]:
    start = perf_counter()
    equal = list(found) == expected
    took = perf_counter() - start
    return {"how": how, "s": took, "gain": base / took, "equal": equal}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.log", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    found = figures_of(
        parser,
        argv,
        read=_read,
        measure=lambda options: measure(options.lines, options.queries, options.processes),
    )
    if found is None:
        return
    print(found["machine"])
    for name, value in found["log"].items():
        print(f"  {name}: {value:,.1f}")
    print(f"  at most {MOST_MB} MB; two processes at least {LEAST_GAIN} times as fast:\n")
    rows = [
        [row["how"], f"{row['s']:.1f}", f"{row['gain']:.2f}", str(row["equal"])]
        for row in found["ask_many"]
    ]
    print(table(["how", "s", "gain", "equal"], rows))


if __name__ == "__main__":
    main()
