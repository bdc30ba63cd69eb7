"""Labelled cases, predictions of any engine, and what they are worth.

a file ─ cases/ ─→ cases ─ any engine ─→ outcomes ─ measures/ ─→ figures
outcomes ─ labelled/, certificate/, comparison/ ─→ results ─ pages/ ─→ JSON, Markdown, HTML
a corpus alone ─ selftest/ ────────────────────────┤
a log ─ statistics/ ───────────────────────────────┘
"""

import xiaoer.evaluation.pages  # noqa: F401  # it registers how results are shown
from xiaoer.evaluation.cases.load import (
    Case,
    CaseFault,
    CasesError,
    Leak,
    Slices,
    check_cases,
    load_cases,
)
from xiaoer.evaluation.cases.prediction import Outcome, Prediction, Predictor, outcomes, predict
from xiaoer.evaluation.certificate.calibrate import calibrate, calibrate_bot
from xiaoer.evaluation.certificate.certification import Certification
from xiaoer.evaluation.certificate.fixed_sequence import Judged, certify
from xiaoer.evaluation.comparison.changes import Change
from xiaoer.evaluation.comparison.compare import Comparison, compare, compare_replies
from xiaoer.evaluation.comparison.no_worse import SideBySide, no_worse
from xiaoer.evaluation.labelled.costs import Costs, CostsError
from xiaoer.evaluation.labelled.evaluate import evaluate, evaluation_of
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.gates import Gate, GateError, GateResult
from xiaoer.evaluation.sampling.draw import LogSample, SampledQuery, draw_sample
from xiaoer.evaluation.statistics.gather import log_statistics
from xiaoer.evaluation.statistics.statistics import LogStatistics

__all__ = [
    "Case",
    "CaseFault",
    "CasesError",
    "Certification",
    "Change",
    "Comparison",
    "Costs",
    "CostsError",
    "Evaluation",
    "Gate",
    "GateError",
    "GateResult",
    "Judged",
    "Leak",
    "LogSample",
    "LogStatistics",
    "Outcome",
    "Prediction",
    "Predictor",
    "SampledQuery",
    "SideBySide",
    "Slices",
    "calibrate",
    "calibrate_bot",
    "certify",
    "check_cases",
    "compare",
    "compare_replies",
    "draw_sample",
    "evaluate",
    "evaluation_of",
    "load_cases",
    "log_statistics",
    "no_worse",
    "outcomes",
    "predict",
]
