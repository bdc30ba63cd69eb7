"""What a text denies: the negated predicates of an utterance, and how each is denied.

没收到货 denies the event 收到; 不能退 denies that 退 is possible; 不想退了 denies the wish.
A-not-A (能不能), rhetorical questions (不是…吗), double negation (不得不) and words that only
contain a negator (不好意思, 7天无理由) deny nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Literal

from xiaoer.records import dataclass, field
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_sections
from xiaoer.text.words import negators

Denial = Literal["event", "possibility", "plain"]

_HARMLESS, _A_NOT_A_WORDS = "不算否定", "正反问"
_COMPLEMENTS = "可能补语"
_NEUTRAL = "\ue001"  # stands where a word was that denies nothing
_ASKED = "\ue002"  # stands where a word was that asks whether
WHETHER = "?"
"""The token that stands for a word that asks whether (能不能, 有没有, 了没)."""
_KINDS: tuple[tuple[re.Pattern[str], Denial], ...] = (
    (negators.POSSIBILITY, "possibility"),
    (negators.EVENT, "event"),
    (negators.PLAIN, "plain"),
)
_COMPLETION = regex("^(?:成功|完成|完|好)")
_MOST_CUES = 8  # of a text: no sentence denies more, and each costs a segmentation
_NEGATORS = "不没未别"
_WORD = 5  # characters in which the first word is looked for
_SCOPE = 24  # characters after a negator in which its predicate is sought
_NOT_WANTED = "不想要"
_SHORT_TAIL = 6  # characters: 不能退吗 asks about 不能; a longer part asks about what follows
"""Words before 不, folded, whose 不C is no complement: 都不回, 卖家不回 deny 回."""
_MARKS = regex(f"([{_NEUTRAL}{_ASKED}])")
_WHETHER_TAIL = regex(r"[吗么嘛吧]$")


def listed(title: str) -> frozenset[str]:
    """The words of a section of the list of polarity, read on first use."""
    return read_sections("polarity.txt")[title]


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """The denied predicates of a text, folded: predicate → how it is denied.

    ``tokens`` are the folded words that are affirmed or merely named, in order, with a space
    where a part ends. ``achieved`` maps a predicate that fails (收不到) to the forms in which
    another text says that it succeeds (收到). ``unwanted`` are the predicates that are denied as
    a wish (不要, 别). ``text`` is the text, what is neutral blanked.
    """

    denied: Mapping[str, Denial]
    tokens: tuple[str, ...]
    achieved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unwanted: frozenset[str] = frozenset()
    text: str = ""


@dataclass(slots=True)
class _ReadSoFar:
    """What has been read of a text so far."""

    denied: dict[str, Denial] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    achieved: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unwanted: set[str] = field(default_factory=set)
    cues: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """A negator: where it stands, how it denies; of V不C where V begins, and C."""

    start: int
    end: int
    kind: Denial
    verb_start: int
    complement: str = ""


class PolarityReader:
    """Reads the polarity of texts; built once for a lexicon."""

    def __init__(
        self,
        negation: Mapping[str, tuple[str, ...]],
        cut: Callable[[str], tuple[str, ...]],
        fold: Callable[[str], str],
    ) -> None:
        self._harmless = _alternation(negation.get(_HARMLESS, ()))
        self._a_not_a = _alternation(negation.get(_A_NOT_A_WORDS, ()))
        self._complement = _alternation(negation.get(_COMPLEMENTS, ()))
        self._cut = cut
        self._fold = fold

    def read(self, core: str, folded: tuple[str, ...] | None = None) -> Polarity:
        """The polarity of a normalized text without fillers; ``folded`` are its words, if known."""
        if not negators.ANY.search(core):
            if folded is None or " " in core:
                folded = self._tokens_of_parts(core)
            return Polarity(denied={}, tokens=folded, text=core)
        text = self._neutralized(core)
        reading = _ReadSoFar()
        for part in text.split(" "):
            self._read_part(part, reading)
            reading.tokens.append(" ")
        return Polarity(
            denied=reading.denied,
            tokens=tuple(reading.tokens[:-1]),
            achieved=reading.achieved,
            unwanted=frozenset(reading.unwanted),
            text=text,
        )

    def _neutralized(self, text: str) -> str:
        text = negators.MUST.sub(rf"{_NEUTRAL}\1{_NEUTRAL}", text)
        for pattern, mark in (
            (negators.AGREED, _NEUTRAL),
            (negators.DOUBLE, _NEUTRAL),
            (negators.RHETORICAL, _NEUTRAL),
            (self._a_not_a, _ASKED),
            (negators.A_NOT_A, _ASKED),
        ):
            text = pattern.sub(partial(_blank, mark), text)
        text = self._harmless.sub(self._blank_harmless, text)
        return negators.TAIL_QUESTION.sub(partial(_blank, _ASKED), text)

    def _blank_harmless(self, match: re.Match[str]) -> str:
        """The mark, but 不同意 and 别提现 as they are: the negator stands before a word."""
        start, end = match.span()
        if end - start == 2 and match[0][0] in _NEGATORS:
            after = self._cut(match.string[start + 1 : start + 1 + _WORD])
            if after and len(after[0]) > 1:
                return match[0]
        return _NEUTRAL

    def _read_part(self, part: str, reading: "_ReadSoFar") -> None:
        """Adds what a part affirms and what it denies."""
        tail, asked = bool(_WHETHER_TAIL.search(part)), _ASKED in part
        while reading.cues < _MOST_CUES and (cue := self._next_cue(part)):
            reading.cues += 1
            reading.tokens += self._tokens(part[: cue.verb_start])
            rest = self._tokens(part[cue.end : cue.end + _SCOPE])
            predicate = self._predicate(part, cue, rest)
            whether = tail or (asked and (cue.kind != "possibility" or _right_behind(cue, part)))
            if predicate and not (whether and _is_asked(cue, predicate, part, rest)):
                reading.denied.setdefault(predicate, self._kind(cue, rest))
                _note(reading, cue, predicate, part)
            part = part[cue.end :]
            if predicate and not cue.complement:
                part = self._after(part, predicate)
        reading.tokens += self._tokens(part)

    def _predicate(self, part: str, cue: "_Cue", rest: Sequence[str]) -> str | None:
        if cue.complement:
            return self._fold(part[cue.verb_start : cue.start])
        if part[cue.start : cue.end] == _NOT_WANTED:
            return self._fold(_NOT_WANTED[1:])
        named = _first_predicate(rest)
        # 不想要了, 不支持的商品: the cue's own verb is what is denied
        return named or self._fold(part[cue.start + 1 : cue.end]) or None

    @staticmethod
    def _kind(cue: "_Cue", rest: Sequence[str]) -> Denial:
        own_verb = cue.kind == "possibility" and not cue.complement and not _first_predicate(rest)
        return "plain" if own_verb else cue.kind

    def _next_cue(self, part: str) -> "_Cue | None":
        found: list[_Cue] = []
        if complement := self._failing(part):
            found.append(complement)
        for pattern, kind in _KINDS:
            for match in pattern.finditer(part):
                start, end = match.span()
                if not self._within_word(part, start):
                    found.append(_Cue(start=start, end=end, kind=kind, verb_start=start))
                    break
        return min(found, key=lambda c: (c.start, -c.end), default=None)

    def _within_word(self, part: str, start: int) -> bool:
        """Whether what looks like a negator ends a word: 鉴别, 辨别."""
        before = part[max(start - 1, 0) : start + 1]
        return part[start] in "别未" and len(before) == 2 and len(self._cut(before)) == 1

    def _failing(self, part: str) -> "_Cue | None":
        """The first V不C of a part; none where 不 denies what follows (退款不到账, 都不回)."""
        match = self._complement.search(part)
        if not match or not match.start():
            return None
        start, complement = match.start(), match[0][1:]
        words = self._cut(part[max(start - _SCOPE, 0) : start])
        verb = words[-1] if words else part[max(start - 2, 0) : start]
        folded = self._fold(verb)
        if _MARKS.match(verb) or folded in listed("止住的词") or folded in listed("不是动词"):
            return None
        after = self._cut(part[start + 1 : start + 1 + _WORD])
        begun = bool(after) and len(after[0]) > len(complement)
        if begun and len(self._cut(verb + complement)) > 1:
            return None  # 到账 is a word and 款到 is none; but 收不到货: 收到 is one
        return _Cue(
            start=start,
            end=match.end(),
            kind="possibility",
            verb_start=start - len(verb),
            complement=complement,
        )

    def _after(self, part: str, predicate: str) -> str:
        """What follows the first word that folds to the predicate, and its 成功 or 完."""
        position = 0
        for word in self._cut(part[:_SCOPE]):
            position = part.index(word, position) + len(word)
            if self._fold(word) == predicate:
                return _COMPLETION.sub("", part[position:])
        return part

    def _tokens_of_parts(self, text: str) -> tuple[str, ...]:
        """The folded words, a space where a part ends."""
        first, *others = text.split(" ")
        tokens = [*self._tokens(first)]
        for part in others:
            tokens += (" ", *self._tokens(part))
        return tuple(tokens)

    def _tokens(self, text: str) -> tuple[str, ...]:
        tokens: list[str] = []
        for piece in _MARKS.split(text):
            if piece == _ASKED:
                tokens.append(WHETHER)
            elif piece and piece != _NEUTRAL:
                tokens += map(self._fold, self._cut(piece))
        return tuple(tokens)


def _note(reading: _ReadSoFar, cue: _Cue, predicate: str, part: str) -> None:
    """Adds how another text says that a denied predicate came about, or is wanted."""
    said = part[cue.start : cue.end]
    if cue.complement:
        verb = part[cue.verb_start : cue.start]
        reading.achieved[predicate] = _achievements(verb, cue.complement)
    elif predicate == "问题":
        reading.achieved[predicate] = ("有问题",)  # a synonym may hide the words: 质量有问题
    if negators.UNWANTED.match(said):
        reading.unwanted.add(predicate)


def _right_behind(cue: _Cue, part: str) -> bool:
    """Whether the word that asks stands right before: 是不是不能退, but not 是不是就没法干了."""
    return part[: cue.verb_start].endswith(_ASKED)


def _is_asked(cue: _Cue, predicate: str, part: str, rest: Sequence[str]) -> bool:
    """不能退吗 and 没发货吗 ask; 没收到货能退吗 still says that nothing came."""
    if cue.kind == "event":
        return predicate in rest[-2:-1]
    if cue.kind == "plain" and WHETHER in rest and cue.end - cue.start == 1:
        return True  # 赠品不寄回会不会扣钱 asks whether it must be
    return len(part) - cue.end <= _SHORT_TAIL and part[-1] != _ASKED


def _achievements(verb: str, complement: str) -> tuple[str, ...]:
    """The forms that say that V不C came about: 收不到 → 收到; 付不了 → 付了, 付好, 付成功 …"""
    if complement in ("了", "成", "得"):
        return tuple(verb + c for c in ("了", "到", "上", "好", "完", "成", "得了", "成功"))
    return (verb + complement, verb + "得" + complement)


def _first_predicate(tokens: Iterable[str]) -> str | None:
    for token in tokens:
        if token in listed("止住的词") or token.isdigit():
            return None
        if token not in listed("跳过的词"):
            return token
    return None


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted({w for w in words if "…" not in w}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")


def _blank(mark: str, match: re.Match[str]) -> str:
    """The mark in the place of a match, its trailing space kept."""
    return mark + (" " if match[0].endswith(" ") else "")
