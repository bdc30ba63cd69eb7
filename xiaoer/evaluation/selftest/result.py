"""The result of a self-test."""

from __future__ import annotations

from datetime import date as Date

from xiaoer.evaluation.result import Result
from xiaoer.evaluation.selftest.findings import Rivals, ThinEntry
from xiaoer.evaluation.selftest.forecast import Forecast, Groups, Mix, forecast, raised
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.records import dataclass, replace

MAX_RISK = 0.05
"""Expected risk that a first calibration allows, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SelfTest(Result):
    """What to expect of a bot by its own questions, and what to mend; made by `self_test`.

    - ``groups``: what was asked and said. ``mix``: what customers are taken to ask.
    - ``entries``, ``questions``: of the corpus, those that could be tested.
    - ``threshold``: the confidence the bot needed to answer.
    - ``thin``: entries too thin to be found. ``alone``: ids of entries with one question: no
      left-out question could test them. ``rivals``: pairs that steal each other's questions.
    """

    groups: Groups
    mix: Mix
    entries: int
    questions: int
    threshold: float
    thin: tuple[ThinEntry, ...] = ()
    alone: tuple[str, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    corpus_hash: str = ""
    seed: int = 0

    @property
    def expected(self) -> Forecast:
        """What to expect of the mix. A forecast, not a measurement."""
        return forecast(self.groups, self.mix)

    @property
    def cautious(self) -> Forecast:
        """The same where nobody words a question as the corpus does, and no query is far off."""
        return forecast(self.groups, replace(self.mix, known_share=0.0, near_share=1.0))

    @property
    def hopeful(self) -> Forecast:
        """The same where everybody words it nearly as the corpus does, and none comes near."""
        return forecast(self.groups, replace(self.mix, known_share=1.0, near_share=0.0))

    def calibration(
        self, fingerprint: str, date: Date, *, max_risk: float = MAX_RISK
    ) -> Calibration | None:
        """A first calibration, marked as not certified; None where no threshold is good enough.

        Its threshold is the laxest, not below the present one, whose expected risk is at most
        ``max_risk``: a self-test may make a bot more careful, never bolder. ``fingerprint`` is
        the corpus's (`xiaoer.matching.confidence.fingerprint`).
        """
        found = raised(self.groups, self.mix, max_risk, self.threshold)
        if found is None:
            return None
        return Calibration(
            kind="self_test",
            threshold=found.threshold,
            n=self.groups.n,
            answered=found.answered,
            wrong=found.wrong,
            coverage=found.coverage,
            risk=found.risk,
            max_risk=max_risk,
            date=date.isoformat(),
            note=f"self-test by the corpus's own questions, out of scope {self.mix.oos_share:g}",
            fingerprint=fingerprint,
        )

    def __repr__(self) -> str:
        told = {"coverage": self.expected.coverage, "precision": self.expected.precision}
        figures = [f"{k} {'none' if v is None else f'{v:.3f}'}" for k, v in told.items()]
        return (
            f"SelfTest({self.entries} entries, {self.questions} questions, {self.groups.n} asked, "
            f"expected {', '.join(figures)})"
        )
