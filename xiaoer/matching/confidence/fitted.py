"""The fitted constants of the ranker and of the confidence: data with provenance.

``xiaoer/data/weights.json`` is written by ``tests/fit/fit.py`` from labelled sets; no corpus
changes it. Weights that did not see a set's domain are other files of the same form.
"""

import json
import threading
from collections.abc import Mapping
from typing import Any

from xiaoer.matching.confidence.confidence import ConfidenceModel
from xiaoer.records import asdict, dataclass, field
from xiaoer.text.resources import read_text

_lock = threading.Lock()
_shipped: "Weights | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weight of each feature in the ranker's sum, the confidence model, and where they are from.

    ``provenance`` names the sets, their sizes, the date, the script and the figures.
    """

    ranker: Mapping[str, float] = field(hash=False)
    confidence: ConfidenceModel
    provenance: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @staticmethod
    def shipped() -> "Weights":
        """The weights that ship with the package, read once a process."""
        global _shipped
        with _lock:
            if _shipped is None:
                text = read_text("weights.json")
                _shipped = Weights.from_dict(json.loads(text))
        return _shipped

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> "Weights":
        """The weights that ``to_dict`` gave.

        Raises:
            KeyError: a part is missing.
        """
        return Weights(
            ranker=dict(data["ranker"]),
            confidence=ConfidenceModel(**data["confidence"]),
            provenance=dict(data["provenance"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """The weights as plain JSON values."""
        return {
            "provenance": dict(self.provenance),
            "ranker": dict(self.ranker),
            "confidence": asdict(self.confidence),
        }
