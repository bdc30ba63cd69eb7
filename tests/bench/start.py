"""Starts: fresh processes, one of each kind after the other, as ratios to a bare interpreter.

    python -m tests.bench.start [--runs 11] [--beside CHECKOUT] [--json]

Beside them runs the naive script that a bot is measured against: PyYAML, jieba and rapidfuzz, a
dozen lines. ``--beside`` starts another checkout in the same run, to tell what a change gained.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.sets import FAQ, ROOT
from tests.bench.table import table
from tests.bench.timing import machine
from xiaoer import Bot

QUERY = "退款多久到账"
COMPILED = "first answer, compiled"
STEPS: Mapping[str, str] = {
    "import xiaoer": "import xiaoer",
    "from xiaoer import Bot": "from xiaoer import Bot",
    "load the corpus": "from xiaoer import Corpus; Corpus.load({faq!r})",
    "first answer from YAML": "from xiaoer import Bot; Bot.load({faq!r}).ask({query!r})",
}
NAIVE = """\
import logging, pathlib
import jieba, yaml
from rapidfuzz import fuzz, process
jieba.setLogLevel(logging.WARNING)
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
questions, answers = [], []
for path in sorted(pathlib.Path({faq!r}).glob("*.yaml")):
    rows = yaml.load(path.read_text(encoding="utf-8"), loader)
    for row in rows if isinstance(rows, list) else ():
        for question in (row["question"], *row.get("variants", ())):
            questions.append(" ".join(jieba.cut(question)))
            answers.append(row["answer"])
query = " ".join(jieba.cut({query!r}))
best = process.extractOne(query, questions, scorer=fuzz.token_set_ratio)
answer = answers[best[2]]
"""
_TOLD = """
import sys
modules = len(sys.modules)
private = peak = 0
try:
    with open("/proc/self/smaps_rollup", encoding="ascii") as file:
        private = sum(int(line.split()[1]) for line in file if line.startswith("Private_"))
    with open("/proc/self/status", encoding="ascii") as file:
        peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
except OSError:
    pass
print(modules, private, peak)
"""


def bodies(beside: Path | None, compiled: Path) -> dict[str, tuple[str, Path]]:
    """What is started: name → (code, the checkout that it imports)."""
    code = {name: body.format(faq=str(FAQ), query=QUERY) for name, body in STEPS.items()}
    opening = f"from xiaoer import Bot; Bot.open({str(compiled)!r}).ask({QUERY!r})"
    started = {"python alone": ("pass", ROOT)}
    started["naive script"] = (NAIVE.format(faq=str(FAQ), query=QUERY), ROOT)
    for name, body in code.items():
        if beside is not None:
            started[f"{name}, beside"] = (body, beside)
        started[name] = (body, ROOT)
    started[COMPILED] = (opening, ROOT)
    return started


def once(body: str, checkout: Path, environment: Mapping[str, str]) -> tuple[float, ...]:
    """Milliseconds of one fresh process, then its modules, private and most memory in MB."""
    given = {**environment, "PYTHONPATH": str(checkout)}
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", body + _TOLD],
        capture_output=True,
        text=True,
        check=True,
        cwd=checkout,
        env=given,
    )
    took = 1000 * (perf_counter() - start)
    modules, private, peak = map(int, done.stdout.split())
    return took, modules, private / 1024, peak / 1024


def measure(runs: int, beside: Path | None) -> dict[str, dict[str, float]]:
    """Medians of each start; a run that is not counted writes the compiled modules."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "faq.xo"
        Bot.load(FAQ).save(compiled)
        started = bodies(beside, compiled)
        found: dict[str, list[tuple[float, ...]]] = {name: [] for name in started}
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for run in range(runs + 1):
            for name, (body, checkout) in started.items():
                seen = once(body, checkout, environment)
                if run:
                    found[name].append(seen)
    keys = ("ms", "modules", "private_mb", "peak_mb")
    return {
        name: dict(zip(keys, map(median, zip(*rows, strict=True)), strict=True))
        for name, rows in found.items()
    }


def show(result: Mapping[str, Mapping[str, float]], runs: int) -> str:
    """The figures as a table."""
    bare, naive = result["python alone"]["ms"], result["naive script"]["ms"]
    rows = [
        [
            name,
            f"{row['ms']:.0f}",
            f"{row['ms'] / bare:.2f}",
            f"{row['ms'] / naive:.2f}",
            f"{row['private_mb']:.1f}",
            f"{row['peak_mb']:.1f}",
            f"{row['modules']:.0f}",
        ]
        for name, row in result.items()
    ]
    head = [
        f"start, median of {runs}",
        "ms",
        "÷ bare",
        "÷ naive",
        "private MB",
        "peak MB",
        "modules",
    ]
    return f"{machine()}\n\n{table(head, rows)}"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.start",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--beside", type=Path, help="another checkout, started in turn with this")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    result = measure(options.runs, options.beside and options.beside.resolve())
    print(json.dumps(result, indent=1) if options.json else show(result, options.runs))


if __name__ == "__main__":
    main()
