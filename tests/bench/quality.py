"""Right and wrong answers by slice, and the naive ways on the same queries in the same run.

python -m tests.bench.quality [--corpus PATH --queries PATH]... [--json]
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace

from tests.bench.peers import fuzzy
from tests.bench.peers.grouped import predictor
from tests.bench.sets import LabelledSet, add_arguments, load_sets, slice_of
from tests.bench.table import as_json, estimate, percent, table, with_interval
from tests.bench.timing import Times, machine, time_calls
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import Outcome, Predictor, outcomes, predict

OWN, TOKENS, RATIO = "xiaoer", "jieba + token_set_ratio", "ratio"
BARS = (
    ("top-1 of in-scope ≥ 85 %", lambda rows: m.top1(rows), 0.85, True),
    ("in-scope answered ≥ 60 %", lambda rows: m.in_scope_answered(rows), 0.60, True),
    ("right among answered ≥ 92 %", lambda rows: m.precision(rows), 0.92, True),
    ("out-of-scope answered ≤ 8 %", lambda rows: m.oos_answered(rows), 0.08, False),
)
"""What the sample corpus must show."""


def slices(rows: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes by slice, in-scope slices first, the larger first; then the sums."""
    groups: dict[str, list[Outcome]] = {}
    for row in rows:
        groups.setdefault(slice_of(row.case), []).append(row)
    named = {k: v for k, v in groups.items() if k != "–"}
    order = sorted(named, key=lambda k: (not named[k][0].case.in_scope, -len(named[k]), k))
    found = {name: named[name] for name in order}
    found["in scope"] = [row for row in rows if row.case.in_scope]
    found["out of scope"] = [row for row in rows if not row.case.in_scope]
    found["all"] = list(rows)
    return found


def slice_figures(rows: Sequence[Outcome]) -> dict[str, m.Proportion]:
    """The figures of one slice."""
    return {
        "top1": m.top1(rows),
        "answered": m.coverage(rows),
        "right": m.precision(rows),
        "oos_answered": m.oos_answered(rows),
    }


def system_figures(rows: Sequence[Outcome]) -> dict[str, float | None]:
    """The figures by which systems are compared."""
    return {
        "r3": m.recall_at(3, rows).value,
        "mrr": m.mrr(rows),
        "coverage_at_95": m.coverage_at_precision(rows, 0.95),
        "coverage_at_90": m.coverage_at_precision(rows, 0.90),
        "threshold_at_95": m.best_threshold(rows, 0.95),
        "coverage_at_95_without_rules": m.coverage_at_precision(unheld(rows), 0.95),
        "auroc": m.scope_auroc(rows),
        "aurc": m.aurc(rows),
    }


HEADLINES: dict[str, m.Measure] = {
    "top1": lambda rows: m.top1(rows).value,
    "coverage_at_95": lambda rows: m.coverage_at_precision(rows, 0.95),
}


