"""What matching a query against a corpus gives."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Candidate(NamedTuple):
    """An entry that might answer: its id, the question of it that came closest, its score.

    The score is a similarity in 0..1, comparable between the candidates of one query only.
    """

    id: str
    question: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A candidate that was struck: why, and the words that decided it."""

    id: str
    question: str
    why: Literal["polarity", "negative", "keyword"]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The best candidates of a query, best first, after the guard.

    ``confidence`` is P(answering with ``candidates[0]`` is right), ``margin`` the distance of
    its score to the next entry's. ``exact`` names the entries whose own question the query is, in
    the order of their ids, and is empty otherwise; n of them share the confidence. ``struck`` are
    candidates that would have come first. ``doubt`` are the words that the query denies and the
    first candidate's question names, or the reverse.
    """

    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    margin: float = 0.0
    exact: tuple[str, ...] = ()
    struck: tuple[Strike, ...] = ()
    doubt: tuple[str, ...] = ()
