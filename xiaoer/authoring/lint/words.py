"""Words that weigh: which of them tell what a text is about, and how rare each is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The weight of a word by how few of the texts have it; called, it gives one."""

    counts: Mapping[str, int]
    texts: int

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Weighing:
        """The weights of the words of some texts."""
        counts: Counter[str] = Counter()
        number = 0
        for words in texts:
            counts.update(set(words))
            number += 1
        return cls(counts=counts, texts=number)

    def __call__(self, word: str) -> float:
        """The weight of a word."""
        return math.log((self.texts + 1) / (self.counts.get(word, 0) + 0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The characters of a text and the pairs of them, each as often as it occurs."""

    counts: Counter[str]
    characters: frozenset[str]
    size: int

    @classmethod
    def of(cls, text: str) -> Pieces:
        """The pieces of a text."""
        counts = Counter([*text, *map("".join, pairwise(text))])
        return cls(counts=counts, characters=frozenset(text), size=sum(counts.values()))

    def likeness(self, other: Pieces) -> float:
        """Which share both have (Dice), 0 to 1."""
        whole = self.size + other.size
        return 2 * (self.counts & other.counts).total() / whole if whole else 0.0

    def alike(self, other: Pieces, least: float) -> bool:
        """Whether they are at least so much alike; most pairs are told apart at first sight."""
        shared = len(self.characters & other.characters)
        most = max(len(self.characters), len(other.characters))
        return shared * 5 >= most * 4 and self.likeness(other) >= least


def likeness(one: str, other: str) -> float:
    """How alike two texts are by their characters and pairs of them, 0 to 1 (Dice).

    >>> likeness("怎么退款", "怎么退款"), round(likeness("怎么退款", "怎么退货"), 2)
    (1.0, 0.71)
    """
    return Pieces.of(one).likeness(Pieces.of(other))
