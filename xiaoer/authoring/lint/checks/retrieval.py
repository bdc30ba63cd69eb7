"""What the engine itself says: R101 to R108. The only family that builds and asks a bot."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from xiaoer.authoring.lint.checks.keywords import common_words
from xiaoer.authoring.lint.look import AskedAgain, Hit, LintedText, Look
from xiaoer.authoring.lint.words import Weighing, likeness
from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.selftest.findings import rivals, thin_entries
from xiaoer.matching.match import Candidate
from xiaoer.service.deciding.customer import Customer
from xiaoer.text.utterance import Utterance

_SAME = 0.86
"""Likeness of a question, left out, to one of another entry from which on they are the same. Of the
sample's 3,797 questions none has it; of 534 copies with a slip, a synonym or padding 88 of 100."""
_NO_MORE = 0.72  # where nothing differs but words of no weight
_SURE, _UNSURE = 0.8, 0.7
_FOREIGN, _APART = 0.1, 0.15
_LEAST = 0.3
_NEAR = 0.7
_TURNED = frozenset(("被", "给", "让", "叫"))
_SYNONYMS = 2  # words that mean the same, the first of them counted
_ABOUT_PEOPLE = 3  # questions of an entry that are wishes for a person


def same_elsewhere(look: Look) -> Iterator[Hit]:
    """A question is nearly one of another entry: left out and asked, it gets that entry.

    Both are in the corpus, and small differences of wording decide. Keep it in one entry. Nearly
    the same are texts with the same characters but for a slip, and texts that differ by words of
    no weight; a word that makes a difference (开/关, 7天/15天) makes another question.

    中文：这个问题和另一个条目的问题几乎一样：把它去掉再问引擎，得到的是那一条。请只留一处。
    只差一个错字、或者只差没有分量的词，算几乎一样；差一个要紧的词（开/关、7天/15天）不算。
    """
    for asked in look.left_out:
        first = asked.first
        if first is None or first.id not in look.by_id or not _likely_same(look, asked, first):
            continue
        yield _given(look, asked, first)


def misplaced(look: Look) -> Iterator[Hit]:
    """A question has nothing in common with its entry, and the engine gives another entry.

    It was pasted into the wrong row, or customers would not expect this answer. Compared are the
    other questions and the answer of the entry.

    中文：这个问题和本条目的其他问题、答案没有共同的词，引擎会给出另一条：可能粘贴错了行。
    """
    weighing, known = _contents(look)
    for asked in look.left_out:
        first = asked.first
        if first is None or first.id not in look.by_id or first.score < _LEAST:
            continue
        if any(one.id == asked.one.id for one in asked.reply.candidates):
            continue
        if _likely_same(look, asked, first):
            continue
        terms = _terms(look, asked.leaf.text)
        others = {t for leaf, own in known[asked.one.id] if leaf != asked.leaf for t in own}
        theirs = {t for _, own in known[first.id] for t in own}
        own_share, their_share = (_share(terms, words, weighing) for words in (others, theirs))
        far = asked.reply.confidence >= _UNSURE and own_share <= _APART and _unrelated(look, asked)
        sure = asked.reply.confidence >= _SURE and own_share <= _FOREIGN
        if far or (sure and their_share - own_share >= 0.1):
            yield _given(look, asked, first)


def confused(look: Look) -> Iterator[Hit]:
    """Two entries take each other's questions when these are left out; the worst pair first.

    Natural where two entries are close. Wordings that say what tells them apart help both.

    中文：两个条目互相抢问题（各自的问法去掉再问）。条目内容相近时很自然；多写能区分两边的说法，
    两边都会更准。
    """
    for pair in rivals((asked.outcome for asked in look.left_out), _entries(look)):
        one = look.by_id[pair.first]
        example = (*pair.lost_examples, *pair.taken_examples)[0]
        yield one.hit(
            one.questions[0], id=pair.first, other_text=pair.second, count=pair.n, text=example
        )


def unreached(look: Look) -> Iterator[Hit]:
    """No question of an entry reaches it, each asked as it stands.

    A restricted word, a phrase that is heard as a wish for a person, or another entry takes them.

    中文：条目的问题照写着问，没有一个得到它：被受限话题、转人工的说法或别的条目拦住了。
    """
    for one, missed in look.missed.items():
        if len(missed) == len(look.by_id[one].questions):
            leaf, got = missed[0]
            yield look.by_id[one].hit(leaf, id=one, text=leaf.text, got=got)


def question_unreached(look: Look) -> Iterator[Hit]:
    """A question, asked as it stands, does not reach its entry.

    A restricted word in it hands over, or it is small talk or a wish for a person by itself. What
    a word of the settings takes from many entries is told once, of that word (W212).

    中文：这个问法照写着问，得到的不是本条目：里面有受限话题的词，或者本身就是寒暄、要人工的说法。
    设置里太常见的词拿走的问法不在这里一条条说，只在那个词上说一次（W212）。
    """
    common = [word for _, word, _ in common_words(look)]
    for one, missed in look.missed.items():
        wishes = sum(got == "human_requested" for _, got in missed)
        if len(missed) < len(look.by_id[one].questions) and wishes < _ABOUT_PEOPLE:
            for leaf, got in missed:
                key = look.utterance(leaf.text).key
                taken = got not in look.by_id and any(word in key for word in common)
                if not taken:
                    yield look.by_id[one].hit(leaf, text=leaf.text, got=got)


