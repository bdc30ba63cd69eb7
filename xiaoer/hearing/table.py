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
    """Weights by label and piece; ``known`` are the pieces that any label weighs."""

    biases: Mapping[Label, int]
    weights: Mapping[Label, Mapping[str, int]]
    known: frozenset[str]

    @staticmethod
    def of(labels: Mapping[str, Any]) -> "Table":
        """The table of ``weights.json``'s labels: bias, and weight → its pieces between tabs."""
        weights: dict[Label, dict[str, int]] = {}
        for label in LABELS:
            own = weights[label] = {}
            for weight, joined in labels[label]["weights"].items():
                own.update(dict.fromkeys(joined.split("\t"), int(weight)))
        return Table(
            biases={label: labels[label]["bias"] for label in LABELS},
            weights=weights,
            known=frozenset().union(*weights.values()),
        )

    def scores(self, text: str) -> dict[Label, float]:
        """The score of each label for a normalized text taken as a whole."""
        found = [piece for piece in pieces(text) if piece in self.known]
        return {label: self._score(label, found) for label in LABELS}

    def score(self, label: Label, text: str) -> float:
        """The score of one label."""
        return self._score(label, [piece for piece in pieces(text) if piece in self.known])

    def _score(self, label: Label, found: list[str]) -> float:
        own = self.weights[label]
        total = sum([own[piece] for piece in found if piece in own])
        return (self.biases[label] + total / math.sqrt(max(1, len(found)))) / SCALE

    def spoke(self, label: Label, text: str) -> tuple[tuple[str, float], ...]:
        """What each piece adds to a label's score, in nats, the weightiest first."""
        found = [piece for piece in pieces(text) if piece in self.known]
        share = SCALE * math.sqrt(max(1, len(found)))
        own = self.weights[label]
        told = [(piece, own[piece] / share) for piece in found if piece in own]
        return tuple(sorted(told, key=lambda pair: (-abs(pair[1]), pair[0])))


@cache
def table() -> Table:
    """The shipped table, read on first use in a few milliseconds."""
    text = (files("xiaoer") / "data" / "hearing" / "weights.json").read_text(encoding="utf-8")
    return Table.of(json.loads(text)["labels"])
