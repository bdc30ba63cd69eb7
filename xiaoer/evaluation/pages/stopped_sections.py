"""Answers that a difference stopped, by kind: rightly or not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xiaoer.errors import Lang
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.pages.section import Section
from xiaoer.evaluation.pages.wording import columns, heading, say
from xiaoer.service.reply.labels import DIFFERENCES

if TYPE_CHECKING:
    from xiaoer.evaluation.labelled.evaluation import Evaluation
    from xiaoer.matching.match import DifferenceKind

MOST = 200
"""Queries listed."""
_WAYS = ("right", "wrong", "oos")


def stopped(evaluation: Evaluation, lang: Lang) -> Section | None:
    """How many answers each kind of difference stopped, and how many would have been right."""
    rows = [o for o in evaluation.outcomes if _is_stopped(o)]
    if not rows:
        return None
    counted = Counter((o.prediction.difference, _would_be(o)) for o in rows)
    kinds = [kind for kind in DIFFERENCES if any(o.prediction.difference == kind for o in rows)]
    return Section(
        key="stopped",
        title=heading("stopped", lang),
        text=(say("stopped", lang),),
        head=columns("difference would_right would_wrong would_oos", lang),
        rows=tuple(
            (
                DIFFERENCES[kind][lang == "en"],
                *(str(counted[kind, way]) for way in ("right", "wrong", "oos")),
            )
            for kind in kinds
        ),
    )


def stopped_each(evaluation: Evaluation, lang: Lang) -> Section | None:
    """Each answer that a difference stopped, by kind, those that would have been right first."""
    rows = [o for o in evaluation.outcomes if _is_stopped(o)]
    if not rows:
        return None
    kinds = list(DIFFERENCES)
    rows.sort(key=lambda o: (kinds.index(_kind(o)), _WAYS.index(_would_be(o)), o.case.q))
    rest = len(rows) - MOST
    return Section(
        key="stopped_each",
        title=f"{heading('stopped_each', lang)} × {len(rows)}",
        head=columns("difference query shown_entry would_be", lang),
        rows=tuple(_row(o, lang) for o in rows[:MOST]),
        below=(say("more", lang, n=rest),) if rest > 0 else (),
    )


def _row(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    prediction = outcome.prediction
    return (
        DIFFERENCES[_kind(outcome)][lang == "en"],
        outcome.case.q,
        prediction.shown or prediction.id or "–",
        *columns(f"would_{_would_be(outcome)}", lang),
    )


def _kind(outcome: Outcome) -> DifferenceKind:
    """The kind of difference; a question of another engine's, which tells none, is a thing."""
    return next((kind for kind in DIFFERENCES if kind == outcome.prediction.difference), "thing")


def _is_stopped(outcome: Outcome) -> bool:
    prediction = outcome.prediction
    return prediction.shown is not None or prediction.difference == "platform"


def _would_be(outcome: Outcome) -> str:
    if outcome.top_is_right:
        return "right"
    return "wrong" if outcome.case.in_scope else "oos"
