"""What a corpus's own questions exchange: one entry's for the same, two entries' for another."""

from collections.abc import Iterable, Sequence

_LONGEST = 12  # words of a question that is a frame
_MOST = 40  # fillers of a frame: more are no slot, but the end of every question
_Frame = tuple[tuple[str, ...], tuple[str, ...]]


class Slots:
    """Which words the questions of a corpus exchange in one frame; built once.

    怎么交水费 and 怎么缴水费 of one entry say that 交 and 缴 are the same here, 怎么交电费 of
    another that 水费 and 电费 are not.
    """

    def __init__(self, questions: Iterable[tuple[int, Sequence[str]]]) -> None:
        frames: dict[_Frame, list[tuple[int, str]]] = {}
        for entry, words in questions:
            if 1 < len(words) <= _LONGEST:
                for place, word in enumerate(words):
                    frame = (tuple(words[:place]), tuple(words[place + 1 :]))
                    frames.setdefault(frame, []).append((entry, word))
        self._same: set[frozenset[str]] = set()
        self._apart: set[frozenset[str]] = set()
        for fillers in frames.values():
            if 1 < len(fillers) <= _MOST:
                self._exchange(fillers)
        self._same -= self._apart

    def _exchange(self, fillers: Sequence[tuple[int, str]]) -> None:
        for at, (entry, word) in enumerate(fillers):
            for other, another in fillers[at + 1 :]:
                if word != another:
                    (self._same if entry == other else self._apart).add(frozenset((word, another)))

    def same(self, one: str, other: str) -> bool:
        """Whether one entry asks with either."""
        return frozenset((one, other)) in self._same

    def apart(self, one: str, other: str) -> bool:
        """Whether two entries ask with one each."""
        return frozenset((one, other)) in self._apart
