"""Measures of a set of outcomes: exact definitions, plain Python.

A share is a `Proportion`: it keeps its denominator, and its ``value`` is None when that is 0.
Other measures are a number, or None where there is nothing to measure: never 0, never NaN.
"""

from xiaoer.evaluation.measures.decision import (
    clarified_well,
    clarify_rate,
    clarify_success,
    coverage,
    in_scope_answered,
    needless_escalations,
    oos_answered,
    precision,
    risk,
    wrong_answer_rate,
)
from xiaoer.evaluation.measures.exact import binomial_tail, clopper_pearson, upper_bound
from xiaoer.evaluation.measures.paired import McNemar, mcnemar
from xiaoer.evaluation.measures.probability import (
    EQUAL_MASS_BINS,
    Bin,
    auroc,
    brier,
    brier_of_constant,
    confidences,
    ece,
    equal_mass_bins,
    log_loss,
    scope_auroc,
)
from xiaoer.evaluation.measures.proportion import Interval, Proportion, proportion, wilson
from xiaoer.evaluation.measures.ranking import Measure, macro, mrr, recall_at, top1
from xiaoer.evaluation.measures.resample import (
    RESAMPLES,
    Estimate,
    bootstrap,
    bootstrap_difference,
    checked_resamples,
    clusters,
    estimate,
    quantile,
)
from xiaoer.evaluation.measures.selective import (
    Point,
    area_under,
    aurc,
    best_of,
    best_point,
    best_threshold,
    coverage_at_precision,
    risk_coverage_curve,
)

__all__ = [
    "EQUAL_MASS_BINS",
    "RESAMPLES",
    "Bin",
    "Estimate",
    "Interval",
    "McNemar",
    "Measure",
    "Point",
    "Proportion",
    "area_under",
    "aurc",
    "auroc",
    "best_of",
    "best_point",
    "best_threshold",
    "binomial_tail",
    "bootstrap",
    "bootstrap_difference",
    "brier",
    "brier_of_constant",
    "checked_resamples",
    "clarified_well",
    "clarify_rate",
    "clarify_success",
    "clopper_pearson",
    "clusters",
    "confidences",
    "coverage",
    "coverage_at_precision",
    "ece",
    "equal_mass_bins",
    "estimate",
    "in_scope_answered",
    "log_loss",
    "macro",
    "mcnemar",
    "mrr",
    "needless_escalations",
    "oos_answered",
    "precision",
    "proportion",
    "quantile",
    "recall_at",
    "risk",
    "risk_coverage_curve",
    "scope_auroc",
    "top1",
    "upper_bound",
    "wilson",
    "wrong_answer_rate",
]
