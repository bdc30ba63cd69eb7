"""What a message names, beside the questions of the corpus: its content words, and who has them.

A choice is worth choosing where it has what the message names: the word, its synonym, or its sound.
"""

from collections.abc import Callable

from xiaoer.matching.difference.word_lists import WordLists
from xiaoer.matching.matcher import Matcher
from xiaoer.text.characters.pinyin import fuzzy, toneless
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import dictionary

Shares = Callable[[Utterance, str], float]
"""The share of what a message names that the entry of an id has."""

_TIMES = frozenset(
    "今天 昨天 前天 大前天 明天 后天 今早 昨晚 今晚 刚才 刚刚 刚 上周 上个月 上月 下周 这周 早上 上午 中午"
    " 下午 晚上 前几天 这几天 那天 去年 今年 最近 之前 以前 前面 1天 2天 3天".split()
)
"""Words that say when, and no more."""
_SIDES = frozenset(
    "结果 时间 费用 价格 价钱 钱 收费 手续费 手续 条件 流程 步骤 材料 资料 要求 方法 办法 地方 位置 地址 原因 进度"
    " 期限 有效期 区别 后果 规则 方式 规定 门槛 范围 比例 标准 数量 次数 金额 名额 资格 信息 东西 事情 事 问题 话"
    " 别人 其他人 外国人 本人 朋友 时候 帽子 年龄 限制".split()
)
"""Nouns that name a side of a thing, not the thing: what is asked of a topic."""
_SINGLE = 0.5  # what a single character counts of a word: 减 is in 减肥 and in 满减


class Content:
    """Which words of a text name something; built once for a corpus.

    ``folding`` maps a word to the first of its synonyms.
    """

    def __init__(self, matcher: Matcher, lexicon: Lexicon, question_words: frozenset[str]) -> None:
        folding = lexicon.folding()
        lists = WordLists.of(folding)
        self._matcher = matcher
        self._numbers = {entry.id: number for number, entry in enumerate(matcher.entries)}
        written: list[list[str]] = [[] for _ in matcher.entries]
        for question in matcher.index.questions:
            written[question.entry].append(question.utterance.key)
        self._written = tuple(map("\n".join, written))
        times = _TIMES | frozenset(folding.get(time, time) for time in _TIMES)
        self._empty = lists.light | lists.negators | question_words | times
        self._sides = _SIDES | frozenset(folding.get(side, side) for side in _SIDES)
        self._verbs = dictionary().verbs

    def words(self, said: Utterance) -> tuple[str, ...]:
        """The folded words that name an act or a thing."""
        return tuple(
            word
            for word in dict.fromkeys(said.folded)
            if word not in self._empty and not word.isspace() and not word.isdigit()
        )

    def things(self, said: Utterance) -> tuple[str, ...]:
        """The folded words that name a thing of the corpus: no act, and no side of a thing."""
        return tuple(word for word in self.words(said) if self.is_thing(word))

    def is_thing(self, word: str) -> bool:
        """Whether a folded word names a thing of the corpus."""
        return (
            len(word) > 1
            and word not in self._verbs
            and word not in self._sides
            and bool(self._matcher.entries_with((word,)))
        )

    def has(self, id: str, word: str) -> bool:
        """Whether a question of an entry has a word: itself, within another, or one character."""
        number = self._numbers[id]
        return word in self._matcher.words_of(number) or word in self._written[number]

    def share(self, said: Utterance, id: str) -> float:
        """The share of what a message names that the entry has, by weight; 0 where it has none."""
        words = self.words(said)
        whole = sum(map(self._weight, words))
        found = sum(self._weight(w) for w in words if self.has(id, w) or self._sounds(id, w))
        return found / whole if whole else 0.0

    def _weight(self, word: str) -> float:
        rare = self._matcher.index.weights[f"w{word}"]
        return rare if len(word) > 1 else _SINGLE * rare

    def _sounds(self, id: str, word: str) -> bool:
        """Whether a word that is misspelled sounds like a part of the entry's question."""
        if len(word) < 2 or word.isascii():
            return False
        return _sound(word) in _sound(self._written[self._numbers[id]])


def _sound(text: str) -> str:
    return " ".join(map(fuzzy, toneless(text)))

