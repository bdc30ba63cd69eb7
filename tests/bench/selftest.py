"""How well the self-test foretells what labelled queries say, at the same out-of-scope share.

python -m tests.bench.selftest [--set FOLDER | --set NAME=CORPUS,QUERIES]... [--shares] [--json]

Each set twice: at 30 % out of scope, and at the share its own queries have.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from tests.bench.compared_sets import QUERIES, SAMPLE, Spec, load, spec
from tests.bench.table import percent, table
from tests.bench.timing import machine
from xiaoer.bot import Bot
from xiaoer.evaluation.cases.prediction import Outcome, outcomes, predict
from xiaoer.evaluation.selftest.forecast import OOS_SHARE, Forecast, Mix, forecast, share_of
from xiaoer.evaluation.selftest.result import SelfTest
from xiaoer.evaluation.selftest.self_test import self_test

BAR = 7.0
"""Points that coverage and precision may be off."""
LEFT_OUT_ONLY = {"known_share": 0.0, "near_share": 1.0}
"""Left-out questions and entries alone: the estimate before it was mixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """A set at one out-of-scope share: its labelled figures and those foretold."""

    name: str
    share: float
    labelled: Forecast
    expected: Forecast
    plain: Forecast
    others: dict[str, Forecast]

    def off(self, figure: str, said: Forecast) -> float:
        """Foretold minus labelled, in points."""
        return 100 * ((getattr(said, figure) or 0.0) - (getattr(self.labelled, figure) or 0.0))


def labelled_at(rows: Sequence[Outcome], share: float) -> Forecast:
    """The figures of labelled queries, re-weighted to a share of out-of-scope ones."""
    inside = share_of([row for row in rows if row.case.in_scope])
    outside = share_of([row for row in rows if not row.case.in_scope])
    answered, oos = inside.answered / inside.n, outside.answered / outside.n
    coverage = (1 - share) * answered + share * oos
    right = (1 - share) * inside.right / inside.n
    return Forecast(
        coverage=coverage,
        precision=right / coverage if coverage else None,
        wrong_answer_rate=coverage - right,
        top1=inside.top1 / inside.n,
        in_scope_answered=answered,
        oos_answered=oos,
    )


def foretold(name: str, rows: Sequence[Outcome], found: SelfTest) -> Iterator[Foretold]:
    """The comparisons of one set, at both shares."""
    own = sum(not row.case.in_scope for row in rows) / len(rows)
    for share in (OOS_SHARE, own):
        others = {
            f"known {known:g}": Mix(oos_share=share, known_share=known) for known in (0.4, 0.6)
        } | {f"near {near:g}": Mix(oos_share=share, near_share=near) for near in (0.4, 0.6)}
        yield Foretold(
            name=name,
            share=share,
            labelled=labelled_at(rows, share),
            expected=forecast(found.groups, Mix(oos_share=share)),
            plain=forecast(found.groups, Mix(oos_share=share, **LEFT_OUT_ONLY)),
            others={text: forecast(found.groups, mix) for text, mix in others.items()},
        )


def main_table(rows: Sequence[Foretold]) -> str:
    """Foretold and labelled, side by side; ``plain`` is left-out questions and entries alone."""
    head = ["set", "oos %", "figure", "labelled", "foretold", "off", "", "plain", "off"]
    lines = []
    for row in rows:
        for figure in ("coverage", "precision", "top1", "in_scope_answered", "oos_answered"):
            off = row.off(figure, row.expected)
            judged = figure in ("coverage", "precision")
            lines.append(
                [
                    row.name if figure == "coverage" else "",
                    percent(row.share) if figure == "coverage" else "",
                    figure,
                    percent(getattr(row.labelled, figure)),
                    percent(getattr(row.expected, figure)),
                    f"{off:+.1f}",
                    ("within" if abs(off) <= BAR else "MISSED") if judged else "",
                    percent(getattr(row.plain, figure)),
                    f"{row.off(figure, row.plain):+.1f}",
                ]
            )
    return table(head, lines)


def shares_table(rows: Sequence[Foretold]) -> str:
    """How far coverage and precision are off with other shares."""
    head = ["set", "oos %", *[f"{name}: cov, prec" for name in rows[0].others]]
    lines = [
        [row.name, percent(row.share)]
        + [
            f"{row.off('coverage', said):+.1f}, {row.off('precision', said):+.1f}"
            for said in row.others.values()
        ]
        for row in rows
    ]
    return table(head, lines)


def run(one: Spec) -> tuple[SelfTest, float, list[Foretold]]:
    """One set: its self-test, the seconds that took, and the comparisons."""
    whole = load(one, typo=False, limit=None, in_scope_only=False)
    bot = Bot(whole.corpus)
    start = time.perf_counter()
    found = self_test(bot)
    took = time.perf_counter() - start
    return (
        found,
        took,
        list(foretold(one.name, outcomes(predict(bot), whole.lists[QUERIES]), found)),
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints how far off the self-test is on each set."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.selftest", description=__doc__)
    add = parser.add_argument
    add("--set", type=spec, action="append", dest="sets", metavar="FOLDER or NAME=CORPUS,QUERIES")
    add("--shares", action="store_true", help="also with other shares of known and near queries")
    add("--json", action="store_true")
    options = parser.parse_args(argv)
    rows: list[Foretold] = []
    lines = []
    for one in [SAMPLE, *(options.sets or [])]:
        found, took, compared = run(one)
        rows += compared
        lines.append(f"{one.name}: {took:.1f} s, {found!r}")
    if options.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    print(machine(), *lines, "", main_table(rows), sep="\n")
    if options.shares:
        print("", "off with other shares, in points:", shares_table(rows), sep="\n")


if __name__ == "__main__":
    main()
