"""Measures of a set of outcomes: exact definitions, plain Python.

A share is a `Proportion`: it keeps its denominator, and its ``value`` is None when that is 0.
Other measures are a number, or None where there is nothing to measure: never 0, never NaN.
"""

from xiaoer.evaluation.measures.decision import (
    coverage,
    in_scope_answered,
    oos_answered,
    precision,
    risk,
    wrong_answer_rate,
)
from xiaoer.evaluation.measures.probability import (
    Bin,
    auroc,
    brier,
    confidences,
    ece,
    equal_mass_bins,
    log_loss,
    scope_auroc,
)
from xiaoer.evaluation.measures.proportion import Interval, Proportion, proportion, wilson
from xiaoer.evaluation.measures.ranking import Measure, macro, mrr, recall_at, top1
from xiaoer.evaluation.measures.resample import (
    Estimate,
    bootstrap,
    bootstrap_difference,
    quantile,
)
from xiaoer.evaluation.measures.selective import (
    Point,
    aurc,
    best_point,
    best_threshold,
    coverage_at_precision,
    risk_coverage_curve,
)

__all__ = [
    "Bin",
    "Estimate",
    "Interval",
    "Measure",
    "Point",
    "Proportion",
    "aurc",
    "auroc",
    "best_point",
    "best_threshold",
    "bootstrap",
    "bootstrap_difference",
    "brier",
    "confidences",
    "coverage",
    "coverage_at_precision",
    "ece",
    "equal_mass_bins",
    "in_scope_answered",
    "log_loss",
    "macro",
    "mrr",
    "oos_answered",
    "precision",
    "proportion",
    "quantile",
    "recall_at",
    "risk",
    "risk_coverage_curve",
    "scope_auroc",
    "top1",
    "wilson",
    "wrong_answer_rate",
]
