"""Does the certificate hold, and does it find what is there? And is the confidence one?

python -m tests.bench.certificate [--set FOLDER | --set NAME=CORPUS,QUERIES]...
    [--weights [NAME=]FILE]... [--differences all|listed|none] [--n 300,1000]
    [--limits 0.05,0.10] [--draws 1000] [--json]

(a) Draws with a known risk. (b) Each set is the population: n of its queries are drawn with
replacement, and the true risk is that of the whole set. (c) How often something is certified,
and how much of what the best threshold would answer. (d) The same where the confidences are
dealt out at random. Every set is asked once. The sample corpus is always among the sets.
Near misses are as the corpora set them, or as ``--differences`` says; what is shown below a
question back is no answer.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.compared_sets import QUERIES, SAMPLE, Spec, load, spec
from tests.bench.own import read_weights
from tests.bench.table import as_json, percent, table, with_interval
from tests.bench.timing import machine
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.settings import DIFFERENCES, Differences
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import Outcome, outcomes, predict
from xiaoer.evaluation.certificate.fixed_sequence import Certified, Judged, certify, grid
from xiaoer.evaluation.certificate.refit import refit
from xiaoer.matching.confidence.fitted import Weights

CONFIDENCE = 0.95
DELTA = 1.0 - CONFIDENCE
HALVES = 10
"""Ways to split a set in two, for the re-calibrated confidence."""
SIMULATED_N = 1000
Certify = Callable[[Sequence[Judged], float, float], Certified | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """A set: each query as judged, None where no threshold answers it; and its true risks."""

    name: str
    rows: tuple[Judged | None, ...]

    def risks(self) -> "Truth":
        """Risk and coverage of every threshold on the whole set."""
        answers = sorted((row for row in self.rows if row), key=lambda row: -row.confidence)
        cuts, wrong, errors = [], [0], 0
        for answer in answers:
            errors += answer.wrong
            cuts.append(-answer.confidence)
            wrong.append(errors)
        return Truth(cuts=cuts, wrong=wrong, n=len(self.rows))

    def noise(self, seed: int) -> "Population":
        """The same answers, their confidences dealt out at random."""
        random = Random(seed)
        rows = [row and Judged(random.random(), row.wrong) for row in self.rows]
        return Population(name=f"{self.name}, noise", rows=tuple(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Of the answers in order of confidence: their thresholds, and the errors so far."""

    cuts: Sequence[float]
    wrong: Sequence[int]
    n: int

    def at(self, threshold: float) -> tuple[float, float]:
        """(risk, coverage) of a threshold."""
        answered = bisect_right(self.cuts, -threshold)
        return self.wrong[answered] / answered, answered / self.n

    def best(self, limit: float) -> float:
        """The coverage of the best threshold whose true risk is within the limit."""
        points = (self.at(-cut) for cut in self.cuts)
        return max((coverage for risk, coverage in points if risk <= limit), default=0.0)


def drawn(
    population: Population, n: int, limit: float, draws: int, seed: int = 0
) -> dict[str, Any]:
    """What becomes of so many draws of n queries."""
    random, truth = Random(seed), population.risks()
    certified = violated = 0
    coverages = []
    for _ in range(draws):
        rows = [row for row in random.choices(population.rows, k=n) if row]
        found = certify(rows, limit, CONFIDENCE)
        risk, coverage = truth.at(found.threshold) if found else (0.0, 0.0)
        certified += found is not None
        violated += risk > limit
        coverages.append(coverage)
    best = truth.best(limit)
    return {
        "set": population.name,
        "n": n,
        "limit": limit,
        "certified": m.Proportion(certified, draws),
        "violated": m.Proportion(violated, draws),
        "coverage": sum(coverages) / draws,
        "best": best,
        "share": sum(coverages) / draws / best if best else None,
    }


# --- (a) --------------------------------------------------------------------------------------


def scan(rows: Sequence[Judged], limit: float, confidence: float) -> Certified | None:
    """What must not be done: each threshold tested for itself, the laxest that passes."""
    ordered = sorted(rows, key=lambda row: -row.confidence)
    wrong = [0]
    for row in ordered:
        wrong.append(wrong[-1] + row.wrong)
    found = None
    for step in grid([row.confidence for row in rows], limit, 1.0 - confidence):
        if m.binomial_tail(wrong[step.answered], step.answered, limit) <= 1.0 - confidence:
            found = Certified(step.threshold, step.answered, wrong[step.answered], limit, 0.0)
    return found


