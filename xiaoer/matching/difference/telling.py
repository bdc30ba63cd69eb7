"""Which of two siblings a query is about, where what differs says it: 500M beside 100M and 500M."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from xiaoer.matching.match import Difference
from xiaoer.matching.ranking.ranker import Ranked

_RIVALS = 4  # candidates that are looked at
_STRANGE = ("platform", "name")


class Told(NamedTuple):
    """The candidates, the one first that says what the query says.

    ``aside`` are the entries that say otherwise where the first says what the query says: no
    rivals of it. ``difference`` is what speaks against the first.
    """

    ranked: list[Ranked]
    aside: frozenset[int] = frozenset()
    difference: Difference | None = None


def tell_apart(
    ranked: list[Ranked],
    near: Sequence[Ranked],
    differs: Callable[[Ranked], Difference | None],
    says: Callable[[Ranked, Difference], bool],
) -> Told:
    """The candidates told apart by what differs; ``near`` are those that come close to the first.

    ``differs`` finds what speaks against a candidate, ``says`` whether a candidate says what the
    query says where another says otherwise.
    """
    found = differs(ranked[0])
    rivals = near[: _RIVALS - 1]
    first = ranked[0]
    if found is not None:
        right = next((r for r in rivals if _is_right(r, found, differs, says)), None)
        if right is None:
            return Told(ranked, difference=found)
        first = right
        rivals = [ranked[0], *(r for r in rivals if r is not right)]
    aside = {r.evidence.entry for r in rivals if (d := differs(r)) and says(first, d)}
    return Told([first, *(r for r in ranked if r is not first)], frozenset(aside))


def _is_right(
    rival: Ranked,
    found: Difference,
    differs: Callable[[Ranked], Difference | None],
    says: Callable[[Ranked, Difference], bool],
) -> bool:
    return found.kind not in _STRANGE and says(rival, found) and differs(rival) is None
