"""A talk that is handed over and that nobody has taken yet: what is certain is still answered.

handed over ─▶ waiting ── accepted() ──▶ a person has it: silence
                  └── release(), idle ──▶ the bot has it again
"""

from xiaoer.corpus.hours import opens_text
from xiaoer.corpus.template import fill
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.talk_state import TalkState


def while_waiting(
    desk: Desk, turn: Turn, reply: Reply, before: TalkState, after: TalkState
) -> tuple[Reply, TalkState]:
    """The reply and the state while nobody has taken the talk: an answer with a line that somebody
    is coming, or that line alone; the handover stays."""
    if reply.answered:
        coming = _said(desk, desk.corpus.settings.texts.coming)
        told = replace(reply, text=f"{coming}\n{reply.text}", handoff=None)
        return told, replace(after, handoff=before.handoff, handovers=before.handovers)
    kept = replace(
        before,
        known=after.known,
        sent=after.sent,
        turns=after.turns,
        problem=before.problem or (after.problem if reply.action != "chat" else ""),
    )
    return _waits(desk, turn, reply), kept


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
