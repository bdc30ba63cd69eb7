"""Misses folded by what makes two questions the same, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from xiaoer.authoring.mine.talk import Miss, MissReason
from xiaoer.records import dataclass, field
from xiaoer.text.normalize import question_key

Folded = TypeVar("Folded", bound=str)
_key = lru_cache(maxsize=50_000)(question_key)

_SPELLINGS: Final = 8
"""Ways to write one question that are told apart: the commonest of them is shown."""


@dataclass(slots=True)
class _Count:
    """What is counted of one question."""

    spelled: Counter[str] = field(default_factory=Counter)
    whys: Counter[MissReason] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def add(self, miss: Miss) -> None:
        if miss.text in self.spelled or len(self.spelled) < _SPELLINGS:
            self.spelled[miss.text] += 1
        self.whys[miss.why] += 1
        if miss.given:
            self.given[miss.given] += 1

    def join(self, other: _Count) -> None:
        self.spelled.update(other.spelled)
        self.whys.update(other.whys)
        self.given.update(other.given)


class CountedQuestion(NamedTuple):
    """A question that was not answered in so many talks, as it is most often written.

    ``key`` is what makes two questions the same; ``given`` are the entries whose answer did not
    help, the commonest first.
    """

    text: str
    key: str
    audience: str | None
    talks: int
    whys: tuple[tuple[MissReason, int], ...]
    given: tuple[str, ...] = ()


def counted(misses: Iterable[Miss], key_of: Callable[[str], str]) -> tuple[CountedQuestion, ...]:
    """Each question once for an audience, the commonest first.

    ``key_of`` gives the key that an utterance has; it is asked once for each spelling that
    differs by more than punctuation.
    """
    plain: dict[tuple[str | None, str], _Count] = {}
    for miss in misses:
        name = (miss.audience, _key(miss.text))
        if name not in plain:
            plain[name] = _Count()
        plain[name].add(miss)
    folded: dict[tuple[str | None, str], _Count] = {}
    for (audience, _), count in plain.items():
        key = key_of(_commonest(count.spelled))
        if (audience, key) in folded:
            folded[audience, key].join(count)
        else:
            folded[audience, key] = count
    found = (_told(audience, key, count) for (audience, key), count in folded.items())
    return tuple(sorted(found, key=lambda one: (-one.talks, one.text, one.audience or "")))


def _told(audience: str | None, key: str, count: _Count) -> CountedQuestion:
    return CountedQuestion(
        text=_commonest(count.spelled),
        key=key,
        audience=audience,
        talks=sum(count.whys.values()),
        whys=tuple(_ordered(count.whys)),
        given=tuple(name for name, _ in _ordered(count.given)),
    )


def _ordered(counts: Counter[Folded]) -> Iterator[tuple[Folded, int]]:
    yield from sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _commonest(spelled: Counter[str]) -> str:
    return min(spelled, key=lambda text: (-spelled[text], len(text), text))
