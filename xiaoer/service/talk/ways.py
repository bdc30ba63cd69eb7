"""The ways to understand a message in a conversation, each with its place in the precedence.

Each gives the course that the turn takes, or None when the message is nothing for it.
"""

from collections.abc import Callable, Mapping
from functools import partial

from xiaoer.hearing.acts import spoken
from xiaoer.records import replace
from xiaoer.service.deciding.choosing import chosen, chosen_by_words
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.deciding.precedence import GroundName, in_order
from xiaoer.service.naming.denied import is_not_mine
from xiaoer.service.readings.nearby import with_answers
from xiaoer.service.readings.several import serve_several
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.handoff_json import Reaction
from xiaoer.service.reply.offers import PERSON
from xiaoer.service.talk.course import Course, Talk, answer_to, question_of
from xiaoer.service.talk.fields import field, field_given
from xiaoer.service.talk.sent import sent_again
from xiaoer.service.talk.talk_state import Pick, TalkState, shortened
from xiaoer.service.talk.topical import compete, go_on
from xiaoer.service.talk.unclear import UNKNOWING, fragment, joined, not_understood
from xiaoer.text.regex import regex

_CONTENT: frozenset[Reason] = frozenset(("thanks", "solved", "goodbye"))
_POINTS = regex(r"^(?:选|那个|这个|就是?那个)|(?:的|那个|这个|那一?[项条种])$")
_DOUBTS = regex(r"[?？]{2,}")
_IN_QUESTION = regex(r"\s*[?？]{2,}\s*")  # nothing else, after an answer
# Of a candidate that is worth offering instead: without it 25 of 557 scripted turns change, one
# for the worse; .1 to .4 change one or two (``tests.bench.thresholds``).
_NEAR_SCORE = 0.2


def _taken_away(name: GroundName) -> Callable[[Talk], Course | None]:
    """A wish for a person and a restricted topic leave nothing to understand."""
    return lambda talk: (
        Course(talk.alone, talk.state) if talk.alone.decision.ground == name else None
    )


def _requested(talk: Talk) -> Course | None:
    """What the bot has just asked for, though an entry has these very words: a number of what
    was offered, an offer by its label, a field.
    """
    match, state = talk.alone.considered.match, talk.state
    if not match.exact:
        return None
    if state.picks_age == 1:
        named = chosen(talk.said.raw, len(state.picks) or 1)
        if isinstance(named, int) and named <= len(state.picks):
            return _take_pick(talk, state.picks[named - 1])
        for pick in state.picks:
            if pick.kind == "offer" and talk.desk.analyze(pick.label).literal == talk.said.literal:
                return _take_pick(talk, pick)
    return field_given(talk, state.awaiting, talk.alone.facts.values)


def _pointed(talk: Talk) -> Course | None:
    """换货的 and 那个换货: words that point at one of the choices just offered."""
    if not talk.state.asked_back or not _POINTS.search(talk.said.core):
        return None
    named = None if talk.alone.considered.match.exact else _by_words(talk)
    return _take_pick(talk, talk.state.picks[named - 1]) if named else None


def _exact(talk: Talk) -> Course | None:
    """Answered by itself in an entry's own words."""
    return _answered(talk) if talk.alone.considered.match.exact else None


def _answered(talk: Talk) -> Course | None:
    """Answered by itself, unless it is the question that was answered before."""
    alone = talk.alone
    gives = alone.decision.gives or alone.decision.reason == "entry_escalates"
    if not gives and not alone.parts:
        return None
    if gives and not alone.parts and shortened(talk.said.key) in talk.state.keys:
        state = replace(_last_tried(talk.state, alone.first), repeated=talk.state.repeated + 1)
        return _unsolved(talk, state, "repeated", "denied")
    return Course(alone, talk.state, question_of(talk.said))


def _last_tried(state: TalkState, id: str) -> TalkState:
    """The state with the answer of an entry as the last one given: a reaction is about it."""
    own = [tried for tried in state.tried if tried.entry == id][-1:]
    return replace(state, tried=(*(tried for tried in state.tried if tried not in own), *own))


