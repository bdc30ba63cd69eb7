"""What each part of the lexicon and each group of features gains, and what the features cost.

python -m tests.bench.ablation [--set FOLDER | --set [NAME=]CORPUS,QUERIES]... [--limit N]
    [--weights [NAME=]FILE]... [--refit FOLDER] [--resamples N] [--rounds N] [--json]
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.compared_sets import QUERIES, SAMPLE, ComparedSet, Spec, load, spec
from tests.bench.draws import Draws, Figure, coverage_at, top1
from tests.bench.feature_groups import GROUPS, Prepared, Refit, costs, features_of, without
from tests.bench.own import read_weights
from tests.bench.table import as_json, estimate, percent, table
from tests.bench.timing import machine
from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.case import Case
from xiaoer.evaluation.prediction import Outcome, Prediction
from xiaoer.matching.eligibility import Eligibility
from xiaoer.matching.fitted import Weights
from xiaoer.matching.matcher import Considered, Matcher
from xiaoer.matching.ranker import rank
from xiaoer.text.lexicon import PARTS, Lexicon, corpus_lexicon
from xiaoer.text.resources import read_lines
from xiaoer.text.utterance import Analyzer

SHOWN = 5
"""Sections of the synonyms that are printed."""
TIMED = 200
"""Queries, at most, on which the cost is measured."""

NOTES = """\
How to read it: each row is the engine (candidates and confidence, no rules of the bot) less one
thing; "− all" is that row minus the first one, paired: negative means that the thing helps, and an
interval [..] (95 % bootstrap, by entry) that holds 0 that these queries cannot tell. Lexicon: the
weights stay as they are. Features: their weights are set to 0, in the confidence too; "refitted":
ranker and confidence fitted again without them and without the set's domain, minus the refitted
whole — what the group adds that no other feature can. µs: processor time a query that is saved when
the group is not computed; of "all": that of all features and the ranking; % of a whole ask.
top-1 in % of in-scope queries, cov@95 in % of all. differs: queries with another first candidate."""

HEADLINES: Mapping[str, Callable[[Sequence[Outcome]], Figure]] = {
    "top1": top1,
    "coverage_at_95": partial(coverage_at, 0.95),
}


class Engine:
    """The road from a case to its candidates, with any lexicon and any weights."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon, weights: Weights) -> None:
        self._analyzer = Analyzer(lexicon, corpus.settings.limits.query_chars)
        self.matcher = Matcher(corpus.entries, self._analyzer, weights)
        self._among = Eligibility(self.matcher.entries, corpus.settings, self.matcher.mask)
        self._ids = [entry.id for entry in self.matcher.entries]

    def consider(self, case: Case) -> Considered:
        """The candidates with all their features."""
        return self.matcher.consider(self._analyzer.analyze(case.q), self._mask(case))

    def outcome(self, case: Case) -> Outcome:
        """What the engine says."""
        match = self.consider(case).match
        return _outcome(case, [c.id for c in match.candidates], match.confidence)

    def reweighed(self, case: Case, considered: Considered, weights: Weights) -> Outcome:
        """What it would say of the same candidates with other weights."""
        ranked = rank([r.evidence for r in considered.ranked], weights.ranker, self._ids)
        exact = considered.match.exact
        ranked.sort(key=lambda r: self._ids[r.evidence.entry] not in exact)
        sure = 1.0 if exact else weights.confidence.probability(ranked, weights.ranker)
        return _outcome(case, [self._ids[r.evidence.entry] for r in ranked], sure)

    def prepared(self, case: Case) -> Prepared:
        """What the featurizer gets."""
        matcher, utterance = self.matcher, self._analyzer.analyze(case.q)
        terms = matcher.index.query_terms(utterance)
        view = matcher._featurizer.view(utterance, terms, matcher._stance(utterance))
        groups, keyworded, _ = matcher._candidates(view, self._mask(case), frozenset())
        return view, groups, keyworded

    def _mask(self, case: Case) -> int:
        return self._among.mask(case.slices.get("audience"), None, None)


def _outcome(case: Case, ids: Sequence[str], confidence: float) -> Outcome:
    prediction = Prediction(
        id=ids[0] if ids else None,
        confidence=confidence,
        answered=False,
        ranking=tuple(ids),
        held=not ids,
    )
    return Outcome(case, prediction)


