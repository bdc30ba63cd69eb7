"""xiaoer among its peers: the engine alone, and the bot with its rules; with other weights."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from tests.bench.peers.run import Lists
from tests.bench.timing import timed_block
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.prediction import Outcome, predict
from xiaoer.matching import matcher
from xiaoer.matching.confidence import ConfidenceModel


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRun:
    """What the bot said about a list of cases, µs a query, seconds to build."""

    outcomes: Sequence[Outcome]
    times: Sequence[float]
    build_seconds: float


def run_own(corpus: Corpus, lists: Lists) -> dict[str, OwnRun]:
    """One run for each list; jieba's dictionary is loaded before the clock starts."""
    Bot(Corpus.from_entries([{"id": "a", "question": "预热", "answer": "一"}])).warm_up()
    start = perf_counter()
    bot = Bot(corpus)
    took = perf_counter() - start
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


def use_weights(file: Path | None) -> None:
    """Lets every bot made from now on match with the weights of a JSON file (None: as shipped).

    ``{"ranker": {feature: weight, …}, "confidence": {"bias": …, …}}``, as in ``weights_shipped``.

    Raises:
        ValueError: the names are not those of the shipped weights.
    """
    if file is None:
        matcher.RANKER, matcher.CONFIDENCE = _SHIPPED  # type: ignore[misc,attr-defined]
        return
    found = json.loads(file.read_text(encoding="utf-8"))
    ranker: Mapping[str, float] = found.get("ranker", {})
    unknown = set(ranker) ^ set(_SHIPPED[0])
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ValueError(f"{file}: other features than the shipped weights: {names}")
    try:
        confidence = ConfidenceModel(**found.get("confidence", {}))
    except TypeError as error:
        raise ValueError(f"{file}: not a confidence model: {error}") from None
    matcher.RANKER, matcher.CONFIDENCE = ranker, confidence  # type: ignore[misc,attr-defined]


_SHIPPED = (matcher.RANKER, matcher.CONFIDENCE)  # type: ignore[attr-defined]
