"""Results as JSON; an evaluation in the shape of ``xiaoer/data/evaluation.schema.json``."""

from __future__ import annotations

from typing import Any, Final

from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Prediction
from xiaoer.evaluation.certificate.certification import Certification
from xiaoer.evaluation.comparison.compare import Comparison
from xiaoer.evaluation.labelled.costs import CostFigures
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.figures import GROUPS, Figures
from xiaoer.evaluation.labelled.findings import WrongAnswer
from xiaoer.evaluation.labelled.robustness import RobustnessTable
from xiaoer.evaluation.labelled.unserved import Unserved
from xiaoer.evaluation.measures import Estimate, Point, Proportion, WeighedPoint
from xiaoer.evaluation.selftest.findings import Rivals
from xiaoer.evaluation.selftest.forecast import share_of
from xiaoer.evaluation.selftest.result import SelfTest
from xiaoer.records import asdict

EVALUATION: Final = "xiaoer-evaluation/1"
COMPARISON: Final = "xiaoer-comparison/1"
CERTIFICATION: Final = "xiaoer-certification/1"
SELF_TEST: Final = "xiaoer-self-test/1"
"""Named in every file; the number rises when a key changes its meaning or goes."""


def evaluation_dict(evaluation: Evaluation) -> dict[str, object]:
    """The figures and findings, every key present."""
    headline = evaluation.headline.items()
    return {
        "format": EVALUATION,
        "corpus_hash": evaluation.corpus_hash,
        "seed": evaluation.seed,
        "resamples": evaluation.resamples,
        "notes": list(evaluation.notes),
        "headline": {name: estimate_dict(one) for name, one in headline},
        "figures": figures_dict(evaluation.figures),
        "curve": [_point_dict(point) for point in evaluation.curve],
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
        "robustness": robustness_dict(evaluation.robustness) if evaluation.robustness else None,
    }


def figures_dict(figures: Figures) -> dict[str, object]:
    """The figures by group; shares with their counts and Wilson interval."""
    found: dict[str, object] = {"n": figures.n, "in_scope": figures.in_scope}
    for group, names in GROUPS.items():
        found[group] = {name: _value(getattr(figures, name)) for name in names}
    found["at_risk"] = [
        {
            "limit": one.limit,
            "coverage": one.coverage.to_dict(),
            "threshold": one.threshold,
        }
        for one in figures.at_risk
    ]
    return found


def _point_dict(point: Point) -> dict[str, object]:
    """A point of the curve; of weighted cases with its shares."""
    found: dict[str, object] = point._asdict()
    if isinstance(point, WeighedPoint):
        found |= {"coverage": point.coverage, "precision": point.precision}
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
    return value.to_dict() if isinstance(value, Proportion) else value


def _costs_dict(found: CostFigures) -> dict[str, object]:
    return {
        "costs": asdict(found.costs),
        "per_1000": found.per_1000,
        "threshold": found.threshold,
        "best_per_1000": found.best_per_1000,
        "best_coverage": found.best_coverage.to_dict(),
        "best_risk": found.best_risk.to_dict(),
    }


def comparison_dict(found: Comparison) -> dict[str, Any]:
    """The comparison, every key present."""
    return {
        "format": COMPARISON,
        "n": found.n,
        "labelled": found.labelled,
        "seed": found.seed,
        "resamples": found.resamples,
        "figures": dict(zip(("first", "second"), map(figures_dict, found.figures), strict=True))
        if found.figures
        else None,
        "differences": {name: estimate_dict(one) for name, one in found.differences.items()},
        "top_is_right": found.top_is_right._asdict() if found.top_is_right else None,
        "served_right": found.served_right._asdict() if found.served_right else None,
        "changes": [
            case_dict(change.before.case)
            | {
                "group": change.group,
                "before": _reply_dict(change.before.prediction),
                "after": _reply_dict(change.after.prediction),
            }
            for change in found.changes
        ],
    }


def _reply_dict(prediction: Prediction) -> dict[str, object]:
    return {
        "action": prediction.action,
        "answered": prediction.answered,
        "id": prediction.id,
        "confidence": prediction.confidence,
        "choices": list(prediction.choices),
        "text": prediction.text,
        "beside": [list(pair) for pair in prediction.beside],
    }


def certification_dict(found: Certification) -> dict[str, Any]:
    """The certification, every key present."""
    return {
        "format": CERTIFICATION,
        "certified": found.certified,
        "why": found.why,
        "max_risk": found.max_risk,
        "confidence": found.confidence,
        "n": found.n,
        "mix": found.mix.to_dict() if found.mix else None,
        "answerable": found.answerable,
        "least": found.least,
        "coverage": found.coverage,
        "shown": found.shown,
        "shown_right": found.shown_right,
        "found": found.found._asdict() if found.found else None,
        "outlook": found.outlook.to_dict() if found.outlook else None,
        "refit": found.refit.to_dict() if found.refit else None,
        "leaks": [{"q": leak.case.q, "id": leak.id} for leak in found.leaks],
        "fingerprint": found.fingerprint,
    }


def selftest_dict(found: SelfTest) -> dict[str, Any]:
    """The self-test; the outcomes themselves are left out."""
    return {
        "format": SELF_TEST,
        "corpus_hash": found.corpus_hash,
        "seed": found.seed,
        "entries": found.entries,
        "questions": found.questions,
        "threshold": found.threshold,
        "mix": asdict(found.mix),
        "forecast": {
            name: asdict(getattr(found, name)) for name in ("expected", "cautious", "hopeful")
        },
        "asked": {name: share_of(group)._asdict() for name, group in found.groups.named()},
        "thin": [asdict(one) | {"lost": list(one.lost)} for one in found.thin],
        "alone": list(found.alone),
        "rivals": [_rivals_dict(one) for one in found.rivals],
    }


def _rivals_dict(one: Rivals) -> dict[str, Any]:
    lists = {name: list(getattr(one, name)) for name in ("lost_examples", "taken_examples")}
    return asdict(one) | lists


def robustness_dict(table: RobustnessTable) -> dict[str, Any]:
    """A row for each phenomenon, shares with their Wilson intervals."""
    return {
        "base": table.base.to_dict(),
        "seed": table.seed,
        "per_case": table.per_case,
        "rows": [row.to_dict() for row in table.rows],
    }
