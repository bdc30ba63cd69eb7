"""What a system is worth on labelled cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from xiaoer.evaluation.cases.load import Leak
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.labelled.costs import CostFigures
from xiaoer.evaluation.labelled.figures import Figures
from xiaoer.evaluation.labelled.findings import Confusion, MissedEntry, WrongAnswer
from xiaoer.evaluation.labelled.gates import COST
from xiaoer.evaluation.labelled.robustness import RobustnessTable
from xiaoer.evaluation.labelled.slices import Slice
from xiaoer.evaluation.labelled.unserved import Unserved
from xiaoer.evaluation.measures import (
    Bin,
    Estimate,
    Point,
    Proportion,
    confidences,
    equal_mass_bins,
    is_weighted,
    weights_of,
)
from xiaoer.evaluation.measures import risk_coverage_curve as curve_of
from xiaoer.evaluation.result import Result
from xiaoer.records import dataclass

Note = Literal[
    "no_out_of_scope",
    "no_in_scope",
    "nothing_answered",
    "leaks",
    "keys_left_out",
    "weighted",
]
"""What a reader of the figures has to know."""


class FigureInterval(NamedTuple):
    """The 95 % interval of a share, and how it was computed."""

    low: float
    high: float
    method: Literal["bootstrap", "wilson"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Evaluation(Result):
    """The figures of a system on labelled cases, and what to mend; made by `evaluate`.

    - ``outcomes``: each case with its prediction; everything else is computed from them.
    - ``headline``: top1, coverage, precision, coverage_at_5, each with its bootstrap interval
      (clustered by entry), or None where it has no value.
    - ``slices``: the figures of every key and value of the cases; ``keys_left_out``: keys with
      too many values to be slices.
    - ``confusions``, ``errors``: wrong answers by pair, and one by one, the worst first.
    - ``handovers``, ``ask_backs``: queries handed to a person although the right entry came first,
      and those asked back without a right entry to choose, all of them.
    - ``missed``: entries of which no query was answered right; ``unasked``: ids of the corpus
      that no query has as gold. Both empty where no corpus was given.
    - ``leaks``: queries that equal a question of the corpus; they are not among the outcomes.
    - ``costs``, ``robustness``: None unless asked for.
    - ``corpus_hash``: of the corpus given, or "".

    `to_dict` is in the shape of ``data/evaluation.schema.json``.
    """

    outcomes: tuple[Outcome, ...]
    figures: Figures
    headline: Mapping[str, Estimate | None]
    slices: tuple[Slice, ...] = ()
    keys_left_out: tuple[str, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    errors: tuple[WrongAnswer, ...] = ()
    handovers: tuple[Unserved, ...] = ()
    ask_backs: tuple[Unserved, ...] = ()
    missed: tuple[MissedEntry, ...] = ()
    unasked: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    costs: CostFigures | None = None
    robustness: RobustnessTable | None = None
    corpus_hash: str = ""
    seed: int = 0
    resamples: int = 0

    @property
    def curve(self) -> tuple[Point, ...]:
        """The risk–coverage curve, from the strictest threshold to the laxest."""
        return curve_of(self.outcomes)

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The fifteen equal-mass bins of the confidence, for a reliability diagram."""
        return equal_mass_bins(*confidences(self.outcomes), weights=weights_of(self.outcomes))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a reader of the figures has to know."""
        figures = self.figures
        found: dict[Note, bool] = {
            "no_out_of_scope": figures.in_scope == figures.n,
            "no_in_scope": figures.in_scope == 0,
            "nothing_answered": figures.coverage.hits == 0,
            "leaks": bool(self.leaks),
            "keys_left_out": bool(self.keys_left_out),
            "weighted": is_weighted(self.outcomes),
        }
        return tuple(note for note, so in found.items() if so)

    def interval(self, name: str) -> FigureInterval | None:
        """The one interval that is told of a share, and its method.

        Bootstrap over entries where `headline` has it (``risk`` is the rest of ``precision``),
        else Wilson; None where nothing is counted, or the figure is no share.
        """
        drawn = self.headline.get("precision" if name == "risk" else name)
        if drawn is not None and drawn.resamples:
            low, high = (1 - drawn.high, 1 - drawn.low) if name == "risk" else drawn[1:3]
            return FigureInterval(low, high, "bootstrap")
        share = getattr(self.figures, name)
        ends = share.interval() if isinstance(share, Proportion) else None
        return FigureInterval(*ends, "wilson") if ends else None

    def values(self) -> dict[str, float | None]:
        """Each figure by its name, as gates read them."""
        return self.figures.values() | {COST: self.costs.per_1000 if self.costs else None}

    def __repr__(self) -> str:
        figures = self.figures
        shares = {name: getattr(figures, name) for name in ("top1", "coverage", "precision")}
        told = [f"{name} {share.hits}/{share.n}" for name, share in shares.items()]
        told.append(f"out of scope answered {figures.oos_answered.hits}/{figures.oos_answered.n}")
        return f"Evaluation({figures.n} cases, {', '.join(told)})"
