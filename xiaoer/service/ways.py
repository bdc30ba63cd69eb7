"""The ways to understand a message in a conversation, tried one after the other by ``turn.take``.

Each gives the reply and the state after it, or None when the message is nothing for it.
"""

import re
from dataclasses import dataclass, replace

from xiaoer.service.action import Reason
from xiaoer.service.background import Background, Customer
from xiaoer.service.choosing import chosen, chosen_by_words
from xiaoer.service.desk import Desk, Served
from xiaoer.service.escalation import Decision
from xiaoer.service.follow_up import follow_up
from xiaoer.service.handoff import Outcome
from xiaoer.service.offers import PERSON
from xiaoer.service.self_service import kind_of, values_in
from xiaoer.service.several import serve_several
from xiaoer.service.talk_state import Pick, TalkState, shortened
from xiaoer.text.entities import EntityKind
from xiaoer.text.normalize import question_key
from xiaoer.text.utterance import Utterance

_CONTENT: frozenset[Reason] = frozenset(("thanks", "solved", "goodbye"))
_POINTS = re.compile(r"^(?:选|那个|这个|就是?那个)|(?:的|那个|这个|那一?[项条种])$")
_I_AM = re.compile(r"^(?:我是|我|是)(?:1?个)?|(?:的|啊|呀)$")
# Of a candidate that is worth offering instead: without it 25 of 557 scripted turns change, one
# for the worse; .1 to .4 change one or two (``tests.bench.thresholds``).
_NEAR_SCORE = 0.2


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


def first_of_all(turn: Turn) -> Outcomes:
    """A wish for a person and a restricted topic win at once."""
    if turn.alone.reply.reason not in ("human_requested", "restricted"):
        return None
    return turn.alone, turn.state


def asked_for(turn: Turn) -> Outcomes:
    """What the bot has just asked for, though an entry has these very words: a number of what
    was offered, an offer by its label, a field.
    """
    match, state = turn.alone.considered.match, turn.state
    if not match.exact:
        return None
    if state.picks_age == 1:
        named = chosen(turn.utterance.raw, len(state.picks) or 1)
        if isinstance(named, int) and named <= len(state.picks):
            return _take_pick(turn, state.picks[named - 1])
        for pick in state.picks:
            if (
                pick.kind == "offer"
                and turn.desk.analyze(pick.label).literal == turn.utterance.literal
            ):
                return _take_pick(turn, pick)
    return _field_given(turn, state.awaiting, turn.alone.facts.values)


def pointed(turn: Turn) -> Outcomes:
    """换货的 and 那个换货: words that point at one of the choices just offered."""
    if not turn.state.asked_back or not _POINTS.search(turn.utterance.core):
        return None
    named = None if turn.alone.considered.match.exact else _by_words(turn)
    return _take_pick(turn, turn.state.picks[named - 1]) if named else None


def answered(turn: Turn) -> Outcomes:
    """Answered by itself, unless it is the question that was answered before."""
    reply, key = turn.alone.reply, turn.utterance.key
    gives = reply.answered or reply.reason == "entry_escalates"
    if not gives and not reply.parts:
        return None
    if gives and not reply.parts and shortened(key) in turn.state.keys:
        state = replace(turn.state, repeated=turn.state.repeated + 1)
        return _unsolved(turn, state, "repeated", "denied")
    return turn.alone, _after_question(turn, turn.alone)


def named_audience(turn: Turn) -> Outcomes:
    """我是买家: who the customer is, and the question before it as theirs."""
    settings, desk = turn.desk.corpus.settings, turn.desk
    if turn.customer.audience is not None:
        return None
    said = _I_AM.sub("", turn.utterance.key)
    names = (one.name for one in settings.audiences if said in (one.name, question_key(one.label)))
    name = next(names, None)
    if name is None:
        return None
    state = replace(turn.state, audience=name)
    if not state.query:
        return _chat(turn, "noted"), state
    customer = replace(turn.customer, audience=name)
    served = serve_several(desk, desk.analyze(state.query), customer, turn.background)
    before = replace(turn, customer=customer, state=state, utterance=served.asked.utterance)
    reply = replace(served.reply, query=turn.utterance.raw, understood=state.query)
    return replace(served, reply=reply), _after_question(before, served)


