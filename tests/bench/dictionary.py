"""What is lost when jieba's rare words are left out: each size in a process of its own.

    python -m tests.bench.dictionary [--least N]... [--json]

By the least count that a word needs: words kept, seconds to load (the least of three) and MB held
of them; then the sample corpus with its labelled queries segmented by it, the weights as shipped.
``differ``: replies with another action or entry than with all words.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from time import process_time
from typing import Any

from tests.bench.memory import peak_mb
from tests.bench.sets import FAQ, FAQ_QUERIES, ROOT
from tests.bench.table import table, with_interval
from xiaoer.bot import Bot
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.load import load_cases
from xiaoer.evaluation.cases.prediction import Outcome, prediction_of
from xiaoer.text.words import segment

LEAST = (1, segment.MIN_FREQUENCY, 50)


def measure(least: int, every: int = 1) -> dict[str, Any]:
    """The figures of one size; the dictionary must not have been opened before."""
    before = peak_mb()
    seconds = []
    for _ in range(3):
        start = process_time()
        loaded = segment.load_dictionary(least)
        seconds.append(process_time() - start)
        segment._dictionary = segment._dictionary or loaded
        if len(seconds) == 1:
            held = peak_mb() - before
    bot = Bot.load(FAQ)
    cases = load_cases(FAQ_QUERIES)[::every]
    replies = [bot.ask(case.q, audience=case.slices.get("audience")) for case in cases]
    rows = [Outcome(c, prediction_of(r)) for c, r in zip(cases, replies, strict=True)]
    shares = {
        "top1": m.top1(rows),
        "answered": m.in_scope_answered(rows),
        "right": m.precision(rows),
        "oos": m.oos_answered(rows),
    }
    return {
        "least": least,
        "words": sum(count > 0 for count in loaded.words.values()),
        "seconds": min(seconds),
        "mb": held,
        "shares": {name: (share.hits, share.n) for name, share in shares.items()},
        "replies": [(r.action, r.entry.id if r.entry else None) for r in replies],
    }


def in_a_process(least: int, every: int = 1) -> dict[str, Any]:
    """`measure` in a fresh process."""
    code = (
        "import json, sys; from tests.bench.dictionary import measure; "
        "print(json.dumps(measure(*map(int, sys.argv[1:]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(least), str(every)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.dictionary",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--least", type=int, action="append", help="repeatable; the first is 1")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = [in_a_process(least) for least in dict.fromkeys((1, *(options.least or LEAST)))]
    for one in found:
        one["differ"] = sum(
            a != b for a, b in zip(one["replies"], found[0]["replies"], strict=True)
        )
    if options.json:
        print(json.dumps([{k: v for k, v in one.items() if k != "replies"} for one in found]))
        return
    head = ["least count", "words", "s", "MB", "differ"]
    shares = ["top-1", "in scope answered", "right of answered", "oos answered"]
    rows = [
        [
            str(one["least"]), f"{one['words']:,}", f"{one['seconds']:.2f}", f"{one['mb']:.0f}",
            str(one["differ"]), *(with_interval(m.Proportion(*s)) for s in one["shares"].values()),
        ]
        for one in found
    ]  # fmt: skip
    print(table([*head, *shares], rows))


if __name__ == "__main__":
    main()
