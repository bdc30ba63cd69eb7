"""The fitted table: how much each piece of a text speaks for each label.

    score = bias + Σ weight / √(known pieces)      in nats: 0 is even odds, 2 are odds of 7 to 1

The division keeps a long text from adding up to anything. Weights are whole twentieths, so that
their sums are exact on every machine. ``data/hearing/table.txt`` has a piece a line:

    转人工      a145u-38          a tab, then the letter of each label and its weight
"""

import math
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_lowercase
from sys import byteorder

from xiaoer.hearing.labels import LABELS, Label
from xiaoer.hearing.pieces import pieces
from xiaoer.records import dataclass
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_text

SCALE = 20
"""Parts of a nat in which weights are whole."""
SURE = 0.0
"""Nats from which a label is surely heard: a probability of .5."""
MAYBE = -1.73
"""Nats from which it may be so: a probability of .15. At -1.2, as shipped and at -2.4, 51, 67 and
103 of 2,394 questions may be wishes, and 532, 542 and 555 of 572 wishes of three rounds of
collection, by tables that were not fitted on these."""

_ENDS = 2  # pieces that every text has; of one with no others, such as asdfgh, nothing is known
_WEIGHT = regex(r"([a-z])(-?[0-9]+)")
_LANE = 32
"""Bits of a label's sum: the sums of all labels are one addition of long integers a piece."""
_ZERO = 1 << (_LANE - 1)  # what a lane of 0 holds, so that none is negative
_MIDDLE = sum(_ZERO << (_LANE * place) for place in range(len(LABELS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """By piece, its weights as the file has them: most pieces are never looked up, and reading
    them all would take ten times as long as the rest; and the bias of each label."""

    biases: tuple[int, ...]
    weights: Mapping[str, str]

    @staticmethod
    def of(text: str) -> "Table":
        """The table that a file has. Raises: ValueError.

        >>> table = Table.of("# by hand\\n\\ta-1u2\\n谢谢\\ta1")
        >>> table.biases[0], table.biases[-1], table.weights
        (-1, 2, {'谢谢': 'a1'})
        """
        body = text[text.index("\n\t") + 1 :].rstrip("\n").replace("\t", "\n").split("\n")
        weights = dict(zip(body[::2], body[1::2], strict=True))
        biases = dict(_weights(weights.pop("")))
        return Table(
            biases=tuple(biases.get(place, 0) for place in range(len(LABELS))), weights=weights
        )

    def scores(self, text: str) -> dict[Label, float]:
        """The score of each label for a normalized text taken as a whole."""
        known = [found for piece in pieces(text) if (found := self.weights.get(piece))]
        summed = sum(map(_in_lanes, known)) if len(known) > _ENDS else 0
        lanes = array("I", (summed + _MIDDLE).to_bytes(4 * len(LABELS), byteorder))
        totals = [lane - _ZERO for lane in (lanes if byteorder == "little" else reversed(lanes))]
        root = math.sqrt(max(1, len(known)))
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
            for piece, found in (known if len(known) > _ENDS else ())
            for place, weight in _weights(found)
            if place == own
        ]
        return tuple(sorted(told, key=lambda pair: (-abs(pair[1]), pair[0])))


def written(biases: Sequence[int], weights: Mapping[str, Mapping[int, int]], head: str) -> str:
    """The file of a table: comments, the biases behind no piece, then the pieces in order."""
    lines = [f"# {line}" for line in head.split("\n")]
    rows = {"": dict(enumerate(biases)), **{piece: weights[piece] for piece in sorted(weights)}}
    for piece, own in rows.items():
        told = "".join(f"{ascii_lowercase[place]}{own[place]}" for place in sorted(own))
        lines.append(f"{piece}\t{told}")
    return "\n".join(lines) + "\n"


@cache
def table() -> Table:
    """The shipped table, read on first use in about ten milliseconds."""
    return Table.of(read_text("hearing", "table.txt"))


@cache
def _weights(written: str) -> tuple[tuple[int, int], ...]:
    """Places in ``LABELS`` with weights."""
    return tuple((ord(letter) - 97, int(weight)) for letter, weight in _WEIGHT.findall(written))


@cache
def _in_lanes(written: str) -> int:
    """The same as one integer, a lane a label."""
    return sum(weight << (_LANE * place) for place, weight in _weights(written))
