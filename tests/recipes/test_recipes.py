"""The recipes of the manual for logs that are too big for one process, run as printed there."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.service.material import FAQ, ROOT
from xiaoer import Bot, DecisionLog, LoggedReply, iter_log
from xiaoer.evaluation import load_cases

HERE = Path(__file__).resolve().parent
FILES, LINES = 4, 2_000
MANUALS = [ROOT / "xiaoer/evaluation" / name for name in ("README.md", "README.zh-CN.md")]

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("dask") is None, reason='dask is not installed: pip install ".[batch]"'
)
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark needs Java and pyspark",
)


@pytest.fixture(scope="module")
def counts() -> Counter[tuple[str, str]]:
    return Counter()


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory, counts: Counter[tuple[str, str]]) -> list[Path]:
    """2,000 replies in four files, and their counts by what the whole bot says of each."""
    from tests.recipes.replay import NOW

    folder = tmp_path_factory.mktemp("logs")
    bot = Bot.load(FAQ)
    queries = [case.q for case in load_cases(FAQ / "queries.jsonl")][: LINES // 8]
    replies = list(bot.ask_many(queries, now=NOW))
    paths = [folder / f"decisions.jsonl.{number}" for number in range(FILES)]
    for path in paths:
        with DecisionLog(path) as log:
            for number in range(LINES // FILES):
                log.record(replies[number % len(replies)])
    again = (one.reply.query for one in iter_log(*paths) if isinstance(one, LoggedReply))
    then = [replies[number % len(replies)].action for number in range(LINES // FILES)] * FILES
    asked = bot.ask_many(again, now=NOW)
    counts.update((one, two.action) for one, two in zip(then, asked, strict=True))
    return paths


def printed(*command: str | Path) -> Counter[tuple[str, str]]:
    paths = os.pathsep.join((str(HERE), str(ROOT), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": paths, "PYSPARK_PYTHON": sys.executable},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    rows = [line.split() for line in done.stdout.splitlines()]
    return Counter({(then, now): int(count) for count, then, now in rows})


@pytest.mark.slow
@needs_dask
def test_dask_counts_what_one_process_counts(
    logs: list[Path], counts: Counter[tuple[str, str]]
) -> None:
    assert sum(counts.values()) == LINES
    assert printed(sys.executable, HERE / "dask_replay.py", *logs) == counts


@pytest.mark.slow
@needs_spark
def test_spark_counts_what_one_process_counts(
    logs: list[Path], counts: Counter[tuple[str, str]]
) -> None:
    assert printed(sys.executable, HERE / "spark_replay.py", *logs) == counts


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
@pytest.mark.parametrize("recipe", ["replay", "dask_replay", "spark_replay"])
def test_the_manual_leads_to_every_recipe(manual: Path, recipe: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", manual.read_text(encoding="utf-8"))
    assert any((manual.parent / link).resolve() == HERE / f"{recipe}.py" for link in links)
