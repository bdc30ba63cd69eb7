"""Things that have changed places around what one does to the other: 油车占了电车位."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference

_MARKS = frozenset("把 将 给 替 代 帮".split())
_PASSIVE = frozenset("被 叫 让".split())
_MINE = frozenset("我 我们 我家 我们家 自己 咱 咱们 俺 自家".split())
_FAR = 14  # words: beyond, a text tells a story


class Placed(NamedTuple):
    """The words before what is done, and those behind it."""

    before: frozenset[str]
    after: frozenset[str]


class Exchanged:
    """Compares what stands on either side of what is done; built once."""

    def __init__(self, known: Known) -> None:
        self._known, self._lists = known, known.lists

    def compare(self, ours: Side, theirs: Side) -> Compared:
        """Whether what acts in one text is acted upon in the other."""
        if max(len(ours.words), len(theirs.words)) > _FAR:
            return None
        mine, other = _marked(ours.words, self._counts), _marked(theirs.words, self._counts)
        if mine and other:
            return _crossed(mine, other, least=2)
        for act in ours.words:
            if act in theirs.words and self._known.is_verb(act) and act not in self._lists.light:
                mine, other = self._around(ours.words, act), self._around(theirs.words, act)
                if mine and other and (found := _crossed(mine, other, least=1)):
                    return found
        return None

    def _counts(self, word: str) -> bool:
        if word in _MINE:
            return True
        return (
            word not in self._lists.light
            and word not in self._known.kinds
            and word not in self._lists.negators
        )

    def _around(self, words: Sequence[str], act: str) -> Placed | None:
        """What stands right before an act, and right behind it, until something is asked."""
        at = words.index(act)
        before = _run(words[:at][::-1], self._counts, ())
        after = _run(words[at + 1 :], self._counts, ("了", "过", "着", "到"))
        return Placed(before, after) if before and after else None


def _run(
    words: Sequence[str], counts: Callable[[str], bool], skipped: Sequence[str]
) -> frozenset[str]:
    """The words in a row that count, from the beginning."""
    found: set[str] = set()
    for word in words:
        if counts(word):
            found.add(_name(word))
        elif word not in ("的", *(skipped if not found else ())):
            break
    return frozenset(found)


def _marked(words: Sequence[str], counts: Callable[[str], bool]) -> Placed | None:
    """What stands before 把 and what behind it; 被 turns it round."""
    for at, word in enumerate(words):
        if word in _MARKS or word in _PASSIVE:
            before = frozenset(_name(w) for w in words[:at] if counts(w))
            after = frozenset(_name(w) for w in words[at + 1 : at + 4] if counts(w))
            if not before or not after:
                return None
            return Placed(after, before) if word in _PASSIVE else Placed(before, after)
    return None


def _name(word: str) -> str:
    return "我" if word in _MINE else word


def _crossed(mine: Placed, other: Placed, *, least: int) -> Compared:
    """Whether words have changed sides and none has kept its own; ``least`` pairs of sides."""
    if mine.before & other.before or (least > 1 and mine.after & other.after):
        return None
    sides = (mine.before & other.after, mine.after & other.before)
    moved = [words for words in sides if words]
    if len(moved) < least or moved == [{"我"}]:
        return None
    one, two = ("".join(sorted(moved[0])), "".join(sorted(moved[-1])))
    ahead = bool(sides[0])
    return Difference("roles", f"{one}在前" if ahead else f"{one}在后", f"{two}在前" if len(moved) > 1 else f"{two}在后" if ahead else f"{two}在前")
