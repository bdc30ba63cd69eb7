"""Two systems on the same queries: which is better, surely or by chance, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case, CasesError, case_fault
from xiaoer.evaluation.cases.prediction import Outcome, Predictor, Progress
from xiaoer.evaluation.comparison.changes import Change, ChangeGroup, changes
from xiaoer.evaluation.labelled.evaluate import ask_all
from xiaoer.evaluation.labelled.figures import Figures, figures_of
from xiaoer.evaluation.labelled.headline import headline_differences
from xiaoer.evaluation.result import Result
from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Comparison(Result):
    """Two systems on the same cases, made by `compare` or `compare_replies`.

    - ``first``, ``second``: the outcomes, case by case.
    - ``labelled``: whether right and wrong are known; where not, the next four are empty.
    - ``figures``: of the first and of the second.
    - ``differences``: second minus first, each with its paired bootstrap interval.
    - ``top_is_right``, ``served_right``: exact McNemar tests. Served right is a right answer, or
      none where nothing should be answered.
    - ``changes``: the queries whose reply changed, by group.
    """

    first: tuple[Outcome, ...]
    second: tuple[Outcome, ...]
    labelled: bool
    figures: tuple[Figures, Figures] | None = None
    differences: Mapping[str, m.Estimate | None]
    top_is_right: m.McNemar | None = None
    served_right: m.McNemar | None = None
    changes: tuple[Change, ...] = ()
    seed: int = 0
    resamples: int = 0

    @property
    def n(self) -> int:
        """How many queries."""
        return len(self.first)

    def group(self, group: ChangeGroup) -> tuple[Change, ...]:
        """The changes of one group."""
        return tuple(change for change in self.changes if change.group == group)

    def __repr__(self) -> str:
        told = [f"{self.n} cases" if self.labelled else f"{self.n} unlabelled queries"]
        told.append(f"{len(self.changes)} replies changed")
        if self.labelled:
            right, wrong = len(self.group("now_right")), len(self.group("now_wrong"))
            told.append(f"{right} now right, {wrong} now wrong")
        if self.served_right:
            told.append(f"p {self.served_right.p:.3g}")
        return f"Comparison({', '.join(told)})"


def compare(
    first: Predictor,
    second: Predictor,
    cases: Iterable[Case],
    *,
    seed: int = 0,
    resamples: int = m.RESAMPLES,
    progress: Progress | None = None,
) -> Comparison:
    """The second system beside the first, on labelled cases.

    Raises:
        CasesError: there are no cases, or one names an audience that a system does not know.
    """
    before, after = _asked(first, second, tuple(cases), progress)
    pairs = list(zip(before, after, strict=True))
    return Comparison(
        first=before,
        second=after,
        labelled=True,
        figures=(figures_of(before), figures_of(after)),
        differences=headline_differences(after, before, resamples=resamples, seed=seed),
        top_is_right=m.mcnemar((a.top_is_right, b.top_is_right) for a, b in pairs if a.case.gold),
        served_right=m.mcnemar((a.served_right, b.served_right) for a, b in pairs),
        changes=changes(before, after, labelled=True),
        seed=seed,
        resamples=resamples,
    )


def compare_replies(
    first: Predictor,
    second: Predictor,
    queries: Iterable[str | Case],
    *,
    progress: Progress | None = None,
) -> Comparison:
    """What changed between two systems on queries without labels; gold ids are not looked at.

    Raises:
        CasesError: there are no queries, or one names an audience that a system does not know.
    """
    cases = tuple(Case(q=query) if isinstance(query, str) else query for query in queries)
    before, after = _asked(first, second, cases, progress)
    return Comparison(
        first=before,
        second=after,
        labelled=False,
        differences={},
        changes=changes(before, after, labelled=False),
    )


def _asked(
    first: Predictor, second: Predictor, cases: Sequence[Case], progress: Progress | None
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """All the first says, then all the second says; the progress is over both."""
    if not cases:
        raise CasesError([case_fault(None, "empty", "empty")])
    n = len(cases)

    def later(done: int, _: int) -> None:
        if progress:
            progress(n + done, 2 * n)

    def sooner(done: int, _: int) -> None:
        if progress:
            progress(done, 2 * n)

    return ask_all(first, cases, sooner), ask_all(second, cases, later)
