"""The shipped constants of the ranker and of the confidence.

Fitted on three labelled sets of real questions with and without typing errors (everyday
questions, medicine, commands to an assistant; 11,562 queries), none of them the sample corpus,
and rounded. No corpus changes them.
"""

from collections.abc import Mapping

from xiaoer.matching.confidence import ConfidenceModel

RANKER: Mapping[str, float] = {
    "cosine_folded": 0.29,
    "cosine_written": 0.17,
    "cosine_mean": 0.27,
    "centroid": 2.8,
    "ridge": 3.36,
    "ridge_sharp": 2.15,
    "ratio_folded": 1.05,
    "ratio_written": 1.15,
    "ratio_words": -1.48,
    "query_covered": -0.05,
    "question_covered": 0.58,
    "entry_covered": 1.01,
    "characters_covered": 3.12,
    "length_gap": -1.41,
    "denials": -0.06,
    "contrasts": -1.28,
    "gap_cosine_folded": 0.22,
    "gap_cosine_mean": 0.2,
    "gap_centroid": 2.17,
    "gap_ridge": 1.32,
    "gap_ridge_sharp": 0.59,
    "gap_ratio_folded": 0.94,
    "gap_entry_covered": 0.71,
    "keyword": 2.0,  # set by hand: as much as a fully covered query
}
"""Weight of each feature in the ranker's sum, in nats."""

CONFIDENCE = ConfidenceModel(
    bias=-5.295,
    first=1.012,
    margin_second=-0.185,
    margin_third=0.173,
    margin_root=0.987,
    cosine=-9.072,
    question_covered=4.077,
    margin_ridge=1.07,
)
"""The model of P(right)."""
