"""Words of the corpus that a query writes with other characters of the same sound: 优会券, 退宽.

As with Latin words, evidence and no rewriting: what is denied, and which question it equals, is
read of what was typed. A stretch of two to four characters is taken for a word of the corpus (or a
synonym of one) where it sounds the same and means nothing itself:

- it begins and ends where words do, and what it changes are single characters, or a rare word of
  the dictionary: 报价 is not 保价, 买家 not 卖家;
- no changed character is a word that sentences are built of (是用 is not 试用, 好吗 not 号码), has
  synonyms, denies (无流 is not 物流) or tells opposites apart;
- where all are changed, the word is one that the lexicon lists (平轮 for 评论).
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from xiaoer.records import replace
from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.negators import ANY
from xiaoer.text.words.segment import dictionary

_WORD = regex("[\u4e00-\u9fff]{2,4}")
_LONGEST, _SHORTEST = 4, 2
_MOST = 4
"""Words of a query that are taken for others: who writes more of them wrong is not understood."""
_RARE = 30
"""Occurrences in jieba's dictionary below which a word may be a slip."""
_FUNCTION = frozenset(
    "是在有要我你您他她它们就都也还再又能可给把被让到从对和与跟吗呢吧啊了的么呀哦嘛啦着过得地这那哪谁"
    "一二三四五六七八九十百千万几多少个次年月日元家去来上下里外前后大小很太最更才刚正将但而只如因所"
    "用说看做想请"
)
_BUILDING = frozenset("会好或以使事时")


class Homophones:
    """The words of a corpus by their sound; built once, never changed."""

    def __init__(self, utterances: Iterable[Utterance], analyzer: Analyzer) -> None:
        utterances = tuple(utterances)
        self._analyzer = analyzer
        self._listed = frozenset(analyzer.lexicon.all_words())
        pairs = frozenset(pair for one in utterances for pair in _pairs(one.words))
        self._pairs: Container[str] = pairs
        said = {word for one in utterances for word in (*one.words, *one.folded)}
        said.update(part for word in tuple(said) for part in _parts(word) if part in self._listed)
        groups = (group for group in analyzer.lexicon.synonyms if group[0] in said)
        synonyms = {word for group in groups for word in group} - said
        self._known: Container[str] = self._listed | said
        self._folding = analyzer.lexicon.folding()
        self._counts = dictionary().words
        self._contrasts = contrasts_of(analyzer.lexicon)
        self._by_sound: dict[tuple[str, ...], list[str]] = {}
        for word in (*sorted(said), *sorted(synonyms), *sorted(pairs - said)):
            if _WORD.fullmatch(word) and not ANY.search(word):
                self._by_sound.setdefault(toneless(word), []).append(word)

    def respelled(self, query: Utterance) -> Utterance:
        """The query as if it wrote those words of the corpus that it sounds like."""
        core = self._respelled(query.core, query.words)
        if core == query.core:
            return query
        read = self._analyzer.analyze(core)
        return replace(query, core=core, key=read.key, words=read.words, folded=read.folded)

    def _respelled(self, core: str, words: Sequence[str]) -> str:
        sounds = toneless(core)
        taken: list[tuple[int, int]] = []
        found = [
            (start, stretch, word)
            for start, stretch, loose in self._stretches(core, words)
            if (word := self._sounding_like(stretch, sounds[start : start + len(stretch)], loose))
        ]
        for start, stretch, word in sorted(found, key=lambda f: (-len(f[1]), f[0])):
            end = start + len(stretch)
            if len(taken) < _MOST and all(end <= a or b <= start for a, b in taken):
                core = core[:start] + word + core[end:]  # as long as what it replaces
                taken.append((start, end))
        return core

    def _sounding_like(self, stretch: str, sound: tuple[str, ...], loose: frozenset[int]) -> str:
        """The word that a stretch is taken for, "" for none."""
        words = self._of_sound(sound)
        if not words or stretch in self._known:
            return ""
        for word in words:
            changed = [place for place, char in enumerate(stretch) if char != word[place]]
            if stretch in self._pairs and word not in self._listed:
                continue  # a slip of the corpus's own (退宽), or a word of it (退房)
            if loose.issuperset(changed) and self._may_be(stretch, word, changed):
                return word
        return ""

    def _of_sound(self, sound: tuple[str, ...]) -> Sequence[str]:
        return self._by_sound.get(sound, ())

    def _may_be(self, stretch: str, word: str, changed: Sequence[int]) -> bool:
        typed = frozenset(stretch[place] for place in changed)
        return (
            (len(changed) < len(word) or (word in self._listed and typed.isdisjoint(_BUILDING)))
            and not any(word[p] in _FUNCTION or ANY.search(stretch[p]) for p in changed)
            and not any(frozenset((stretch[p], word[p])) in self._contrasts for p in changed)
        )

    def _stretches(
        self, core: str, words: Sequence[str]
    ) -> Iterator[tuple[int, str, frozenset[int]]]:
        """Runs of neighbouring words of two to four characters: where each begins, what it is, and
        the places in it that may be slips: of characters that are no words here, of rare words."""
        starts = list(_starts(core, words))
        slips = list(map(self._is_slip, words))
        for first, begin in enumerate(starts):
            if not any(slips[first : first + _LONGEST]):
                continue
            stretch, loose = "", set[int]()
            for place in range(first, len(words)):
                word, end = words[place], len(stretch)
                if starts[place] != begin + end or end + len(word) > _LONGEST:
                    break
                stretch += word
                if slips[place]:
                    loose.update(range(end, len(stretch)))
                if len(stretch) >= _SHORTEST and loose:
                    yield begin, stretch, frozenset(loose)

    def _is_slip(self, word: str) -> bool:
        if len(word) == 1:
            return word in _BUILDING or (word not in _FUNCTION and word not in self._folding)
        return self._counts.get(word, 0) < _RARE


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Neighbours of one character that may be a word which the dictionary lacks: 退房."""
    for left, right in pairwise(words):
        if len(left) == len(right) == 1 and not {left, right} & (_FUNCTION | _BUILDING):
            yield left + right


def _parts(word: str) -> Iterator[str]:
    """What a long word may be made of: 发票 of 开具发票."""
    for size in range(_SHORTEST, min(len(word), _LONGEST + 1)):
        yield from (word[place : place + size] for place in range(len(word) - size + 1))


def _starts(core: str, words: Sequence[str]) -> Iterator[int]:
    end = 0
    for word in words:
        start = core.index(word, end)
        end = start + len(word)
        yield start


def contrasts_of(lexicon: Lexicon) -> frozenset[frozenset[str]]:
    """The pairs of characters in which opposites of one sound differ: 买 and 卖."""
    return frozenset(
        frozenset(pair)
        for opposite in lexicon.opposites
        for left in opposite.left
        for right in opposite.right
        if len(left) == len(right)
        for pair in zip(left, right, strict=True)
        if pair[0] != pair[1]
    )
