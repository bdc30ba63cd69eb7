"""Numbers that contradict each other: A106 between entries, A107 within one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.authoring.lint.words import Weighing
from xiaoer.corpus.checking.shared_questions import overlap
from xiaoer.records import dataclass
from xiaoer.text.regex import regex
from xiaoer.text.words.quantities import Identity, identities

_SENTENCE = regex(r"[^。；！？!?;\n]+")
_CLAUSE = regex(r"[^，。；：！？、（）()!?;\n「」“”]+")
_NUMERAL = r"[\d一二两三四五六七八九十百]+"
_NAME = regex(
    rf"{_NUMERAL}\s*个?(?:工作日|[天日元年月周折]|小时|分钟)"
    r"((?![内左后前之以就不未才还的了没到可会为起算是])[\u4e00-\u9fff]{2})"
)
_UNITS = frozenset("元 分钟 月 岁 % 折".split())
_DAY = 1440
_ALIKE, _NEARLY = 0.36, 0.28
"""Share of the weight of two contexts that both have, for one number against another, and against
several that agree. Of the sample's 22 numbers the two most alike with different values have .33
(评价, 追评), the next .24."""
_USUAL, _NEARLY_ALL = 5, 0.8
_NAMED = 3  # questions that call a thing by its number: 七天
_SHARED = 2  # words that both contexts have, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A number with a unit in a text: what it says, and the words around it."""

    one: LintedEntry
    leaf: LintedText
    identity: Identity
    offset: int
    clause: frozenset[str]
    around: frozenset[str]


def between_entries(look: Look) -> Iterator[Hit]:
    """Two answers give different numbers for the same thing, such as 7 天 and 15 天.

    Values are compared by what they are (一周 is 7 天), and only where both sentences speak of
    the same thing in the same words; the one that fewer entries agree with is told of. Find out
    which is right.

    中文：两条答案对同一件事说了不同的数字，例如一处 7 天、一处 15 天。一周和 7 天算同一个数。
    请核对哪一个对，改成一致。
    """
    found = [m for one in look.live for m in _mentions(look, one, one.answers)]
    weighing = Weighing.of(m.clause | m.around for m in found)
    for mine in found:
        alike = [
            (likeness(mine, other, weighing), other)
            for other in found
            if other.one.id != mine.one.id
            and other.identity.unit == mine.identity.unit
            and overlap(mine.one.entry, other.one.entry)
        ]
        theirs = _contradicted(mine, alike)
        if theirs is not None:
            yield _hit(look, mine, theirs)
    yield from _misnamed(look, found)


def _misnamed(look: Look, found: Sequence[Mention]) -> Iterator[Hit]:
    """Numbers in a name that nearly all texts give with another: 15天无理由 among 七天无理由."""
    asked = [m for one in look.live for m in _mentions(look, one, one.questions)]
    named: dict[tuple[str, str], list[Mention]] = {}
    for mention in (*found, *asked):
        if name := _name(mention):
            named.setdefault((mention.identity.unit, name), []).append(mention)
    for mentions in named.values():
        value, count = Counter(m.identity.value for m in mentions).most_common(1)[0]
        usual = next(m for m in mentions if m.identity.value == value)
        if count >= _USUAL and count >= _NEARLY_ALL * len(mentions):
            for mine in mentions:
                if mine.identity.value != value and mine.leaf in mine.one.answers:
                    yield _hit(look, mine, usual)


def _name(mention: Mention) -> str:
    """The two characters behind a number that is part of a name, or ""."""
    clause = _CLAUSE.match(mention.leaf.text, mention.offset)
    found = _NAME.search(clause[0]) if clause else None
    return found[1] if found else ""


def _contradicted(mine: Mention, alike: Sequence[tuple[float, Mention]]) -> Mention | None:
    """The number that a number contradicts: one very much alike, or several that agree.

    Of two the one that others agree with is right.
    """
    agree = [m for share, m in alike if share >= _NEARLY and not _differ(mine, m)]
    differ = [(share, m) for share, m in alike if share >= _NEARLY and _differ(mine, m)]
    if agree or not differ:
        return None
    share, theirs = max(differ, key=lambda pair: (pair[0], pair[1].one.id))
    values = Counter(m.identity.value for m in {m.one.id: m for _, m in differ}.values())
    return theirs if share >= _ALIKE or max(values.values()) > 1 else None


def within_entry(look: Look) -> Iterator[Hit]:
    """The answers of one entry, or its question and its answer, give different numbers.

    The question says 七天, the answer 15 天; or the app's answer has another number than the
    website's, where they are otherwise alike.

    中文：同一条目里的数字不一致：问题说七天，答案说 15 天；或者两个渠道的答案数字不同。
    请核对，改成一致。
    """
    for one in look.live:
        answers = _mentions(look, one, one.answers)
        weighing = Weighing.of(m.clause | m.around for m in answers)
        for place, mine in enumerate(answers):
            for theirs in answers[:place]:
                apart = mine.leaf != theirs.leaf and mine.identity.unit == theirs.identity.unit
                if apart and _differ(mine, theirs) and _same(mine, theirs, weighing):
                    yield _hit(look, mine, theirs)
        yield from _against_questions(look, one, answers)


