"""One message in a conversation: how it is understood, and what the conversation is after it.

A message that is answered by itself is always answered so, unless it is what the bot has just
asked for (a choice's number, an offer, a field) or points at a choice just offered (换货的). Only
then do values, older choices, the acts of a dialogue and the topic of the last answer have their
say, in that order; what is left is asked back or handed over as without a conversation.
"""

from collections.abc import Mapping
from dataclasses import replace

from xiaoer.service.background import Background, Customer
from xiaoer.service.compose import said_in
from xiaoer.service.desk import Desk, Served
from xiaoer.service.self_service import ask_for, kind_of
from xiaoer.service.several import serve_several
from xiaoer.service.talk_state import MOST_NAMES, HandedOver, TalkState, picks_of
from xiaoer.service.ways import (
    Turn,
    act,
    answered,
    asked_for,
    first_of_all,
    given_fields,
    in_context,
    left,
    named_audience,
    picked,
    pointed,
)

_WAYS = (
    first_of_all,
    asked_for,
    pointed,
    answered,
    named_audience,
    given_fields,
    picked,
    act,
    in_context,
)


def take(desk: Desk, state: TalkState, text: str, customer: Customer) -> tuple[Served, TalkState]:
    """The reply to a message, and the state of the conversation after it."""
    utterance = desk.analyze(text)
    called = desk.offers.called_for(utterance, desk.hear(utterance))
    said = said_in(utterance.raw)
    background = _background(desk, state, called, said)
    alone = serve_several(desk, utterance, customer, background)
    heard = state.heard(said, called, min(alone.facts.angry, 1))
    if alone.facts.angry and not alone.reply.parts:
        alone = desk.settle(alone, replace(alone.facts, angry=heard.angry))
    turn = Turn(
        desk=desk,
        state=heard,
        utterance=utterance,
        customer=customer,
        background=background,
        alone=alone,
    )
    served, after = next(filter(None, (way(turn) for way in _WAYS)), None) or left(turn)
    served = _asking_for_fields(desk, served, heard)
    return served, _closed(served, after)


def _background(
    desk: Desk, state: TalkState, called: tuple[str, ...], said: Mapping[str, str]
) -> Background:
    known = state.about is not None and state.about in desk.corpus
    given = {**state.known, **said}
    return Background(
        handoff_id=f"{state.id}-{state.handovers + 1}",
        started=state.started,
        transcript=state.lines,
        tried=state.tried,
        known=state.known,
        missing=tuple(name for name in state.asked if kind_of(name) not in given),
        offers=tuple(dict.fromkeys((*state.offers, *called))),
        problem=state.problem,
        about=desk.corpus[state.about] if known and state.about else None,
        candidates=state.candidates,
        confidence=state.confidence,
    )


def _asking_for_fields(desk: Desk, served: Served, state: TalkState) -> Served:
    """The reply with a request for the fields that are missing, unless they were asked for."""
    service = served.reply.self_service
    if service is None or served.reply.parts:
        return served
    names = tuple(n for n in service.missing if kind_of(n) and n not in state.asked)
    if not names:
        return served
    text = f"{served.reply.text}\n{ask_for(desk.corpus.settings, names)}"
    return replace(served, reply=replace(served.reply, text=text, asks=names))


def _closed(served: Served, state: TalkState) -> TalkState:
    """The state with what the reply as a whole leaves behind."""
    reply = served.reply
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
