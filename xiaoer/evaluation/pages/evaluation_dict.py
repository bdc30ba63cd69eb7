"""An evaluation as JSON, in the shape of ``xiaoer/data/evaluation.schema.json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from xiaoer.evaluation.labelled.figures import GROUPS, Figures
from xiaoer.evaluation.measures import Estimate, Proportion
from xiaoer.evaluation.pages.markdown import share_dict

if TYPE_CHECKING:
    from xiaoer.evaluation.cases.case import Case
    from xiaoer.evaluation.labelled.costs import CostFigures
    from xiaoer.evaluation.labelled.evaluation import Evaluation
    from xiaoer.evaluation.labelled.findings import WrongAnswer
    from xiaoer.evaluation.labelled.unserved import Unserved

FORMAT: Final = "xiaoer-evaluation/1"
"""Named in every file; the number rises when a key changes its meaning or goes."""


def evaluation_dict(evaluation: Evaluation) -> dict[str, object]:
    """The figures and findings, every key present."""
    headline = evaluation.headline.items()
    return {
        "format": FORMAT,
        "corpus_hash": evaluation.corpus_hash,
        "seed": evaluation.seed,
        "resamples": evaluation.resamples,
        "notes": list(evaluation.notes),
        "headline": {name: estimate_dict(one) for name, one in headline},
        "figures": figures_dict(evaluation.figures),
        "curve": [point._asdict() for point in evaluation.curve],
        "bins": [one._asdict() for one in evaluation.bins],
        "slices": [
            {"key": one.key, "value": one.value, "figures": figures_dict(one.figures)}
            for one in evaluation.slices
        ],
        "keys_left_out": list(evaluation.keys_left_out),
        "confusions": [
            asdict(one) | {"queries": list(one.queries)} for one in evaluation.confusions
        ],
        "errors": [_error_dict(one) for one in evaluation.errors],
        "handovers": [_unserved_dict(one) for one in evaluation.handovers],
        "ask_backs": [_unserved_dict(one) for one in evaluation.ask_backs],
        "missed": [asdict(one) for one in evaluation.missed],
        "unasked": list(evaluation.unasked),
        "leaks": [
            case_dict(leak.case) | {"id": leak.id, "question": leak.question}
            for leak in evaluation.leaks
        ],
        "costs": _costs_dict(evaluation.costs) if evaluation.costs else None,
        "robustness": evaluation.robustness.to_dict() if evaluation.robustness else None,
    }


def figures_dict(figures: Figures) -> dict[str, object]:
    """The figures by group; shares with their counts and Wilson interval."""
    found: dict[str, object] = {"n": figures.n, "in_scope": figures.in_scope}
    for group, names in GROUPS.items():
        found[group] = {name: _value(getattr(figures, name)) for name in names}
    found["at_risk"] = [
        {
            "limit": one.limit,
            "coverage": share_dict(one.coverage),
            "threshold": one.threshold,
        }
        for one in figures.at_risk
    ]
    return found


def estimate_dict(one: Estimate | None) -> dict[str, object] | None:
    """A figure with its interval; its ends are null where no resample gave a value."""
    if one is None:
        return None
    return {
        "value": one.value,
        "low": one.low if one.resamples else None,
        "high": one.high if one.resamples else None,
        "resamples": one.resamples,
    }


def case_dict(case: Case) -> dict[str, object]:
    """A case as JSON: query, gold ids, slices, and where it is written."""
    return {
        "q": case.q,
        "gold": list(case.gold),
        "slices": dict(case.slices),
        "place": str(case.place) if case.place else None,
    }


def _error_dict(one: WrongAnswer) -> dict[str, object]:
    return case_dict(one.case) | {
        "answered": one.answered,
        "confidence": one.confidence,
        "gold_question": one.gold_question,
        "answered_question": one.answered_question,
        "explanation": one.explanation,
    }


def _unserved_dict(one: Unserved) -> dict[str, object]:
    return case_dict(one.case) | {
        "confidence": one.confidence,
        "gold_question": one.gold_question,
        "choices": list(one.choices),
    }


def _value(value: Proportion | float | None) -> object:
    return share_dict(value) if isinstance(value, Proportion) else value


def _costs_dict(found: CostFigures) -> dict[str, object]:
    return {
        "costs": asdict(found.costs),
        "per_1000": found.per_1000,
        "threshold": found.threshold,
        "best_per_1000": found.best_per_1000,
        "best_coverage": share_dict(found.best_coverage),
        "best_risk": share_dict(found.best_risk),
    }
