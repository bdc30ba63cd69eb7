"""How a query and an entry's closest question differ, where they are nearly the same.

The words that both have are matched; what is left over is cut into pieces: a substitution
(上海 / 北京), or words that only one side has. Numbers, codes and the order of what is shared are
compared on their own. What the entry's own questions vary is no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from xiaoer.matching.alignment import Piece, align, paired, trimmed
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.matching.order import exchanged_roles, in_order, reversed_order
from xiaoer.matching.slots import Slots
from xiaoer.matching.word_lists import WordLists
from xiaoer.text.pinyin import fuzzy, toneless
from xiaoer.text.quantities import Identity, identities
from xiaoer.text.utterance import Utterance

_NUMERALS = frozenset("零〇一二两三四五六七八九十首末")
_NEGATING = "不没未无非别勿"
_SHORT = 3  # characters that may be left of two words that are opposites by a character
_MOST_PIECES = 2
_MOST_WORDS = 2
_MOST_CHARACTERS = 4  # of a name that was cut to pieces
_CLOSE = 2  # characters that are alike around what is opposite by a character
_AWAY = frozenset("从 离 出 走 回 回来 出来 出去 离开".split())
_TOWARD = frozenset("到 去 往 至 进 入 来 进来 进去 转到".split())
_IDLE = 0.5  # share of an entry's questions that a word must be in to matter
_PREFIXES = frozenset("非 未 无".split())
# Points by which a word that stands for another says the same after all
_MOST_HEAVY, _OF_ACTS, _SHARED, _SAME_END, _ENOUGH = 5, 2, 4, 2, 5
"""One for each content word that both texts have, two where both words are verbs, four for a
character that two words share, two where it is the last. P(the same is meant) of pairs of sentences
that differ so, by points: see ``tests/fit/differences.py``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is compared of a text; made once for a question, once for a query."""

    joined: str
    words: tuple[str, ...]
    identities: tuple[Identity, ...]
    denied: frozenset[str]
    prefixes: tuple[str, ...]

    @property
    def said(self) -> tuple[Identity, ...]:
        """The numbers, in their order."""
        return self.identities


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of words: the lists, kinds of question words, opposites and whether a word is
    one at all."""

    lists: WordLists
    kinds: Mapping[str, str]
    opposite: Callable[[str, str], str]
    is_word: Callable[[str], bool]
    is_verb: Callable[[str], bool]
    is_name: Callable[[str], bool]


