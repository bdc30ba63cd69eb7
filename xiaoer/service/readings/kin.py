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

_UNSURE = 0.3
"""Confidence of a message alone up to which its first candidate may be of another matter."""
_SHOWN, _LISTED = 0.5, 0.1
"""Confidences among the kin from which the answer of the first is shown below the question whether
it is meant, and from which the nearest are listed."""
_SHARED = 0.3  # of what was said, by weight, that an entry has which is listed


def kin_of(desk: Desk, alone: Turn, about: str) -> tuple[str, ...]:
    """The entries of the topic's category, and those that its entry names as related."""
    entry = desk.corpus[about]
    same = [one.id for one in desk.corpus if entry.category and one.category == entry.category]
    return desk.eligible(dict.fromkeys((*same, *entry.related)), alone.customer)


def of_kin(desk: Desk, alone: Turn, about: str) -> Turn | None:
    """What a message comes to among the kin of the topic: given, shown, listed, or None where it
    is of another matter."""
    ids = kin_of(desk, alone, about)
    if not ids:
        return None
    turn = desk.serve(alone.message, alone.customer, within=ids)
    first, match = turn.first, turn.considered.match
    if not first or (alone.first != first and alone.confidence > _UNSURE):
        return None
    if match.difference is not None or turn.facts.topic or turn.facts.wish:
        return None
    if turn.decision.gives or turn.decision.reason == "entry_escalates":
        return as_follow_up(alone, turn)
    decision = None if _is_contradicted(turn) else _asked(desk, turn)
    if decision is None or (alone.decision.action == "clarify" and decision.shown is None):
        return None
    return replace(as_follow_up(alone, turn), decision=decision)


def _is_contradicted(turn: Turn) -> bool:
    """Whether the message denies what the first of the kin tells how to do."""
    decision = turn.decision
    left_out = decision.action == "clarify" and turn.first not in decision.choices
    return decision.reason == "polarity" or left_out


def _asked(desk: Desk, turn: Turn) -> Decision | None:
    """The question which of the kin is meant, None where nothing is near enough."""
    match = turn.considered.match
    shown = asked_instead(desk.corpus[turn.first]) if match.confidence >= _SHOWN else None
    if shown is not None or match.confidence < _LISTED:
        return shown
    least = match.candidates[0].score / 2
    near = [c.id for c in match.candidates if c.score >= least]
    said = turn.message.utterance
    worth = [id for id in near if desk.content.share(said, id) >= _SHARED]
    most = desk.corpus.settings.limits.choices
    if not worth:
        return None
    reason: Reason = "unsure" if len(worth) == 1 else "ambiguous"
    return Decision(action="clarify", reason=reason, choices=tuple(worth[:most]))
