"""Time and memory: a query, a start, an import.

    python -m tests.bench.speed [--questions FILE] [--sizes 1000,10000] [--json]

FILE has one question a line (UTF-8); without it only the sample corpus is measured.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.sets import FAQ, FAQ_QUERIES, ROOT
from tests.bench.table import table
from tests.bench.timing import Times, machine, time_calls
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.load import Case, load_cases
from xiaoer.text.normalize import question_key

COLD_RUNS = 5
QUERIES = 500
HEAVY = ("jieba", "yaml", "rapidfuzz", "rich", "numpy", "pkg_resources", "argparse")
"""Packages whose import shows in the time; the first four must not be loaded by an import."""

_COLD = """\
import sys, time
start = time.perf_counter()
{body}
took = time.perf_counter() - start
modules, heavy = len(sys.modules), [name for name in {heavy!r} if name in sys.modules]
import json
from tests.bench.memory import peak_mb
print(json.dumps({{"seconds": took, "peak_mb": peak_mb(), "modules": modules, "heavy": heavy}}))
"""
STEPS = {
    "python alone": "pass",
    "import xiaoer": "import xiaoer",
    "from xiaoer import Bot": "from xiaoer import Bot",
    "load the corpus": "from xiaoer import Corpus; Corpus.load({faq!r})",
    "load the bot": "from xiaoer import Bot; Bot.load({faq!r})",
    "start to first answer": "from xiaoer import Bot; Bot.load({faq!r}).ask('退款多久到账')",
}


def cold(body: str) -> dict[str, object]:
    """Medians over fresh processes: seconds inside, seconds of the process, peak memory."""
    code = _COLD.format(body=body.format(faq=str(FAQ)), heavy=HEAVY)
    runs = []
    for _ in range(COLD_RUNS):
        start = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        runs.append({**json.loads(done.stdout), "process": perf_counter() - start})
    middle = {key: median(run[key] for run in runs) for key in ("seconds", "process", "peak_mb")}
    return {**middle, "modules": runs[0]["modules"], "heavy": runs[0]["heavy"]}


def ask_times(bot: Bot, cases: Sequence[Case], rounds: int) -> Times:
    """The times of ``ask`` on the cases."""
    return time_calls(lambda c: bot.ask(c.q, audience=c.slices.get("audience")), cases, rounds)


def read_questions(path: Path) -> list[str]:
    """The lines of a file, each question once."""
    first: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key = question_key(line)
        if key:
            first.setdefault(key, line.strip())
    return list(first.values())


def at_size(questions: Sequence[str], size: int, rounds: int) -> dict[str, object]:
    """Times of building and asking with so many entries of one question each."""
    if len(questions) < size + QUERIES:
        raise SystemExit(f"{size + QUERIES} different questions are needed, found {len(questions)}")
    rows = [
        Entry(id=f"q{at:06d}", question=question, answer="…")
        for at, question in enumerate(questions[:size])
    ]
    start = perf_counter()
    corpus = Corpus.from_entries(rows)
    checked = perf_counter()
    bot = Bot(corpus)
    built = perf_counter()
    cases = [Case(q=question) for question in questions[size : size + QUERIES]]
    times = ask_times(bot, cases, rounds)
    return {"check_s": checked - start, "build_s": built - checked, "ask_us": times._asdict()}


def measure(questions: Path | None, sizes: Sequence[int], rounds: int) -> dict[str, object]:
    """Everything, as JSON."""
    cases = load_cases(FAQ_QUERIES)
    known = read_questions(questions) if questions else []
    sample = ask_times(Bot.load(FAQ), cases, rounds)
    return {
        "machine": machine(),
        "cold": {name: cold(body) for name, body in STEPS.items()},
        "sample": {"ask_us": sample._asdict()},
        "sizes": {str(size): at_size(known, size, rounds) for size in sizes} if known else {},
    }


def show(result: dict) -> str:
    """The figures as text."""
    starts = [
        [
            name,
            f"{1000 * row['seconds']:.0f}",
            f"{1000 * row['process']:.0f}",
            f"{row['peak_mb']:.0f}",
            str(row["modules"]),
            ", ".join(row["heavy"]) or "–",
        ]
        for name, row in result["cold"].items()
    ]
    asks = [["sample corpus", "–", "–", *_ask_cells(result["sample"]["ask_us"])]]
    for size, row in result["sizes"].items():
        own = [f"{int(size):,} entries", f"{row['check_s']:.2f}", f"{row['build_s']:.2f}"]
        asks.append([*own, *_ask_cells(row["ask_us"])])
    head = ["ask, µs (min / median of rounds)", "check s", "build s", "calls × rounds",
            "median", "mean", "p95", "p99", "slowest"]  # fmt: skip
    start_head = [f"cold, median of {COLD_RUNS}", "inside ms", "process ms", "peak MB", "modules",
                  "heavy ones loaded"]  # fmt: skip
    return "\n".join([result["machine"], "", table(start_head, starts), "", table(head, asks)])


def _ask_cells(times: dict) -> list[str]:
    columns = ("median", "mean", "p95", "p99", "slowest")
    cells = [f"{times[c][0]:.0f} / {times[c][1]:.0f}" for c in columns]
    return [f"{times['calls']} × {times['rounds']}", *cells]


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--questions", type=Path, help="a file with one question a line")
    parser.add_argument("--sizes", default="1000,10000", help="entries, separated by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    sizes = [int(size) for size in options.sizes.split(",")]
    result = measure(options.questions, sizes, options.rounds)
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else show(result))


if __name__ == "__main__":
    main()