def unheld(rows: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes as if no rule held a query back: the confidence decides alone."""
    return [row._replace(prediction=replace(row.prediction, held=False)) for row in rows]


def own_figures(rows: Sequence[Outcome]) -> dict[str, float | None]:
    """What only a system with a calibrated confidence can show."""
    probabilities, truths = m.confidences(rows)
    return {
        "brier": m.brier(probabilities, truths),
        "log_loss": m.log_loss(probabilities, truths),
        "ece": m.ece(probabilities, truths),
        "macro_top1": m.macro(HEADLINES["top1"], rows),
    }


def measure(labelled: LabelledSet, rounds: int, resamples: int) -> dict[str, object]:
    """Everything about one set, as JSON."""
    systems: dict[str, Predictor] = {
        OWN: predict(labelled.bot),
        TOKENS: predictor(fuzzy.token_set_words, labelled.entries),
        RATIO: predictor(fuzzy.ratio, labelled.entries),
    }
    found = {name: outcomes(system, labelled.cases) for name, system in systems.items()}
    times = {name: time_calls(system, labelled.cases, rounds) for name, system in systems.items()}
    own = found[OWN]
    return {
        "set": labelled.name,
        "corpus": labelled.counts(),
        "slices": {name: slice_figures(rows) for name, rows in slices(own).items()},
        "bars": [(text, bar(own), limit, least) for text, bar, limit, least in BARS],
        "confidence": own_figures(own),
        "systems": {
            name: {"top1": m.top1(rows), **system_figures(rows), "time": times[name]}
            for name, rows in found.items()
        },
        "differences": {
            name: {
                key: m.bootstrap_difference(own, rows, headline, resamples=resamples)
                for key, headline in HEADLINES.items()
            }
            for name, rows in found.items()
            if name != OWN
        },
    }


def show(result: dict, bars: bool) -> str:
    """The figures of one set as text."""
    counts = result["corpus"]
    variants = counts["variants"]
    audiences = ", ".join(f"{name} {n}" for name, n in counts["by_audience"].items())
    ease = result["systems"][RATIO]["top1"]
    parts = [
        f"## {result['set']}",
        f"{counts['entries']} entries ({audiences}), {counts['questions']} questions, "
        f"variants an entry: min {variants['min']}, median {variants['median']:g}, "
        f"max {variants['max']}",
        f"{counts['queries']} queries; {counts['leaks_kept_apart']} that equal a question of the "
        f"corpus are kept apart",
        f"index of difficulty: rapidfuzz's ratio has the right entry first in "
        f"{with_interval(ease)} of the in-scope queries",
        "",
        _slice_table(result["slices"]),
        "",
        *_bar_lines(result["bars"] if bars else []),
        "confidence: " + ", ".join(f"{k} {_plain(v)}" for k, v in result["confidence"].items()),
        "",
        _system_table(result["systems"]),
        "",
        _difference_table(result["differences"]),
        "",
    ]
    return "\n".join(parts)


def _slice_table(found: dict[str, dict[str, m.Proportion]]) -> str:
    head = ["slice", "n", "top-1 %", "answered %", "right of answered %", "oos answered %"]
    rows = [
        [name, str(figures["answered"].n), *map(with_interval, figures.values())]
        for name, figures in found.items()
    ]
    return table(head, rows)


def _bar_lines(bars: Sequence[tuple[str, m.Proportion, float, bool]]) -> list[str]:
    lines = []
    for text, share, limit, least in bars:
        value = share.value
        good = value is not None and (value >= limit if least else value <= limit)
        lines.append(f"{'reached' if good else 'MISSED '}  {text}: {with_interval(share)}")
    return [*lines, ""] if lines else []


def _system_table(systems: dict[str, dict]) -> str:
    head = [
        "system",
        "top-1 %",
        "R@3 %",
        "MRR",
        "cov@95 %",
        "cov@90 %",
        "without rules",
        "AUROC",
        "µs a query: min",
        "median of rounds",
    ]
    rows = []
    for name, figures in systems.items():
        time: Times = figures["time"]
        rows.append(
            [
                name,
                with_interval(figures["top1"]),
                percent(figures["r3"]),
                _plain(figures["mrr"]),
                percent(figures["coverage_at_95"]),
                percent(figures["coverage_at_90"]),
                percent(figures["coverage_at_95_without_rules"]),
                _plain(figures["auroc"]),
                *(f"{value:.0f}" for value in time.mean),
            ]
        )
    return table(head, rows)


def _difference_table(differences: dict[str, dict]) -> str:
    head = ["xiaoer minus …, in points", "top-1", "cov@95"]
    rows = [
        [name, *(estimate(found, signed=True) for found in figures.values())]
        for name, figures in differences.items()
    ]
    return table(head, rows)


def _plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures of every set."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.quality", description=__doc__)
    add_arguments(parser)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of timing")
    parser.add_argument("--resamples", type=int, default=1000, help="of the bootstrap")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    sets = load_sets(parser, options)
    results = [measure(labelled, options.rounds, options.resamples) for labelled in sets]
    if options.json:
        print(json.dumps(as_json(results), ensure_ascii=False, indent=1))
        return
    print(machine(), "· intervals: Wilson 95 %, differences: paired bootstrap by entry, 95 %\n")
    for result in results:
        print(show(result, bars=not options.corpus))


if __name__ == "__main__":
    main()
