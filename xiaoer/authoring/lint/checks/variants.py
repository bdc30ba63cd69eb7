"""The questions of one entry: W201 to W203, W205 to W208."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.authoring.lint.words import Pieces
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.text.regex import regex
from xiaoer.text.words.polarity import PolarityReader

_FEW, _BETTER, _MANY = 3, 5, 8
_LONGEST = 40
_PADDING = frozenset(
    "了 的 呢 吗 啊 呀 吧 么 嘛 哦 啦 哈 一下 请问 请 您 你 我 我的 就 是 在 去 来 到 能 可以 "
    "才能 该 应该 呗 那 这个 那个 到底 现在 都 也 给 帮 帮我".split()
)
_ALIKE = 0.87
"""Characters and pairs of them in common. Of the sample's entries no two questions have .86; a
character more in a text of eight leaves .875."""
_SHORT = 5  # characters of texts that differ by one are no longer alike
_UNWRITTEN = regex(
    r"todo|tbd|fixme|xxx+|待(?:写|补充?|填写?|完善)$|^待定|^[\W\d_]+$|占位符|某某"
    r"|^新?(?:问题|相似问|问法|变体|标准问|测试|test)\s*[\d一二三四五六七八九十]*$",
    re.IGNORECASE,
)


_WANTS = regex("怎么|如何|怎样|咋|在哪|哪里|想|要|帮我")
_WHEN = regex("多久|几天|什么时候|啥时候|多长时间")
_DENIES = regex("[不没未被]")


def few(look: Look) -> Iterator[Hit]:
    """An entry has so few variants that other wordings of its question are not known.

    Variants matter more than the algorithm: from none to four an entry, the share of queries
    whose right entry comes first rises from 58 to 75 of 100. Write 5 to 12, as customers word it.
    Told of are fewer than three, and fewer than five where most entries have eight or more.

    中文：相似问太少，客户换一种说法就认不出。相似问比算法更重要：从没有到有四个，排第一的对的
    比例从 58% 升到 75%。请按客户的说法写 5 到 12 个。
    """
    least = _least(look)
    for one in look.live:
        if len(one.questions) - 1 < least:
            yield one.hit(_standard(one), id=one.id, count=len(one.questions) - 1, limit=least)


def rather_few(look: Look) -> Iterator[Hit]:
    """An entry has fewer than five variants; 5 to 12 are good.

    中文：相似问不到五个；5 到 12 个比较好。
    """
    least = _least(look)
    for one in look.live:
        if least <= len(one.questions) - 1 < _BETTER:
            yield one.hit(_standard(one), id=one.id, count=len(one.questions) - 1)


def nearly_twice(look: Look) -> Iterator[Hit]:
    """Two questions of an entry differ by padding, order, or a character alone.

    They add nothing: the engine reads 请问怎么退款呢 as 怎么退款 by itself, and knows slips of
    typing.

    中文：同一条目的两个问题只差客套话、语序或一个字，没有用处：引擎自己会去掉客套话，也认得错别字。
    """
    for one in look.live:
        first: dict[tuple[str, ...], LintedText] = {}
        seen: list[tuple[Pieces, LintedText]] = []
        for leaf in one.questions:
            utterance = look.utterance(leaf.text)
            key = tuple(sorted(_plain(look, utterance.words)))
            pieces = Pieces.of(utterance.key)
            other = first.setdefault(key, leaf) if key else leaf
            if other is leaf and len(utterance.key) >= _SHORT:
                alike = (known for text, known in seen if text.alike(pieces, _ALIKE))
                other = next(alike, leaf)
            literal = look.utterance(other.text).literal
            if other is not leaf and literal != utterance.literal:  # W401 tells of equal ones
                where = one.where(other)
                yield one.hit(leaf, text=leaf.text, other_text=other.text, other=where)
            seen.append((pieces, leaf))


def opposite(look: Look) -> Iterator[Hit]:
    """A variant says the opposite of its entry's question, such as 怎么关闭 under 怎么开通.

    Whoever asks it gets the answer to the opposite. What the two do not share is a pair of the
    lexicon's opposites; an answer that speaks of both sides is no fault.

    中文：相似问和标准问意思相反，例如“怎么开通”下面写了“怎么关闭”：这样问的客户会得到相反的答案。
    如果答案把两边都说了，就不算。
    """
    lexicon = look.analyzer.lexicon
    guard = Guard(lexicon.opposites, lexicon)
    folding = lexicon.folding()
    reader = PolarityReader(
        lexicon.negation, look.analyzer.segmenter.cut, lambda word: folding.get(word, word)
    )
    for one in look.live:
        found = list(_contradictions(look, one, guard, reader))
        known = [leaf for leaf, _, _ in found]
        undone = ((leaf, word) for leaf, word in _undoes(look, one) if leaf not in known)
        found += [(leaf, one.questions[0], word) for leaf, word in undone]
        for leaf, other, words in found:
            where = one.where(other)
            yield one.hit(leaf, text=leaf.text, other_text=other.text, other=where, words=words)


def vague(look: Look) -> Iterator[Hit]:
    """A question has no word that says what it is about, such as 怎么办 or 可以吗.

    It looks like any question, and takes those of other entries.

    中文：问题里没有一个词说明是什么事，例如“怎么办”“可以吗”。问什么都像它，会抢走别的条目的问题。
    """
    for one in look.live:
        for leaf in one.questions:
            words = look.utterance(leaf.text).folded
            if words and len(words) <= _VAGUE and not any(map(look.is_heavy, words)):
                known = sum(word in look.question_words for word in words)
                if known == len(words) or "".join(words) in _ANY_QUESTION:
                    yield one.hit(leaf, text=leaf.text)


def long(look: Look) -> Iterator[Hit]:
    """A question is longer than customers ask.

    A long one shares words with everything. Make it one sentence; what is explained belongs into
    the answer.

    中文：问题太长，客户不会这样问，而且和什么都像。请写成一句话，说明放到答案里。
    """
    for one in look.live:
        for leaf in one.questions:
            if len(leaf.text) > _LONGEST:
                yield one.hit(leaf, text=leaf.text, count=len(leaf.text), limit=_LONGEST)


def unwritten(look: Look) -> Iterator[Hit]:
    """A question is a placeholder: 待补充, 相似问1, TODO, punctuation.

    中文：问题是占位内容，例如“待补充”“相似问1”“TODO”或只有标点。
    """
    for one in look.entries:
        for leaf in one.questions:
            if _UNWRITTEN.search(leaf.text.strip()):
                yield one.hit(leaf, text=leaf.text)


_VAGUE = 4
_ANY_QUESTION = frozenset(
    "怎么办 怎么弄 怎么处理 怎么操作 这个怎么办 有问题 出问题了 帮我 问一下".split()
)


def _least(look: Look) -> int:
    """Three, or five where most entries of the corpus have many."""
    counts = sorted(len(one.questions) - 1 for one in look.live)
    return _BETTER if counts and counts[len(counts) // 2] >= _MANY else _FEW


def _standard(one: LintedEntry) -> LintedText:
    return one.questions[0]


def _plain(look: Look, words: tuple[str, ...]) -> Iterator[str]:
    """The words without padding; question words stand for all that ask the same."""
    folding: Mapping[str, str] = look.folding
    for word in words:
        if word not in _PADDING:
            yield folding.get(word, word) if word in look.question_words else word


def _stance(look: Look, guard: Guard, reader: PolarityReader, leaf: LintedText) -> Stance:
    utterance = look.utterance(leaf.text)
    return guard.stance(reader.read(utterance.core, utterance.folded))


def _contradictions(
    look: Look, one: LintedEntry, guard: Guard, reader: PolarityReader
) -> Iterator[tuple[LintedText, LintedText, str]]:
    """The questions that contradict one before them, and by which words."""
    about = set(look.utterance(one.questions[0].text).folded)
    stances = [(leaf, _stance(look, guard, reader, leaf)) for leaf in one.questions]
    for place, (leaf, stance) in enumerate(stances):
        for other, before in stances[:place]:
            words = guard.conflict(stance, before)
            named = len(words) > 1 and not about.isdisjoint(words)
            if (named and _otherwise_same(look, leaf, other, words)) or (
                len(words) == 1 and _denied(look, leaf, other, words)
            ):
                if not _answers_both(look, one, words):
                    yield leaf, other, "/".join(words)
                break


def _denied(look: Look, leaf: LintedText, other: LintedText, words: tuple[str, ...]) -> bool:
    """Whether a question denies what the standard question asserts, or the reverse, and no more:
    收到货了怎么办 under 没收到货怎么办. Who asks when (多久有结果) asserts nothing."""
    if other.path[-1] != "question" or _WHEN.search(leaf.text + other.text):
        return False
    rest, others = (set(look.heavy(one.text)).difference(words) for one in (leaf, other))
    return rest == others


def _otherwise_same(
    look: Look, leaf: LintedText, other: LintedText, words: tuple[str, ...]
) -> bool:
    """Whether the variant says nothing beside the opposite that the other does not say; or one
    word in the place of another, 提醒 for 通知."""
    rest, others = (set(look.heavy(one.text)).difference(words) for one in (leaf, other))
    if other.path[-1] != "question":
        return rest == others
    swapped = len(rest) == len(others) == 2 and not rest.isdisjoint(others)
    return rest <= others or swapped


def _undoes(look: Look, one: LintedEntry) -> Iterator[tuple[LintedText, str]]:
    """The questions that want to undo what the entry is about: 怎么退出 under 怎么开通.

    The only ones of the entry with such a word, which its answer does not have either.
    """
    undoing = look.lists.cancelling
    folded = [(leaf, look.utterance(leaf.text).folded) for leaf in one.questions]
    having = [(leaf, words) for leaf, words in folded if not undoing.isdisjoint(words)]
    if len(having) != 1 or having[0][0] is one.questions[0]:
        return
    leaf, words = having[0]
    goal = _WANTS.search(leaf.text)
    known = {word for other, own in folded if other is not leaf for word in own}
    said = {word for answer in one.answers for word in look.utterance(answer.text).folded}
    for place, word in enumerate(words):
        behind = words[place + 1] if place + 1 < len(words) else ""
        if word not in undoing or word in said or behind in ("了", "的") or goal is None:
            continue
        heavy = set(filter(look.is_heavy, words)) - {word}
        denied = _DENIES.search(one.questions[0].text + leaf.text)
        if heavy and not denied and _all_known(heavy, known, one, leaf):
            yield leaf, word


def _all_known(heavy: set[str], known: set[str], one: LintedEntry, leaf: LintedText) -> bool:
    """Whether other questions have these words: each as it is, or one of them, beside the words of
    the standard question, by its first character (买好 beside 买)."""
    strange = heavy - known
    others = "".join(other.text for other in one.questions if other is not leaf)
    near = all(word[0] in others for word in strange)
    return not strange or (len(strange) == 1 and near and len(heavy) > 1)


def _answers_both(look: Look, one: LintedEntry, words: tuple[str, ...]) -> bool:
    if len(words) < 2:
        return False
    said = [set(look.utterance(leaf.text).folded) for leaf in one.answers]
    return any(set(words) <= answer for answer in said)
