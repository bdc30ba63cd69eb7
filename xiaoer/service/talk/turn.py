"""One message in a conversation: how it is understood, and what the conversation is after it.

text ─ read ─▶ Message ─ alone ─▶ Turn ─ ways ─▶ Course ─ compose ─▶ Reply ─▶ state

A message that is answered by itself is always answered so, unless it is what the bot has just
asked for (a choice's number, an offer, a field) or points at a choice just offered (换货的). Only
then do values, older choices, the acts of a dialogue and the topic of the last answer have their
say, in the order of the table of precedence; what is left is asked back or handed over as without
a conversation.
"""

from dataclasses import replace

from xiaoer.hearing.message import Message
from xiaoer.service.composing.compose import compose
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.deciding.precedence import BY_NAME, first
from xiaoer.service.readings.several import serve_several
from xiaoer.service.reply.reply import Reply
from xiaoer.service.reply.self_service import kind_of
from xiaoer.service.talk.course import Course, Talk
from xiaoer.service.talk.talk_state import MOST_NAMES, HandedOver, TalkState, picks_of
from xiaoer.service.talk.ways import WAYS


def take(
    desk: Desk, state: TalkState, text: str, customer: Customer
) -> tuple[Turn, Reply, TalkState]:
    """What a message comes to, the reply to it, and the state of the conversation after it."""
    message = desk.read(text)
    called = desk.offers.called_for(message)
    alone = serve_several(desk, message, _known(desk, state, customer, message, called))
    heard = state.with_values(message.utterance.raw, message.values)
    heard = heard.heard(message.given, called, min(alone.facts.angry, 1))
    if alone.facts.angry and not alone.parts:
        alone = desk.settle(alone, replace(alone.facts, angry=heard.angry))
    turn, after, memory = _course(Talk(desk=desk, state=heard, alone=alone))
    reply = compose(desk, turn)
    return turn, reply, _closed(reply, memory(after, reply))


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
        problem=state.problem,
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
        state = replace(state, handoff=handoff, handovers=state.handovers + 1)
    return state
