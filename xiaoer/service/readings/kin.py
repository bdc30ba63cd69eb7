"""A message that is not clear alone, looked at among the entries that are kin to the topic.

    要交多少钱 (入驻费用) → 没审过咋办     alone: 商品审核, 入驻审核, 价保; of 入驻: 入驻审核不通过

Of the sample's queries that are not answered alone, after another entry of their own category 108
of 108 that reach the threshold among its kin are right, 139 of 159 from .3 on, and 43 of 48 from .1
on have the right entry among three. After an entry by chance 26 of 790 messages out of scope reach
.3, and 4 the threshold.
"""

from xiaoer.records import replace
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.near_miss import asked_instead
from xiaoer.service.readings.follow_up import as_follow_up
from xiaoer.service.reply.action import Reason
from xiaoer.text.regex import regex

_UNSURE = 0.3
"""Confidence of a message alone up to which its first candidate may be of another matter."""
_SHOWN, _LISTED = 0.5, 0.06
"""Confidences among the kin from which the answer of the first is shown below the question whether
it is meant, and from which the nearest are listed. Of the sample's queries that are handed over
alone, from .06 on 25 of 28 have the right entry among the nearest after another entry of its
category and 23 of 27 after itself; of 217 out of scope after an entry by chance, 47 get a list."""
_AGREED = 0.8  # confidence from which it is given, though a reading differs
_SHARED = 0.3  # of what was said, by weight, that an entry has which is surely of it
_ALSO = regex("(?<![么样谁哪点啥都再1一])也(?!许|好|罢)")
_LONGEST_ALSO = 12
_FIRST = 3  # places among which a candidate of the message alone is as likely as its kin


def also(desk: Desk, alone: Turn, about: str) -> Turn | None:
    """What asks of one more thing (赠品也得寄吗) among the kin of the topic, where that is surer
    there than alone."""
    said = alone.message.utterance
    if len(said.key) > _LONGEST_ALSO or not _ALSO.search(said.text) or not alone.decision.gives:
        return None
    ids = kin_of(desk, alone, about)
    near = [c.id for c in alone.considered.match.candidates[:2]]
    if near[0] in ids or near[-1] not in ids:
        return None
    turn = desk.serve(alone.message, alone.customer, within=ids)
    surer = turn.decision.gives and turn.confidence >= alone.confidence and turn.first in near
    return as_follow_up(alone, turn) if surer else None


def agreed(desk: Desk, alone: Turn, kin: Turn, reading: Turn) -> Turn | None:
    """What the message alone and the kin of the topic come to, where they agree on an entry that a
    reading with the topic does not come to; as sure as not, both are asked about.

    A reading is looked for within few entries, so that its confidence says little against two.
    """
    first, match = kin.first, kin.considered.match
    if not first or first != alone.first or first == reading.first:
        return None
    if match.confidence < _SHOWN or match.difference is not None or _is_contradicted(kin):
        return None
    if match.confidence >= _AGREED and kin.decision.gives:
        return as_follow_up(alone, kin)
    if not desk.eligible((first, reading.first), alone.customer)[1:]:
        return None
    return alone.decided(
        Decision(action="clarify", reason="ambiguous", choices=(first, reading.first))
    )


def shows_kin(desk: Desk, alone: Turn, about: str | None) -> bool:
    """Whether a message alone asks about another entry of the topic's kin, and shows its answer."""
    if alone.decision.shown is None or about is None or alone.first == about:
        return False
    return alone.first in kin_of(desk, alone, about)


def kin_of(desk: Desk, alone: Turn, about: str) -> tuple[str, ...]:
    """The entries of the topic's category, and those that its entry names as related."""
    entry = desk.corpus[about]
    same = [one.id for one in desk.corpus if entry.category and one.category == entry.category]
    return desk.eligible(dict.fromkeys((*same, *entry.related)), alone.customer)


def among_kin(desk: Desk, alone: Turn, about: str) -> Turn | None:
    """A message as it is served among the kin of the topic, None where there are none."""
    ids = kin_of(desk, alone, about)
    return desk.serve(alone.message, alone.customer, within=ids) if ids else None


def of_kin(desk: Desk, alone: Turn, turn: Turn, *, likely: bool = False) -> Turn | None:
    """What a message comes to, given ``turn`` among the kin of the topic: given, shown, listed, or
    None where it is of another matter. ``likely`` lists entries too that have no word of it."""
    first, match = turn.first, turn.considered.match
    if not first:
        return None
    if alone.first != first and alone.confidence > _UNSURE:
        return _beside(desk, alone, turn)
    if match.difference is not None or turn.facts.topic or turn.facts.wish:
        return None
    if turn.decision.gives or turn.decision.reason == "entry_escalates":
        return as_follow_up(alone, turn)
    decision = None if _is_contradicted(turn) else _asked(desk, turn, likely=likely)
    if decision is None or (alone.decision.action == "clarify" and decision.shown is None):
        return None
    return replace(as_follow_up(alone, turn), decision=decision)


def _beside(desk: Desk, alone: Turn, turn: Turn) -> Turn | None:
    """The question which is meant, with the first of the kin beside what the message is near alone;
    None where that is none of the first candidates."""
    choices, first = alone.decision.choices, turn.first
    ids = [c.id for c in alone.considered.match.candidates[:_FIRST] if c.score > 0]
    if alone.decision.action != "clarify" or alone.decision.shown is not None:
        return None
    if not choices or first in choices or first not in ids or _is_contradicted(turn):
        return None
    most = desk.corpus.settings.limits.choices
    all_ = (*choices[: most - 1], first)
    several: Reason = "ambiguous" if len(choices) == 1 else alone.decision.reason
    return alone.decided(Decision(action="clarify", reason=several, choices=all_))


def _is_contradicted(turn: Turn) -> bool:
    """Whether the message denies what the first of the kin tells how to do."""
    decision = turn.decision
    left_out = decision.action == "clarify" and turn.first not in decision.choices
    return decision.reason == "polarity" or left_out


def _asked(desk: Desk, turn: Turn, *, likely: bool) -> Decision | None:
    """The question which of the kin is meant, None where nothing is near enough."""
    match = turn.considered.match
    shown = asked_instead(desk.corpus[turn.first]) if match.confidence >= _SHOWN else None
    if shown is not None or match.confidence < _LISTED:
        return shown
    least = match.candidates[0].score / 2
    said, share = turn.message.utterance, 0.0 if likely else _SHARED
    ids = (c.id for c in match.candidates if c.score >= least)
    near = tuple(id for id in ids if desk.content.share(said, id) >= share)
    if not near:
        return None
    most = desk.corpus.settings.limits.choices
    reason: Reason = "unsure" if len(near) == 1 else "ambiguous"
    return Decision(action="clarify", reason=reason, choices=near[:most])