def simulated(
    name: str,
    wrong_at: Callable[[float], float],
    risk_of: Callable[[float], float],
    draws: int,
    certify: Certify = certify,
    limit: float = 0.05,
) -> dict[str, Any]:
    """Violations where P(wrong) at each confidence, and so the risk of each threshold, is known."""
    random, certified, violated = Random(0), 0, 0
    for _ in range(draws):
        confidences = [random.random() for _ in range(SIMULATED_N)]
        rows = [Judged(c, random.random() < wrong_at(c)) for c in confidences]
        found = certify(rows, limit, CONFIDENCE)
        certified += found is not None
        violated += found is not None and risk_of(found.threshold) > limit
    return {
        "simulation": name,
        "certified": m.Proportion(certified, draws),
        "violated": m.Proportion(violated, draws),
        "allowed": _allowed(draws),
    }


def _allowed(draws: int) -> float:
    """The share of violations that is promised, and two standard errors of so many draws."""
    return DELTA + 2 * sqrt(DELTA * CONFIDENCE / draws)


def _flat(confidence: float) -> float:
    return 0.051


def simulations(draws: int) -> list[dict[str, Any]]:
    """Flat just above the limit; rising through it; and the flat one without a correction."""
    flat = partial(simulated, wrong_at=_flat, risk_of=_flat, draws=draws)
    return [
        flat("flat at the limit + .001"),
        simulated("rising through the limit", lambda c: (1 - c) / 4, lambda t: (1 - t) / 8, draws),
        simulated("rising steeply", lambda c: (1 - c) ** 3, lambda t: (1 - t) ** 3 / 4, draws),
        flat("flat, a scan without correction", certify=scan),
    ]


# --- the confidence ---------------------------------------------------------------------------


def confidence_figures(name: str, rows: Sequence[Outcome]) -> dict[str, Any]:
    """ECE and Brier as shipped, and re-calibrated on one half and measured on the other.

    ``floor`` is the ECE of a perfect confidence on as many queries as a half has: labels are
    drawn by the confidences themselves.
    """
    probabilities, truths = m.confidences(rows)
    random, order = Random(0), list(range(len(rows)))
    halves, floor = [], []
    for _ in range(HALVES):
        random.shuffle(order)
        fitted, held = order[::2], order[1::2]
        found = refit([probabilities[i] for i in fitted], [truths[i] for i in fitted])
        use = found.recalibration.apply if found and found.recalibration else float
        told, true = [use(probabilities[i]) for i in held], [truths[i] for i in held]
        plain = [probabilities[i] for i in held]
        halves.append([m.ece(told, true), m.brier(told, true), m.ece(plain, true)])
        floor.append(m.ece(told, [random.random() < p for p in told]) or 0.0)
    eces, briers, plain_eces = zip(*halves, strict=True)
    return {
        "set": name,
        "n": len(rows),
        "ece": m.ece(probabilities, truths),
        "brier": m.brier(probabilities, truths),
        "brier_of_constant": m.brier_of_constant(truths),
        "ece_plain_half": sum(plain_eces) / HALVES,
        "ece_half": sum(eces) / HALVES,
        "ece_half_worst": max(eces),
        "brier_half": sum(briers) / HALVES,
        "floor": sum(floor) / HALVES,
    }


# --- sets and tables --------------------------------------------------------------------------


def ask(
    one: Spec, weights: Weights | None, differences: Differences | None = None
) -> tuple[Outcome, ...]:
    """What the bot says to each query of the set when it answers at any confidence."""
    found = load(one, typo=False, limit=None, in_scope_only=False)
    settings = found.corpus.settings
    if differences:
        engine = replace(settings.engine, differences=differences)
        settings = replace(settings, engine=engine)
    bot = Bot(Corpus.from_entries(found.corpus, settings), weights=weights).with_threshold(0.0)
    return outcomes(predict(bot), found.lists[QUERIES])


