"""Measures a system on labelled cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import UnknownNameError
from xiaoer.evaluation.cases.case import Case, CaseFault, CasesError, case_fault
from xiaoer.evaluation.cases.load import Leak, audience_fault, check_cases
from xiaoer.evaluation.cases.prediction import (
    BotPredictor,
    Outcome,
    Prediction,
    Predictor,
    Progress,
)
from xiaoer.evaluation.labelled.costs import Costs, cost_figures
from xiaoer.evaluation.labelled.evaluation import Evaluation
from xiaoer.evaluation.labelled.figures import figures_of
from xiaoer.evaluation.labelled.findings import (
    WORST,
    Explain,
    confusions,
    missed_entries,
    unasked_entries,
    worst_errors,
)
from xiaoer.evaluation.labelled.headline import headline
from xiaoer.evaluation.labelled.robustness import RobustnessTable, robustness
from xiaoer.evaluation.labelled.slices import keys_left_out, slices_of
from xiaoer.evaluation.labelled.unserved import needless_handovers, useless_ask_backs
from xiaoer.evaluation.measures import RESAMPLES
from xiaoer.evaluation.perturb import PHENOMENA


def evaluate(
    predictor: Predictor,
    cases: Iterable[Case],
    *,
    corpus: Corpus | None = None,
    costs: Costs | None = None,
    worst: int = WORST,
    explain: Explain | None = None,
    perturbed: bool = False,
    seed: int = 0,
    resamples: int = RESAMPLES,
    progress: Progress | None = None,
) -> Evaluation:
    """The evaluation of a system; of a bot: ``evaluate(predict(bot), cases, corpus=bot.corpus)``.

    With a ``corpus`` the gold ids are checked, and queries that equal one of its questions are
    kept apart as ``leaks``. ``explain`` is called for each of the ``worst`` errors; ``perturbed``
    adds the robustness table: every right answer is asked again in each of a dozen ways.

    Raises:
        CasesError: nothing but leaks, an unknown gold id, or an audience that the system does not
            know; has all of them.
    """
    cases = tuple(cases)
    leaks = check_cases(cases, corpus) if corpus is not None else ()
    kept = apart(cases, leaks)
    return evaluation_of(
        ask_all(predictor, kept, progress),
        corpus=corpus,
        leaks=leaks,
        costs=costs,
        worst=worst,
        explain=explain,
        perturbed=_perturbed(predictor, kept, seed, progress) if perturbed else None,
        seed=seed,
        resamples=resamples,
    )


def evaluation_of(
    outcomes: Sequence[Outcome],
    *,
    corpus: Corpus | None = None,
    leaks: Sequence[Leak] = (),
    costs: Costs | None = None,
    worst: int = WORST,
    explain: Explain | None = None,
    perturbed: RobustnessTable | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """The evaluation of outcomes that are at hand; otherwise as `evaluate`.

    Raises:
        CasesError: there are none.
    """
    outcomes = tuple(outcomes)
    _at_least_one(outcomes, leaks)
    entries = corpus.entries if corpus is not None else ()
    questions = {entry.id: entry.question for entry in entries}
    return Evaluation(
        outcomes=outcomes,
        figures=figures_of(outcomes),
        headline=headline(outcomes, resamples=resamples, seed=seed),
        slices=slices_of(outcomes),
        keys_left_out=keys_left_out(outcomes),
        confusions=confusions(outcomes, questions),
        errors=worst_errors(outcomes, questions, worst, explain),
        handovers=needless_handovers(outcomes, questions),
        ask_backs=useless_ask_backs(outcomes, questions),
        missed=missed_entries(outcomes, entries),
        unasked=unasked_entries(outcomes, entries),
        leaks=tuple(leaks),
        costs=cost_figures(outcomes, costs) if costs else None,
        robustness=perturbed,
        corpus_hash=corpus.hash if corpus is not None else "",
        seed=seed,
        resamples=resamples,
    )


def ask_all(
    predictor: Predictor, cases: Sequence[Case], progress: Progress | None = None
) -> tuple[Outcome, ...]:
    """What the predictor says about each case, in order.

    Raises:
        CasesError: a case names an audience that the system does not know; has all of them.
    """
    found: list[Outcome] = []
    faults: list[CaseFault] = []
    said = _each(predictor, cases)
    for done, (case, one) in enumerate(zip(cases, said, strict=True), 1):
        if isinstance(one, UnknownNameError):
            faults.append(_unknown_name(case, one))
        else:
            found.append(Outcome(case, one))
        if progress:
            progress(done, len(cases))
    if faults:
        raise CasesError(faults)
    return tuple(found)


def _each(predictor: Predictor, cases: Sequence[Case]) -> Iterator[Prediction | UnknownNameError]:
    """What the predictor says or raises, case by case; a bot's is asked in its own ways."""
    if isinstance(predictor, BotPredictor):
        yield from predictor.predictions(cases)
        return
    for case in cases:
        try:
            yield predictor(case)
        except UnknownNameError as error:
            yield error


def _unknown_name(case: Case, error: UnknownNameError) -> CaseFault:
    if error.kind == "audience":
        return audience_fault(case, error.name, error.known, error.nearest)
    return CaseFault(place=case.place, kind="name", message=str(error), nearest=error.nearest)


def _perturbed(
    predictor: Predictor, cases: Sequence[Case], seed: int, progress: Progress | None
) -> RobustnessTable:
    """The robustness table; the progress is told of the most queries it may ask."""
    if progress is None:
        return robustness(predictor, cases, seed=seed)
    total = len(cases) * (1 + len(PHENOMENA))
    asked = count(1)

    def counted(case: Case) -> Prediction:
        progress(min(next(asked), total - 1), total)
        return predictor(case)

    table = robustness(counted, cases, seed=seed)
    progress(total, total)
    return table


def apart(cases: Iterable[Case], leaks: Iterable[Leak]) -> tuple[Case, ...]:
    """The cases that are no leaks."""
    leaking = {leak.case for leak in leaks}
    return tuple(case for case in cases if case not in leaking)


def _at_least_one(outcomes: Sequence[Outcome], leaks: Sequence[Leak]) -> None:
    if outcomes:
        return
    if not leaks:
        raise CasesError([case_fault(None, "empty", "empty")])
    first, n = leaks[0], len(leaks)
    fields = {"id": first.id, "question": first.question}
    raise CasesError([case_fault(first.case.place, "empty", "nothing_left", n=n, **fields)])
