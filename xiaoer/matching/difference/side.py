"""One text as it is compared, and in what two whole texts differ: numbers, denials, direction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

from xiaoer.matching.difference.alignment import Piece
from xiaoer.matching.difference.substitution import NEGATING
from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.records import dataclass
from xiaoer.text.resources import read_sections
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.quantities import Identity, identities

_PREFIXES = frozenset("非 未 无".split())
_LEAST_NAME = 4  # digits of a number that names somebody: 12306


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is compared of a text; made once for a question, once for a query.

    ``said`` are its words as one text, ``starts`` where they begin; ``joined`` are the folded ones
    but for ``identities``.
    """

    core: str
    said: str
    starts: frozenset[int]
    joined: str
    words: tuple[str, ...]
    identities: tuple[Identity, ...]
    denied: frozenset[str]
    prefixes: tuple[str, ...]
    written: Mapping[str, str]
    clauses: int


def side_of(utterance: Utterance, denied: Collection[str]) -> Side:
    """What is compared of an utterance, given the predicates that it denies."""
    found, words = identities(utterance.words, utterance.folded)
    return Side(
        core=utterance.core,
        said="".join(utterance.words),
        starts=frozenset(accumulate(map(len, utterance.words), initial=0)),
        joined="".join(words),
        words=words,
        identities=found,
        denied=frozenset(denied),
        clauses=utterance.core.count(" ") + 1,
        prefixes=tuple(w for w in utterance.words if w in _PREFIXES),
        written={f: w for f, w in zip(utterance.folded, utterance.words, strict=True) if f != w},
    )


def denied(query: Side, question: Side, pieces: Sequence[Piece]) -> Difference | None:
    """What one side denies and the other names: in a word, or with 非, 未 or 无.

    A clause of its own (我不想退了，怎么撤销) tells why something is asked.
    """
    if len(pieces) > 1 or query.clauses != question.clauses:
        return None
    for one, other, ours in ((query, question, True), (question, query, False)):
        said = [word for word in sorted(one.denied) if word in other.joined]
        back = any(word in one.joined for word in other.denied)
        moved = not pieces and back and one.denied.isdisjoint(other.denied)
        if said and (moved or (not other.denied and _negators(one) > _negators(other))):
            words = "不" + "、".join(said)
        elif len(one.prefixes) > len(other.prefixes) and not _negators(other):
            words = "、".join(one.prefixes)
        else:
            continue
        return Difference("negation", words if ours else "", "" if ours else words)
    return None


def _negators(side: Side) -> int:
    return sum(map(side.joined.count, NEGATING))


def lone(query: Side, question: Side, pieces: Sequence[Piece]) -> Difference | None:
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
    return (not code.isdigit() and not code[0].isdigit()) or (
        code.isdigit() and len(code) >= _LEAST_NAME
    )


def directed(ours: Sequence[str], theirs: Sequence[str]) -> Difference | None:
    """从 on one side where the other has 到: 从机场回来 / 去机场."""
    lists = read_sections("difference.txt")
    mine, other = (
        (lists["离开"].intersection(words), lists["朝向"].intersection(words))
        for words in (ours, theirs)
    )
    for (away, toward), (back, forth), own in ((mine, other, True), (other, mine, False)):
        if away and not toward and forth and not back:
            left, right = "".join(sorted(away)), "".join(sorted(forth))
            return Difference("direction", *((left, right) if own else (right, left)))
    return None


def numbers(query: Side, question: Side, others: Sequence[Side]) -> Difference | None:
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