def barred(look: Look) -> Iterator[Hit]:
    """A question of an entry is barred by the entry's own negative, once it is left out.

    As it stands it is answered; worded a little otherwise the negative is nearer and strikes it.

    中文：条目自己的反例挡住了自己的问题：照写的问没事，换一种说法就问不到。
    """
    desk = look.bot.desk
    for one in look.live:
        negatives = list(one.under("negatives"))
        for leaf in one.questions if negatives else ():
            audience = next(iter(look.bot.corpus[one.id].audience), None)
            mask = desk.matcher.equal_to([leaf.text])
            customer = Customer(audience=audience, channel=None, now=look.as_of)
            turn = desk.serve(desk.read(leaf.text), customer, mask)
            for strike in turn.considered.match.struck:
                other = next(iter(strike.words), "")
                own = strike.id == one.id and strike.why == "negative"
                if own and likeness(look.utterance(other).key, turn.message.utterance.key) >= _NEAR:
                    yield one.hit(leaf, text=leaf.text, why="negative", other_text=other)


def thin(look: Look) -> Iterator[Hit]:
    """Fewer than half of an entry's questions find it once they are left out.

    Who words a question otherwise will often miss it: add wordings of other kinds.

    中文：条目的问题去掉再问，找得到它的不到一半：换一种说法的客户多半问不到。请多写几种说法。
    """
    for found in thin_entries((asked.outcome for asked in look.left_out), _entries(look)):
        one = look.by_id[found.id]
        yield one.hit(one.questions[0], id=found.id, count=found.n, found=found.found)


def one_wording(look: Look) -> Iterator[Hit]:
    """The questions of an entry all have the same words: who uses another is asked back.

    An answer is only given where no word differs that might matter. What an entry's own questions
    vary does not matter, nor does one synonym for another: named are the words that neither is
    known of. Write a second wording without them, or add their synonyms to the settings
    (`lexicon: {synonyms: [[手机, 机子]]}`). Silent where the settings do not look at swapped words
    (`engine: {differences: listed}`).

    中文：条目的问题用的都是同样的词，客户换一个词就会被反问“您想问的是…吗”。条目自己换过的说法、
    词典里的同义词，引擎才知道是一回事；这里列出的词两样都没有。请换个词再写一种说法，或者在
    xiaoer.yaml 里写上同义词：lexicon: {synonyms: [[手机, 机子]]}。
    """
    if look.settings.engine.differences != "all":
        return
    synonyms = Counter(look.folding.values())
    for one in look.live:
        wordings = {frozenset(look.heavy(leaf.text)) for leaf in one.questions}
        if len(wordings) == 1:
            standard = one.questions[0]
            words = [word for word in look.heavy(standard.text) if synonyms[word] < _SYNONYMS]
            if words:
                yield one.hit(standard, id=one.id, text=standard.text, words="、".join(words))


def _entries(look: Look) -> dict[str, Entry]:
    return {entry.id: entry for entry in look.bot.corpus}


def _given(look: Look, asked: AskedAgain, first: Candidate) -> Hit:
    other = look.by_id[first.id]
    theirs = next((q for q in other.questions if q.text == first.question), other.questions[0])
    return asked.one.hit(
        asked.leaf,
        text=asked.leaf.text,
        id=first.id,
        other_text=theirs.text,
        other=other.where(theirs),
        confidence=f"{asked.reply.confidence:.2f}",
    )


def _likely_same(look: Look, asked: AskedAgain, first: Candidate) -> bool:
    mine, theirs = look.utterance(asked.leaf.text), look.utterance(first.question)
    alike = max(
        likeness(mine.key, theirs.key), likeness("".join(mine.folded), "".join(theirs.folded))
    )
    if alike >= _SAME:
        return asked.reply.difference is None or asked.reply.difference.kind in ("thing", "act")
    words = [set(look.heavy(text)) for text in (asked.leaf.text, first.question)]
    turned = [_TURNED.intersection(one.words) for one in (mine, theirs)]
    return (
        alike >= _NO_MORE
        and words[0] == words[1]
        and turned[0] == turned[1]
        and _negated(mine) == _negated(theirs)
        and asked.reply.difference is None
    )


def _negated(utterance: Utterance) -> int:
    return sum(char in "不没未别无" for char in utterance.key)


def _unrelated(look: Look, asked: AskedAgain) -> bool:
    """Whether the two entries are of different categories and do not name each other."""
    first = asked.reply.candidates[0]
    mine, theirs = asked.one.entry, look.by_id[first.id].entry
    named = first.id in mine.related or mine.id in theirs.related
    return mine.category != theirs.category and not named


def _terms(look: Look, text: str) -> frozenset[str]:
    utterance = look.utterance(text)
    pairs = map("".join, zip(utterance.key, utterance.key[1:], strict=False))
    return frozenset((*utterance.folded, *utterance.key, *pairs))


def _contents(look: Look) -> tuple[Weighing, dict[str, list[tuple[LintedText, frozenset[str]]]]]:
    """Each entry's questions and answers as terms, and how rare each term is."""
    known = {
        one.id: [(leaf, _terms(look, leaf.text)) for leaf in (*one.questions, *one.answers)]
        for one in look.live
    }
    return Weighing.of({t for _, own in texts for t in own} for texts in known.values()), known


def _share(terms: frozenset[str], words: set[str], weighing: Weighing) -> float:
    whole = math.fsum(map(weighing, terms))
    return math.fsum(map(weighing, terms & words)) / whole if whole else 1.0
