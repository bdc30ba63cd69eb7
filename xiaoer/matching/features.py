"""The evidence for each candidate entry, as named numbers.

Every feature is in 0..1 or a small difference, and means the same on any corpus. Features
whose name begins with ``gap_`` are the distance to the best candidate of the query (≤ 0).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from xiaoer.matching.index import Index, Question, QueryTerms
from xiaoer.matching.kernel import gram, powered, ridge
from xiaoer.text.utterance import Utterance

MAX_CANDIDATES = 32
"""Entries that get features."""
MAX_KERNEL = 32
"""Questions in the local kernel; more cost time by the cube and gain nothing measurable."""
MAX_EDITS = 3
"""Questions of an entry that are compared by edit distance."""

FEATURES = (
    "cosine_folded",
    "cosine_written",
    "cosine_mean",
    "ridge",
    "ridge_sharp",
    "ridge_written",
    "ratio_folded",
    "ratio_written",
    "ratio_words",
    "query_covered",
    "query_covered_words",
    "question_covered",
    "entry_covered",
    "length_gap",
    "denials",
    "contrasts",
    "question_type",
    "size",
    "gap_cosine_folded",
    "gap_cosine_mean",
    "gap_ridge",
    "gap_ridge_sharp",
    "gap_ratio_folded",
    "gap_entry_covered",
)
"""Names of the features, in the order of their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A candidate entry: its number, its closest question, and the values of its features."""

    entry: int
    question: Question
    values: tuple[float, ...]
