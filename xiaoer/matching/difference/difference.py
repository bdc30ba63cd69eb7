"""How a query and an entry's closest question differ, where they are nearly the same.

The words that both have are matched; what is left over is cut into pieces: a substitution
(上海 / 北京), or words that only one side has. Numbers, codes and the order of what is shared are
compared on their own. What the entry's own questions vary is no difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.matching.difference.alignment import Piece, align, paired, trimmed
from xiaoer.matching.difference.order import exchanged_roles, in_order, reversed_order
from xiaoer.matching.difference.placed.denials import denied_alike
from xiaoer.matching.difference.placed.placed import Placed
from xiaoer.matching.difference.side import Side, denied, directed, lone, numbers
from xiaoer.matching.difference.slots import Slots
from xiaoer.matching.difference.substitution import Known, Substitution
from xiaoer.matching.difference.whole.whole import Whole
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.text.regex import regex

_MOST_PIECES = 2
_MOST_WORDS = 2
_MOST_CHARACTERS = 4  # of a name that was cut to pieces
_CLOSE = 2  # characters that are alike around what is opposite by a character
_IDLE = 0.5  # share of an entry's questions that a word must be in to matter
_BETWEEN = "\x1f"  # words are kept apart until they are told
_WORDS = regex("\x1f|(?<=[…、])|(?=[…、])")


class Differ:
    """Finds what speaks against answering; built once."""

    def __init__(self, known: Known, slots: Slots, whole: Whole) -> None:
        self._known, self._lists, self._whole = known, known.lists, whole
        self._substitution = Substitution(known, slots)
        self._placed = Placed(known, self._substitution)

    def between(
        self, query: Side, question: Side, others: Sequence[Side], *, listed: bool = False
    ) -> Difference | None:
        """The first difference that speaks against answering; ``others`` are the entry's other
        questions. ``listed``: swapped words that no list knows are none."""
        found = self._worded(query, question, others, listed=listed)
        found = found or self._whole.between(query, question, others)
        found = found or self._placed.between(query, question, others, listed=listed)
        return found if found and not any(self._equal(query, o) for o in others) else None

    def _worded(
        self, query: Side, question: Side, others: Sequence[Side], *, listed: bool
    ) -> Difference | None:
        """What differs where all else is equal, unless the entry's own questions vary it."""
        found = self._first(query, question, others)
        if found is None or (listed and found.kind in ("thing", "act")):
            return None
        if any(self._varied(found, question, other) for other in others):
            return None
        return Difference(found.kind, _written(found.ours, query), _written(found.theirs, question))

    def says(self, query: Side, question: Side, found: Difference) -> bool:
        """Whether a question says what the query says, where another one differs like that."""
        if found.kind in ("number", "model") and query.identities:
            named = [i for i in query.identities if i.shown in found.ours]
            return bool(named) and all(any(map(i.equals, question.identities)) for i in named)
        said = [part for part in found.ours.split("…") if part]
        if not said:
            return found.theirs not in question.core
        places = [max(question.core.find(part), question.joined.find(part)) for part in said]
        if min(places) >= 0:
            return places == sorted(places)
        return any(of.agrees(query, question, found.kind) for of in (self._whole, self._placed))

    def _equal(self, query: Side, other: Side) -> bool:
        """Whether another question of the entry says what the query says, to the word."""
        if len(query.identities) != len(other.identities):
            return False
        pieces = self._weighed(align(query.words, other.words).pieces, ())
        whole = all(piece.ours and piece.theirs for piece in pieces)
        return whole and _is_frame(pieces, _MOST_WORDS) and self._first(query, other, ()) is None

    def _varied(self, found: Difference, question: Side, other: Side) -> bool:
        """Whether the entry's own questions differ like that, in the same place."""
        if not found.theirs:
            return False
        own = self._first(other, question, ())
        return own is not None and (own.kind, own.theirs) == (found.kind, found.theirs)

    def _first(self, query: Side, question: Side, others: Sequence[Side]) -> Difference | None:
        if query.joined == question.joined and query.identities == question.identities:
            return None
        pairs, aligned = align(query.words, question.words)
        pieces = self._weighed(aligned, ())
        if not _is_frame(pieces, _MOST_WORDS + 1):
            return None
        pieces = self._weighed(aligned, others)
        alike = denied_alike(query, question, self._known.opposite)
        pieces = [piece for piece in pieces if not alike.issuperset((*piece.ours, *piece.theirs))]
        x, y, start, end = trimmed(query.joined, question.joined)
        if found := self._turned(query, question, x, y):
            return found
        if found := numbers(query, question, others):
            return found
        if not _is_frame(pieces, _MOST_WORDS):
            return None
        if not alike and start + end >= _CLOSE and (kind := self._substitution.by_character(x, y)):
            return Difference(kind, x, y)
        shared = filter(self._known.is_heavy, set(query.words) & set(question.words))
        heavy = sum(map(len, shared)) // 2
        straight = in_order(pairs)
        for piece in pieces:
            wholes = [whole for whole in aligned if _within(piece, whole)]
            if any(self._substitution.alike(*whole) for whole in wholes):
                continue
            placed = straight and bool(wholes)
            if found := self._cancelled(piece) or self._piece(piece, heavy, placed):
                return found
        return (
            (None if alike else denied(query, question, pieces))
            or lone(query, question, pieces)
            or (None if pieces else directed(query.words, question.words))
        )

    def _turned(self, query: Side, question: Side, x: str, y: str) -> Difference | None:
        return reversed_order(
            query.words, question.words, x, y, self._lists, self._known.kinds
        ) or exchanged_roles(query.words, question.words, self._lists)

    def _weighed(self, pieces: Sequence[Piece], others: Sequence[Side]) -> list[Piece]:
        """The pieces less their light words, and less what the entry says itself or seldom."""
        own = frozenset(word for side in others for word in side.words)
        found = []
        for piece in pieces:
            ours, theirs = (tuple(filter(self._known.is_heavy, words)) for words in piece)
            if ours and own.issuperset(ours):
                ours = ()
            if theirs and len(others) > 1:
                count = 1 + sum(set(theirs) <= set(side.words) for side in others)
                theirs = theirs if count >= _IDLE * (len(others) + 1) else ()
            if ours or theirs:
                found.append(Piece(ours, theirs))
        return paired(found)

    def _cancelled(self, piece: Piece) -> Difference | None:
        """An act of cancelling that one side alone has."""
        for words, others in (piece, piece[::-1]):
            undone = self._lists.cancelling.intersection(words)
            if undone and not any(self._substitution.same(u, o) for u in undone for o in others):
                return _found("cancelling", piece)
        return None

    def _piece(self, piece: Piece, heavy: int, placed: bool) -> Difference | None:
        if not piece.ours or not piece.theirs:
            return None
        kind = self._substitution.kind(piece.ours, piece.theirs, heavy)
        if kind is None or (kind in ("thing", "act") and not placed):
            return None
        return _found(kind, piece)


def _is_frame(pieces: Sequence[Piece], most: int) -> bool:
    """Whether all else is equal: one place differs, or a word of each of two."""
    if len(pieces) > _MOST_PIECES:
        return False
    if any(
        len(words) > most and len("".join(words)) > _MOST_CHARACTERS for p in pieces for words in p
    ):
        return False
    return len(pieces) < _MOST_PIECES or all(len(a) == len(b) == 1 for a, b in pieces)


def _within(piece: Piece, whole: Piece) -> bool:
    """Whether the words stand in one place on both sides."""
    return set(piece.ours) <= set(whole.ours) and set(piece.theirs) <= set(whole.theirs)


def _found(kind: DifferenceKind, piece: Piece) -> Difference:
    return Difference(kind, _BETWEEN.join(piece.ours), _BETWEEN.join(piece.theirs))


def _written(said: str, side: Side) -> str:
    """Words as they were written, where folding has put others in their place."""
    return "".join(side.written.get(word, word) for word in _WORDS.split(said))
