"""Things that have changed places around what one does to the other: 油车占了电车位."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference

_ON, _BY, _FOR = (frozenset(words.split()) for words in ("把 将", "被", "给 替 代 帮"))
_MINE = frozenset("我 我们 我家 我们家 自己 咱 咱们 俺 自家".split())
_REACH = 4  # words behind 把
_FAR = 14  # words: beyond, a text tells a story


class Sides(NamedTuple):
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
        for marks in (_ON | _BY, _FOR):
            mine, other = (_marked(side.words, marks, self._is_thing) for side in (ours, theirs))
            if mine and other:
                return _crossed(mine, other, least=2)
        for act in ours.words:
            if act in theirs.words and self._known.is_verb(act) and act not in self._lists.light:
                mine, other = self._around(ours.words, act), self._around(theirs.words, act)
                if mine and other and (found := _crossed(mine, other, least=1)):
                    return found
        return None

    def _is_thing(self, word: str) -> bool:
        return self._counts(word) and not self._known.is_verb(word)

    def _counts(self, word: str) -> bool:
        return word in _MINE or self._known.is_heavy(word)

    def _around(self, words: Sequence[str], act: str) -> Sides | None:
        """What stands right before an act, and right behind it, until something is asked."""
        at = words.index(act)
        before = _run(words[:at][::-1], self._counts, ())
        after = _run(words[at + 1 :], self._counts, ("了", "过", "着", "到"))
        return Sides(before, after) if before and after else None


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


def _marked(
    words: Sequence[str], marks: frozenset[str], counts: Callable[[str], bool]
) -> Sides | None:
    """What stands before 把 and what behind it; 被 turns it round."""
    at = next((at for at, word in enumerate(words) if word in marks), None)
    if at is None:
        return None
    before = frozenset(_name(word) for word in words[:at] if counts(word))
    after = frozenset(_name(word) for word in words[at + 1 : at + _REACH] if counts(word))
    if not before or not after:
        return None
    return Sides(after, before) if words[at] in _BY else Sides(before, after)


def _name(word: str) -> str:
    return "我" if word in _MINE else word


def _crossed(mine: Sides, other: Sides, *, least: int) -> Compared:
    """Whether words have changed sides and none has kept its own; ``least`` pairs of sides."""
    if mine.before & other.before or (least > 1 and mine.after & other.after):
        return None
    crossing = (mine.before & other.after, mine.after & other.before)
    moved = [words for words in crossing if words]
    if len(moved) < least or moved == [{"我"}]:
        return None
    return Difference("roles", _shown(mine), _shown(other))


def _shown(sides: Sides) -> str:
    return "…".join("".join(sorted(words)) for words in sides)
