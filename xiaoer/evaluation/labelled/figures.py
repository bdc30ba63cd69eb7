"""Every figure of a set of outcomes, under the names that gates and JSON use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.records import dataclass

RISKS: Final = (0.01, 0.02, 0.05, 0.10)
"""The limits of risk at which the coverage is told."""


class AtRisk(NamedTuple):
    """What the laxest threshold answers whose risk is at most ``limit``; None: none keeps it.

    Chosen on the very outcomes it is judged by, it flatters: certify before promising.
    """

    limit: float
    coverage: m.Proportion
    threshold: float | None

    @property
    def name(self) -> str:
        """Its name among the figures: coverage_at_5 for a limit of 0.05."""
        return f"coverage_at_{100 * self.limit:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of ``n`` outcomes, ``in_scope`` of them in scope; see `measures` for each.

    A share keeps its denominator. A number is None where there is nothing to measure.
    """

    n: int
    in_scope: int
    # ranking, of in-scope queries
    top1: m.Proportion
    r3: m.Proportion
    r5: m.Proportion
    mrr: float | None
    macro_top1: float | None
    # decisions
    coverage: m.Proportion
    precision: m.Proportion
    risk: m.Proportion
    wrong_answer_rate: m.Proportion
    in_scope_answered: m.Proportion
    needless_escalations: m.Proportion
    clarify_rate: m.Proportion
    clarify_success: m.Proportion
    shown_rate: m.Proportion
    shown_precision: m.Proportion
    oos_answered: m.Proportion
    oos_near_answered: m.Proportion
    oos_far_answered: m.Proportion
    # probability
    brier: float | None
    brier_of_constant: float | None
    log_loss: float | None
    ece: float | None
    # selective prediction
    aurc: float | None
    at_risk: tuple[AtRisk, ...]

    def values(self) -> dict[str, float | None]:
        """Each figure by its name, as a plain number."""
        found: dict[str, float | None] = {}
        for name in NAMES:
            value: m.Proportion | float | None = getattr(self, name)
            found[name] = value.value if isinstance(value, m.Proportion) else value
        return found | {limit.name: limit.coverage.value for limit in self.at_risk}


GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "ranking": ("top1", "r3", "r5", "mrr", "macro_top1"),
    "decisions": (
        "coverage",
        "precision",
        "risk",
        "wrong_answer_rate",
        "in_scope_answered",
        "needless_escalations",
        "clarify_rate",
        "clarify_success",
        "shown_rate",
        "shown_precision",
        "oos_answered",
        "oos_near_answered",
        "oos_far_answered",
    ),
    "probability": ("brier", "brier_of_constant", "log_loss", "ece"),
    "selective": ("aurc",),
}
"""The figures' names by what they are about."""

NAMES: Final = tuple(name for names in GROUPS.values() for name in names)
"""The figures' names, but for those of `RISKS`."""


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of these outcomes; none are needed."""
    probabilities, truths = m.confidences(outcomes)
    weights = m.weights_of(outcomes)
    curve = m.risk_coverage_curve(outcomes)
    return Figures(
        n=len(outcomes),
        in_scope=sum(outcome.case.in_scope for outcome in outcomes),
        top1=m.top1(outcomes),
        r3=m.recall_at(3, outcomes),
        r5=m.recall_at(5, outcomes),
        mrr=m.mrr(outcomes),
        macro_top1=m.macro(_top1, outcomes),
        coverage=m.coverage(outcomes),
        precision=m.precision(outcomes),
        risk=m.risk(outcomes),
        wrong_answer_rate=m.wrong_answer_rate(outcomes),
        in_scope_answered=m.in_scope_answered(outcomes),
        needless_escalations=m.needless_escalations(outcomes),
        clarify_rate=m.clarify_rate(outcomes),
        clarify_success=m.clarify_success(outcomes),
        shown_rate=m.shown_rate(outcomes),
        shown_precision=m.shown_precision(outcomes),
        oos_answered=m.oos_answered(outcomes),
        oos_near_answered=m.oos_answered(outcomes, "near"),
        oos_far_answered=m.oos_answered(outcomes, "far"),
        brier=m.brier(probabilities, truths, weights),
        brier_of_constant=m.brier_of_constant(truths, weights),
        log_loss=m.log_loss(probabilities, truths, weights),
        ece=m.ece(probabilities, truths, weights=weights),
        aurc=m.area_under(curve),
        at_risk=tuple(_at_risk(curve, limit, len(outcomes)) for limit in RISKS),
    )


def _top1(outcomes: Sequence[Outcome]) -> float | None:
    return m.top1(outcomes).value


def _at_risk(curve: Sequence[m.Point], limit: float, n: int) -> AtRisk:
    point = m.best_of(curve, 1 - limit)
    if point is None:
        return AtRisk(limit, m.Proportion(0, n), None)
    return AtRisk(limit, point.coverage_share, point.threshold)
