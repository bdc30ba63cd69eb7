"""What is known of an entry as a whole: all its questions together."""

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain

from xiaoer.matching.index.index import Index, Question
from xiaoer.matching.index.terms import units
from xiaoer.matching.index.weights import SCALE
from xiaoer.matching.ranking.meaning import MeaningTable, Vector, direction
from xiaoer.records import dataclass

_PRIOR_QUESTIONS = 2.0
_PRIOR_STRAYS = (0.4, 0.45)
"""Share and rarest of `missing` where no entry has two questions; 2 to 8 questions' weight and
.3 to .5 are alike (Brier score of the confidence ± .001 on seven sets)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All terms of an entry's questions, their characters, and their mean direction.

    ``centroid`` maps a term to its weight in the sum of the questions' unit vectors, times
    the term's own weight, so that a sum over a query's terms is a dot product;
    ``centroid_norm`` is the length of that sum. ``meaning`` is the mean direction of their vectors
    of meaning; () without a table.

    ``strays`` and ``rarest_strays`` are sums over ``compared`` questions: the share of a
    question's characters (by weight) that the entry's other questions do not have, and the
    squared weight of the rarest of them.
    """

    terms: frozenset[str]
    characters: frozenset[str]
    centroid: Mapping[str, float]
    centroid_norm: float
    size: int
    meaning: Vector = ()
    strays: float = 0.0
    rarest_strays: float = 0.0
    compared: int = 0


def profiles(index: Index, entries: int, table: MeaningTable | None = None) -> tuple[Profile, ...]:
    """The profile of every entry, by number; without a table they know no meaning."""
    grouped: list[list[Question]] = [[] for _ in range(entries)]
    for question in index.questions:
        grouped[question.entry].append(question)
    return tuple(profile_of(index, questions, table) for questions in grouped)


def profile_of(
    index: Index, questions: Sequence[Question], table: MeaningTable | None = None
) -> Profile:
    """The profile of these questions, as if they were an entry."""
    squares = index.weights.known_squares
    centroid: dict[str, float] = {}
    for question in questions:
        for term in sorted(question.folded):
            centroid[term] = centroid.get(term, 0.0) + squares[term] / question.folded_norm
    norm = math.fsum(value * value / squares[term] for term, value in centroid.items()) ** 0.5
    strays, rarest = _strays(questions, squares)
    return Profile(
        terms=_union(q.folded for q in questions),
        characters=_union(units(q.utterance.core) for q in questions),
        centroid=centroid,
        centroid_norm=norm,
        size=len(questions),
        meaning=direction([table.vector(q.utterance) for q in questions]) if table else (),
        strays=math.fsum(strays),
        rarest_strays=math.fsum(rarest),
        compared=len(strays),
    )


def missing(
    characters: Iterable[str], known: Container[str], square: Callable[[str], int]
) -> tuple[float, float]:
    """The share of the characters' squared weights that is not known, and the rarest unknown.

    The second is a squared weight as a share of the greatest possible.
    """
    total = unknown = rarest = 0
    for term in characters:
        weight = square(term)
        total += weight
        if term not in known:
            unknown += weight
            rarest = max(rarest, weight)
    return unknown / total if total else 0.0, rarest / SCALE**2


def usual_strays(profiles: Iterable[Profile]) -> tuple[float, float]:
    """What `missing` usually finds of an entry's question beside the others of that entry.

    A mean over the questions of these entries, drawn towards what is usual of real questions
    where there are few.
    """
    share, rarest, count = (value * _PRIOR_QUESTIONS for value in (*_PRIOR_STRAYS, 1.0))
    for profile in profiles:
        share += profile.strays
        rarest += profile.rarest_strays
        count += profile.compared
    return share / count, rarest / count


def _strays(
    questions: Sequence[Question], squares: Mapping[str, int]
) -> tuple[list[float], list[float]]:
    """Of each question beside the others of its entry; nothing for a lone question."""
    if len(questions) < 2:
        return [], []
    characters = [[term for term in q.folded if term[0] == "c"] for q in questions]
    counts = Counter(chain.from_iterable(characters))
    shared = {term for term, count in counts.items() if count > 1}
    found = [missing(terms, shared, squares.__getitem__) for terms in characters]
    return [share for share, _ in found], [rarest for _, rarest in found]


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(member for members in sets for member in members)