def _audience(talk: Talk) -> Course | None:
    """我是买家: who the customer is, and the question before it as theirs."""
    desk, customer = talk.desk, talk.alone.customer
    if customer.audience is not None:
        return None
    name = desk.roles.named(talk.said)
    if name is None:
        return None
    state = replace(talk.state, audience=name)
    if not state.query:
        return Course(_chat(talk, "noted"), state)
    turn = serve_several(desk, desk.read(state.query), replace(customer, audience=name))
    memory = question_of(turn.message.utterance)
    return Course(replace(turn, typed=talk.said.raw, understood=state.query), state, memory)


def _choice(talk: Talk) -> Course | None:
    """One of the choices, by its number or its words, or none of them."""
    picks = talk.state.picks
    plain = talk.alone.facts.plain
    named = chosen(talk.said.raw, len(picks) or 1)
    if plain.reason == "acknowledged" and not talk.state.asked_back:
        return None  # 嗯 after an answer takes nothing
    if named == "none":
        return _none_of_them(talk) if talk.state.asked_back else None
    if named is None:
        place = _by_words(talk) if talk.state.asked_back else None
        return _take_pick(talk, picks[place - 1]) if place else None
    taken = _take_pick(talk, picks[named - 1]) if named <= len(picks) else None
    if taken is not None:
        return taken
    if plain.action == "chat" and plain.reason != "empty":
        return None  # 88 says goodbye
    return Course(_chat(talk, "pick" if picks else "empty"), talk.state)


def _none_of_them(talk: Talk) -> Course:
    """None of the choices: what the talk was taken to be about it is not."""
    guessed = not talk.state.tried or talk.state.tried[-1].entry != talk.state.about
    course = _unsolved(talk, talk.state, "", "rephrase")
    if not guessed:
        return course
    turn = replace(course.turn, customer=replace(course.turn.customer, about=None))
    return course._replace(turn=turn, state=replace(course.state, about=None))


def _by_words(talk: Talk) -> int | None:
    labels = [talk.desk.question(pick.id, pick.label) for pick in talk.state.picks]
    choices = [(*label.words, *label.folded) for label in labels]
    written = {word for choice in choices for word in choice}
    said = zip(talk.said.words, talk.said.folded, strict=True)
    words = [word if word in written else folded for word, folded in said]
    return chosen_by_words([w for w in words if w not in talk.desk.question_words], choices)


def _take_pick(talk: Talk, pick: Pick) -> Course | None:
    desk, alone, settings = talk.desk, talk.alone, talk.desk.corpus.settings
    if pick.kind == "offer":
        rule = next((rule for rule in settings.offers if rule.name == pick.id), None)
        if rule is None:
            return _wish(talk) if pick.id == PERSON else None
        decision = Decision(action="escalate", reason="offer_taken", queue=rule.queue)
        return Course(alone.decided(decision), talk.state)
    if not desk.eligible((pick.id,), alone.customer):
        return None
    entry = desk.corpus[pick.id]
    turn = desk.give(entry, "chosen", alone.message, alone.customer)
    return Course(turn, talk.state, partial(answer_to, question=entry.question))


def _wish(talk: Talk) -> Course:
    """The person that was offered: a wish about what was said before."""
    alone = talk.alone
    heard = replace(spoken(alone.message), bare=True)
    own = replace(alone, message=replace(alone.message, heard=heard, rest=None))
    return Course(talk.desk.settle(own, replace(alone.facts, wish=True)), talk.state)


def _reaction(talk: Talk) -> Course | None:
    """A dialogue act; what is no content with the last answer counts."""
    alone, state = talk.alone, talk.state
    if alone.facts.plain.action != "chat":
        return None
    act, raw = alone.facts.plain.reason, talk.said.raw
    if again := sent_again(talk):
        return again
    if act == "denied" and talk.said.text.endswith("呢") and (course := go_on(talk)):
        return course  # 没通过呢 asks, where there is a topic
    if act == "empty" and state.answered and _IN_QUESTION.fullmatch(raw):
        return _unsolved(talk, state, "confused", "confused")
    if act == "acknowledged" and state.pieces and not talk.alone.message.heard.listed:
        told = joined(talk, acting=True)  # 收验证码那个号 · 早就不用了
        return told or Course(alone, replace(state, keys=()))
    if (act in _CONTENT or act == "acknowledged") and state.answered and _DOUBTS.search(raw):
        return _unsolved(talk, state, "confused", "confused")  # ？？？就这
    if act in ("acknowledged", "laugh"):
        return Course(alone, replace(state, keys=()))
    if act == "stuck":  # 怎么办: about what was said before, where there is such
        return _follow_up(talk) or Course(alone, state)
    if act in _CONTENT:
        return Course(alone, state.content())
    if act == "denied" and is_not_mine(talk.said.text):
        return Course(_chat(talk, "fragment"), state)
    if act == "denied":
        return _unsolved(talk, state, "denied", "denied")
    if act == "confused":
        return _unsolved(talk, state, "confused", "confused")
    return Course(alone, state)


