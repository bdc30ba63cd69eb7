"""One message in a conversation: how it is understood, and what the conversation is after it.

A message that is answered by itself is always answered so. Only then do the choices on offer, the
fields asked for, the acts of a dialogue and the topic of the last answer have their say, in that
order; what is left is asked back or handed over as without a conversation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from xiaoer.service.action import Reason
from xiaoer.service.background import Background, Customer
from xiaoer.service.choosing import chosen, chosen_by_words
from xiaoer.service.compose import said_in
from xiaoer.service.desk import Desk, Served
from xiaoer.service.escalation import Decision
from xiaoer.service.follow_up import follow_up
from xiaoer.service.handoff import Outcome
from xiaoer.service.self_service import ask_for, kind_of
from xiaoer.service.several import serve_several
from xiaoer.service.talk_state import MOST_NAMES, HandedOver, Pick, TalkState, picks_of, shortened
from xiaoer.text.utterance import Utterance

_CONTENT: frozenset[Reason] = frozenset(("thanks", "solved", "goodbye"))
_POINTS = re.compile(r"^(?:选|那个|这个|就是?那个)|(?:的|那个|这个|那一?[项条种])$")
_NEAR_SCORE = 0.2  # of a candidate that is worth offering instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A message with what it comes to by itself."""

    desk: Desk
    state: TalkState
    utterance: Utterance
    customer: Customer
    background: Background
    alone: Served


Outcomes = tuple[Served, TalkState] | None


def take(desk: Desk, state: TalkState, text: str, customer: Customer) -> tuple[Served, TalkState]:
    """The reply to a message, and the state of the conversation after it."""
    utterance = desk.analyze(text)
    called = desk.offers.called_for(utterance)
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
    ways = (_first_of_all, _pointed, _answered, _given_fields, _picked, _act, _in_context)
    served, after = next(filter(None, (way(turn) for way in ways)), None) or _left(turn)
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


def _first_of_all(turn: Turn) -> Outcomes:
    """A wish for a person and a restricted topic win at once."""
    if turn.alone.reply.reason not in ("human_requested", "restricted"):
        return None
    return turn.alone, turn.state


def _pointed(turn: Turn) -> Outcomes:
    """换货的 and 那个换货: words that point at one of the choices just offered."""
    if not turn.state.asked_back or not _POINTS.search(turn.utterance.core):
        return None
    named = None if turn.alone.considered.match.exact else _by_words(turn)
    return _take_pick(turn, turn.state.picks[named - 1]) if named else None


def _answered(turn: Turn) -> Outcomes:
    """Answered by itself, unless it is the question that was answered before."""
    reply, key = turn.alone.reply, turn.utterance.key
    gives = reply.answered or reply.reason == "entry_escalates"
    if not gives and not reply.parts:
        return None
    if gives and not reply.parts and shortened(key) in turn.state.keys:
        state = replace(turn.state, repeated=turn.state.repeated + 1)
        return _unsolved(turn, state, "repeated", "denied")
    return turn.alone, _after_question(turn, turn.alone)


def _given_fields(turn: Turn) -> Outcomes:
    """Nothing but an order number or the like: the field that was asked for, or noted."""
    kinds = turn.alone.facts.values
    if not kinds:
        return None
    id = turn.state.awaiting or (turn.state.about if turn.state.answered else None)
    if id is None or id not in turn.desk.corpus:
        return turn.alone, turn.state
    entry = turn.desk.corpus[id]
    service = entry.self_service
    if service is None or not kinds & {kind_of(name) for name in service.fields}:
        return turn.alone, turn.state
    served = turn.desk.give(entry, "field_given", turn.utterance, turn.customer, turn.background)
    return served, replace(turn.state, awaiting=None)


def _picked(turn: Turn) -> Outcomes:
    """One of the choices, by its number or its words, or none of them."""
    picks = turn.state.picks
    act = turn.alone.facts.plain.reason
    named = chosen(turn.utterance.raw, len(picks) or 1)
    if act == "acknowledged" and not turn.state.asked_back:
        return None  # 嗯 after an answer takes nothing
    if named == "none":
        return _unsolved(turn, turn.state, "", "rephrase") if turn.state.asked_back else None
    if named is None:
        place = _by_words(turn) if turn.state.asked_back else None
        return _take_pick(turn, picks[place - 1]) if place else None
    taken = _take_pick(turn, picks[named - 1]) if named <= len(picks) else None
    if taken is not None:
        return taken
    if turn.alone.facts.plain.action == "chat":
        return None  # 88 says goodbye
    return _chat(turn, "pick" if picks else "empty"), turn.state


def _by_words(turn: Turn) -> int | None:
    labels = [turn.desk.analyze(pick.label) for pick in turn.state.picks]
    choices = [(*label.words, *label.folded) for label in labels]
    written = {word for choice in choices for word in choice}
    said = zip(turn.utterance.words, turn.utterance.folded, strict=True)
    words = [word if word in written else folded for word, folded in said]
    return chosen_by_words(words, choices)


