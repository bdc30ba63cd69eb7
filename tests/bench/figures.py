"""The figures by which systems are compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.draws import Draws, Spread, coverage_at, top1
from tests.bench.peers import Peer, Ranking
from tests.bench.peers.grouped import as_prediction
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome

QUALITY = ("top1", "r3", "mrr", "auroc_near", "auroc_far", "coverage_at_95", "coverage_at_90")
"""The quality columns, all better when larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system's outcomes on a list of cases, with its times.

    ``kind`` is own, rules (the bot), lexical or neural; ``lists`` is False where it names one
    answer only; ``confidence`` is what orders its answers.
    """

    label: str
    kind: str
    outcomes: Sequence[Outcome]
    times: Sequence[float]
    build_seconds: float
    about: str = ""
    confidence: str = ""
    lists: bool = True
    cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A system's figures as JSON values, and the draws of the two headlines."""

    system: System
    values: dict[str, Any]
    headlines: dict[str, Spread]

    def number(self, name: str) -> float | None:
        """One figure without its interval; None where there is none."""
        found = self.values.get(name)
        return found.value if isinstance(found, m.Proportion | m.Estimate) else found


def peer_outcomes(
    peer: Peer, cases: Sequence[Case], rankings: Sequence[Ranking]
) -> tuple[list[Outcome], str]:
    """The outcomes with the kind of confidence that has more coverage at 95 %, and that kind.

    Equal coverage: the better AUROC, then the first. The choice is made on the very cases it is
    judged by, in the peer's favour.
    """
    kinds = {
        kind: list(map(Outcome, cases, _predictions(rankings, kind))) for kind in peer.confidences
    }
    if len(kinds) == 1:
        kind = peer.confidences[0]
        return kinds[kind], kind
    best = max(
        kinds,
        key=lambda kind: (
            m.coverage_at_precision(kinds[kind], 0.95) or 0.0,
            m.scope_auroc(kinds[kind]) or 0.0,
        ),
    )
    return kinds[best], best


def _predictions(rankings: Sequence[Ranking], kind: str) -> list[Any]:
    """Scores of any range as ranks in 0..1, equal scores with equal ranks: order is all that
    AUROC and coverage look at."""
    raw = [_confidence(ranking, kind) if ranking.ids else None for ranking in rankings]
    known = sorted({value for value in raw if value is not None})
    place = {value: (at + 1) / len(known) for at, value in enumerate(known)}
    return [
        as_prediction(ranking, 0.0 if value is None else place[value])
        for ranking, value in zip(rankings, raw, strict=True)
    ]


def _confidence(ranking: Ranking, kind: str) -> float:
    if kind == "score":
        return ranking.scores[0]
    return ranking.scores[0] - (ranking.scores[1] if len(ranking.scores) > 1 else 0.0)


def figures(system: System, draws: Draws, ranking_only: bool = False) -> Figures:
    """All figures of a system; of ranking alone where the out-of-scope labels are no good."""
    rows = system.outcomes
    headlines = {"top1": draws.spread(top1(rows))}
    times = sorted(system.times)
    values: dict[str, Any] = {
        "kind": system.kind,
        "about": system.about,
        "confidence": system.confidence,
        "top1": m.top1(rows),
        "r3": m.recall_at(3, rows).value if system.lists else None,
        "mrr": m.mrr(rows) if system.lists else None,
        "us_median": median(times) if times else None,
        "us_p99": m.quantile(times, 0.99) if times else None,
        "build_seconds": system.build_seconds,
        "from_cache": system.cached,
    }
    if not ranking_only:
        headlines["coverage_at_95"] = draws.spread(coverage_at(0.95, rows))
        values |= {
            "auroc_near": auroc_against("near", rows),
            "auroc_far": auroc_against("far", rows),
            "auroc_near_of_right": auroc_against("near", rows, _right),
            "auroc_far_of_right": auroc_against("far", rows, _right),
            "coverage_at_95": headlines["coverage_at_95"].estimate(),
            "coverage_at_90": draws.spread(coverage_at(0.90, rows)).estimate(),
        }
    return Figures(system=system, values=values, headlines=headlines)


def _inside(outcome: Outcome) -> bool:
    return outcome.case.in_scope


def _right(outcome: Outcome) -> bool:
    return outcome.top_is_right


def auroc_against(
    oos: str, rows: Sequence[Outcome], positive: Callable[[Outcome], bool] = _inside
) -> float | None:
    """P(the confidence of an in-scope case is above that of an out-of-scope one of this kind).

    All in-scope cases count, found or not, so that every system is judged on the same ones;
    ``positive=_right`` takes only those whose first candidate is right.
    """
    return m.auroc(
        [row.prediction.confidence for row in rows if positive(row)],
        [row.prediction.confidence for row in rows if row.case.oos == oos],
    )


def best(found: Sequence[Figures], name: str) -> Figures | None:
    """The system with the largest figure; the first of equals."""
    known = [one for one in found if one.number(name) is not None]
    return max(known, key=lambda one: one.number(name) or 0.0, default=None)


def differences(own: Figures, others: Sequence[Figures]) -> dict[str, dict[str, Any]]:
    """Own minus each other, paired: top-1, and coverage at 95 %."""
    return {
        other.system.label: {
            name: spread.minus(other.headlines[name]).estimate()
            for name, spread in own.headlines.items()
        }
        for other in others
    }
