"""The persons that a text names: the customer himself, staff, anybody else."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xiaoer.text.regex import regex
from xiaoer.text.resources import read_sections

CUSTOMER = "我"
_SELF = frozenset("我 我们 我家 我们家 自己 本人 咱 咱们 俺 我自己 自家 自个儿".split())
_EMPHATIC = frozenset("自己 本人 我自己 自个儿".split())
_OWNED = frozenset("我家 我们家 自家".split())
_FORMED = regex("[一-鿿]+[员师]|[一-鿿]+(?<![分施手开完竣打加动])工|[一-鿿]+嫂")
_SUFFIXES = frozenset("员 师 工 嫂".split())
_CUSTOMERS = regex(".*(?:学员|会员|成员|队员|团员|人员|演员|社员|党员|官员|老师傅)")
_LEAST, _MOST = 2, 4  # characters of a name
_LONGEST = 3  # words that a name of the kind 抄表员 is cut to


class Person(NamedTuple):
    """A person named: as what, where, whether with stress (我自己), and whether as an owner."""

    name: str
    start: int
    end: int
    stressed: bool
    owner: bool


class Persons:
    """Finds persons; built once. ``listed`` are the words for persons that lists know."""

    def __init__(self, listed: frozenset[str], is_verb: Callable[[str], bool]) -> None:
        sections = read_sections("difference.txt")
        self._staff, self._none = sections["干活的人"], sections["不是人"]
        self._listed = (listed | self._staff) - sections["称代"]
        self._is_verb = is_verb

    def is_staff(self, name: str) -> bool:
        """Whether a person works for those whom a customer asks."""
        if name in self._staff:
            return True
        return bool(_FORMED.fullmatch(name)) and not _CUSTOMERS.fullmatch(name)

    def named(self, words: Sequence[str]) -> list[Person]:
        """The persons of a text, in their order."""
        found: list[Person] = []
        place = 0
        while place < len(words):
            one = self._customer(words, place) or self._other(words, place)
            if one:
                found.append(one)
            place = one.end if one else place + 1
        return found

    def _customer(self, words: Sequence[str], place: int) -> Person | None:
        """The customer; None before a person of his: 我 妈妈."""
        end = place
        while end < len(words) and words[end] in _SELF:
            end += 1
        if end == place or self._other(words, end):
            return None
        said = words[place:end]
        behind = words[end] if end < len(words) else ""
        owner = behind == "的" or not _OWNED.isdisjoint(said)
        return Person(CUSTOMER, place, end, not _EMPHATIC.isdisjoint(said), owner)

    def _other(self, words: Sequence[str], place: int) -> Person | None:
        for size in range(_LONGEST, 0, -1):
            end = place + size
            name = "".join(words[place:end])
            if end > len(words) or not self._is_person(words[place:end], name):
                continue
            behind = words[end] if end < len(words) else ""
            return Person(name, place, end, False, behind == "的")
        return None

    def _is_person(self, words: Sequence[str], name: str) -> bool:
        if len(name) < _LEAST or name in self._none:
            return False
        if name in self._listed and len(words) < _LONGEST:
            return True
        if len(words) > 1 and words[-1] not in _SUFFIXES:
            return False
        return len(name) <= _MOST and bool(_FORMED.fullmatch(name)) and not self._is_verb(name)
