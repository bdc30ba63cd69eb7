"""Finds the laxest threshold at which the risk is certified, and a confidence that fits better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import shown
from xiaoer.evaluation.cases.case import Case, CaseFault, CasesError, case_fault
from xiaoer.evaluation.cases.load import check_cases
from xiaoer.evaluation.cases.prediction import Outcome, Predictor, Progress, predict
from xiaoer.evaluation.certificate.certification import Certification
from xiaoer.evaluation.certificate.fixed_sequence import Judged, certify, fewest
from xiaoer.evaluation.certificate.outlook import outlook
from xiaoer.evaluation.certificate.refit import refit
from xiaoer.evaluation.labelled.evaluate import apart, ask_all
from xiaoer.evaluation.measures import confidences
from xiaoer.matching.confidence.made_from import LabelMix, keys_of
from xiaoer.matching.confidence.renewal import CONFIDENCE
from xiaoer.records import replace

MAX_RISK = 0.05
"""P(wrong | answered) to be certified, unless told otherwise."""

_SAME = 1e-6
"""By how much, relative, weights may differ that are rounded in a sheet."""


def calibrate_bot(
    bot: Bot,
    cases: Iterable[Case],
    *,
    max_risk: float = MAX_RISK,
    confidence: float = CONFIDENCE,
    in_scope_only: bool = False,
    seed: int = 0,
    progress: Progress | None = None,
) -> Certification:
    """The certification of a bot; keep its `Certification.calibration` beside the corpus.

    Certified is the bot at the threshold found, every rule of its policy included. The queries
    have to be drawn like those to come; ones that equal a question of the corpus are kept apart.
    A calibration that the bot has plays no part. With ``in_scope_only`` the out-of-scope queries
    are left out, and the certificate holds for the others alone.

    Raises:
        CasesError: no query is left, none is out of scope, an unknown gold id, or an unknown
            audience; has all of them.
        ValueError: a limit is not between 0 and 1.
    """
    found = calibrate(
        predict(bot.with_threshold(0.0)),
        cases,
        corpus=bot.corpus,
        max_risk=max_risk,
        confidence=confidence,
        in_scope_only=in_scope_only,
        seed=seed,
        progress=progress,
    )
    questions = keys_of(question for entry in bot.corpus for question in entry.questions)
    return replace(found, fingerprint=bot.fingerprint, questions=questions)


def calibrate(
    predictor: Predictor,
    cases: Iterable[Case],
    *,
    corpus: Corpus | None = None,
    max_risk: float = MAX_RISK,
    confidence: float = CONFIDENCE,
    in_scope_only: bool = False,
    seed: int = 0,
    progress: Progress | None = None,
) -> Certification:
    """The certification of any system; of a bot, see `calibrate_bot`.

    At threshold t the system is taken to answer what the predictor answers with a confidence of
    at least t: the predictor should answer at the laxest threshold one would accept. ``seed``
    is of the folds by which a re-calibration is chosen; the certificate draws nothing.

    Raises:
        CasesError: no query is left, none is out of scope without ``in_scope_only``, the weights
            show that chances were not equal, or, with a ``corpus``, an unknown gold id.
        ValueError: a limit is not between 0 and 1.
    """
    for name, value in (("max_risk", max_risk), ("confidence", confidence)):
        if not 0.0 < value < 1.0:
            raise ValueError(f"{name} must be between 0 and 1, found {shown(value)}")
    cases = tuple(case for case in cases if case.in_scope or not in_scope_only)
    leaks = check_cases(cases, corpus) if corpus is not None else ()
    kept = _of_equal_chances(apart(cases, leaks))
    if not kept:
        raise CasesError([_nothing_left(len(leaks), cases)])
    if not (in_scope_only or mix_of(kept).out_of_scope):
        option = "in_scope_only=True"
        raise CasesError([case_fault(None, "label", "no_oos", count=len(kept), option=option)])
    rows = ask_all(predictor, kept, progress)
    return replace(
        _certification_of(_each_draw(rows), max_risk, confidence, seed),
        leaks=leaks,
        mix=mix_of(kept),
        labels=keys_of(case.q for case in kept),
    )


def _each_draw(rows: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """A row for each time that its case was drawn."""
    return tuple(row for row in rows for _ in range(row.case.draws))


def _of_equal_chances(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases. Raises: CasesError where a draw of one weighs more than one of another."""
    for case in cases:
        one, other = case.weight / case.draws, cases[0].weight / cases[0].draws
        if abs(one - other) > _SAME * other:
            raise CasesError([case_fault(case.place, "label", "not_random")])
    return cases


def mix_of(cases: Iterable[Case]) -> LabelMix:
    """How many of the cases an entry answers, and how many none does."""
    inside = [case.in_scope for case in cases for _ in range(case.draws)]
    return LabelMix(in_scope=sum(inside), out_of_scope=len(inside) - sum(inside))


def _certification_of(
    rows: Sequence[Outcome], max_risk: float, confidence: float, seed: int
) -> Certification:
    answers = [
        Judged(row.prediction.confidence, row.answer_is_wrong)
        for row in rows
        if row.prediction.answered
    ]
    found = certify(answers, max_risk, confidence)
    least = found.threshold if found else 0.0
    shown_ones = [
        row for row in rows if row.prediction.shown and row.prediction.confidence >= least
    ]
    return Certification(
        n=len(rows),
        answerable=len(answers),
        least=fewest(max_risk, 1.0 - confidence),
        max_risk=max_risk,
        confidence=confidence,
        found=found,
        shown=len(shown_ones),
        shown_right=sum(row.shown_is_right for row in shown_ones),
        outlook=None if found else outlook(answers, len(rows), max_risk, confidence),
        refit=refit(*confidences(rows), seed=seed),
    )


def _nothing_left(leaks: int, cases: tuple[Case, ...]) -> CaseFault:
    place = cases[0].place if cases else None
    return case_fault(place, "empty", "all_leaks" if leaks else "empty", n=leaks)
