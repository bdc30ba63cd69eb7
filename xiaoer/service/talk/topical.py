"""A turn that says no object of its own, and the topic of the talk: which of the two answers.

alone gives, the topic too          → the topic
alone gives, of the topic           → alone
alone gives, a whole question       → alone
alone gives another thing's answer  → the topic has nothing for it: told, and what is near
"""

from collections.abc import Callable
from functools import cache, partial

from xiaoer.matching.clauses import asks_something
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.deciding.near_miss import asked_instead
from xiaoer.service.readings.follow_up import as_follow_up
from xiaoer.service.readings.kin import agreed, also, among_kin, of_kin, shows_kin
from xiaoer.service.readings.leaning import Leaning, is_of_topic, lacks_object, leaning
from xiaoer.service.readings.nearby import with_answers
from xiaoer.service.readings.told import tells
from xiaoer.service.readings.topic import Topical, with_near, with_topic
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.course import Course, Talk, answer_to, question_of
from xiaoer.service.talk.fields import digits_of
from xiaoer.service.talk.talk_state import TalkState
from xiaoer.service.talk.unclear import is_pointed_at
from xiaoer.text.regex import regex

_REPORTED = regex("(?:他|她|对方|那人)?(?:还|又|就|然后)?(?:说|让我|叫我|要我)")
_LONGEST_TOLD = 60
_CERTAIN = 0.9
_LEAST_WHOLE = 6  # characters of a question that may name all that it asks of
_LEAST_BESIDE = 8  # characters of one that may be a question of its own beside the topic's
_TOLD = 0.5
"""Confidence among the kin of the topic from which what is told is of the same matter."""
_OWN = 0.6
"""Share of what a message names, by weight, that an entry has whose own the message is."""
_NEAR = 0.3
"""Confidence from which the first candidate is offered where the topic has nothing."""


def compete(talk: Talk) -> Course | None:
    """What the topic makes of a turn that would be answered by itself, None where it stands."""
    alone = talk.alone
    if alone.parts or alone.considered.match.exact or digits_of(alone.message):
        return None
    if is_pointed_at(talk):
        return None
    if told := _told_on(talk):
        return told
    about = talk.state.about if talk.state.age <= 1 else None
    if about in talk.desk.corpus and (one_more := also(talk.desk, alone, about or "")):
        return _answered(talk, one_more)
    if not (alone.decision.gives or alone.decision.shown or _is_escalated(alone)):
        return None
    if talk.state.age > 1 and not talk.state.answered:
        return None
    lean, found = _found(talk, whole=False)
    if lean is None or found is None:
        return None
    if not _is_sure(talk.state) and not lean.marked and alone.decision.gives:
        return None  # the topic is a guess
    bare = lean.marked and not talk.desk.content.asks(lean.rest)
    leans = bare or lean.pronoun != "" or lacks_object(talk.desk, alone)
    if found.turn is not None:
        another = leans and _is_another(talk, found.turn) and not shows_kin(talk.desk, alone, about)
        return _answered(talk, found.turn) if another else None
    if not leans or _is_near(talk, alone.first, found):
        return None
    if lean.own and is_of_topic(talk.desk, alone.first, lean.own) and not _swaps(talk, lean):
        return None
    whole = len(talk.said.key) >= _LEAST_WHOLE and alone.confidence >= _CERTAIN
    if whole and not lean.marked and _is_own(talk):
        return None
    found = _with_near(talk, lean, found)
    if found.turn is not None:
        return _answered(talk, found.turn) if _is_another(talk, found.turn) else None
    return again(talk, lean) or not_covered(talk, found)


def _told_on(talk: Talk) -> Course | None:
    """What goes on telling of what somebody said, with what was told before: 说我快递丢了 after
    a call of 淘宝客服."""
    state, desk = talk.state, talk.desk
    if state.about is None or state.age > 1 or not _REPORTED.match(talk.said.core):
        return None
    text = f"{state.query}，{talk.said.raw}"
    if len(text) > _LONGEST_TOLD or state.about not in desk.corpus:
        return None
    turn = desk.serve(desk.read(text), talk.alone.customer)
    if turn.first != state.about or not turn.decision.gives or turn.confidence < _CERTAIN:
        return None
    return None if state.answered else _answered(talk, as_follow_up(talk.alone, turn))


def go_on(talk: Talk) -> Course | None:
    """What the topic makes of a turn that is not answered by itself."""
    if digits_of(talk.alone.message):
        return None
    kin = cache(partial(_among_kin, talk))  # served once
    return _gone_on(talk, kin) or _of_kin(talk, kin, likely=True)