class Judge:
    """Figures of an engine's outcomes, and paired differences of others to them."""

    def __init__(self, outcomes: Sequence[Outcome], draws: Draws) -> None:
        self._all, self._draws = outcomes, draws
        self._spreads = {name: draws.spread(make(outcomes)) for name, make in HEADLINES.items()}

    def row(self, outcomes: Sequence[Outcome]) -> dict[str, Any]:
        """The figures of others, with differences; of the engine itself, without."""
        found: dict[str, Any] = {"differs": self._differing(outcomes)}
        for name, make in HEADLINES.items():
            base = self._spreads[name]
            spread = base if outcomes is self._all else self._draws.spread(make(outcomes))
            found[name] = spread.value
            same = outcomes is self._all
            found[f"{name}_minus_all"] = None if same else spread.minus(base).estimate()
        return found

    def effect(self, outcomes: Sequence[Outcome]) -> float:
        """The sum of the differences in both figures, without signs."""
        once = [1] * len(outcomes)
        return sum(
            abs((make(outcomes)(once) or 0.0) - (self._spreads[name].value or 0.0))
            for name, make in HEADLINES.items()
        )

    def _differing(self, outcomes: Sequence[Outcome]) -> int:
        pairs = zip(outcomes, self._all, strict=True)
        return sum(a.prediction.id != b.prediction.id for a, b in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to measure. ``rounds`` of the clock."""

    weights: Mapping[str, Weights]
    refit: Refit | None = None
    limit: int | None = None
    resamples: int = 1000
    rounds: int = 7

    def weights_for(self, name: str) -> Weights:
        """Those of a set, those of all, or the shipped ones."""
        return self.weights.get(name) or self.weights.get("") or Weights.shipped()


# The lexicon


def lexicon_of(corpus: Corpus, base: Lexicon, less: Sequence[str] = ()) -> Lexicon:
    """The corpus's own lexicon on top of a built-in one, of which parts are switched off."""
    own = corpus.settings.lexicon
    alone = corpus_lexicon(
        words=own.words,
        synonyms=own.synonyms,
        fillers=own.fillers,
        opposites=own.opposites,
        without=PARTS,
    )
    return base.without((*own.without, *less)).merged(alone)


def sections() -> Iterator[tuple[str, Lexicon]]:
    """(title, the built-in lexicon without that section) of each section of the synonyms."""
    builtin, found = Lexicon.builtin(), list(read_lines("synonyms.txt"))
    for title in dict.fromkeys(title for title, _ in found):
        kept = tuple(tuple(line.split(" ")) for other, line in found if other != title)
        yield title, replace(builtin, synonyms=kept)


def lexicon_rows(compared: ComparedSet, weights: Weights, judge: Judge) -> dict[str, Any]:
    """Part, or section of the synonyms → its figures; sections with the largest effect only."""
    corpus, cases = compared.corpus, compared.lists[QUERIES]

    def said(lexicon: Lexicon) -> list[Outcome]:
        return list(map(Engine(corpus, lexicon, weights).outcome, cases))

    builtin = Lexicon.builtin()
    rows = {part: judge.row(said(lexicon_of(corpus, builtin, (part,)))) for part in PARTS}
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
        "lexicon": {"all": whole, **lexicon_rows(compared, weights, judge)},
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
    add("--resamples", type=int, default=1000, help="of the bootstrap")
    add("--rounds", type=int, default=7, help="of the clock")
    add("--json", action="store_true")
    options = parser.parse_args(argv)
    plan = Plan(
        weights=dict(options.weights),
        refit=options.refit,
        limit=options.limit,
        resamples=options.resamples,
        rounds=options.rounds,
    )
    done = []
    for one in options.sets or [SAMPLE]:
        found = measure(load(one, False, plan.limit, False), plan)
        done.append(as_json(found))
        if not options.json:
            print(text(found), flush=True)
    if options.json:
        print(json.dumps({"machine": machine(), "sets": done}, ensure_ascii=False, indent=1))
    else:
        print(f"{NOTES}\n\n{machine()}")


if __name__ == "__main__":
    main()
