"""Requirements on figures, such as precision>=0.95, for continuous integration."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Final, Literal

from xiaoer.errors import UnknownNameError, XiaoerError
from xiaoer.evaluation.labelled.figures import NAMES, RISKS
from xiaoer.records import dataclass
from xiaoer.text.regex import regex

Operator = Literal[">=", ">", "<=", "<"]

COST: Final = "cost_per_1000"
"""The figure that is known only where costs were given."""

FIGURES: Final = (*NAMES, *(f"coverage_at_{100 * risk:g}" for risk in RISKS), COST)
"""The figures that a gate may name."""

_COMPARE: Final[dict[Operator, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
_GATE = regex(r"\s*([\w@]+)\s*(>=|>|<=|<)\s*(\S+?)\s*(%?)\s*", re.ASCII)


class GateError(XiaoerError, ValueError):
    """A requirement that cannot be read; ``text`` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return (
            f'requirement "{self.text}": expected a figure, one of >= > <= <, and a number, '
            "such as precision>=0.95"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A figure, how it is compared, and its limit."""

    figure: str
    comparison: Operator
    limit: float

    @staticmethod
    def parse(text: str) -> Gate:
        """The requirement written as figure, comparison, number; 95% is 0.95.

        >>> Gate.parse("precision >= 95%")
        Gate(figure='precision', comparison='>=', limit=0.95)

        Raises:
            GateError: it is not written so.
            UnknownNameError: no figure has the name.
        """
        found = _GATE.fullmatch(text)
        if found is None:
            raise GateError(text)
        figure, comparison, number, percent = found.groups()
        try:
            limit = float(number)
        except ValueError:
            raise GateError(text) from None
        if not isfinite(limit):
            raise GateError(text)
        if figure not in FIGURES:
            raise UnknownNameError("figure", figure, FIGURES)
        compared: Operator = comparison  # type: ignore[assignment]  # the pattern names them
        return Gate(figure=figure, comparison=compared, limit=limit / 100 if percent else limit)

    def __str__(self) -> str:
        return f"{self.figure}{self.comparison}{self.limit:g}"

    def check(self, values: Mapping[str, float | None]) -> GateResult:
        """Whether the figures (`Evaluation.values`) meet it."""
        value = values.get(self.figure)
        passed = value is not None and _COMPARE[self.comparison](value, self.limit)
        return GateResult(gate=self, value=value, passed=passed)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """Whether a requirement is met; a figure without a value (None) meets none."""

    gate: Gate
    value: float | None
    passed: bool

    def to_dict(self) -> dict[str, object]:
        """The same as JSON."""
        return {
            "figure": self.gate.figure,
            "comparison": self.gate.comparison,
            "limit": self.gate.limit,
            "value": self.value,
            "passed": self.passed,
        }