def _among_kin(talk: Talk) -> Turn | None:
    state, alone = talk.state, talk.alone
    if state.about is None or state.about not in talk.desk.corpus:
        return None
    if alone.facts.plain.action not in ("clarify", "escalate") or alone.decision.shown:
        return None
    return among_kin(talk.desk, alone, state.about)


def _gone_on(talk: Talk, among: Callable[[], Turn | None]) -> Course | None:
    lean, found = _found(talk, whole=True)
    if found is not None and found.turn is not None:
        if _is_lone(talk, lean, found.turn.first):
            return None
        apart = found.turn.first != talk.alone.first and among()  # matched only where it matters
        other = apart and agreed(talk.desk, talk.alone, apart, found.turn)
        return _beside_own(talk, found.turn) or _answered(talk, other or found.turn)
    if kin := _of_kin(talk, among):
        sure = lean is None or kin.turn.decision.shown or not kin.turn.decision.choices
        return kin if sure or lean is None else again(talk, lean) or kin
    if lean is None or found is None:
        return None
    found = _with_near(talk, lean, found)
    if found.turn is not None:
        return _answered(talk, found.turn)
    if not talk.alone.decision.shown and (said := again(talk, lean)):
        return said
    asks = lean.marked or talk.desk.content.asks(talk.said) or asks_something(talk.said.core)
    choices = talk.alone.decision.choices
    if not asks or any(is_of_topic(talk.desk, id, found.things) for id in choices):
        return None
    if lean.own and not any(map(talk.desk.content.is_known, lean.own)):
        return None  # 那天气呢: of another world
    if (lean.own and not lean.marked) or _has_own(talk):
        return None
    return not_covered(talk, found)


def _beside_own(talk: Talk, turn: Turn) -> Course | None:
    """The question which is meant, where a longer message is near other entries alone than with
    the topic."""
    alone, choices = talk.alone, talk.alone.decision.choices
    candidates = alone.considered.match.candidates
    ids = [c.id for c in candidates if c.score >= candidates[0].score / 2]
    if len(talk.said.key) < _LEAST_BESIDE or not choices or turn.first in ids:
        return None
    if alone.decision.shown is not None or not _is_own(talk):
        return None
    both = (*choices[: talk.desk.corpus.settings.limits.choices - 1], turn.first)
    decision = Decision(action="clarify", reason="ambiguous", choices=both)
    return Course(alone.decided(decision), talk.state, question_of(talk.said))


def _is_lone(talk: Talk, lean: Leaning | None, id: str) -> bool:
    """Whether a message is one word that several entries have, and the topic's is none of them."""
    decision = talk.alone.decision
    marked = lean is not None and lean.marked
    return decision.reason == "underspecified" and not marked and id not in decision.choices


def _has_own(talk: Talk) -> bool:
    """Whether what a message names is nearly all of an entry that it may be about by itself."""
    return talk.alone.decision.action == "clarify" and _is_own(talk)


def _is_own(talk: Talk) -> bool:
    """Whether the first candidate has nearly all that a message names."""
    return talk.desk.content.share(talk.said, talk.alone.first) >= _OWN


def _of_kin(talk: Talk, among: Callable[[], Turn | None], *, likely: bool = False) -> Course | None:
    """What a message that asks something comes to among the entries that are kin to the topic."""
    state, alone, served = talk.state, talk.alone, among()
    turn = of_kin(talk.desk, alone, served, likely=likely) if served else None
    if turn is None:
        return None
    certain = _is_sure(state) or any(tried.entry == state.about for tried in state.tried)
    if not certain and alone.decision.action == "clarify" and not turn.decision.choices[1:]:
        return None  # the topic is a guess, and so would this be
    if turn.first == state.about and state.answered:  # the same matter, told in other words
        shown = turn.considered.match.confidence >= _TOLD and alone.first == turn.first
        return _shown_again(talk, turn) if shown else _listed(talk, turn)
    return _answered(talk, turn)


def _listed(talk: Talk, turn: Turn) -> Course | None:
    """The question which of the topic's kin is meant, the entry just answered among them."""
    listed = turn.decision.choices and turn.decision.shown is None
    return Course(turn, talk.state, question_of(talk.said)) if listed else None


def _shown_again(talk: Talk, turn: Turn) -> Course | None:
    """The question whether the entry just answered is meant, and its answer."""
    shown = asked_instead(talk.desk.corpus[turn.first])
    memory = question_of(talk.said)
    return Course(replace(turn, decision=shown), talk.state, memory) if shown else None


