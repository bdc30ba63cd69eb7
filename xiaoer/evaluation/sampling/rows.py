"""A sample as rows of a sheet or lines of a file; `load_cases` reads them once labelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xiaoer.evaluation.sampling.draw import SUGGESTED, LogSample, SampledQuery
from xiaoer.source.column_heads import NOT_ANSWERED, NOT_LABELLED

HEADS: Final = (
    "用户问",
    "知识点",
    *(f"建议{number}" for number in range(1, SUGGESTED + 1)),
    "身份",
    "置信度段",
    "权重",
    "抽中次数",
)
"""The heads of the sheet; suggestions are read past."""


def sheet_row(row: SampledQuery) -> tuple[str | int | float, ...]:
    """The cells of a row, the entry yet to be given."""
    named = [f"{one.id} {one.question}" for one in row.suggestions]
    suggestions = (named + [""] * SUGGESTED)[:SUGGESTED]
    counts = (_rounded(row.weight), row.draws)
    return (row.q, NOT_LABELLED, *suggestions, row.audience or "", row.band, *counts)


def choices_of(row: SampledQuery) -> tuple[str, ...]:
    """What the cell of the entry offers to choose from."""
    return (*(one.id for one in row.suggestions), NOT_ANSWERED)


def line_dicts(sample: LogSample) -> Iterator[dict[str, Any]]:
    """The rows as JSON Lines."""
    for row in sample.rows:
        named = {f"suggestion{at}": one.id for at, one in enumerate(row.suggestions, 1)}
        audience = {"audience": row.audience} if row.audience else {}
        band = {"band": row.band} if row.band else {}
        weighed = {"weight": _rounded(row.weight), "draws": row.draws}
        yield {"q": row.q, "gold": NOT_LABELLED, **audience, **band, **weighed, **named}


def _rounded(weight: float) -> float:
    return float(f"{weight:.9g}")
