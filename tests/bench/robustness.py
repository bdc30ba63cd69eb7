"""What perturbed queries do to right answers, beside rapidfuzz's ratio on the same queries.

python -m tests.bench.robustness [--corpus PATH --queries PATH]... [--seed N] [--per-case N]
    [--examples N] [--json]
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace

from tests.bench.peers import fuzzy
from tests.bench.peers.grouped import predictor as peer
from tests.bench.sets import LabelledSet, add_arguments, load_sets
from tests.bench.table import table, with_interval
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction, Predictor, predict
from xiaoer.evaluation.labelled.robustness import (
    Example,
    RobustnessRow,
    RobustnessTable,
    robustness,
)
from xiaoer.evaluation.measures import Proportion
from xiaoer.evaluation.perturb import PHENOMENA

STAY = ("must stay", "system", "n", "left out", "kept %", "lost %", "became wrong %")
CHANGE = ("must not be the same", "system", "n", "left out", "changed %", "still the same %")
MEANING = tuple(one for one in PHENOMENA if one.must == "change")


def at_coverage_of(other: Predictor, own: Predictor, cases: Sequence[Case]) -> Predictor:
    """``other`` at the threshold at which it answers as many of the cases as ``own``, or just more.

    An engine without a threshold of its own answers as readily as the one beside it.
    """
    answered = sum(own(case).answered for case in cases)
    ordered = sorted((other(case).confidence for case in cases), reverse=True)
    threshold = ordered[answered - 1] if answered else float("inf")

    def predictor(case: Case) -> Prediction:
        found = other(case)
        return replace(found, answered=found.id is not None and found.confidence >= threshold)

    return predictor


def question_cases(labelled: LabelledSet) -> tuple[Case, ...]:
    """The corpus's own questions as cases: short and many, for what turns the meaning round."""
    return tuple(
        Case(
            q=entry.question,
            gold=(entry.id,),
            slices={"audience": entry.audience[0]} if entry.audience else {},
        )
        for entry in labelled.entries
    )


def right_for_all(systems: Sequence[Predictor], cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases that every system answers right: the base on which they can be compared."""
    return tuple(
        case
        for case in cases
        if all(Outcome(case, system(case)).answer_is_right for system in systems)
    )


def measure(
    labelled: LabelledSet, seed: int, per_case: int
) -> dict[str, dict[str, RobustnessTable]]:
    """Queries, those that both answer right, and own questions → system → its table."""
    own = predict(labelled.bot)
    ratio = at_coverage_of(peer(fuzzy.ratio, labelled.entries), own, labelled.cases)
    systems = {"xiaoer": own, "ratio": ratio}
    sets = {
        "queries": (labelled.cases, PHENOMENA),
        "queries that both answer right": (right_for_all((own, ratio), labelled.cases), PHENOMENA),
        "own questions": (question_cases(labelled), MEANING),
    }
    return {
        kind: {
            name: robustness(system, cases, seed=seed, per_case=per_case, phenomena=phenomena)
            for name, system in systems.items()
        }
        for kind, (cases, phenomena) in sets.items()
    }


def show(found: dict[str, RobustnessTable], most: int) -> str:
    """The tables of the systems as one, phenomenon by phenomenon, then the worst examples."""
    parts = [
        f"{name}: {base.hits} of {base.n} in-scope cases answered right"
        for name, base in ((name, result.base) for name, result in found.items())
    ]
    for head, must in ((STAY, "stay"), (CHANGE, "change")):
        rows = [
            [f"{row.title} {row.phenomenon}", name, str(row.n), str(row.left_out), *_shares(row)]
            for column in zip(*(result.rows for result in found.values()), strict=True)
            for name, row in zip(found, column, strict=True)
            if row.must == must
        ]
        if rows:
            parts += ["", table(head, rows, left=2)]
    own = next(iter(found.values()))
    lines = [f"  {row.phenomenon}: {_line(one)}" for row in own.rows for one in row.examples[:most]]
    return "\n".join([*parts, "", "worst of the first system:", *lines, ""])


def _shares(row: RobustnessRow) -> list[str]:
    counts = (row.kept, row.lost, row.wrong) if row.must == "stay" else (row.changed, row.same)
    return [with_interval(Proportion(count, row.n)) for count in counts]


def _line(example: Example) -> str:
    answered = example.answered or "no answer"
    return (
        f"{example.query} → {example.perturbed} | {example.right} → {answered} "
        f"({example.confidence:.2f})"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables of every set."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.robustness", description=__doc__)
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--per-case", type=int, default=1, help="perturbations a query")
    parser.add_argument("--examples", type=int, default=2, help="worst shown of each phenomenon")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = {
        labelled.name: measure(labelled, options.seed, options.per_case)
        for labelled in load_sets(parser, options)
    }
    if options.json:
        plain = {
            name: {
                kind: {system: result.to_dict() for system, result in tables.items()}
                for kind, tables in kinds.items()
            }
            for name, kinds in found.items()
        }
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    print(
        f"seed {options.seed}; intervals: Wilson 95 %; "
        "ratio has the threshold at which it answers as many clean queries as xiaoer\n"
    )
    for name, kinds in found.items():
        for kind, tables in kinds.items():
            print(f"## {name}: {kind}\n")
            print(show(tables, options.examples))


if __name__ == "__main__":
    main()
