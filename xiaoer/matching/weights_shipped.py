"""The shipped constants of the ranker and of the confidence (set by hand after a first fit)."""

from collections.abc import Mapping

from xiaoer.matching.confidence import ConfidenceModel

RANKER: Mapping[str, float] = {"ridge_sharp": 8.0, "cosine_written": 2.0, "entry_covered": 2.0}
CONFIDENCE = ConfidenceModel(
    bias=-4.0, first=0.5, margin_second=0.5, margin_third=0.2, margin_root=0.5
)
