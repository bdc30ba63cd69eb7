"""What each part of the lexicon and each group of features gains, and what the features cost.

python -m tests.bench.ablation [--set FOLDER | --set [NAME=]CORPUS,QUERIES]... [--limit N]
    [--weights [NAME=]FILE]... [--refit FOLDER] [--sections] [--resamples N] [--rounds N] [--json]
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.ablated import HEADLINES, Engine, Judge, lexicon_of, sections
from tests.bench.compared_sets import QUERIES, SAMPLE, ComparedSet, Spec, load, spec
from tests.bench.draws import Draws
from tests.bench.feature_groups import GROUPS, Refit, costs, features_of, without
from tests.bench.own import read_weights
from tests.bench.table import as_json, estimate, percent, table
from tests.bench.timing import machine
from xiaoer.bot import Bot
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.matching.confidence.fitted import Weights
from xiaoer.text.words.lexicon import PARTS, Lexicon

SHOWN = 5
"""Sections of the synonyms that are printed."""
TIMED = 200
"""Queries, at most, on which the cost is measured."""

NOTES = """\
How to read it: each row is the engine (candidates and confidence, no rules of the bot) less one
thing; "− all" is that row minus the first, paired, in points: negative where the thing helps; an
interval [..] (95 % bootstrap, by entry) that holds 0 says that these queries cannot tell. Lexicon:
the weights stay as they are; of the synonyms' sections those that move both figures most. Features:
their weights are set to 0, in the confidence too; "refitted": ranker and confidence fitted again
without them and without the set's domain, minus the refitted whole: what no other feature makes up
for. µs: processor time a query saved when the group is not computed ("all": all features and the
ranking), % of a whole ask; the share holds on a busy machine, the µs do not.
top-1 in % of in-scope queries, cov@95 of all; differs: queries with another first candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to measure. ``rounds`` of the clock; ``sections``: also each of the synonyms."""

    weights: Mapping[str, Weights]
    refit: Refit | None = None
    sections: bool = False
    resamples: int = 1000
    rounds: int = 7

    def weights_for(self, name: str) -> Weights:
        """Those of a set, those of all, or the shipped ones."""
        return self.weights.get(name) or self.weights.get("") or Weights.shipped()


# The lexicon


def lexicon_rows(compared: ComparedSet, plan: Plan, judge: Judge) -> dict[str, Any]:
    """Part, or section of the synonyms → its figures; sections with the largest effect only."""
    corpus, cases = compared.corpus, compared.lists[QUERIES]
    weights = plan.weights_for(compared.name)

    def said(lexicon: Lexicon) -> list[Outcome]:
        return list(map(Engine(corpus, lexicon, weights).outcome, cases))

    builtin = Lexicon.builtin()
    rows = {part: judge.row(said(lexicon_of(corpus, builtin, (part,)))) for part in PARTS}
    if plan.sections:
        of_sections = {title: said(lexicon_of(corpus, less)) for title, less in sections()}
        largest = sorted(of_sections, key=lambda title: -judge.effect(of_sections[title]))
        for title in largest[:SHOWN]:
            rows[f"synonyms · {title}"] = judge.row(of_sections[title])
    return rows


# The features


def feature_rows(
    engine: Engine, compared: ComparedSet, plan: Plan, judge: Judge, draws: Draws
) -> dict[str, Any]:
    """Group → its figures with its weights 0; ``refitted`` → the same after a new fit."""
    cases = compared.lists[QUERIES]
    considered = [engine.consider(case) for case in cases]

    def said(weights: Weights) -> list[Outcome]:
        pairs = zip(cases, considered, strict=True)
        return [engine.reweighed(case, one, weights) for case, one in pairs]

    weights = engine.matcher.weights
    rows = {name: judge.row(said(without(weights, features_of(name)))) for name in GROUPS}
    if plan.refit is None:
        return rows
    whole = said(plan.refit.weights(compared.name, ()))
    refitted = Judge(whole, draws)
    rows["all"] = {"refitted": refitted.row(whole)}
    for name in GROUPS:
        again = plan.refit.weights(compared.name, features_of(name))
        rows[name]["refitted"] = refitted.row(said(again))
    return rows


def cost_rows(engine: Engine, compared: ComparedSet, rounds: int) -> dict[str, Any]:
    """Group → µs a query and its share of ``ask``; "all": all features and the ranking."""
    cases = list(compared.lists[QUERIES])
    if len(cases) > TIMED:
        cases = Random(0).sample(cases, TIMED)
    bot = Bot(compared.corpus, weights=engine.matcher.weights)

    def ask() -> None:
        for case in cases:
            bot.ask(case.q, audience=case.slices.get("audience"))

    found = costs(engine.matcher, list(map(engine.prepared, cases)), ask, rounds)
    whole = found.pop("ask")
    return {name or "all": {"us": us, "of_ask": us / whole} for name, us in found.items()}


def measure(compared: ComparedSet, plan: Plan) -> dict[str, Any]:
    """Both tables of a set as values; records that ``as_json`` knows."""
    cases, weights = compared.lists[QUERIES], plan.weights_for(compared.name)
    engine = Engine(compared.corpus, lexicon_of(compared.corpus, Lexicon.builtin()), weights)
    outcomes = list(map(engine.outcome, cases))
    draws = Draws(cases, plan.resamples)
    judge = Judge(outcomes, draws)
    whole = judge.row(outcomes)
    of_features = feature_rows(engine, compared, plan, judge, draws)
    timed = cost_rows(engine, compared, plan.rounds)
    return {
        "set": compared.name,
        "queries": len(cases),
        "in_scope": sum(case.in_scope for case in cases),
        "fitted_on": plan.refit.used(compared.name) if plan.refit else None,
        "lexicon": {"all": whole, **lexicon_rows(compared, plan, judge)},
        "features": {
            name: {**row, **of_features.get(name, {}), **timed[name]}
            for name, row in {"all": whole, **of_features}.items()
        },
    }


# The command


def text(found: Mapping[str, Any]) -> str:
    """Both tables."""
    n = f"n = {found['queries']} queries, {found['in_scope']} in scope"
    head = ["top-1 %", "− all", "cov@95 %", "− all", "differs"]
    parts = [[name, *_cells(row)] for name, row in found["lexicon"].items()]
    rows = []
    for name, row in found["features"].items():
        rows.append([name, *_cells(row), f"{row['us']:.0f}", percent(row["of_ask"])])
        if "refitted" in row:
            rows.append(["  refitted", *_cells(row["refitted"]), "", ""])
    lines = [
        f"{found['set']} · lexicon, less one part: {n}\n",
        table(["less", *head], parts),
        f"\n{found['set']} · features, less one group: {n}\n",
        table(["less", *head, "µs", "% of ask"], rows),
    ]
    if found["fitted_on"] is not None:
        lines.append(f"\nrefitted on {', '.join(found['fitted_on'])}")
    return "\n".join([*lines, ""])


def _cells(row: Mapping[str, Any]) -> list[str]:
    figures = [
        cell
        for name in HEADLINES
        for cell in (percent(row[name]), estimate(row[f"{name}_minus_all"], signed=True))
    ]
    return [*figures, str(row["differs"])]


def _spec(given: str) -> Spec:
    """As ``compare`` takes it, or ``CORPUS,QUERIES``, which has the name of the corpus's folder."""
    if "=" not in given and "," in given:
        corpus = Path(given.partition(",")[0])
        folder = corpus.resolve() if corpus.is_dir() else corpus.resolve().parent
        given = f"{folder.name}={given}"
    return spec(given)