class Differ:
    """Finds what speaks against answering; built once."""

    def __init__(self, known: Known, slots: Slots) -> None:
        self._known, self._lists, self._slots = known, known.lists, slots

    @staticmethod
    def side(utterance: Utterance, denied: Collection[str]) -> Side:
        """What is compared of an utterance, given the predicates that it denies."""
        found, words = identities(utterance.words, utterance.folded)
        return Side(
            joined="".join(words),
            words=words,
            identities=found,
            denied=frozenset(denied),
            prefixes=tuple(w for w in utterance.words if w in _PREFIXES),
        )

    def between(
        self, query: Side, question: Side, others: Sequence[Side], *, listed: bool = False
    ) -> Difference | None:
        """The first difference that speaks against answering; ``others`` are the entry's other
        questions. ``listed``: swapped words that no list knows are none."""
        found = self._first(query, question, others)
        if found is None or (listed and found.kind in ("thing", "act")):
            return None
        for other in others:
            if self._varied(found, question, other) or self._equal(query, other):
                return None
        return found

    def _equal(self, query: Side, other: Side) -> bool:
        """Whether another question of the entry says what the query says."""
        return query.said == other.said and self._first(query, other, ()) is None

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
        pieces = self._weighed(aligned, others)
        if len(pieces) > _MOST_PIECES:
            return None
        x, y, start, end = trimmed(query.joined, question.joined)
        if found := self._turned(query, question, x, y):
            return found
        if _is_frame(pieces, _MOST_WORDS + 1) and (found := _numbers(query, question, others)):
            return found
        if not _is_frame(pieces, _MOST_WORDS):
            return None
        if start + end >= _CLOSE and (kind := self._by_character(x, y)):
            return Difference(kind, x, y)
        shared = filter(self._is_heavy, set(query.words) & set(question.words))
        heavy = sum(map(len, shared)) // 2
        straight = in_order(pairs)
        for piece in pieces:
            if found := self._cancelled(piece) or self._piece(piece, heavy, straight):
                return found
        return (
            _denied(query, question, pieces)
            or _lone(query, question, pieces)
            or (None if pieces else _directed(query.words, question.words))
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
            ours, theirs = (tuple(filter(self._is_heavy, words)) for words in piece)
            if ours and own.issuperset(ours):
                ours = ()
            if theirs and len(others) > 1:
                count = 1 + sum(set(theirs) <= set(side.words) for side in others)
                theirs = theirs if count >= _IDLE * (len(others) + 1) else ()
            if ours or theirs:
                found.append(Piece(ours, theirs))
        return paired(found)

    def _is_heavy(self, word: str) -> bool:
        return (
            word not in self._lists.light
            and word not in self._known.kinds
            and word not in self._lists.negators
        )

    def _cancelled(self, piece: Piece) -> Difference | None:
        """An act of cancelling that one side alone has."""
        for words, others in (piece, piece[::-1]):
            undone = self._lists.cancelling.intersection(words)
            if undone and not any(self._same(u, o) for u in undone for o in others):
                return _found("cancelling", piece)
        return None

    def _piece(self, piece: Piece, heavy: int, straight: bool) -> Difference | None:
        if not piece.ours or not piece.theirs:
            return None
        kind = self._substituted(piece.ours, piece.theirs, heavy)
        if kind is None or (kind == "thing" and not straight):
            return None
        return _found(kind, piece)

    def _substituted(
        self, ours: tuple[str, ...], theirs: tuple[str, ...], heavy: int
    ) -> DifferenceKind | None:
        opposites = {self._known.opposite(u, v) for u in ours for v in theirs} - {""}
        if opposites:
            return "contrast" if opposites == {"contrast"} else "opposite"
        x, y, _, _ = trimmed("".join(ours), "".join(theirs))
        if kind := self._by_character(x, y):
            return kind
        if self._near(ours, theirs) or self._mistyped(ours, x, y):
            return None
        acts = self._are_acts(ours[-1], theirs[-1])
        apart = any(self._slots.apart(u, v) for u in ours for v in theirs)
        points = (
            min(heavy, _MOST_HEAVY) + _OF_ACTS * acts + _overlap("".join(ours), "".join(theirs))
        )
        named = any(map(self._known.is_name, ours)) and any(map(self._known.is_name, theirs))
        if points >= _ENOUGH and not apart and not named:
            return None
        return "act" if acts else "thing"

    def _are_acts(self, one: str, other: str) -> bool:
        """Whether both are verbs, or one is and the other is in no dictionary."""
        verbs = [self._known.is_verb(word) for word in (one, other)]
        strange = [not self._known.is_word(word) for word in (one, other)]
        return all(verbs) or (any(verbs) and any(strange))

    def _by_character(self, x: str, y: str) -> DifferenceKind | None:
        """What two words are that differ in a character or two."""
        if not x or not y:
            return "negation" if (x or y)[:1] in tuple(_NEGATING) else None
        if max(len(x), len(y)) > _SHORT:
            return None
        if _NUMERALS & set(x) and _NUMERALS & set(y):
            return "number"
        if (x[0] in _NEGATING) != (y[0] in _NEGATING) and x.strip(_NEGATING) == y.strip(_NEGATING):
            return "negation"
        return "opposite" if any(u + v in self._lists.opposed for u in x for v in y) else None

    def _near(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        """Whether each word of one side has one on the other that says the same."""
        return all(any(self._same(u, v) for v in theirs) for u in ours) or all(
            any(self._same(u, v) for u in ours) for v in theirs
        )

    def _same(self, one: str, other: str) -> bool:
        if one == other or self._slots.same(one, other):
            return True
        if self._slots.apart(one, other):
            return False
        return self._lists.alike(one, other) or one in other or other in one

    def _mistyped(self, ours: tuple[str, ...], x: str, y: str) -> bool:
        """Whether ours sounds like theirs, or is no word at all."""
        if not x or len(x) != len(y):
            return False
        if any(not self._known.is_word(word) for word in ours):
            return True
        sounds = [[*map(fuzzy, toneless(text))] for text in (x, y)]
        return sounds[0] == sounds[1]


def _is_frame(pieces: Sequence[Piece], most: int) -> bool:
    """Whether all else is equal: one place differs, or a word of each of two."""
    if any(
        len(words) > most and len("".join(words)) > _MOST_CHARACTERS for p in pieces for words in p
    ):
        return False
    return len(pieces) < _MOST_PIECES or all(len(a) == len(b) == 1 for a, b in pieces)


def _overlap(one: str, other: str) -> int:
    """Points for a character that two short words share."""
    if not len(one) == len(other) == 2 or not set(one) & set(other):
        return 0
    return _SAME_END if one[-1] == other[-1] else _SHARED


def _denied(query: Side, question: Side, pieces: Sequence[Piece]) -> Difference | None:
    """What one side denies, in a word or with 非, 未 or 无."""
    if len(pieces) > 1:
        return None
    for one, other, ours in ((query, question, True), (question, query, False)):
        if one.denied and (
            not other.denied or (not pieces and one.denied.isdisjoint(other.denied))
        ):
            words = "、".join(sorted(one.denied))
        elif len(one.prefixes) > len(other.prefixes):
            words = "、".join(one.prefixes)
        else:
            continue
        return Difference("negation", words if ours else "", "" if ours else words)
    return None


def _negators(side: Side) -> int:
    return sum(map(side.joined.count, _NEGATING))


def _lone(query: Side, question: Side, pieces: Sequence[Piece]) -> Difference | None:
    """A code on one side where a word is on the other: B超 / X光, 12306 / 携程."""
    if len(pieces) != 1 or (pieces[0].ours and pieces[0].theirs):
        return None
    words, side, other = (
        (pieces[0].ours, question, query) if pieces[0].ours else (pieces[0].theirs, query, question)
    )
    codes = [i.shown for i in side.identities if not _has(other.identities, i)]
    if not codes or other.identities or not all(_is_name(code) for code in codes):
        return None
    code, word = "、".join(codes), "".join(words)
    return Difference("model", word, code) if pieces[0].ours else Difference("model", code, word)


def _is_name(code: str) -> bool:
    return (not code.isdigit() and not code[0].isdigit()) or (code.isdigit() and len(code) > _SHORT)


def _directed(ours: Sequence[str], theirs: Sequence[str]) -> Difference | None:
    """从 on one side where the other has 到: 从机场回来 / 去机场."""
    mine, other = (
        (_AWAY.intersection(words), _TOWARD.intersection(words)) for words in (ours, theirs)
    )
    for (away, toward), (back, forth), own in ((mine, other, True), (other, mine, False)):
        if away and not toward and forth and not back:
            left, right = "".join(sorted(away)), "".join(sorted(forth))
            return Difference("direction", *((left, right) if own else (right, left)))
    return None


def _numbers(query: Side, question: Side, others: Sequence[Side]) -> Difference | None:
    """A number or a code where the question has another; what the entry names is its own."""
    own = [i for side in others for i in side.identities]
    ours = [i for i in query.identities if not _has(question.identities, i) and not _has(own, i)]
    theirs = [i for i in question.identities if not _has(query.identities, i)]
    if not ours or not theirs:
        return None
    kind: DifferenceKind = "number" if ours[0].shown[:1].isdigit() else "model"
    return Difference(kind, "、".join(i.shown for i in ours), "、".join(i.shown for i in theirs))


def _has(known: Sequence[Identity], one: Identity) -> bool:
    return any(map(one.equals, known))


def _found(kind: DifferenceKind, piece: Piece) -> Difference:
    return Difference(kind, "".join(piece.ours), "".join(piece.theirs))
