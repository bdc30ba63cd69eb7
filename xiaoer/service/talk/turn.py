"""One message in a conversation: how it is understood, and what the conversation is after it.

text ─ read ─▶ Message ─ alone ─▶ Turn ─ ways ─▶ Course ─ compose ─▶ Reply ─▶ state

A message that is answered by itself is always answered so, unless it is what the bot has just
asked for (a choice's number, an offer, a field) or points at a choice just offered (换货的). Only
then do values, older choices, the acts of a dialogue and the topic of the last answer have their
say, in the order of the table of precedence; what is left is asked back or handed over as without
a conversation.
"""

from xiaoer.hearing.message import Message
from xiaoer.records import replace
from xiaoer.service.composing.compose import compose
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.precedence import BY_NAME, first
from xiaoer.service.readings.several import serve_several
from xiaoer.service.reply.reply import Reply
from xiaoer.service.reply.self_service import kind_of
from xiaoer.service.talk.corrections import (
    another_order,
    corrected,
    is_another_order,
    is_deed_on_another,
    is_over,
    still,
    without_nod,
)
from xiaoer.service.talk.course import Course, Talk
from xiaoer.service.talk.fields import digits_of
from xiaoer.service.talk.sent import counted
from xiaoer.service.talk.talk_state import MOST_NAMES, HandedOver, TalkState, picks_of
from xiaoer.service.talk.ways import WAYS


def take(
    desk: Desk, state: TalkState, text: str, customer: Customer
) -> tuple[Turn, Reply, TalkState]:
    """What a message comes to, the reply to it, and the state of the conversation after it."""
    talk = _heard(desk, state, desk.read(text), customer)
    turn, after, memory = _corrected(talk) or _course(talk)
    reply = compose(desk, turn)
    after = _closed(reply, memory(after, reply))
    if not digits_of(turn.message):
        after = replace(after, digits="")
    return turn, replace(reply, turn=after.turns, picked=_picked(reply, state)), after


def _heard(desk: Desk, state: TalkState, message: Message, customer: Customer) -> Talk:
    """The message by itself, and the state with what it says by the way."""
    called = desk.offers.called_for(message)
    state = replace(state, sent=counted(state.sent, message))
    own = desk.roles.leaning(message.utterance)
    state = replace(state, leaning=own or state.leaning)
    alone = serve_several(desk, message, _known(desk, state, customer, message, called))
    alone = _as_said_before(desk, alone, state)
    heard = state.with_values(message.utterance.raw, message.values)
    heard = heard.heard(message.given, called, min(alone.facts.angry, 1))
    if alone.facts.angry and not alone.parts:
        alone = desk.settle(alone, replace(alone.facts, angry=heard.angry))
    return Talk(desk=desk, state=heard, alone=alone)


def _as_said_before(desk: Desk, alone: Turn, state: TalkState) -> Turn:
    """The turn as one of the audience that earlier words named, where it is not clear alone."""
    if state.leaning is None or alone.customer.audience is not None or alone.parts:
        return alone
    if alone.decision.gives or alone.facts.plain.action not in ("clarify", "escalate"):
        return alone
    leaning = replace(alone.customer, leaning=state.leaning)
    turn = desk.serve(alone.message, leaning)
    return turn if turn.decision.gives or turn.decision.action == "clarify" else alone


def _corrected(talk: Talk) -> Course | None:
    """The course of what stands behind a correction, None where the message is none."""
    alone = talk.alone
    if alone.considered.match.exact or alone.facts.wish or alone.facts.topic:
        return None
    raw, state = alone.message.utterance.raw, talk.state
    if not alone.decision.gives and is_over(raw, state):
        return Course(alone.decided(Decision(action="chat", reason="solved")), state.content())
    if alone.decision.action == "chat" and (asked := without_nod(raw)):
        return _course(replace(talk, alone=_reread(talk, asked)))
    if state.answered and (denied := still(raw)):
        return _course(replace(talk, alone=_reread(talk, denied)))
    rest = corrected(raw, state) or (raw if state.answered and is_another_order(raw) else "")
    if not rest:
        return None
    deed = is_deed_on_another(rest)
    if not deed and (course := another_order(talk, rest)):
        return course
    if deed or is_another_order(rest):
        decision = Decision(action="chat", reason="fragment")
        return Course(alone.decided(decision), talk.state)
    meant = _reread(talk, rest)
    if meant.facts.plain.action == "chat":
        return None
    state = talk.state.with_outcome("denied")
    return _course(replace(talk, state=state, alone=meant))


def _reread(talk: Talk, text: str) -> Turn:
    """What a part of the message comes to, with the whole as it came."""
    alone, desk = talk.alone, talk.desk
    message = desk.read(text)
    message = replace(message, came=alone.message.came or alone.message.utterance.raw)
    return serve_several(desk, message, alone.customer)


def _picked(reply: Reply, before: TalkState) -> int:
    """Which of what was offered before a reply takes, from 1."""
    taken = reply.entry.id if reply.entry and reply.reason == "chosen" else None
    ids = [pick.id for pick in before.picks]
    return ids.index(taken) + 1 if taken in ids else 0


def _course(talk: Talk) -> Course:
    """The course of the first way that is one for the message; a rule that fired stays its
    ground."""
    name, course = first(WAYS, talk)
    if BY_NAME[name].side != "talk" or course.turn.decision.fired:
        return course
    decision = replace(course.turn.decision, ground=name)
    return course._replace(turn=replace(course.turn, decision=decision))


def _known(
    desk: Desk, state: TalkState, customer: Customer, message: Message, called: tuple[str, ...]
) -> Customer:
    """The customer with what the conversation knows of them."""
    known = state.about is not None and state.about in desk.corpus
    given = {**state.known, **message.given}
    return replace(
        customer,
        handoff_id=f"{state.id}-{state.handovers + 1}",
        started=state.started,
        transcript=state.lines,
        read=state.read,
        tried=state.tried,
        known=state.known,
        asked=state.asked,
        missing=tuple(name for name in state.asked if kind_of(name) not in given),
        offers=tuple(dict.fromkeys((*state.offers, *called))),
        sent=state.sent,
        earlier=state.earlier,
        problem=state.problem,
        open=state.problem if state.pieces or state.unclear else "",
        about=desk.corpus[state.about] if known and state.about else None,
        candidates=state.candidates,
        confidence=state.confidence,
    )


def _closed(reply: Reply, state: TalkState) -> TalkState:
    """The state with what the reply as a whole leaves behind."""
    if reply.asks:
        asked = tuple(dict.fromkeys((*state.asked, *reply.asks)))
        state = replace(
            state, asked=asked[:MOST_NAMES], awaiting=reply.entry.id if reply.entry else None
        )
    if reply.handoff is None:
        state = state.with_picks(picks_of(reply))
    else:
        handoff = HandedOver(reply.handoff.id, reply.handoff.queue)
        state = replace(
            state,
            handoff=handoff,
            accepted=False,
            wished=reply.reason == "human_requested",
            handovers=state.handovers + 1,
            unclear=0,
        )
    return state
