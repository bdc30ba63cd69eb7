"""What the decisions cost, and the threshold that would cost least."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import fsum, inf, isfinite

from xiaoer.errors import UnknownNameError, XiaoerError
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.records import asdict, dataclass


class CostsError(XiaoerError, ValueError):
    """Costs that cannot be read; ``text`` is what was given, ``why`` what is wrong with it."""

    def __init__(self, text: str, why: str) -> None:
        self.text = text
        self.why = why
        super().__init__(text, why)

    def __str__(self) -> str:
        return f'costs "{self.text}": {self.why}; expected such as wrong=20,human=3,clarify=0.5'


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a wrong answer, a query for a person, and a question back cost, in any one unit.

    Raises:
        ValueError: a cost is negative or no finite number.
    """

    wrong: float = 20.0
    human: float = 3.0
    clarify: float = 0.5

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not (isfinite(value) and value >= 0):
                raise ValueError(f"the cost {name} must be a number from 0, found {value!r}")

    @staticmethod
    def parse(text: str) -> Costs:
        """The costs written as name=number, joined by commas; what is not named has its default.

        >>> Costs.parse("wrong=50, human=2")
        Costs(wrong=50.0, human=2.0, clarify=0.5)

        Raises:
            CostsError: a part is no name=number, is given twice, or is below 0.
            UnknownNameError: no cost has the name.
        """
        known = tuple(asdict(Costs()))
        found: dict[str, float] = {}
        for part in text.split(","):
            name, _, number = (piece.strip() for piece in part.partition("="))
            if name not in known and number:
                raise UnknownNameError("cost", name, known)
            if name in found:
                raise CostsError(text, f'"{name}" is given twice')
            try:
                value = float(number)
            except ValueError:
                raise CostsError(text, f'"{part.strip()}" is no name=number') from None
            if not (isfinite(value) and value >= 0):
                raise CostsError(text, f'"{part.strip()}" is not a number from 0')
            found[name] = value
        return Costs(**found)

    def of(self, outcome: Outcome) -> float:
        """What one outcome costs.

        A question back without a right entry among its choices costs a person too, and so does
        small talk in reply to an in-scope query. A right answer is free.
        """
        prediction = outcome.prediction
        if prediction.answered:
            return 0.0 if outcome.answer_is_right else self.wrong
        if prediction.escalated:
            return self.human
        if prediction.action == "clarify":
            return self.clarify + (0.0 if m.clarified_well(outcome) else self.human)
        return self.human if outcome.case.in_scope else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigures:
    """Expected cost per 1,000 queries: as decided now, and at the threshold that costs least.

    At a threshold the first candidate is answered. Below it a query that is asked back now still
    is, and any other goes to a person; what a rule holds back costs what it costs now.
    ``threshold`` None: answering nothing costs least.
    """

    costs: Costs
    per_1000: float
    threshold: float | None
    best_per_1000: float
    best_coverage: m.Proportion
    best_risk: m.Proportion


def cost_figures(outcomes: Sequence[Outcome], costs: Costs) -> CostFigures:
    """The figures of these outcomes; among equally cheap thresholds the strictest.

    Raises:
        ValueError: there are no outcomes.
    """
    if not outcomes:
        raise ValueError("a cost needs at least one outcome")
    n = len(outcomes)
    total = fsum(outcome.case.weight for outcome in outcomes)
    curve = (m.Point(inf, 0, 0, n), *m.risk_coverage_curve(outcomes))
    saved, wrong = _saved(outcomes, costs)
    silent = fsum(one.case.weight * _unanswered(one, costs) for one in outcomes)

    def cost(point: m.Point) -> float:
        return silent - saved[point.answered] + costs.wrong * wrong[point.answered]

    best = min(curve, key=cost)
    return CostFigures(
        costs=costs,
        per_1000=1000 * fsum(one.case.weight * costs.of(one) for one in outcomes) / total,
        threshold=None if best.threshold == inf else best.threshold,
        best_per_1000=1000 * cost(best) / total,
        best_coverage=best.coverage_share,
        best_risk=best.risk_share,
    )


def _unanswered(outcome: Outcome, costs: Costs) -> float:
    """What a query costs below the threshold."""
    asked_back = outcome.prediction.action == "clarify"
    return costs.of(outcome) if outcome.prediction.held or asked_back else costs.human


def _saved(outcomes: Sequence[Outcome], costs: Costs) -> tuple[list[float], list[float]]:
    """For each number of answers, the surest first: what they would have cost unanswered, and how
    many of them are wrong."""
    free = [outcome for outcome in outcomes if not outcome.prediction.held]
    free.sort(key=lambda outcome: -outcome.prediction.confidence)
    saved = (one.case.weight * _unanswered(one, costs) for one in free)
    wrong = (0.0 if one.top_is_right else one.case.weight for one in free)
    return list(accumulate(saved, initial=0.0)), list(accumulate(wrong, initial=0.0))
