"""Phrases that are heard as what they are listed as, without a fit.

The shipped ones only when they are typed exactly, punctuation and spaces aside; those that a
corpus's settings add also when a message is nearly the same.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from xiaoer.hearing.labels import LABELS, Label
from xiaoer.hearing.pieces import pieces
from xiaoer.records import dataclass
from xiaoer.text.normalize import question_key
from xiaoer.text.resources import read_text

NEAR = 0.75
"""Share of pieces, as a cosine, from which a message is nearly a phrase. Counted once over the
phrases shipped then: of the pairs so near, 97 in 100 had the same labels."""
_MOST = 24  # characters of a message that can be nearly a phrase

Labels = frozenset[Label]


@cache
def listed() -> Mapping[str, Labels]:
    """Key of a shipped phrase → its labels."""
    text = read_text("hearing", "phrases.txt")
    found: dict[str, Labels] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            names, _, keys = line.partition(" ")
            labels = frozenset(label for label in LABELS if label in names.split("+"))
            found.update(dict.fromkeys(keys.split(" "), labels))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPhrases:
    """Phrases of a corpus's settings: key → labels, and the pieces of each."""

    keys: Mapping[str, Labels]
    cut: tuple[tuple[frozenset[str], Labels], ...]

    @staticmethod
    def of(phrases: Mapping[Label, Iterable[str]]) -> "OwnPhrases":
        """The phrases of each label as they are typed."""
        keys: dict[str, set[Label]] = {}
        for label, texts in phrases.items():
            for key in map(question_key, texts):
                if key:
                    keys.setdefault(key, set()).add(label)
        return OwnPhrases(
            keys={key: frozenset(labels) for key, labels in keys.items()},
            cut=tuple((frozenset(pieces(key)), frozenset(labels)) for key, labels in keys.items()),
        )

    def heard(self, key: str) -> Labels:
        """The labels of the phrase that a message without spaces is, or is nearest to.

        >>> own = OwnPhrases.of({"wish": ["呼叫店长"]})
        >>> sorted(own.heard("呼叫店长啊")), sorted(own.heard("不要呼叫店长")), own.heard("店长")
        (['wish'], [], frozenset())
        """
        same = self.keys.get(key)
        if same or not self.cut or not 0 < len(key) <= _MOST:
            return same or frozenset()
        said = frozenset(pieces(key))
        near, labels = max(
            ((_cosine(said, cut), labels) for cut, labels in self.cut), key=lambda pair: pair[0]
        )
        return labels if near >= NEAR else frozenset()


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / math.sqrt(len(one) * len(other))
