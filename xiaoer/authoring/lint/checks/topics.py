"""Answers beside each other: A108 the same twice, A114 in the wrong place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.authoring.lint.words import Weighing, likeness
from xiaoer.corpus.checking.shared_questions import overlap

_TWICE = 0.95
_OWN, _OTHER, _RANK = 0.1, 0.5, 10
"""Share of what its questions are about that an answer speaks of, at most; of what another entry's
are about, at least; and how many other answers fit better. None of the sample's answers is so."""


def same_answer(look: Look) -> Iterator[Hit]:
    """Two entries that the same customers get have the same answer.

    They compete for the same queries and gain nothing by it: merge them, or say what differs.

    中文：同样的客户能得到的两个条目，答案相同。它们互相抢问题，没有好处：请合并，或写出区别。
    """
    seen: dict[str, list[tuple[LintedEntry, LintedText, str]]] = {}
    for one in look.live:
        for leaf in one.under("answer"):
            text = "".join(leaf.text.split())
            for other, theirs, known in seen.get(text[:4], []) + seen.get(text[-5:], []):
                if other.id == one.id or not overlap(one.entry, other.entry):
                    continue
                if text == known or likeness(text, known) >= _TWICE:
                    where = other.where(theirs)
                    yield one.hit(leaf, id=other.id, other=where)
                    break
            for key in {text[:4], text[-5:]}:
                seen.setdefault(key, []).append((one, leaf, text))


def wrong_place(look: Look) -> Iterator[Hit]:
    """An answer does not speak of what its questions ask, and fits another entry.

    Two answers changed places, or one was pasted into the wrong row. Compared are the words that
    several questions of an entry have, rare ones more; an entry whose answer needs none of them
    is switched off with a comment.

    中文：答案没有提到问题里的事，却像是另一条的答案：可能两条答案放反了，或者粘贴到了别的行。
    比较的是一个条目里几个问题都有的词，少见的词更重要；确实不需要提到的，可以用注释关闭。
    """
    counts = {one.id: _topic(look, one) for one in look.live}
    weighing = Weighing.of(counts.values())
    topics = {id: _weights(words, weighing) for id, words in counts.items()}
    said = {one.id: _said(look, one) for one in look.live if one.answers}
    for one in look.live:
        topic = topics[one.id]
        mine = _covered(topic, said.get(one.id, frozenset())) if topic else 1.0
        if one.id not in said or mine > _OWN:
            continue
        if sum(_covered(topic, words) > mine for words in said.values()) < _RANK:
            continue
        fits = []
        for id, other in topics.items():
            share = _covered(other, said[one.id]) if other and id != one.id else 0.0
            if share >= max(_OTHER, _covered(other, said.get(id, frozenset())) + 0.1):
                fits.append((share, id))
        if fits:
            yield one.hit(one.answers[0], id=max(fits)[1])


def _topic(look: Look, one: LintedEntry) -> Mapping[str, int]:
    """The words that several of an entry's questions have, and how many."""
    counts = Counter(word for leaf in one.questions for word in set(look.heavy(leaf.text)))
    least = 2 if len(one.questions) > 2 else 1
    return {word: count for word, count in counts.items() if count >= least}


def _said(look: Look, one: LintedEntry) -> frozenset[str]:
    texts = [leaf.text for leaf in (*one.answers, *one.under("self_service", "links"))]
    words = {word for text in texts for word in look.utterance(text).folded}
    return frozenset(words)


def _weights(topic: Mapping[str, int], weighing: Weighing) -> Mapping[str, float]:
    """The share of each word in what the questions are about."""
    whole = math.fsum(weighing(word) * count for word, count in topic.items())
    return {word: weighing(word) * count / whole for word, count in topic.items()}


def _covered(topic: Mapping[str, float], words: frozenset[str]) -> float:
    return math.fsum(topic[word] for word in topic.keys() & words)
