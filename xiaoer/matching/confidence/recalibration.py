"""A monotone map from the engine's confidence to one that fits a corpus's own labels."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, Literal

from xiaoer.matching.ranking.ranker import logistic
from xiaoer.records import dataclass

Method = Literal["platt", "isotonic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalibration:
    """A rising map of 0..1 onto itself; 0 (no candidate) and 1 (an exact question) stay.

    - ``platt``: σ(``slope`` · log-odds + ``offset``), J. Platt (1999). ``points`` is empty.
    - ``isotonic``: straight lines between ``points`` (confidence, re-calibrated), which begin
      at (0, 0) and end at (1, 1). Zadrozny & Elkan (2002). ``slope`` and ``offset`` are unused.

    No decision uses it: thresholds stay on the engine's own confidence, since a map that
    rises nowhere in places would make one confidence of several.

    Raises:
        ValueError: it would not rise, or leave 0..1.
    """

    method: Method
    slope: float = 1.0
    offset: float = 0.0
    points: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.method == "platt":
            if not 0.0 < self.slope < math.inf or not math.isfinite(self.offset):
                raise ValueError(f"slope must be above 0, found {self.slope!r}, {self.offset!r}")
            return
        ends = self.points[:1] == ((0.0, 0.0),) and self.points[-1:] == ((1.0, 1.0),)
        steps = zip(self.points, self.points[1:], strict=False)
        if not ends or not all(a[0] < b[0] and a[1] <= b[1] for a, b in steps):
            raise ValueError("points must rise from (0, 0) to (1, 1)")

    def apply(self, confidence: float) -> float:
        """The re-calibrated confidence.

        >>> half = Recalibration(method="isotonic", points=((0, 0), (0.5, 0.2), (1, 1)))
        >>> [half.apply(c) for c in (0.0, 0.25, 0.5, 1.0)]
        [0.0, 0.1, 0.2, 1.0]
        """
        if not 0.0 < confidence < 1.0:
            return confidence
        if self.method == "platt":
            odds = math.log(confidence) - math.log1p(-confidence)
            return logistic(self.slope * odds + self.offset)
        at = bisect_right(self.points, (confidence, math.inf))
        (left, low), (right, high) = self.points[at - 1], self.points[at]
        value = low + (high - low) * (confidence - left) / (right - left)
        return min(max(value, low), high)

    def to_dict(self) -> dict[str, Any]:
        """The map as plain JSON values."""
        if self.method == "platt":
            return {"method": "platt", "slope": self.slope, "offset": self.offset}
        return {"method": "isotonic", "points": [list(point) for point in self.points]}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Recalibration:
        """The map that ``to_dict`` gave; its shape has been checked.

        Raises:
            ValueError: it would not rise, or leave 0..1.
        """
        if data["method"] == "platt":
            return Recalibration(method="platt", slope=data["slope"], offset=data["offset"])
        points = tuple((float(left), float(right)) for left, right in data["points"])
        return Recalibration(method="isotonic", points=points)
