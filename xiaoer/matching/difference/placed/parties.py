"""Who does it to whom, in the order in which two texts name two parties."""

from collections.abc import Sequence
from typing import NamedTuple

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.difference.whole.siblings import Siblings
from xiaoer.matching.difference.word_lists import WordLists
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_sections

_PARTY = regex("[一-鿿]+[人员者师商方官客徒]|[一-鿿](?:主|家|生|长|手)")
_LEAST = 2  # characters of a party
_PASSIVE = frozenset("被 由 遭 归".split())


class PartyNamed(NamedTuple):
    """A party, and the places of its words in a text."""

    party: str
    start: int
    end: int


class Parties:
    """Compares who is named before whom; built once."""

    def __init__(self, lists: WordLists) -> None:
        self._joining = lists.joining
        self._siblings = Siblings.shipped()
        sections = read_sections("difference.txt")
        self._none = sections["不是人"]
        self._listed = (lists.persons | self._siblings.of("roles")) - sections["称代"]

    def compare(self, ours: Side, theirs: Side) -> Compared:
        """Whether two parties come in one order or in the other; 被 turns it round.

        患者不愿意让医生看，能不能拒绝这位医生 / 医生可以拒绝患者吗: the last two that differ count.
        """
        mine, other = self._last_two(ours.words), self._last_two(theirs.words)
        if mine is None or other is None:
            return None
        straight = self._are_one(mine[0], other[0]) and self._are_one(mine[1], other[1])
        crossed = self._are_one(mine[0], other[1]) and self._are_one(mine[1], other[0])
        if straight == crossed:
            return None
        turned = _is_passive(ours.words) != _is_passive(theirs.words)
        if straight is not turned:
            return "same"
        return Difference("roles", *("…".join(two) for two in (mine, other)))

    def _last_two(self, words: Sequence[str]) -> tuple[str, str] | None:
        """The last two parties of a text that differ; None where they act together or one is the
        other's: 房东和租客, 学员的教练."""
        named = list(self._named(words))
        for one, two in zip(named[-2::-1], named[:0:-1], strict=True):
            if not self._are_one(one.party, two.party):
                between = words[one.end : two.start]
                beside = len(between) == 1 and (between[0] in self._joining or between[0] == "的")
                return None if beside else (one.party, two.party)
        return None

    def _named(self, words: Sequence[str]) -> list[PartyNamed]:
        found: list[PartyNamed] = []
        for place, word in enumerate(words):
            joined = words[place - 1] + word if place and len(word) == 1 else ""
            if self._is_party(joined):
                found.append(PartyNamed(joined, place - 1, place + 1))
            elif self._is_party(word):
                found.append(PartyNamed(word, place, place + 1))
        return found

    def _is_party(self, word: str) -> bool:
        if len(word) < _LEAST or word in self._none:
            return False
        return word in self._listed or bool(_PARTY.fullmatch(word))

    def _are_one(self, one: str, other: str) -> bool:
        return one == other or self._siblings.together(one, other)


def _is_passive(words: Sequence[str]) -> bool:
    return not _PASSIVE.isdisjoint(words)