def _weights(given: str) -> tuple[str, Weights]:
    name, equals, file = given.rpartition("=")
    try:
        return name if equals else "", read_weights(Path(file))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _refit(given: str) -> Refit:
    try:
        return Refit(Path(given))
    except ImportError as error:
        why = f"{error}; --refit needs: pip install scikit-learn"
        raise argparse.ArgumentTypeError(why) from error


def main(argv: Sequence[str] | None = None) -> None:
    """Prints both tables of every set."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ablation", description=__doc__)
    add = parser.add_argument
    add("--set", type=_spec, action="append", dest="sets", metavar="FOLDER or CORPUS,QUERIES")
    add("--limit", type=int, help="a seeded sample of so many queries")
    add("--weights", type=_weights, action="append", default=[], metavar="[NAME=]FILE")
    add("--refit", type=_refit, metavar="FOLDER", help="of labelled sets; needs scikit-learn")
    add("--sections", action="store_true", help="also each section of the synonyms: slow")
    add("--resamples", type=int, default=1000, help="of the bootstrap")
    add("--rounds", type=int, default=7, help="of the clock")
    add("--json", action="store_true")
    options = parser.parse_args(argv)
    plan = Plan(
        weights=dict(options.weights),
        refit=options.refit,
        sections=options.sections,
        resamples=options.resamples,
        rounds=options.rounds,
    )
    done = []
    for one in options.sets or [SAMPLE]:
        found = measure(load(one, False, options.limit, False), plan)
        done.append(as_json(found))
        if not options.json:
            print(text(found), flush=True)
    if options.json:
        print(json.dumps({"machine": machine(), "sets": done}, ensure_ascii=False, indent=1))
    else:
        print(f"{NOTES}\n\n{machine()}")


if __name__ == "__main__":
    main()
