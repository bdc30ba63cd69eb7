"""Labelled cases, predictions of any engine, and the measures between them."""

from xiaoer.evaluation.cases import (
    Case,
    CaseFault,
    CasesError,
    Leak,
    Slices,
    check_cases,
    load_cases,
)
from xiaoer.evaluation.prediction import Outcome, Prediction, Predictor, outcomes, predict

__all__ = [
    "Case",
    "CaseFault",
    "CasesError",
    "Leak",
    "Outcome",
    "Prediction",
    "Predictor",
    "Slices",
    "check_cases",
    "load_cases",
    "outcomes",
    "predict",
]
