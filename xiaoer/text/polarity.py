"""What a text denies: the negated predicates of an utterance, and how each is denied.

没收到货 denies the event 收到; 不能退 denies that 退 is possible; 不想退了 denies the wish.
A-not-A (能不能), rhetorical questions (不是…吗), double negation (不得不) and words that only
contain a negator (不好意思, 7天无理由) deny nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Denial = Literal["event", "possibility", "plain"]

_NOT_A_DENIAL = ("不算否定", "正反问")
_COMPLEMENTS = "可能补语"
_NEUTRAL = "\ue001"  # stands where a word was that denies nothing
_A_NOT_A = re.compile(r"([^\W\d_])[不没]\1|([^\W\d_]{2})[不没]\2|([^\W\d_])[不没](?=\3)")
_TAIL_QUESTION = re.compile(r"(?<=[\u4e00-\u9fff])(?:了没有?|没有|没|不|否)(?: |$)")
_RHETORICAL = re.compile(r"(?:难道|岂)?(?:不是|不就是)(?=[^ ]{1,14}[吗嘛么])|难道[不没]")
_DOUBLE = re.compile(
    r"不得不|不能不|不会不|不可不|不是不|没有不|没不|无不|不想不|没法不|不要不|非[^ ]{1,6}不可"
)
_EVENT = re.compile(r"(?:并|仍|尚|还|从来|从|一直|迟迟|都|也)?(?:没有|没能|没|未曾|未能|未|木有|么有|冇)")
_POSSIBILITY = re.compile(
    r"不能够?|不可以|不可|不让|不给|不允许|不许|不准|不支持|无法子?|没法子?|没办法|唔可以|禁止"
)
_PLAIN = re.compile(r"不会|不想要?|不要|不用|不需要?|不必|不愿意?|不再|不肯|别|勿|莫|甭|不|唔|卟")
_ANY = re.compile("[不没未无别勿莫甭冇唔卟禁]|木有|么有")
_PASSED_OVER = frozenset(
    "再 给 我 你 他 被 可以 让 有 办法 到底 去 来 把 将 想 要 得 又 都 也 就 会 "
    "进行 办理 操作 成功 及时 按时 正常 任何 完全 直接 自己 自动 帮 为 对 在".split()
)
_STOPS = frozenset(
    "了 的 吗 么 呢 吧 啊 呀 怎么 怎么办 为什么 什么 多久 但 但是 可是 却 就 还是 而且 所以".split()
)
_WHETHER_TAIL = re.compile(r"[吗么嘛吧]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """The denied predicates of a text, folded: predicate → how it is denied.

    ``tokens`` are the folded words that are affirmed or merely named, in order, with a space
    where a part ends.
    """

    denied: Mapping[str, Denial]
    tokens: tuple[str, ...]


class PolarityReader:
    """Reads the polarity of texts; built once for a lexicon."""

    def __init__(
        self,
        negation: Mapping[str, tuple[str, ...]],
        cut: Callable[[str], tuple[str, ...]],
        fold: Callable[[str], str],
    ) -> None:
        listed = [w for title in _NOT_A_DENIAL for w in negation.get(title, ())]
        self._harmless = _alternation(listed)
        self._complement = _alternation(negation.get(_COMPLEMENTS, ()))
        self._cut = cut
        self._fold = fold

    def read(self, core: str) -> Polarity:
        """The polarity of a normalized text without fillers."""
        if not _ANY.search(core):
            return Polarity(denied={}, tokens=self._tokens(core))
        text = self._neutralized(core)
        denied: dict[str, Denial] = {}
        tokens: list[str] = []
        for part in text.split(" "):
            tokens += self._read_part(part, denied)
            tokens.append(" ")
        return Polarity(denied=denied, tokens=tuple(tokens[:-1]))

    def _neutralized(self, text: str) -> str:
        for pattern in (_DOUBLE, _RHETORICAL, _A_NOT_A, self._harmless, _TAIL_QUESTION):
            if pattern is not None:
                text = pattern.sub(_blank, text)
        return text

    def _read_part(self, part: str, denied: dict[str, Denial]) -> list[str]:
        """The affirmed tokens of a part; what it denies is added to ``denied``."""
        whether = bool(_WHETHER_TAIL.search(part))
        tokens: list[str] = []
        while cue := self._next_cue(part):
            start, end, kind, before = cue
            tokens += self._tokens(part[: start - before])
            rest = self._tokens(part[end:])
            if before:
                predicate: str | None = self._fold(part[start - before : start])
            else:
                predicate = _first_predicate(rest) or self._fold(part[start + 1 : end]) or None
            # "不能退吗" asks; "没收到货能退吗" still says that nothing came
            asked = whether and (kind != "event" or predicate in rest[-2:-1])
            if predicate and not asked:
                denied.setdefault(predicate, kind)
            part = part[end:]
            if predicate and not before:
                part = _after(part, predicate, self._cut, self._fold)
        return tokens + list(self._tokens(part))

    def _next_cue(self, part: str) -> tuple[int, int, Denial, int] | None:
        """(start, end, kind, length of the verb before it) of the first cue of a part."""
        found: list[tuple[int, int, int, Denial, int]] = []
        if self._complement and (match := self._complement.search(part)) and match.start():
            verb = min(match.start(), 2)
            words = self._cut(part[: match.start()])
            verb = len(words[-1]) if words else verb
            found.append((match.start(), -match.end(), match.end(), "possibility", verb))
        kinds: tuple[tuple[re.Pattern[str], Denial], ...] = (
            (_POSSIBILITY, "possibility"),
            (_EVENT, "event"),
            (_PLAIN, "plain"),
        )
        for pattern, kind in kinds:
            if match := pattern.search(part):
                found.append((match.start(), -match.end(), match.end(), kind, 0))
        if not found:
            return None
        start, _, end, kind, before = min(found, key=lambda f: (f[0], f[1], f[4]))
        return start, end, kind, before

    def _tokens(self, text: str) -> tuple[str, ...]:
        return tuple(
            self._fold(word) for piece in text.split(_NEUTRAL) if piece for word in self._cut(piece)
        )


def _first_predicate(tokens: Iterable[str]) -> str | None:
    for token in tokens:
        if token in _STOPS:
            return None
        if token not in _PASSED_OVER:
            return token
    return None


def _alternation(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted({w for w in words if "…" not in w}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _blank(match: re.Match[str]) -> str:
    """A neutral mark in the place of a match, its trailing space kept."""
    return _NEUTRAL + (" " if match[0].endswith(" ") else "")


def _after(
    part: str, predicate: str, cut: Callable[[str], tuple[str, ...]], fold: Callable[[str], str]
) -> str:
    """What follows the first word that folds to the predicate."""
    position = 0
    for word in cut(part):
        position = part.index(word, position) + len(word)
        if fold(word) == predicate:
            return part[position:]
    return part