def _against_questions(look: Look, one: LintedEntry, answers: Sequence[Mention]) -> Iterator[Hit]:
    """A number that most of the entry's questions with one agree on, and no answer has."""
    asked = _mentions(look, one, one.questions)
    for unit in dict.fromkeys(m.identity.unit for m in asked):
        values = Counter(m.identity.value for m in asked if m.identity.unit == unit)
        mine = [m for m in answers if m.identity.unit == unit]
        value, count = values.most_common(1)[0]
        standard = [m for m in asked if m.leaf == one.questions[0] and m.identity.unit == unit]
        if not mine or (not standard and count < 2) or len(values) > 1:
            continue
        odd = [m for m in mine if m.identity.value != value]
        if odd and (len(odd) == len(mine) or count >= _NAMED):
            yield _hit(look, odd[0], next(m for m in asked if m.identity.value == value))


def _mentions(look: Look, one: LintedEntry, leaves: Sequence[LintedText]) -> tuple[Mention, ...]:
    key = ("numbers", id(one), tuple(leaf.path for leaf in leaves))
    return look.once(key, lambda: tuple(_read(look, one, leaves)))


def _read(look: Look, one: LintedEntry, leaves: Sequence[LintedText]) -> Iterator[Mention]:
    for leaf in leaves:
        for sentence in _SENTENCE.finditer(leaf.text):
            if not re.search(r"[\d一二两三四五六七八九十百半]", sentence[0]):
                continue
            around = _pieces(look.heavy(sentence[0]))
            for clause in _CLAUSE.finditer(sentence[0]):
                utterance = look.utterance(clause[0])
                numbers, rest = identities(utterance.words, utterance.folded)
                words = _pieces(filter(look.is_heavy, rest))
                for identity in map(_in_days, numbers):
                    if identity.unit in _UNITS and not _is_ordinal(clause[0], identity):
                        yield Mention(
                            one=one,
                            leaf=leaf,
                            identity=identity,
                            offset=sentence.start() + clause.start(),
                            clause=words,
                            around=around - words,
                        )


def _in_days(identity: Identity) -> Identity:
    """Working days as days: 3 天 and 3 个工作日 are told apart by no customer."""
    if identity.unit != "工作日":
        return identity
    return identity._replace(value=f"{float(identity.value) * _DAY:.10g}", unit="分钟")


def _is_ordinal(clause: str, identity: Identity) -> bool:
    """Whether a number counts where something stands, such as 第二天."""
    return (
        "第" in clause and re.search(rf"第\s*{_NUMERAL}\s*{identity.shown[-1]}", clause) is not None
    )


def _pieces(words: Iterable[str]) -> frozenset[str]:
    """Pairs of characters: 无理由退货 and 无理由 are partly the same."""
    return frozenset(
        piece
        for word in words
        for piece in (map("".join, pairwise(word)) if len(word) > 1 else (word,))
    )


def _differ(mine: Mention, theirs: Mention) -> bool:
    return mine.identity.value != theirs.identity.value


def _same(mine: Mention, theirs: Mention, weighing: Weighing) -> bool:
    """Whether two numbers are about the same thing, by the words around them."""
    return likeness(mine, theirs, weighing) >= _ALIKE


def likeness(mine: Mention, theirs: Mention, weighing: Weighing) -> float:
    """How much of what stands around two numbers is the same, 0 to 1; the clause counts twice."""
    words = [(mine.clause, mine.around), (theirs.clause, theirs.around)]
    first, second = ({**dict.fromkeys(a, 0.5), **dict.fromkeys(c, 1.0)} for c, a in words)
    both = {word: min(first[word], second[word]) for word in first.keys() & second.keys()}
    if len(mine.clause & theirs.clause) < 1 or len(both) < _SHARED:
        return 0.0
    shared = math.fsum(weighing(word) * share for word, share in both.items())
    least = min(
        math.fsum(weighing(word) * share for word, share in side.items())
        for side in (first, second)
    )
    return shared / least if least else 0.0


def _hit(look: Look, mine: Mention, theirs: Mention) -> Hit:
    return mine.one.hit(
        mine.leaf,
        at=look.offset(mine.one.source, mine.leaf, mine.offset),
        text=_clause(mine),
        id=theirs.one.id,
        other_text=_clause(theirs),
        other=theirs.one.where(theirs.leaf),
    )


def _clause(mention: Mention) -> str:
    found = _CLAUSE.match(mention.leaf.text, mention.offset)
    return found[0].strip() if found else mention.identity.shown