def again(talk: Talk, lean: Leaning) -> Course | None:
    """The answer that was just given, where it says what is asked now: 手续费多少, 收费吗."""
    desk, alone, state = talk.desk, talk.alone, talk.state
    if state.about is None or not state.answered:
        return None
    entry = desk.corpus[state.about]
    if not tells(desk, alone, lean, entry) or not desk.eligible((entry.id,), alone.customer):
        return None
    turn = desk.settle(alone, desk.policy.given(entry, "follow_up"))
    return Course(turn, state, partial(answer_to, question=state.query, said=talk.said.raw))


def _is_near(talk: Talk, id: str, found: Topical) -> bool:
    """Whether an entry is of the topic: it names it, or is of its category."""
    corpus, about = talk.desk.corpus, talk.state.about
    if is_of_topic(talk.desk, id, found.things) or about is None:
        return True
    return bool(corpus[id].category) and corpus[id].category == corpus[about].category


def _swaps(talk: Talk, lean: Leaning) -> bool:
    """Whether a turn names another thing of the kind that the question before names: 普通班 after
    VIP班; then that question is asked of it."""
    ends = {word[-1] for word in talk.desk.content.words(talk.desk.analyze(talk.state.query))}
    return any(word[-1] in ends for word in lean.own)


def not_covered(talk: Talk, found: Topical) -> Course:
    """That the topic has nothing for what is asked, with the questions that are near."""
    alone, state = talk.alone, talk.state
    seen = {tried.entry for tried in state.tried[-1:]}
    likely = alone.decision.gives or alone.confidence >= _NEAR
    own = (alone.first,) if likely and not alone.decision.gives else ()
    last = (alone.first,) if alone.decision.gives else ()
    ids = tuple(dict.fromkeys(id for id in (*own, *found.near, *last) if id not in seen))
    if all(word in talk.desk.question_words for word in talk.said.folded):
        ids = own  # 为什么, and no more
    ids = talk.desk.eligible(ids, alone.customer)
    choices = with_answers(ids, talk.desk, alone, state.about)
    said = "，".join(filter(None, (state.problem, alone.message.utterance.raw)))
    decision = Decision(
        action="clarify" if choices else "chat",
        reason="not_covered",
        choices=choices,
        about=state.query,
    )
    turn = replace(alone.decided(decision), said=said)
    state = replace(state, unclear=state.unclear + 1, asked_back=bool(choices))
    return Course(turn, state, _remembered)


def _remembered(state: TalkState, reply: Reply) -> TalkState:
    """The topic stays; what was asked of it is the problem."""
    said = "，".join(filter(None, (state.problem, reply.query)))
    return replace(state, problem=said if reply.query not in state.problem else state.problem)


def _found(talk: Talk, *, whole: bool) -> tuple[Leaning | None, Topical | None]:
    desk, state, alone = talk.desk, talk.state, talk.alone
    if state.about is None or state.about not in desk.corpus:
        return None, None
    lean = leaning(desk, talk.said)
    if lean is None or (lean.own and not lean.marked and not whole):
        return None, None
    before = desk.question(state.about, state.query)
    if before.key == talk.said.key:
        return None, None  # asked back, and the same again: the nearest entry would be a guess
    return lean, with_topic(desk, alone, lean, before, state.about, answered=_is_sure(state))


def _with_near(talk: Talk, lean: Leaning, found: Topical) -> Topical:
    return with_near(talk.desk, talk.alone, lean, found, talk.state.about or "")


def _is_sure(state: TalkState) -> bool:
    """Whether the topic is no guess: its entry was answered, or is the only one asked about."""
    if state.answered:
        return bool(state.tried)
    ids = [pick.id for pick in state.picks if pick.kind == "entry"]
    return state.asked_back and state.picks_age <= 1 and ids == [state.about]


def _answered(talk: Talk, turn: Turn) -> Course:
    if turn.decision.gives or _is_escalated(turn):
        memory = partial(answer_to, question=turn.understood, said=turn.said)
        return Course(turn, talk.state, memory)
    return Course(turn, talk.state, question_of(talk.said))


def _is_another(talk: Talk, turn: Turn) -> bool:
    """Whether the topic comes to another entry than the turn alone."""
    entry = turn.decision.entry or turn.decision.shown
    own = talk.alone.decision.entry or talk.alone.decision.shown
    return entry is not None and entry is not own


def _is_escalated(turn: Turn) -> bool:
    return turn.decision.reason == "entry_escalates"
