"""The result of a self-test."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date as Date
from typing import Any, Final

from xiaoer.errors import Lang
from xiaoer.evaluation.selftest.findings import Rivals, ThinEntry
from xiaoer.evaluation.selftest.forecast import Forecast, Groups, Mix, forecast, raised, share_of
from xiaoer.matching.calibration import Calibration

FORMAT: Final = "xiaoer-self-test/1"
"""Named in every file; the number rises when a key changes its meaning or goes."""
MAX_RISK = 0.05
"""Expected risk that a first calibration allows, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SelfTest:
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
        the corpus's (`xiaoer.matching.fingerprint`).
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

    def to_dict(self) -> dict[str, Any]:
        """The figures and findings as plain JSON values; the outcomes themselves are left out."""
        return {
            "format": FORMAT,
            "corpus_hash": self.corpus_hash,
            "seed": self.seed,
            "entries": self.entries,
            "questions": self.questions,
            "threshold": self.threshold,
            "mix": asdict(self.mix),
            "forecast": {
                name: asdict(getattr(self, name)) for name in ("expected", "cautious", "hopeful")
            },
            "asked": {name: share_of(group)._asdict() for name, group in self.groups.named()},
            "thin": [asdict(one) | {"lost": list(one.lost)} for one in self.thin],
            "alone": list(self.alone),
            "rivals": [_rivals_dict(one) for one in self.rivals],
        }

    def to_markdown(self, lang: Lang = "zh") -> str:
        """The same as a page of Markdown, in Chinese ("zh") or English ("en")."""
        from xiaoer.evaluation.pages.page_markdown import page
        from xiaoer.evaluation.pages.selftest_sections import page_title, selftest_sections

        return page(page_title(lang), selftest_sections(self, lang))


def _rivals_dict(one: Rivals) -> dict[str, Any]:
    lists = {name: list(getattr(one, name)) for name in ("lost_examples", "taken_examples")}
    return asdict(one) | lists