def _take_pick(turn: Turn, pick: Pick) -> Outcomes:
    desk, settings = turn.desk, turn.desk.corpus.settings
    if pick.kind == "offer":
        rule = next((rule for rule in settings.offers if rule.name == pick.id), None)
        if rule is None:
            return None
        decision = Decision(action="escalate", reason="offer_taken", queue=rule.queue)
        return desk.decide(turn.alone, decision), turn.state
    if not desk.eligible((pick.id,), turn.customer):
        return None
    entry = desk.corpus[pick.id]
    served = desk.give(entry, "chosen", turn.utterance, turn.customer, turn.background)
    return served, turn.state.with_answer(served.reply, entry.question, "")


def _act(turn: Turn) -> Outcomes:
    """A dialogue act; what is no content with the last answer counts."""
    facts = turn.alone.facts
    if facts.plain.action != "chat":
        return None
    act = facts.plain.reason
    if act in _CONTENT:
        return turn.alone, turn.state.content()
    if act == "denied":
        return _unsolved(turn, turn.state, "denied", "denied")
    if act == "confused":
        return _unsolved(turn, turn.state, "confused", "confused")
    return turn.alone, turn.state


def _in_context(turn: Turn) -> Outcomes:
    """A short turn read with the topic of the last answer."""
    state, desk = turn.state, turn.desk
    if state.about is None:
        return None
    before = desk.analyze(state.query)
    if before.key == turn.utterance.key:
        return None  # asked back, and the same again: the nearest entry would be a guess
    found = follow_up(desk, turn.alone, before, state.about)
    if found is None:
        return None
    if found.reply.answered or found.reply.reason == "entry_escalates":
        said = found.asked.said
        return found, state.with_answer(found.reply, found.reply.understood, "", said)
    better = found.considered.match.confidence > turn.alone.considered.match.confidence
    if found.reply.action == "clarify" and better:
        return found, _after_question(turn, found)
    return None


def _left(turn: Turn) -> tuple[Served, TalkState]:
    """Asked back or handed over; asked back twice in a row, a turn was not solved."""
    alone, state = turn.alone, turn.state
    if alone.reply.action == "clarify" and state.asked_back:
        state = replace(state, unsolved=state.unsolved + 1)
        alone = turn.desk.settle(alone, replace(alone.facts, unsolved=state.unsolved))
        turn = replace(turn, state=state)
    return alone, _after_question(turn, alone)


def _unsolved(
    turn: Turn, state: TalkState, outcome: Outcome, text: Reason
) -> tuple[Served, TalkState]:
    """The next best rung: a person once it is time, other entries, or the words to say so.

    ``text`` names what is said when there is nothing else to offer.
    """
    desk = turn.desk
    state = replace(state.with_outcome(outcome), unsolved=state.unsolved + 1, asked_back=False)
    background = replace(turn.alone.asked.background, tried=state.tried)
    alone = replace(turn.alone, asked=replace(turn.alone.asked, background=background))
    facts = replace(
        alone.facts,
        plain=Decision(action="chat", reason=text),
        unsolved=state.unsolved,
        repeated=state.repeated if outcome == "repeated" else 0,
    )
    served = desk.settle(alone, facts)
    others = () if text == "confused" else _others(turn)
    if served.reply.action == "escalate" or not others:
        return served, state
    decision = Decision(action="clarify", reason="unsolved", choices=others)
    return desk.decide(served, decision), replace(state, asked_back=True)


def _others(turn: Turn) -> tuple[str, ...]:
    """Entries near the one that did not help, then those it names, not yet given or offered."""
    state, desk = turn.state, turn.desk
    seen = {tried.entry for tried in state.tried}
    if state.asked_back:
        seen |= {pick.id for pick in state.picks}
    near = [c.id for c in state.candidates if c.score >= _NEAR_SCORE]
    about = turn.background.about if state.answered else None
    ids = dict.fromkeys((*near, *(about.related if about else ())))
    others = desk.eligible((id for id in ids if id not in seen), turn.customer)
    return others[: desk.corpus.settings.limits.choices]


def _chat(turn: Turn, reason: Reason) -> Served:
    return turn.desk.decide(turn.alone, Decision(action="chat", reason=reason))


def _after_question(turn: Turn, served: Served) -> TalkState:
    reply, raw = served.reply, turn.utterance.raw
    if not reply.answered:
        return turn.state.with_question(reply, raw)
    state = turn.state
    for part in reply.parts[:-1]:
        state = state.with_answer(part, part.query, "")
    last = reply.parts[-1] if reply.parts else reply
    return state.with_answer(last, last.query, turn.utterance.key)


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
