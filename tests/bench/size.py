"""What a question costs: bytes held, microseconds to build, by parts, at several sizes.

    python -m tests.bench.size QUESTIONS [--sizes 1000,10000] [--beside CHECKOUT] [--json]

QUESTIONS has one question a line (UTF-8). Each size is built in a fresh process, one checkout
after the other; bytes are what the process holds more than before, its freed memory given back.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench.sets import ROOT
from tests.bench.table import table
from tests.bench.timing import machine

ASKED = 200

_BUILD = """\
import ctypes, gc, json, sys, time
def held():
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) * 1024
    return 0
from xiaoer import Bot, Corpus
size, asked = int(sys.argv[2]), int(sys.argv[3])
with open(sys.argv[1], encoding="utf-8") as file:
    texts = list(dict.fromkeys(line.strip() for line in file if line.strip()))
rows = [{"id": f"q{n:07d}", "question": text, "answer": "…"} for n, text in enumerate(texts[:size])]
queries = texts[-asked:]
Bot(Corpus.from_entries([{"id": "a", "question": "怎么退款", "answer": "…"}])).ask("退款")
before, start = held(), time.process_time()
corpus = Corpus.from_entries(rows)
checked = time.process_time()
bot = Bot(corpus)
built = time.process_time()
after = held()
times = []
for query in queries:
    began = time.perf_counter()
    bot.ask(query)
    times.append(time.perf_counter() - began)
times.sort()
filed = 0
if hasattr(bot, "save"):
    import os, tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "faq.xo")
        bot.save(path)
        filed = os.path.getsize(path)
print(json.dumps({
    "file_bytes": filed / size,
    "check_us": 1e6 * (checked - start) / size,
    "build_us": 1e6 * (built - checked) / size,
    "bytes": (after - before) / size,
    "ask_us": 1e6 * times[len(times) // 2],
}))
"""


def once(questions: Path, size: int, checkout: Path) -> dict[str, float]:
    """One size built in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(questions), str(size), str(ASKED)],
        capture_output=True,
        text=True,
        check=True,
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(
    questions: Path, sizes: Sequence[int], runs: int, beside: Path | None
) -> dict[str, dict[str, float]]:
    """Medians for each size and checkout."""
    checkouts = {"": ROOT} if beside is None else {", beside": beside, "": ROOT}
    found: dict[str, dict[str, float]] = {}
    for size in sizes:
        rows: dict[str, list[dict[str, float]]] = {mark: [] for mark in checkouts}
        for _ in range(runs):
            for mark, checkout in checkouts.items():
                rows[mark].append(once(questions, size, checkout))
        for mark, seen in rows.items():
            name = f"{size:,}{mark}"
            found[name] = {key: median(one[key] for one in seen) for key in seen[0]}
    return found


def show(result: dict[str, dict[str, float]], runs: int) -> str:
    """The figures as a table."""
    rows = [
        [
            name,
            f"{row['check_us']:.0f}",
            f"{row['build_us']:.0f}",
            f"{row['check_us'] + row['build_us']:.0f}",
            f"{row['bytes'] / 1024:.1f}",
            f"{row['ask_us']:.0f}",
            f"{row['file_bytes']:.0f}",
        ]
        for name, row in result.items()
    ]
    head = [f"questions, median of {runs}", "check µs each", "build µs each", "both",
            "KB each", "ask µs", "bytes each in the file"]  # fmt: skip
    return f"{machine()}\n\n{table(head, rows)}"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.size",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--sizes", default="1000,10000", help="questions, separated by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another checkout, built in turn with this")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    sizes = [int(size) for size in options.sizes.split(",")]
    with options.questions.open(encoding="utf-8") as file:
        given = sum(1 for _ in islice(file, max(sizes) + ASKED))
    if given < max(sizes) + ASKED:
        parser.error(f"{max(sizes) + ASKED} questions are needed, found {given}")
    beside = options.beside and options.beside.resolve()
    result = measure(options.questions.resolve(), sizes, options.runs, beside)
    print(json.dumps(result, indent=1) if options.json else show(result, options.runs))


if __name__ == "__main__":
    main()
