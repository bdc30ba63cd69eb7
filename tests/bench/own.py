"""xiaoer among its peers: the engine alone, and the bot with its rules; with other weights."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import thread_time

from tests.bench.peers.run import Lists
from tests.bench.timing import timed_block
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.prediction import Outcome, predict
from xiaoer.matching.confidence.fitted import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRun:
    """What the bot said about a list of cases, µs a query, seconds to build."""

    outcomes: Sequence[Outcome]
    times: Sequence[float]
    build_seconds: float


def run_own(corpus: Corpus, lists: Lists, weights: Weights | None = None) -> dict[str, OwnRun]:
    """One run for each list; jieba's dictionary is loaded before the clock starts.

    ``weights`` replace the shipped ones.
    """
    Bot(Corpus.from_entries([{"id": "a", "question": "预热", "answer": "一"}])).warm_up()
    start = thread_time()
    bot = Bot(corpus, weights=weights)
    took = thread_time() - start
    predictor, found = predict(bot), {}
    for name, cases in lists.items():
        said, times = timed_block(lambda case: (predictor(case), 0), cases)
        rows = list(map(Outcome, cases, said))
        found[name] = OwnRun(outcomes=rows, times=times, build_seconds=took)
    return found


def engine_alone(rows: Sequence[Outcome]) -> list[Outcome]:
    """The same candidates and confidence as if no rule held a query back."""
    return [
        row._replace(prediction=replace(row.prediction, held=not row.prediction.ranking))
        for row in rows
    ]


def read_weights(file: Path) -> Weights:
    """Weights in the form of the shipped file (``xiaoer/data/weights.json``).

    Raises:
        ValueError: the file is not of that form, or has other features than the shipped weights.
    """
    try:
        found = Weights.from_dict(json.loads(file.read_text(encoding="utf-8")))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file}: not a file of weights: {error}") from error
    unknown = set(found.ranker) ^ set(Weights.shipped().ranker)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ValueError(f"{file}: other features than the shipped weights: {names}")
    return found
