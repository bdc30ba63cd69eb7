"""Labelled cases, predictions of any engine, and what they are worth."""

from xiaoer.evaluation.calibrate import calibrate, calibrate_bot
from xiaoer.evaluation.cases import (
    Case,
    CaseFault,
    CasesError,
    Leak,
    Slices,
    check_cases,
    load_cases,
)
from xiaoer.evaluation.certification import Certification
from xiaoer.evaluation.changes import Change
from xiaoer.evaluation.compare import Comparison, compare, compare_replies
from xiaoer.evaluation.costs import Costs, CostsError
from xiaoer.evaluation.evaluate import evaluate, evaluation_of
from xiaoer.evaluation.evaluation import Evaluation
from xiaoer.evaluation.gates import Gate, GateError, GateResult
from xiaoer.evaluation.prediction import Outcome, Prediction, Predictor, outcomes, predict

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
    "Leak",
    "Outcome",
    "Prediction",
    "Predictor",
    "Slices",
    "calibrate",
    "calibrate_bot",
    "check_cases",
    "compare",
    "compare_replies",
    "evaluate",
    "evaluation_of",
    "load_cases",
    "outcomes",
    "predict",
]
