"""Things of one kind that exclude each other: 身份证 / 护照, 房东 / 租客, 工作日 / 周末."""

from collections.abc import Iterator, Mapping
from functools import cache

from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.records import dataclass
from xiaoer.text.resources import read_lines
from xiaoer.text.words.companies import is_whole

_LONGEST = 6  # characters of a name that is looked for
_KINDS: Mapping[str, DifferenceKind] = {"角色": "roles"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Siblings:
    """The groups of ``data/lexicon/siblings.txt``: a name → its group and its place in it;
    ``heads`` are the first characters of the names."""

    places: Mapping[str, tuple[tuple[int, int], ...]]
    kinds: tuple[DifferenceKind, ...]
    heads: frozenset[str]

    @staticmethod
    @cache
    def shipped() -> "Siblings":
        """The groups that come with the package."""
        places: dict[str, list[tuple[int, int]]] = {}
        kinds: list[DifferenceKind] = []
        for title, line in read_lines("siblings.txt"):
            for member, names in enumerate(line.split("|")):
                for name in names.split():
                    places.setdefault(name, []).append((len(kinds), member))
            kinds.append(_KINDS.get(title, "contrast"))
        return Siblings(
            places={name: tuple(found) for name, found in places.items()},
            kinds=tuple(kinds),
            heads=frozenset(name[0] for name in places),
        )

    def of(self, kind: DifferenceKind) -> frozenset[str]:
        """All names of the groups of a kind."""
        return frozenset(
            name
            for name, found in self.places.items()
            if any(self.kinds[group] == kind for group, _ in found)
        )

    def named(self, text: str) -> dict[int, dict[int, str]]:
        """The groups that a text names: which of their members, each as it is written."""
        found: dict[int, dict[int, str]] = {}
        for name in self._names(text):
            for group, member in self.places[name]:
                found.setdefault(group, {}).setdefault(member, name)
        return found

    def _names(self, text: str) -> Iterator[str]:
        """The longest names in a text, from the left."""
        place = 0
        while place < len(text):
            for size in range(_LONGEST, 0, -1) if text[place] in self.heads else ():
                name = text[place : place + size]
                if len(name) == size and name in self.places and is_whole(text, place, name):
                    yield name
                    place += size - 1
                    break
            place += 1

    def apart(self, one: str, other: str) -> bool:
        """Whether two words are two of one kind."""
        mine, theirs = self.places.get(one), self.places.get(other)
        if not mine or not theirs:
            return False
        members = dict(mine)
        return any(members.get(group, member) != member for group, member in theirs)

    def together(self, one: str, other: str) -> bool:
        """Whether two words name one of a kind: 小孩 and 未成年人."""
        return not set(self.places.get(one, ())).isdisjoint(self.places.get(other, ()))

    def compare(self, ours: str, theirs: str) -> Compared:
        """Whether one text names one of a kind and the other another."""
        mine = self.named(ours)
        other = self.named(theirs) if mine else {}
        differs: Difference | None = None
        for group in mine.keys() & other.keys():
            if mine[group].keys() & other[group].keys():
                continue
            one, two = (next(iter(side[group].values())) for side in (mine, other))
            if one not in theirs and two not in ours and differs is None:
                differs = Difference(self.kinds[group], one, two)
        return differs or ("same" if mine.keys() & other.keys() else None)
