"""What does a certificate promise when the labels have too few out-of-scope queries?

python -m tests.bench.oos_share [--set NAME=CORPUS,QUERIES]... [--draws 300] [--n 300,1000]
    [--limits 0.05,0.10] [--real 0.1,0.2,0.3] [--json]

Each set is the population. Of its labels n are drawn with replacement, a chosen share of them out
of scope, and a threshold is certified. Its true risk is then that of the whole set, where customers
ask so many queries out of scope as ``--real`` says. A certificate keeps its promise when at most
5 % of the draws end above the limit.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.bench.certificate import CONFIDENCE, ask
from tests.bench.compared_sets import SAMPLE, spec
from tests.bench.table import as_json, percent, table, with_interval
from tests.bench.timing import machine
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.certificate.fixed_sequence import Judged, certify

SHARES = (0.0, 0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
"""Out of scope, of the labels."""
Judgements = Sequence[Judged | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A set in two: each query as judged, None where no threshold answers it."""

    name: str
    in_scope: Judgements
    out_of_scope: Judgements

    def risk(self, threshold: float, real: float) -> float:
        """P(wrong | answered) of a threshold where a share ``real`` is out of scope."""
        answered = wrong = 0.0
        for side, share in ((self.in_scope, 1.0 - real), (self.out_of_scope, real)):
            for row in side:
                if row and row.confidence >= threshold:
                    answered += share / len(side)
                    wrong += row.wrong * share / len(side)
        return wrong / answered if answered else 0.0


def sides(name: str, rows: Sequence[Outcome]) -> Sides:
    """The set, in scope and out of scope."""
    judged = [
        Judged(row.prediction.confidence, row.answer_is_wrong) if row.prediction.answered else None
        for row in rows
    ]
    both: tuple[list[Judged | None], list[Judged | None]] = ([], [])
    for row, one in zip(rows, judged, strict=True):
        both[not row.case.in_scope].append(one)
    return Sides(name=name, in_scope=both[0], out_of_scope=both[1])


def drawn(
    found: Sides, share: float, n: int, limit: float, reals: Sequence[float], draws: int
) -> dict[str, Any]:
    """What becomes of the thresholds certified by labels of which a share is out of scope."""
    random, thresholds = Random(0), []
    for _ in range(draws):
        few = round(share * n)
        rows = [
            *random.choices(found.in_scope, k=n - few),
            *random.choices(found.out_of_scope, k=few),
        ]
        one = certify([row for row in rows if row], limit, CONFIDENCE)
        if one:
            thresholds.append(one.threshold)
    risks = {real: sorted(found.risk(t, real) for t in thresholds) for real in reals}
    return {
        "set": found.name, "n": n, "limit": limit, "share": share,
        "certified": m.Proportion(len(thresholds), draws),
        "violated": {
            real: m.Proportion(sum(risk > limit for risk in ends), draws)
            for real, ends in risks.items()
        },
        "mean": {real: sum(ends) / len(ends) if ends else None for real, ends in risks.items()},
        "worst": {real: ends[-1] if ends else None for real, ends in risks.items()},
    }  # fmt: skip


def share_table(found: Sequence[dict[str, Any]], reals: Sequence[float]) -> str:
    """The figures as text."""
    head = ["set", "n", "limit %", "of the labels oos %", "certified %"]
    for real in reals:
        head += [f"oos {100 * real:.0f} %: violated %", "mean risk", "worst"]
    rows = []
    for one in found:
        row = [one["set"], str(one["n"]), f"{100 * one['limit']:g}", f"{100 * one['share']:g}",
               percent(one["certified"].value)]  # fmt: skip
        for real in reals:
            row += [
                with_interval(one["violated"][real]).rpartition(" ")[0],
                percent(one["mean"][real]),
                percent(one["worst"][real]),
            ]
        rows.append(row)
    return table(head, rows)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.oos_share", description=__doc__)
    add = parser.add_argument
    add("--set", type=spec, action="append", dest="sets", metavar="NAME=CORPUS,QUERIES")
    add("--draws", type=int, default=300)
    add("--n", type=_numbers, default=[300, 1000])
    add("--limits", type=_numbers, default=[0.05, 0.10])
    add(
        "--real", type=_numbers, default=[0.1, 0.2, 0.3], help="out of scope, of what customers ask"
    )
    add("--json", action="store_true")
    options = parser.parse_args(argv)
    sets = [sides(one.name, ask(one, None)) for one in [*(options.sets or []), SAMPLE]]
    found = [
        drawn(one, share, int(n), limit, options.real, options.draws)
        for one in sets
        for limit in options.limits
        for n in options.n
        for share in SHARES
    ]
    if options.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
        return
    for one in sets:
        print(f"{one.name}: {len(one.in_scope)} in scope, {len(one.out_of_scope)} out of scope")
    print(f"{machine()} · confidence {CONFIDENCE:g}, {options.draws} draws\n")
    print(share_table(found, options.real))


if __name__ == "__main__":
    main()
