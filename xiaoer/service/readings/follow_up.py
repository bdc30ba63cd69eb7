"""Short turns that only make sense after the question before them: 那运费呢, 换货呢, 多久到账.

The words of the question before are put beside those of the follow-up, or one of them in the
place of another, as customers would have asked in full; each reading is matched like any query.
A reading counts only if its entry has every word of the follow-up, so that a new subject
(那天气呢) finds nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from xiaoer.matching.matcher import Considered
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Turn, sureness
from xiaoer.service.deciding.desk import Desk, Matched
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Utterance

LONGEST = 10
"""Characters of a turn without 那…呢 that can be a follow-up; a longer one can stand alone. Like
the next one it bounds work: from 6 to 16, and 10 to 30, no scripted turn tells."""
_LONGEST_MARKED = 16
# With 1 and 3 of them 4 and 1 of 557 scripted turns go wrong; with 20 none goes otherwise.
MOST_READINGS = 6
"""Readings of a short turn that are looked at."""
_LONGEST_READING = 40  # characters: a follow-up of a longer question is as dear as that
# Of readings as sure as the best, the first reads most naturally: from 0 to .1 no scripted turn
# tells (``tests.bench.thresholds``).
_AS_SURE = 0.02
_MARKED = regex(r"^(?:那么?|还有|要是|如果|换成|改成)|(?:呢|的话)$")
_LEAD = regex(r"^(?:那么?(?:如果|要是)?|还有|要是|如果是?|换成|改成|[是如])+")
_TAIL = regex(r"(?:的话|[呢啊呀吧])+$")


class Readings(NamedTuple):
    """The full questions that a short turn may stand for, the more natural ones first.

    ``able`` are the entries that have every word of the turn: no other answers a reading.
    """

    texts: tuple[str, ...]
    able: frozenset[int]


def readings_of(
    desk: Desk, alone: Turn, before: Utterance, about: str, most: int = MOST_READINGS
) -> Readings:
    """What a short turn may stand for, at most so many of them; none when it is no follow-up."""
    none = Readings((), frozenset())
    rest = _rest(alone.message.utterance.core) if most else ""
    if not rest or about not in desk.corpus:
        return none
    own = alone.message.utterance
    said = own if own.raw == rest else desk.analyze(rest)
    able = desk.matcher.entries_with(w for w in said.folded if w not in desk.question_words)
    if not able:
        return none
    known = (*before.words, *desk.question(about, desk.corpus[about].question).words)
    texts = _readings(desk, said, before, _content(desk, known), able)
    return Readings(tuple(texts[:most]), able)


def best_reading(desk: Desk, alone: Turn, readings: Readings) -> Turn | None:
    """What the surest of the readings comes to, None when no entry has what was said.

    All are matched, and only those heard that may be the one: the surest, and what is as sure.
    """
    matched = [desk.match(text, alone.customer) for text in readings.texts]
    left = [one for one in matched if _is_able(one.considered, readings.able)]
    heard: dict[str, Turn | None] = {}
    least: float | None = None
    for one in sorted(left, key=lambda one: -sureness(one.considered.match)):
        sure = sureness(one.considered.match)
        if least is not None and sure < least:
            break
        heard[one.text] = turn = _heard(desk, alone, one)
        if turn is not None and least is None:
            least = sure - _AS_SURE
    return next((turn for one in left if (turn := heard.get(one.text)) is not None), None)


def _rest(core: str) -> str:
    """The turn without what marks it as a follow-up; "" when it is none."""
    bare = core.replace(" ", "")
    if len(bare) > (_LONGEST_MARKED if _MARKED.search(bare) else LONGEST):
        return ""
    return _TAIL.sub("", _LEAD.sub("", bare))


def _content(desk: Desk, words: Iterable[str]) -> tuple[str, ...]:
    """The words that name something: no question words, no single function characters."""
    asking = desk.question_words
    return tuple(w for w in dict.fromkeys(words) if len(w) > 1 and w not in asking)


def _readings(
    desk: Desk, said: Utterance, before: Utterance, known: tuple[str, ...], able: frozenset[int]
) -> list[str]:
    """The full questions that the turn may stand for, the more natural ones first.

    What asks itself (多久到账) goes behind a word; a bare noun (运费险) takes the place of one. A
    word that no entry has beside those of the turn is left out.
    """
    rest, whole = said.key, before.key
    words = [word for word in known if word not in rest and rest not in word]
    behind = [w + rest for w in words if able & desk.matcher.entries_with(desk.folded((w,)))]
    instead = [whole.replace(word, rest, 1) for word in words if _replaceable(whole, word, known)]
    asks = any(word in desk.question_words for word in said.words)
    found = dict.fromkeys([*behind, *instead] if asks else [*instead, *behind])
    return [text for text in found if len(text) <= _LONGEST_READING]


def _replaceable(whole: str, word: str, known: tuple[str, ...]) -> bool:
    """Whether the question still names something without the word."""
    left = whole.replace(word, "", 1)
    return word in whole and any(other in left for other in known)


def _is_able(considered: Considered, able: frozenset[int]) -> bool:
    """Whether the first candidate has every word of what was said."""
    ranked = considered.ranked
    return bool(ranked) and ranked[0].evidence.entry in able


def _heard(desk: Desk, alone: Turn, matched: Matched) -> Turn | None:
    """The reading as it is served, None where it is a wish or of a restricted topic."""
    read = desk.hear(matched)
    if read.facts.wish or read.facts.topic:
        return None
    return as_follow_up(alone, read)


def as_follow_up(alone: Turn, read: Turn) -> Turn:
    """The reading with the customer's own message kept."""
    own = alone.message.utterance.raw
    decision = read.decision
    if decision.gives:
        decision = replace(decision, reason="follow_up")
    return replace(
        read,
        message=alone.message,
        decision=decision,
        said="，".join(filter(None, (alone.customer.problem, own))),
        understood=read.message.utterance.raw,
    )