def population(name: str, rows: Sequence[Outcome]) -> Population:
    """The set as a population."""
    judged = (
        Judged(row.prediction.confidence, row.answer_is_wrong) if row.prediction.answered else None
        for row in rows
    )
    return Population(name=name, rows=tuple(judged))


def simulation_table(found: Sequence[dict[str, Any]]) -> str:
    """(a) as text."""
    head = ["(a) simulation", "certified %", "violated %", "allowed %"]
    return table(
        head,
        [
            [
                row["simulation"],
                with_interval(row["certified"]),
                with_interval(row["violated"]),
                percent(row["allowed"]),
            ]
            for row in found
        ],
    )


def drawn_table(title: str, found: Sequence[dict[str, Any]]) -> str:
    """(b) and (c), or (d), as text."""
    head = [title, "n", "limit %", "certified %", "violated %", "allowed %"]
    head += ["coverage %", "best %", "share %"]
    return table(
        head,
        [
            [
                row["set"],
                str(row["n"]),
                f"{100 * row['limit']:g}",
                with_interval(row["certified"]),
                with_interval(row["violated"]),
                percent(_allowed(row["violated"].n)),
                percent(row["coverage"]),
                percent(row["best"]),
                percent(row["share"]),
            ]
            for row in found
        ],
    )


def confidence_table(found: Sequence[dict[str, Any]]) -> str:
    """The confidence as text."""
    keys = [
        "ece",
        "ece_plain_half",
        "ece_half",
        "ece_half_worst",
        "floor",
        "brier",
        "brier_half",
        "brier_of_constant",
    ]
    head = [
        "confidence",
        "n",
        "ECE",
        "of a half",
        "re-calibrated on the other",
        "worst half",
        "of a perfect one",
    ]
    head += ["Brier", "re-calibrated", "of the best constant"]
    rows = [[row["set"], str(row["n"]), *(f"{row[key]:.4f}" for key in keys)] for row in found]
    return table(head, rows)


def _weights(text: str) -> tuple[str, Weights]:
    name, equals, file = text.partition("=")
    try:
        return (name if equals else "", read_weights(Path(file if equals else text)))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.certificate", description=__doc__)
    add = parser.add_argument
    add("--set", type=spec, action="append", dest="sets", metavar="FOLDER or NAME=CORPUS,QUERIES")
    add("--weights", type=_weights, action="append", default=[], metavar="[NAME=]FILE")
    add("--differences", choices=DIFFERENCES, help="how careful every corpus is")
    add("--n", type=lambda text: [int(n) for n in text.split(",")], default=[300, 1000])
    add("--limits", type=lambda text: [float(x) for x in text.split(",")], default=[0.05, 0.10])
    add("--draws", type=int, default=1000, help="of each set (default: 1000)")
    add("--simulations", type=int, default=2000, help="draws of (a) (default: 2000)")
    add("--json", action="store_true")
    return parser


def main(argv: Sequence[str] | None = None) -> None:
    """Prints all figures."""
    options = _parser().parse_args(argv)
    weights = dict(options.weights)
    asked = {
        one.name: ask(one, weights.get(one.name, weights.get("")), options.differences)
        for one in [*(options.sets or []), SAMPLE]
    }
    sizes = [(n, limit) for limit in options.limits for n in options.n]
    sets = [population(name, rows) for name, rows in asked.items()]
    result = {
        "simulations": simulations(options.simulations),
        "sets": [drawn(one, *size, options.draws) for one in sets for size in sizes],
        "noise": [drawn(one.noise(1), *size, options.draws) for one in sets for size in sizes],
        "confidence": [confidence_figures(name, rows) for name, rows in asked.items()],
    }
    if options.json:
        print(json.dumps(as_json(result), ensure_ascii=False, indent=1))
        return
    own = ", ".join(name or "all sets" for name in weights) or "none"
    print(f"{machine()} · weights from files: {own}")
    print(f"confidence {CONFIDENCE:g}, {options.draws} draws; intervals: Wilson 95 %\n")
    print(simulation_table(result["simulations"]), end="\n\n")
    print(drawn_table("(b) (c) set", result["sets"]), end="\n\n")
    print(drawn_table("(d) set", result["noise"]), end="\n\n")
    print(confidence_table(result["confidence"]))


if __name__ == "__main__":
    main()