def given_fields(turn: Turn) -> Outcomes:
    """Nothing but an order number or the like: the field that was asked for, or noted."""
    facts = turn.alone.facts
    kinds = facts.values
    corrected = facts.plain.reason == "denied"
    if not kinds and corrected:
        kinds = values_in(turn.utterance.raw)
    if not kinds or facts.plain.action != "chat":
        return None  # the corpus has these very words
    id = turn.state.awaiting or (turn.state.about if turn.state.answered else None)
    return _field_given(turn, id, kinds) or (None if corrected else (turn.alone, turn.state))


def _field_given(turn: Turn, id: str | None, kinds: frozenset[EntityKind]) -> Outcomes:
    """The entry with a field that it asks for, None where no value is for it."""
    if id is None or id not in turn.desk.corpus:
        return None
    entry = turn.desk.corpus[id]
    service = entry.self_service
    if service is None or not kinds & {kind_of(name) for name in service.fields}:
        return None
    served = turn.desk.give(entry, "field_given", turn.utterance, turn.customer, turn.background)
    return served, replace(turn.state, awaiting=None)


def picked(turn: Turn) -> Outcomes:
    """One of the choices, by its number or its words, or none of them."""
    picks = turn.state.picks
    reason = turn.alone.facts.plain.reason
    named = chosen(turn.utterance.raw, len(picks) or 1)
    if reason == "acknowledged" and not turn.state.asked_back:
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
    return chosen_by_words([w for w in words if w not in turn.desk.question_words], choices)


def _take_pick(turn: Turn, pick: Pick) -> Outcomes:
    desk, settings = turn.desk, turn.desk.corpus.settings
    if pick.kind == "offer":
        rule = next((rule for rule in settings.offers if rule.name == pick.id), None)
        if rule is None:
            return _wish(turn) if pick.id == PERSON else None
        decision = Decision(action="escalate", reason="offer_taken", queue=rule.queue)
        return desk.decide(turn.alone, decision), turn.state
    if not desk.eligible((pick.id,), turn.customer):
        return None
    entry = desk.corpus[pick.id]
    served = desk.give(entry, "chosen", turn.utterance, turn.customer, turn.background)
    return served, turn.state.with_answer(served.reply, entry.question, "")


def _wish(turn: Turn) -> Outcomes:
    """The person that was offered: a wish about what was said before."""
    heard = replace(turn.alone.asked.heard, bare=True)
    alone = replace(turn.alone, asked=replace(turn.alone.asked, heard=heard))
    return turn.desk.settle(alone, replace(alone.facts, wish=True)), turn.state


def act(turn: Turn) -> Outcomes:
    """A dialogue act; what is no content with the last answer counts."""
    facts = turn.alone.facts
    if facts.plain.action != "chat":
        return None
    act = facts.plain.reason
    if act == "acknowledged":
        return turn.alone, replace(turn.state, keys=())
    if act in _CONTENT:
        return turn.alone, turn.state.content()
    if act == "denied":
        return _unsolved(turn, turn.state, "denied", "denied")
    if act == "confused":
        return _unsolved(turn, turn.state, "confused", "confused")
    return turn.alone, turn.state


def in_context(turn: Turn) -> Outcomes:
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


def left(turn: Turn) -> tuple[Served, TalkState]:
    """Asked back or handed over; asked back twice in a row, a turn was not solved."""
    alone, state = turn.alone, turn.state
    if alone.reply.action == "clarify" and state.asked_back:
        state = replace(state, unsolved=state.unsolved + 1)
        said = "；".join(filter(None, (state.problem, turn.utterance.raw)))
        alone = replace(alone, asked=replace(alone.asked, said=said))
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
    others = () if text in ("confused", "rephrase") else _others(turn)
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
    state = turn.state
    for part in reply.parts if not reply.answered else reply.parts[:-1]:
        if part.answered:
            state = state.with_answer(part, part.query, "")
    if not reply.answered:
        return state.with_question(reply, raw)
    last = reply.parts[-1] if reply.parts else reply
    return state.with_answer(last, last.query, turn.utterance.key)
