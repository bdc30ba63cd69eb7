"""What is known of an entry as a whole: all its questions together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xiaoer.matching.index import Index, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All terms of an entry's questions, their characters, and their mean direction.

    ``centroid`` maps a term to its weight in the sum of the questions' unit vectors, times
    the term's own weight, so that a sum over a query's terms is a dot product;
    ``centroid_norm`` is the length of that sum.
    """

    terms: frozenset[str]
    characters: frozenset[str]
    centroid: Mapping[str, float]
    centroid_norm: float
    size: int


def profiles(index: Index, entries: int) -> tuple[Profile, ...]:
    """The profile of every entry, by number."""
    grouped: list[list[Question]] = [[] for _ in range(entries)]
    for question in index.questions:
        grouped[question.entry].append(question)
    return tuple(_profile(index, questions) for questions in grouped)


def _profile(index: Index, questions: Sequence[Question]) -> Profile:
    squares = index.weights.known_squares
    centroid: dict[str, float] = {}
    for question in questions:
        for term in sorted(question.folded):
            centroid[term] = centroid.get(term, 0.0) + squares[term] / question.folded_norm
    norm = sum(value * value / squares[term] for term, value in centroid.items()) ** 0.5
    return Profile(
        terms=_union(q.folded for q in questions),
        characters=_union(q.utterance.key for q in questions),
        centroid=centroid,
        centroid_norm=norm,
        size=len(questions),
    )


def _union(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(member for members in sets for member in members)
