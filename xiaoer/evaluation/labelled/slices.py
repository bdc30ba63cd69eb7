"""The figures of each slice of the cases: every key and value they were given."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.evaluation.cases.prediction import Outcome
from xiaoer.evaluation.labelled.figures import Figures, figures_of
from xiaoer.records import dataclass

MOST_VALUES = 100
"""A key with more values is no slice but a number or a note, and is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The figures of the cases whose ``key`` has the ``value``."""

    key: str
    value: str
    figures: Figures

    @property
    def n(self) -> int:
        """How many cases."""
        return self.figures.n


def slices_of(outcomes: Sequence[Outcome]) -> tuple[Slice, ...]:
    """A slice for each key and value, by key, the larger first; small ones too."""
    groups: dict[str, dict[str, list[Outcome]]] = {}
    for outcome in outcomes:
        for key, value in outcome.case.slices.items():
            groups.setdefault(key, {}).setdefault(value, []).append(outcome)
    return tuple(
        Slice(key=key, value=value, figures=figures_of(group))
        for key, values in sorted(groups.items())
        if len(values) <= MOST_VALUES
        for value, group in sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def keys_left_out(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """The keys that have too many values to be slices."""
    values: dict[str, set[str]] = {}
    for outcome in outcomes:
        for key, value in outcome.case.slices.items():
            values.setdefault(key, set()).add(value)
    return tuple(sorted(key for key, found in values.items() if len(found) > MOST_VALUES))
