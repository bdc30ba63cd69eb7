"""What calibrating a system came to."""

from __future__ import annotations

from datetime import date as Date
from typing import Final, Literal

from xiaoer.evaluation.cases.load import Leak
from xiaoer.evaluation.certificate.fixed_sequence import Certified
from xiaoer.evaluation.certificate.outlook import Outlook
from xiaoer.evaluation.certificate.refit import Refit
from xiaoer.evaluation.result import Result
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.confidence.made_from import LabelMix, MadeFrom
from xiaoer.records import dataclass

LEAST_OOS: Final = 0.10
"""Out of scope, of the labels: below it the certificate is told to be weak.

`tests.bench.oos_share` on the sample corpus, 200 draws of 300 and of 1,000 labels, limits of 5 and
10 %: where customers ask one query in ten out of scope, labels with 5 % of them break the promise
in 6 to 36 % of the draws, with 2 % in 13 to 97 %, with 10 % in at most 1 %. Where they ask one in
five, labels with 10 % break it in 8 to 91 %, with 20 % in at most 1 %: the mix has to be theirs.
"""

Why = Literal["", "too_few", "too_risky"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Certification(Result):
    """A certified threshold, or why there is none; made by `calibrate`.

    - ``n``: labelled queries. ``answerable``: those that some threshold answers; ``least``: how
      many answers certify the limit when none of them is wrong.
    - ``max_risk``, ``confidence``: what was to be certified: P(wrong | answered) is at most
      ``max_risk``, with this confidence.
    - ``found``: the laxest threshold for which that holds; None: nothing can be certified.
    - ``outlook``: how many labelled queries it would take, where nothing is certified.
    - ``refit``: the re-calibrated confidence, with its held-out quality.
    - ``leaks``: queries that equal a question of the corpus, kept apart.
    - ``fingerprint``: of the bot's corpus and engine; "" for other systems.
    - ``mix``: how many of the n queries an entry answers. A certificate made from queries of
      which none, or few (`LEAST_OOS`), are out of scope says nothing about those that are.
    - ``shown``, ``shown_right``: queries whose confidence reaches the threshold, but that are asked
      about, the answer shown below; the certificate does not cover them.
    - ``labels``, ``questions``: `keys_of` the queries, and of the questions of the bot's corpus.
    """

    n: int
    answerable: int
    least: int
    max_risk: float
    confidence: float
    found: Certified | None
    outlook: Outlook | None = None
    refit: Refit | None = None
    leaks: tuple[Leak, ...] = ()
    fingerprint: str = ""
    mix: LabelMix | None = None
    shown: int = 0
    shown_right: int = 0
    labels: str = ""
    questions: str = ""

    @property
    def certified(self) -> bool:
        """Whether a threshold was certified."""
        return self.found is not None

    @property
    def why(self) -> Why:
        """Why nothing is certified: too few answers, or too many of them wrong; "" if it is."""
        if self.certified:
            return ""
        return "too_few" if self.answerable < self.least else "too_risky"

    @property
    def threshold(self) -> float | None:
        """The confidence needed to answer; None where nothing is certified."""
        return self.found.threshold if self.found else None

    @property
    def coverage(self) -> float:
        """Answered at that threshold ÷ all queries; 0 where nothing is certified."""
        return self.found.answered / self.n if self.found else 0.0

    def calibration(self, date: Date, *, note: str = "", file: str = "") -> Calibration | None:
        """The record to keep with the corpus; None where nothing is certified.

        ``file`` names the labelled queries, for who makes it anew.

        Raises:
            ValueError: it is about a system that is no bot.
        """
        if self.found is None:
            return None
        if not self.fingerprint:
            raise ValueError("only what calibrate_bot certified can be kept with a corpus")
        return Calibration(
            kind="certified",
            threshold=self.found.threshold,
            n=self.n,
            answered=self.found.answered,
            wrong=self.found.wrong,
            coverage=self.coverage,
            risk=self.found.wrong / self.found.answered,
            max_risk=self.max_risk,
            confidence=self.confidence,
            bound=self.found.bound,
            date=date.isoformat(),
            note=note,
            fingerprint=self.fingerprint,
            recalibration=self.refit.recalibration if self.refit else None,
            mix=self.mix,
            made_from=MadeFrom(file=file, labels=self.labels, questions=self.questions),
        )

    def __repr__(self) -> str:
        goal = f"risk <= {self.max_risk:g} at {self.confidence:g}"
        if self.found is None:
            return f"Certification({goal}: not certified, {self.why}, {self.n} queries)"
        return (
            f"Certification({goal}: threshold {self.found.threshold:.4f}, coverage "
            f"{self.coverage:.3f}, {self.found.wrong} of {self.found.answered} wrong, bound "
            f"{self.found.bound:.4f})"
        )