def _follow_up(talk: Talk) -> Course | None:
    """What the topic of the talk makes of a turn, or what was said before of the same question."""
    return go_on(talk) or joined(talk)


def _rest(talk: Talk) -> Course:
    """Asked back, or what is not understood; asked back twice in a row, a turn was not solved."""
    alone, state = talk.alone, talk.state
    if alone.decision.action == "escalate" and alone.decision.reason in UNKNOWING:
        return not_understood(talk)
    alone = _with_answers(talk)
    if alone.decision.action == "clarify" and state.asked_back:
        state = replace(state, unsolved=state.unsolved + 1)
        said = "；".join(filter(None, (state.problem, talk.said.raw)))
        alone = replace(alone, said=said)
        alone = talk.desk.settle(alone, replace(alone.facts, unsolved=state.unsolved))
    return Course(alone, state, question_of(talk.said))


def _with_answers(talk: Talk) -> Turn:
    """The turn, and beside a lone choice that is only likely those whose answers have its words."""
    alone = talk.alone
    decision = alone.decision
    if decision.reason != "unsure" or decision.shown or len(decision.choices) != 1:
        return alone
    choices = with_answers(decision.choices, talk.desk, alone, talk.state.about)
    return alone.decided(replace(decision, choices=choices))


def _unsolved(talk: Talk, state: TalkState, outcome: Reaction, text: Reason) -> Course:
    """The next best rung: a person once it is time, other entries, or the words to say so.

    ``text`` names what is said when there is nothing else to offer.
    """
    desk = talk.desk
    state = replace(state.with_outcome(outcome), unsolved=state.unsolved + 1, asked_back=False)
    alone = replace(talk.alone, customer=replace(talk.alone.customer, tried=state.tried))
    facts = replace(
        alone.facts,
        plain=Decision(action="chat", reason=text),
        unsolved=state.unsolved,
        repeated=state.repeated if outcome == "repeated" else 0,
    )
    turn = desk.settle(alone, facts)
    others = () if text in ("confused", "rephrase") else _others(talk)
    if turn.decision.action == "escalate" or not others:
        return Course(turn, state)
    decision = Decision(action="clarify", reason="unsolved", choices=others)
    return Course(turn.decided(decision), replace(state, asked_back=True))


def _others(talk: Talk) -> tuple[str, ...]:
    """Entries near the one that did not help, then those it names, not yet given or offered."""
    state, desk, customer = talk.state, talk.desk, talk.alone.customer
    seen = {tried.entry for tried in state.tried}
    if state.asked_back:
        seen |= {pick.id for pick in state.picks}
    near = [c.id for c in state.candidates if c.score >= _NEAR_SCORE]
    about = customer.about if state.answered else None
    ids = dict.fromkeys((*near, *(about.related if about else ())))
    others = desk.eligible((id for id in ids if id not in seen), customer)
    return others[: desk.corpus.settings.limits.choices]


def _chat(talk: Talk, reason: Reason) -> Turn:
    return talk.alone.decided(Decision(action="chat", reason=reason))


_BY_GROUND: Mapping[GroundName, Callable[[Talk], Course | None]] = {
    "core": _taken_away("core"),
    "restricted": _taken_away("restricted"),
    "requested": _requested,
    "exact": _exact,
    "wish": _taken_away("wish"),
    "pointed": _pointed,
    "topic": compete,
    "fragment": fragment,
    "several": _answered,
    "matched": _answered,
    "audience": _audience,
    "field": field,
    "choice": _choice,
    "reaction": _reaction,
    "follow_up": _follow_up,
    "rest": _rest,
}
WAYS = in_order(_BY_GROUND)
"""The grounds that a conversation tries, in the order of the table."""
