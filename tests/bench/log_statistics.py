"""Statistics and a sample of a big log: seconds of processor time, and the most memory.

    python -m tests.bench.log_statistics [--lines 1000000] [--json]

The log is made by repeating replies to the labelled queries under ids of their own, a verdict on
every tenth; each measure is taken in a fresh process.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from tests.bench.fresh import Figures, figures_of, fresh
from tests.bench.memory import peak_mb
from tests.bench.sets import FAQ, FAQ_QUERIES
from tests.bench.timing import machine
from xiaoer import Bot, Corpus, DecisionLog, iter_log
from xiaoer.evaluation import draw_sample, load_cases, log_statistics

MOST_MB, MOST_SECONDS = 150, 300
"""What a million lines may take."""


def measure(lines: int) -> Figures:
    """The figures of both."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "big.jsonl"
        _make(path, lines)
        found = {
            what: fresh("tests.bench.log_statistics", what, str(path))
            for what in ("stats", "sample")
        }
        return {"machine": machine(), "lines": lines, "mb": path.stat().st_size / 1e6, **found}


def _make(path: Path, lines: int) -> None:
    bot = Bot.load(FAQ)
    small = path.with_suffix(".small")
    with DecisionLog(small) as log:
        for case in load_cases(FAQ_QUERIES)[:200]:
            log.record(bot.ask(case.q), conversation="@talk@")
    block = [line.partition(b'"id":"') for line in small.read_bytes().splitlines(keepends=True)]
    with path.open("wb") as file:
        for number in range(lines):
            head, key, rest = block[number % len(block)]
            own = b"%d-" % number + rest.replace(b"@talk@", b"talk-%d" % (number // 2), 1)
            file.write(head + key + own)
            if number % 10 == 9:
                id = own.partition(b'"')[0].decode()
                verdict = {"v": 1, "kind": "feedback", "id": f"f{number}", "time": "", "note": ""}
                row = {**verdict, "reply_id": id, "verdict": "unhelpful"}
                file.write(json.dumps(row).encode() + b"\n")


def _read(what: str, path: str) -> Figures:
    corpus = Corpus.load(FAQ)
    start = process_time()
    if what == "stats":
        count = log_statistics(iter_log(path), corpus=corpus).total.messages
    else:
        count = draw_sample(iter_log(path), 300, by_band=True).queries
    return {"count": count, "s": process_time() - start, "peak_mb": peak_mb()}


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.log_statistics", description=__doc__
    )
    parser.add_argument("--lines", type=int, default=1_000_000)
    found = figures_of(
        parser, argv, read=_read, measure=lambda options: measure(options.lines), parts=2
    )
    if found is None:
        return
    print(f"{found['machine']}\n{found['lines']:,} replies, {found['mb']:,.0f} MB")
    for what in ("stats", "sample"):
        row = found[what]
        print(f"{what}: {row['s']:.1f} s, at most {row['peak_mb']:.0f} MB")
    print(f"a million lines of stats: at most {MOST_SECONDS} s and {MOST_MB} MB")


if __name__ == "__main__":
    main()
