"""One set through xiaoer and its peers: a table for each list of queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.compared_sets import ComparedSet
from tests.bench.draws import Draws
from tests.bench.figures import QUALITY, Figures, System, best, differences, figures, peer_outcomes
from tests.bench.own import engine_alone, run_own
from tests.bench.peers import Maker
from tests.bench.peers.run import run_peer
from xiaoer.evaluation.cases.case import Case
from xiaoer.matching.confidence.fitted import Weights

ENGINE, BOT = "xiaoer (engine)", "xiaoer (bot)"
HEADLINES = ("top1", "coverage_at_95")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to compare with, and how.

    ``weights`` replace the shipped ones, by the name of the set, "" for all; ``say`` is told
    what goes on.
    """

    peers: Mapping[str, Maker]
    weights: Mapping[str, Weights] = field(default_factory=dict)
    cache: Path | None = None
    resamples: int = 1000
    say: Callable[[str], object] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The figures of all systems on one list of queries, xiaoer first; and who was left out."""

    set: ComparedSet
    queries: str
    systems: Sequence[Figures]
    left_out: Mapping[str, str]
    ranking_only: bool

    @property
    def engine(self) -> Figures:
        """xiaoer without the rules of its bot."""
        return self.systems[0]

    @property
    def peers(self) -> list[Figures]:
        """The others."""
        return [one for one in self.systems if one.system.kind in ("lexical", "neural")]

    def rivals(self) -> list[tuple[str, str, Figures]]:
        """(headline, "best peer" or "best lexical peer", who): those to be compared with.

        Where the best peer is a lexical one, it is named once.
        """
        lexical = [one for one in self.peers if one.system.kind == "lexical"]
        found: list[tuple[str, str, Figures]] = []
        for headline in self.engine.headlines:
            for role, group in (("best peer", self.peers), ("best lexical peer", lexical)):
                rival = best(group, headline)
                if rival is None:
                    continue
                if not found or found[-1][0] != headline or found[-1][2] is not rival:
                    found.append((headline, role, rival))
        return found

    def ahead(self, kind: str | None = None) -> dict[str, list[str]]:
        """Quality column → peers (of a kind) whose figure is above the engine's."""
        behind: dict[str, list[str]] = {}
        for name in QUALITY:
            own = self.engine.number(name)
            for peer in self.peers:
                theirs = peer.number(name)
                if own is None or theirs is None or theirs <= own:
                    continue
                if kind in (None, peer.system.kind):
                    behind.setdefault(name, []).append(peer.system.label)
        return behind

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON values, but for records that ``as_json`` knows."""
        cases = self.set.lists[self.queries]
        return {
            "set": self.set.name,
            "queries": self.queries,
            "variants": self.set.variants,
            "counts": self.counts(cases),
            "ranking_only": self.ranking_only,
            "left_out": dict(self.left_out),
            "systems": {one.system.label: one.values for one in self.systems},
            "engine_minus": differences(self.engine, self.peers),
            "best": {f"{h}, {role}": rival.system.label for h, role, rival in self.rivals()},
            "peers_ahead": self.ahead(),
        }

    def counts(self, cases: Sequence[Case]) -> dict[str, int]:
        """How much there is of what."""
        corpus = self.set.corpus
        return {
            "entries": len(corpus),
            "questions": sum(len(entry.questions) for entry in corpus),
            "queries": len(cases),
            "in_scope": sum(case.in_scope for case in cases),
            "near": sum(case.oos == "near" for case in cases),
            "far": sum(case.oos == "far" for case in cases),
            "other_out_of_scope": sum(not c.in_scope and c.oos is None for c in cases),
            "leaks_kept_apart": self.set.leaks[self.queries],
        }


def compare(compared: ComparedSet, plan: Plan, ranking_only: bool = False) -> list[Comparison]:
    """A comparison for each list of the set; every system is built once."""
    found: dict[str, list[System]] = {name: [] for name in compared.lists}
    for name, systems in _own(compared, plan).items():
        found[name] += systems
    left_out: dict[str, str] = {}
    for name, make in plan.peers.items():
        plan.say(f"{compared.name}: {name}")
        peer = make()
        if peer.most_entries is not None and len(compared.corpus) > peer.most_entries:
            left_out[name] = f"more than {peer.most_entries} entries"
            continue
        for queries, system in _peer(compared, make, plan.cache).items():
            found[queries].append(system)
    comparisons = []
    for queries, systems in found.items():
        plan.say(f"{compared.name}: intervals")
        draws = Draws(compared.lists[queries], plan.resamples)
        comparisons.append(
            Comparison(
                set=compared,
                queries=queries,
                systems=[figures(system, draws, ranking_only) for system in systems],
                left_out=left_out,
                ranking_only=ranking_only,
            )
        )
    return comparisons


def _own(compared: ComparedSet, plan: Plan) -> dict[str, list[System]]:
    plan.say(f"{compared.name}: xiaoer")
    weights = plan.weights.get(compared.name, plan.weights.get(""))
    found = {}
    for queries, run in run_own(compared.corpus, compared.lists, weights).items():
        rows = {ENGINE: ("own", engine_alone(run.outcomes)), BOT: ("rules", run.outcomes)}
        if not compared.rules:
            rows.pop(BOT)
        found[queries] = [
            System(
                label=label,
                kind=kind,
                outcomes=outcomes,
                times=run.times,
                build_seconds=run.build_seconds,
                confidence="confidence",
            )
            for label, (kind, outcomes) in rows.items()
        ]
    return found


def _peer(compared: ComparedSet, make: Maker, cache: Path | None) -> dict[str, System]:
    peer, found = make(), {}
    for queries, run in run_peer(make, compared.corpus.entries, compared.lists, cache).items():
        outcomes, confidence = peer_outcomes(peer, compared.lists[queries], run.rankings)
        found[queries] = System(
            label=peer.label,
            kind="lexical" if peer.lexical else "neural",
            outcomes=outcomes,
            times=run.times,
            build_seconds=run.build_seconds,
            about=peer.about,
            confidence=confidence,
            lists=peer.lists,
            cached=run.cached,
        )
    return found
