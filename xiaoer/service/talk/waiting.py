"""A talk that is handed over and that nobody has taken yet: what is certain is still answered.

Who has asked for a person tells that person what the matter is: that is no question for the bot.

handed over ─▶ waiting ── accepted() ──▶ a person has it: silence
                  └── release(), idle ──▶ the bot has it again
"""

from xiaoer.corpus.hours import opens_text
from xiaoer.corpus.template import fill
from xiaoer.matching.clauses import asks_something
from xiaoer.records import replace
from xiaoer.service.composing.compose import compose
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.talk_state import TalkState
from xiaoer.text.regex import regex

_WANTS = regex("^(?:我|就|还|那)*(?:要|想)|帮|能|可以|请|麻烦|申请")


def while_waiting(
    desk: Desk, turn: Turn, reply: Reply, before: TalkState, after: TalkState
) -> tuple[Reply, TalkState]:
    """The reply and the state while nobody has taken the talk: an answer with a line that somebody
    is coming, or that line alone; the handover stays."""
    if turn.decision.reason == "entry_escalates" and not turn.parts:
        turn, reply, after = _given(desk, turn, after)
    if (reply.answered or reply.shown) and not (before.wished and _tells(desk, turn)):
        coming = f"{_said(desk, desk.corpus.settings.texts.coming)}\n"
        lead = coming + reply.lead if reply.lead else ""
        told = replace(reply, text=coming + reply.text, lead=lead, handoff=None)
        return told, _still(after, before)
    kept = replace(
        before,
        digits=after.digits,
        known=after.known,
        sent=after.sent,
        turns=after.turns,
        problem=before.problem or (after.problem if reply.action != "chat" else ""),
    )
    return _waits(desk, turn, reply), kept


def _given(desk: Desk, turn: Turn, after: TalkState) -> tuple[Turn, Reply, TalkState]:
    """The answer of an entry that calls for a person, where one is called already."""
    entry = turn.decision.entry
    if entry is None or not entry.answer_for(turn.customer.channel):
        return turn, compose(desk, turn), after
    action: Action = "self_service" if entry.self_service is not None else "answer"
    reason: Reason = "follow_up" if turn.understood else "matched"
    turn = turn.decided(replace(turn.decision, action=action, reason=reason, fired=()))
    reply = replace(compose(desk, turn), turn=after.turns)
    return turn, reply, after.with_answer(reply, turn.understood or reply.query, "")


def _tells(desk: Desk, turn: Turn) -> bool:
    """Whether a message tells of a matter, and neither asks nor wants anything."""
    said = turn.message.utterance
    if turn.considered.match.exact or desk.content.asks(said) or asks_something(said.core):
        return False
    return _WANTS.search(said.core) is None


def _still(after: TalkState, before: TalkState) -> TalkState:
    """The state with the handover that there was."""
    return replace(after, handoff=before.handoff, handovers=before.handovers, wished=before.wished)


def _waits(desk: Desk, turn: Turn, reply: Reply) -> Reply:
    """That somebody is called, or when somebody will be there; what a restricted topic says in any
    case comes first."""
    settings = desk.corpus.settings
    moment = settings.local(turn.customer.now)
    text = _said(desk, settings.texts.waiting)
    if not settings.hours.is_open(moment):
        opens = settings.hours.next_opening(moment)
        said = opens_text(opens, moment) if opens else "服务时间"
        text = fill(settings.texts.closed, {**settings.variables, "opens": said})
    topic = turn.decision.topic
    if topic is not None and topic.text:
        text = f"{fill(topic.text, settings.variables)}\n{text}"
    return replace(
        reply,
        action="chat",
        reason="waiting",
        text=text,
        lead=text,
        entry=None,
        shown=None,
        choices=(),
        offers=(),
        asks=(),
        parts=(),
        related=(),
        links=(),
        image=None,
        self_service=None,
        handoff=None,
    )


def _said(desk: Desk, text: str) -> str:
    return fill(text, desk.corpus.settings.variables)
