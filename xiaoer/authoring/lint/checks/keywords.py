"""Keywords: W210 forbids its own entry, W211 never fires, W212 fires nearly always."""

from __future__ import annotations

from collections.abc import Iterator

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.corpus.entry import Keywords
from xiaoer.matching.keywords import KeywordRules
from xiaoer.records import replace
from xiaoer.text.words.segment import dictionary

_MANY = 10
_SHARE = 0.1
_RULES = ("restricted", "offers", "escalation")
_SHARE_OF_RULES = 0.03
"""A rule is for the exception: none of the sample's own words is in a question of an entry."""


def forbids_itself(look: Look) -> Iterator[Hit]:
    """A forbidding keyword occurs in a question of its own entry.

    Asked as it stands the question is answered; worded a little otherwise the entry is struck.

    中文：禁用词出现在本条目自己的问题里：照写的问能得到答案，稍微换一种说法就被挡住。
    """
    for one in look.live:
        for leaf in one.under("keywords"):
            if "none" not in leaf.path:
                continue
            rules = _rules(one, leaf)
            for question in one.questions:
                if rules.forbidden(look.utterance(question.text).core):
                    where = one.where(question)
                    yield one.hit(leaf, text=leaf.text, other_text=question.text, other=where)
                    break


def never_fires(look: Look) -> Iterator[Hit]:
    """No question of the corpus has the keyword, nor its entry all its characters: a slip.

    A nominating keyword is worth writing where customers use it and the questions do not; then
    write a variant with it. One that is punctuation alone can never be found.

    中文：整个知识库的问题里都没有这个关键词：可能是错字，也可能没有人这样说。客户真的会用的词，
    请写进相似问。
    """
    for one in look.live:
        for leaf in one.under("keywords"):
            if not _is_plausible(look, one, leaf) and not _fires(look, one, leaf):
                yield one.hit(leaf, text=leaf.text)
        yield from _never_together(look, one)


def always_fires(look: Look) -> Iterator[Hit]:
    """A keyword is in the questions of so many entries that it says nothing.

    A nominating one adds the entry to the candidates of every query; a forbidding one strikes it
    everywhere. A word of the settings (restricted, offers, escalation) takes them all to its team.

    中文：太多条目的问题里都有这个关键词：写在 any、all 里等于没有写，写在 none 里会到处挡住本条目。
    写在设置里（限制话题、服务、转人工规则），这些问题就都会被它拿走。
    """
    for leaf, _, count in common_words(look):
        yield from look.settings_hit(leaf, text=leaf.text, count=count)
    for one in look.live:
        for leaf in one.under("keywords"):
            having = _fires(look, one, leaf)
            if len(having) >= _MANY and len(having) > _SHARE * len(look.live):
                yield one.hit(leaf, text=leaf.text, count=len(having))


def common_words(look: Look) -> tuple[tuple[LintedText, str, int], ...]:
    """The words of the settings that the questions of too many entries have: where each stands,
    its key, and how many entries those are."""

    def found() -> tuple[tuple[LintedText, str, int], ...]:
        questions = [[look.utterance(leaf.text).key for leaf in one.questions] for one in look.live]
        words = [
            (leaf, look.utterance(leaf.text).key)
            for leaf in look.settings_leaves
            if leaf.path[0] in _RULES and "words" in leaf.path
        ]
        counted = (
            (leaf, word, sum(any(word in key for key in keys) for keys in questions))
            for leaf, word in words
            if word
        )
        least = max(_MANY, _SHARE_OF_RULES * len(look.live))
        return tuple(one for one in counted if one[2] >= least)

    return look.once("common words of the settings", found)


def _is_plausible(look: Look, one: LintedEntry, leaf: LintedText) -> bool:
    """Whether customers may say what the corpus does not: its own characters in another order, or,
    to be forbidden, any words of the dictionary."""
    if "none" in leaf.path:
        known, words = dictionary().words, look.utterance(leaf.text).words
        return all(len(word) > 1 and known.get(word, 0) > 0 for word in words)
    return {char for question in one.questions for char in question.text}.issuperset(leaf.text)


def _never_together(look: Look, one: LintedEntry) -> Iterator[Hit]:
    """The first of the keywords `all`, when no question has all of them."""
    leaves = [leaf for leaf in one.under("keywords") if "all" in leaf.path]
    if len(leaves) < 2:
        return
    rules = KeywordRules([replace(one.entry, keywords=Keywords(all=one.entry.keywords.all))])
    cores = (look.utterance(q.text).core for other in look.live for q in other.questions)
    if not any(rules.nominated(core) for core in cores):
        yield one.hit(leaves[0], text=" + ".join(leaf.text for leaf in leaves))


def _fires(look: Look, one: LintedEntry, leaf: LintedText) -> frozenset[str]:
    """The ids of the entries that have the keyword in a question."""
    rules = _rules(one, leaf)

    def having() -> frozenset[str]:
        return frozenset(
            other.id
            for other in look.live
            if any(rules.forbidden(look.utterance(q.text).core) for q in other.questions)
        )

    return look.once(("keyword", leaf.text), having)


def _rules(one: LintedEntry, leaf: LintedText) -> KeywordRules:
    return KeywordRules([replace(one.entry, keywords=Keywords(none=(leaf.text,)))])
