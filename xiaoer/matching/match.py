"""What matching a query against a corpus gives."""

from typing import Literal, NamedTuple

from xiaoer.records import dataclass

DifferenceKind = Literal[
    "number",
    "model",
    "platform",
    "name",
    "order",
    "roles",
    "direction",
    "opposite",
    "contrast",
    "negation",
    "cancelling",
    "thing",
    "act",
    "asked",
]


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


class Difference(NamedTuple):
    """What speaks against answering a query with a question that is nearly it.

    ``kind`` names the difference, ``ours`` are the words of the query, ``theirs`` of the question;
    "" where a side has none.
    """

    kind: DifferenceKind
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The best candidates of a query, best first, after the guard.

    ``confidence`` is P(answering with ``candidates[0]`` is right), ``margin`` the distance of
    its score to the next entry's. ``exact`` names the entries whose own question the query is, in
    the order of their ids, and is empty otherwise; n of them share the confidence. ``struck`` are
    candidates that would have come first. ``doubt`` are the words that the query denies and the
    first candidate's question names, or the reverse. ``difference`` is what speaks against
    answering with the first candidate however sure it is; ``naming`` are the candidates that name
    the other platform that the query names.
    """

    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    margin: float = 0.0
    exact: tuple[str, ...] = ()
    struck: tuple[Strike, ...] = ()
    doubt: tuple[str, ...] = ()
    difference: Difference | None = None
    naming: tuple[str, ...] = ()
