"""The fitted table: how much each piece of a text speaks for each label.

    score = bias + Σ weight / √(known pieces)      in nats: 0 is even odds, 2 are odds of 7 to 1

The division keeps a long text from adding up to anything. Weights are whole hundredths, so that
their sums are exact on every machine.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from xiaoer.hearing.labels import LABELS, Label
from xiaoer.hearing.pieces import pieces

SCALE = 100
"""Parts of a nat in which weights are whole."""
SURE = 0.0
"""Nats from which a label is surely heard: a probability of .5."""
MAYBE = -1.73
"""Nats from which it may be so: a probability of .15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """By piece, the labels that it speaks for, as places in ``LABELS``, each with its weight; and
    the bias of each label."""

    biases: tuple[int, ...]
    weights: Mapping[str, tuple[tuple[int, int], ...]]

    @staticmethod
    def of(labels: Mapping[str, Any]) -> "Table":
        """The table of ``weights.json``'s labels: bias, and weight → its pieces between tabs."""
        weights: dict[str, tuple[tuple[int, int], ...]] = {}
        for place, label in enumerate(LABELS):
            for weight, joined in labels[label]["weights"].items():
                own = ((place, int(weight)),)
                for piece in joined.split("\t"):
                    weights[piece] = weights.get(piece, ()) + own
        return Table(biases=tuple(labels[label]["bias"] for label in LABELS), weights=weights)

    def scores(self, text: str) -> dict[Label, float]:
        """The score of each label for a normalized text taken as a whole."""
        totals = [0] * len(LABELS)
        known = 0
        for piece in pieces(text):
            if found := self.weights.get(piece):
                known += 1
                for place, weight in found:
                    totals[place] += weight
        root = math.sqrt(max(1, known))
        return {
            label: (bias + total / root) / SCALE
            for label, bias, total in zip(LABELS, self.biases, totals, strict=True)
        }

    def spoke(self, label: Label, text: str) -> tuple[tuple[str, float], ...]:
        """What each piece adds to a label's score, in nats, the weightiest first."""
        known = [(piece, self.weights[piece]) for piece in pieces(text) if piece in self.weights]
        share = SCALE * math.sqrt(max(1, len(known)))
        own = LABELS.index(label)
        told = [
            (piece, weight / share)
            for piece, found in known
            for place, weight in found
            if place == own
        ]
        return tuple(sorted(told, key=lambda pair: (-abs(pair[1]), pair[0])))


@cache
def table() -> Table:
    """The shipped table, read on first use in a few milliseconds."""
    text = (files("xiaoer") / "data" / "hearing" / "weights.json").read_text(encoding="utf-8")
    return Table.of(json.loads(text)["labels"])
