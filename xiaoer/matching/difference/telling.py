"""Which of two siblings a query is about, where what differs says it: 500M beside 100M and 500M."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from xiaoer.matching.difference.differing import Differing
from xiaoer.matching.match import Difference
from xiaoer.matching.ranking.ranker import Ranked, perfect, similarity
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.polarity import Polarity

_RIVALS = 4  # candidates that are looked at
_CLOSE = 1.5  # nats behind the first at which a candidate makes it less sure
_NEAR = 0.1  # share of the first score from which a candidate may be the one meant
_SAYING = frozenset(
    "number model order direction roles opposite contrast negation cancelling".split()
)
"""Kinds of which a candidate that says what the query says goes before one that says otherwise.
Where only words were swapped that no list knows, 10 of 20 such candidates were right."""
_COVERED, _COMMON = 0.5, 1.0
"""How much more of the query a sibling may leave uncovered than the candidate that came first, and
how rare a character. Of the siblings of pairs that were written for it all 15 are within, of 22
wrong ones on two public sets 9, most of them of swapped words."""


class ToldApart(NamedTuple):
    """The candidates, the one first that says what the query says.

    ``aside`` are the entries that say otherwise where the first says what the query says: no
    rivals of it. ``difference`` is what speaks against the first.
    """

    ranked: list[Ranked]
    aside: frozenset[int] = frozenset()
    difference: Difference | None = None


class SiblingTeller:
    """Tells siblings of a corpus apart; built once. ``weights`` are the ranker's."""

    def __init__(self, differing: Differing, weights: Mapping[str, float]) -> None:
        self._differing, self._perfect = differing, perfect(weights)

    def told_apart(
        self,
        query: Utterance,
        polarity: Polarity,
        ranked: list[Ranked],
        own: Callable[[int], Iterable[int]],
    ) -> ToldApart:
        """The candidates of a query told apart; ``own`` gives the numbers of an entry's questions
        that may be known."""
        side = self._differing.side(query, polarity)

        @cache
        def differs(place: int) -> Difference | None:
            entry, closest = _of(ranked[place])
            return self._differing.between(query, side, entry, closest, own(entry))

        def says(place: int, found: Difference) -> bool:
            return self._differing.says(side, _of(ranked[place])[1], found)

        least = _NEAR * similarity(ranked[0].logit, self._perfect)
        near = [
            place
            for place in range(1, min(_RIVALS, len(ranked)))
            if similarity(ranked[place].logit, self._perfect) >= least
        ]
        if differs(0) is None:  # the first is meant: only who comes close to it takes from it
            near = [p for p in near if ranked[0].logit - ranked[p].logit < _CLOSE]
        return tell_apart(ranked, near, differs, says)


def _of(one: Ranked) -> tuple[int, int]:
    """The numbers of a candidate's entry and of the question of it that came closest."""
    return one.evidence.entry, one.evidence.closest.question.number


def margin(told: ToldApart, scores: Sequence[float]) -> float:
    """How far the first is ahead of the next that is a rival."""
    behind = zip(told.ranked[1:], scores[1:], strict=False)
    rivals = (score for one, score in behind if one.evidence.entry not in told.aside)
    return scores[0] - next(rivals, 0.0) if scores else 0.0


def tell_apart(
    ranked: list[Ranked],
    near: Sequence[int],
    differs: Callable[[int], Difference | None],
    says: Callable[[int, Difference], bool],
) -> ToldApart:
    """The candidates told apart by what differs; ``near`` are places of those close to the first.

    ``differs`` finds what speaks against the candidate of a place, ``says`` whether it says what
    the query says where another one says otherwise.
    """
    first, rivals = 0, list(near)
    if found := differs(0):
        right = next((r for r in near if _is_right(ranked, r, found, differs, says)), None)
        if right is None:
            return ToldApart(ranked, difference=found)
        first, rivals = right, [0, *(place for place in near if place != right)]
    aside = frozenset(
        ranked[place].evidence.entry
        for place in rivals
        if (other := differs(place)) and says(first, other)
    )
    return ToldApart([ranked[first], *ranked[:first], *ranked[first + 1 :]], aside)


def _is_right(
    ranked: Sequence[Ranked],
    place: int,
    found: Difference,
    differs: Callable[[int], Difference | None],
    says: Callable[[int, Difference], bool],
) -> bool:
    return (
        found.kind in _SAYING
        and _covers(ranked[place], ranked[0])
        and says(place, found)
        and differs(place) is None
    )


def _covers(rival: Ranked, first: Ranked) -> bool:
    """Whether a candidate has nearly as much of the query as the one that came first."""
    mine, other = rival.evidence.values, first.evidence.values
    return mine["uncovered"] <= other["uncovered"] + _COVERED and mine["uncovered_rarest"] <= max(
        other["uncovered_rarest"], _COMMON
    )
