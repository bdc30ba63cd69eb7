"""What is done to: 想找人搬钢琴 / 搬鱼缸怎么收费."""

from collections.abc import Sequence

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known, Substitution
from xiaoer.matching.match import Difference

_BETWEEN = frozenset("了 过 着 一 个 只 台 件 张 份 完 好".split())
_LEAST = 2  # characters of a thing


class Objects:
    """Compares what stands behind a verb that both texts have; built once."""

    def __init__(self, known: Known, substitution: Substitution) -> None:
        self._known, self._lists = known, known.lists
        self._substitution = substitution

    def between(self, ours: Side, theirs: Side, others: Sequence[Side]) -> Difference | None:
        """Two things behind one verb, of which neither text names the other's."""
        for act in dict.fromkeys(ours.words):
            if act not in theirs.words or act in self._lists.light or not self._known.is_verb(act):
                continue
            mine, other = self._behind(ours, act), self._behind(theirs, act)
            if not mine or not other or self._is_said(mine, theirs) or self._is_said(other, ours):
                continue
            if any(mine in side.words for side in others):
                continue
            if kind := self._substitution.kind((mine,), (other,), 0):
                return Difference(kind, mine, other)
        return None

    def _behind(self, side: Side, act: str) -> str:
        """The thing right behind an act."""
        for word in side.words[side.words.index(act) + 1 :]:
            if word not in _BETWEEN:
                return word if self._is_thing(word) else ""
        return ""

    def _is_thing(self, word: str) -> bool:
        if len(word) < _LEAST or word in self._lists.light or word in self._known.kinds:
            return False
        return self._known.is_word(word) and not self._known.is_verb(word)

    def _is_said(self, word: str, side: Side) -> bool:
        """Whether a text says a word, or one that may be the same."""
        if set(word) & set(side.core):
            return True
        return any(self._substitution.same(word, other) for other in side.words)
