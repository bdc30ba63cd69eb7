"""What is not understood: half a question is kept, then other words, a person offered, a handover.

says too little ─▶ 请接着说 ─▶ joined with what comes next ─▶ answered, asked back
                                      └─▶ other words ─▶ a person is offered ─▶ handed over
"""

import re
from collections.abc import Callable
from functools import cache, partial

from xiaoer.corpus.ladder import TalkStep
from xiaoer.matching.clauses import asks_something
from xiaoer.records import replace
from xiaoer.service.deciding.choosing import chosen
from xiaoer.service.deciding.decision import Decision, Turn
from xiaoer.service.naming.denied import denied_act
from xiaoer.service.naming.word_lists import any_of
from xiaoer.service.readings.nearby import by_answers, nearby
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.course import Course, Talk, answer_to
from xiaoer.service.talk.fields import digits_of
from xiaoer.service.talk.talk_state import TalkState, shortened
from xiaoer.text.characters.pinyin import spelled
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Utterance

UNKNOWING: frozenset[Reason] = frozenset(("low_confidence", "out_of_scope", "polarity"))
"""Handovers for want of knowledge: in a talk they come last."""
_SURE = 0.9  # an answer to a message without a word of two characters needs so much
_BOTH, _FEW = 0.15, 4  # confidence of all pieces, and places of the last of them, for _near_both
_LONGEST_TELLING = 12  # characters of what is told of a question that has not come yet
_LONGEST_KEPT = 40
_ANOTHER = regex(r"(?:那|还有)*另外?[1一][笔个单件双台条张]\w{0,6}的?")  # 那另外一笔100的
_POINTS_AT = regex(r"(?P<before>\w{0,8})[那这][个双件台条款只张单笔部本辆家位]\w{1,3}")


@cache
def _phrase() -> re.Pattern[str]:
    """A thing by its story and no more: 昨天刚签收的, 我上周买的锅."""
    more = f"(?!.*(?:{any_of('没说完不会有')}|(?<![前好])几))"
    return re.compile(rf"{more}.*{any_of('得手')}的(?:那?[件双个台条只块])?\w{{0,4}}")


@cache
def _request() -> re.Pattern[str]:
    return re.compile(any_of("有所求"))


def fragment(talk: Talk) -> Course | None:
    """A message that says too little, though something in the corpus is like it."""
    decision, match = talk.alone.decision, talk.alone.considered.match
    if match.exact or talk.alone.parts or decision.reason == "underspecified":
        return None
    if digits_of(talk.alone.message):
        return None
    if is_pointed_at(talk):
        return _go_on(talk, talk.state)
    told = _is_story(talk.said)
    if told and decision.reason == "chitchat":
        return _go_on(talk, talk.state)
    if not (decision.gives or decision.action == "clarify") or match.confidence >= _SURE:
        return None
    if chosen(talk.said.raw, 1) is not None or talk.state.asked_back or _has_topic(talk):
        return None
    if not told and not _says_too_little(talk):
        return None
    return joined(talk) or _go_on(talk, talk.state)


def _is_story(said: Utterance) -> bool:
    """Whether a message names a thing by its story: 昨天刚签收的."""
    return _phrase().fullmatch(said.core.replace(" ", "")) is not None


def is_pointed_at(talk: Talk) -> bool:
    """Whether a message only points at a thing: 收验证码那个号; 投诉那个快递员 says what to do."""
    said = talk.said
    bare = said.core.replace(" ", "")
    if _ANOTHER.fullmatch(bare):
        return not asks_something(bare) and not _request().search(bare)
    found = _POINTS_AT.fullmatch(bare)
    if found is None or talk.state.asked_back or talk.alone.facts.plain.action == "chat":
        return False
    before = talk.desk.analyze(found["before"]).words
    return len(before) > 1 and not _request().search(said.core)


def joined(talk: Talk, *, acting: bool = False) -> Course | None:
    """What the pieces of a question come to together with this one, None where nothing is clear;
    also of what may be an act where ``acting``."""
    state, desk, alone = talk.state, talk.desk, talk.alone
    plain = alone.facts.plain
    act = plain.action == "chat" and plain.reason != "stuck"  # 东西坏了 · 怎么办 is one question
    pieces = _pieces(talk)
    if not pieces or (act and not acting) or _says_too_little(talk):
        return None
    text = "，".join((*pieces, talk.said.raw))
    turn = desk.serve(desk.read(text), alone.customer)
    decision = turn.decision
    if decision.gives:
        decision = replace(decision, reason="joined")
    elif decision.action != "clarify" and decision.reason not in ("entry_escalates", "restricted"):
        return _near_both(talk, turn, text)
    surer = alone.considered.match.confidence > turn.considered.match.confidence
    if decision.action == alone.decision.action == "clarify" and surer:
        return _near_both(talk, turn, text) or Course(
            replace(alone, said=text), state, _asked_of(text)
        )
    turn = replace(turn, message=alone.message, decision=decision, understood=text, said=text)
    if decision.action == "clarify":
        return Course(turn, state, _asked_of(text))
    return Course(turn, state, partial(answer_to, question=text, said=text))


def _near_both(talk: Talk, turn: Turn, text: str) -> Course | None:
    """The question whether an entry is meant that all the pieces come nearest to, and the last of
    them is near alone."""
    alone, match = talk.alone, turn.considered.match
    ids = [c.id for c in alone.considered.match.candidates[:_FEW] if c.score > 0]
    if match.confidence < _BOTH or turn.first not in ids or turn.decision.reason == "polarity":
        return None
    own = alone.decision.choices
    if alone.decision.shown is not None or turn.first in own:
        return None
    if not talk.desk.content.share(talk.said, turn.first):
        return None  # two questions, of which the one before has the entry
    choices = (turn.first, *own)[: talk.desk.corpus.settings.limits.choices]
    reason: Reason = "ambiguous" if len(choices) > 1 else "unsure"
    decision = Decision(action="clarify", reason=reason, choices=choices)
    return Course(replace(alone.decided(decision), said=text), talk.state, _asked_of(text))


def _pieces(talk: Talk) -> tuple[str, ...]:
    """What was said before of the same question: its pieces, or what was not understood, where the
    message is so short that it may be of that."""
    state, core = talk.state, talk.said.core
    if state.pieces or not state.unclear or core.startswith("不是"):
        return state.pieces
    short = len(core) <= _LONGEST_TELLING and len(state.problem) <= _LONGEST_KEPT
    return (state.problem,) if short and state.problem else ()


def not_understood(talk: Talk) -> Course:
    """The first half of a question, or the next step for what is not understood."""
    if not _is_piece(talk) or talk.state.pieces or _may_be_asked_about(talk):
        return _step(talk)
    return _go_on(talk, talk.state)


def _may_be_asked_about(talk: Talk) -> bool:
    """Whether there is something to list for half a question."""
    if talk.state.unclear:
        return bool(near(talk))
    return not _is_story(talk.said) and bool(by_answers(talk.desk, talk.alone, talk.state.about))


def _go_on(talk: Talk, state: TalkState) -> Course:
    """请接着说, once; then the question what it is about."""
    if state.pieces:
        return _step(talk)
    decision = Decision(action="chat", reason="fragment")
    return Course(talk.alone.decided(decision), _kept(talk, state))


def _step(talk: Talk) -> Course:
    """The step that holds now: other words, a person offered, or the handover."""
    settings = talk.desk.corpus.settings
    step = step_at(settings.not_understood, talk.state.unclear)
    said = _all_said(talk)
    alone = replace(talk.alone, said=said)
    state = _kept(talk, talk.state)
    state = replace(state, unclear=state.unclear + 1, problem=shortened(said))
    if step.name == "hand_over":
        decision = replace(alone.decision, text=step.text)
        if _is_piece(talk) or decision.reason not in UNKNOWING:
            fired = tuple(rule for rule in settings.escalation if rule.name == "low_confidence")
            decision = Decision(
                action="escalate", reason="low_confidence", fired=fired, text=step.text
            )
        return Course(alone.decided(decision), replace(state, asked_back=False))
    choices = near(talk)
    if step.name == "offer_person":
        if choices and not talk.state.asked_back:  # what all of it may be about comes first
            return _other_words(alone, replace(state, unclear=talk.state.unclear), choices, "")
        decision = Decision(action="chat", reason="person_offered", text=step.text)
        return Course(alone.decided(decision), replace(state, asked_back=False))
    return _other_words(alone, state, choices, step.text)


def _other_words(alone: Turn, state: TalkState, choices: tuple[str, ...], text: str) -> Course:
    """The request for other words, with what it may be about where anything is near."""
    decision = Decision(
        action="clarify" if choices else "chat", reason="other_words", choices=choices, text=text
    )
    return Course(alone.decided(decision), replace(state, asked_back=bool(choices)))


def step_at(steps: tuple[TalkStep, ...], count: int) -> TalkStep:
    """The step for a message before which so many in a row were not understood."""
    enabled = [step for step in steps if step.enabled] or [TalkStep(name="other_words")]
    passed = 0
    for step in enabled:
        passed += step.turns
        if count < passed:
            return step
    return enabled[-1]


def near(talk: Talk) -> tuple[str, ...]:
    """Entries that have something of what was said, and are near enough to be listed: of the
    message, else those whose answers have its words, else of it with what was not understood
    before."""
    found = nearby(talk.desk, talk.alone) or by_answers(talk.desk, talk.alone, talk.state.about)
    text = _all_said(talk).replace("；", "，")
    read = (talk.said.raw, "，".join((*_pieces(talk), talk.said.raw)))
    if found or text in read:  # read before, and nothing was clear
        return found
    return nearby(talk.desk, talk.desk.serve(talk.desk.read(text), talk.alone.customer))


def _all_said(talk: Talk) -> str:
    """What was not understood so far, in the customer's words."""
    state, own = talk.state, talk.said.raw
    before = state.problem if state.unclear else "，".join(state.pieces)
    return f"{before}；{own}" if before and own not in before else before or own


def _kept(talk: Talk, state: TalkState) -> TalkState:
    """The state with the message as a piece of a question, where it is one."""
    if not _is_piece(talk):
        return state
    kept = state.with_piece(talk.said.raw)
    return replace(kept, problem="，".join(kept.pieces))


def _is_piece(talk: Talk) -> bool:
    """Whether a message tells of a question that has not come yet."""
    said = talk.said
    if _says_too_little(talk):
        return True
    bare = said.core.replace(" ", "")
    if _is_story(said) and len(bare) <= _LONGEST_KEPT:
        return True
    if talk.alone.decision.reason == "polarity" and denied_act(said.text):
        return len(bare) <= _LONGEST_TELLING and not asks_something(said.core)
    return (
        len(bare) <= _LONGEST_TELLING
        and not said.text.endswith("呢")
        and not asks_something(said.core)
        and not _request().search(bare)
        and bool(talk.desk.content.words(said))
        and not bare.isascii()
    )


def _says_too_little(talk: Talk) -> bool:
    """Whether no word of two characters says what it is about, and nothing is asked."""
    said, content = talk.said, talk.desk.content
    bare = said.core.replace(" ", "")
    if not bare or (len(set(said.raw.strip())) == 1 and len(said.raw) > 1):
        return False
    if bare.isascii():
        return bool(spelled(bare)) and not talk.alone.considered.match.candidates
    if len(bare) > _LONGEST_KEPT or asks_something(said.core) or content.asks(said):
        return False
    return not any(len(word) > 1 for word in content.words(said))


def _has_topic(talk: Talk) -> bool:
    return talk.state.about is not None and talk.state.answered


def _asked_of(text: str) -> Callable[[TalkState, Reply], TalkState]:
    """The memory of a question of several pieces that was asked back: they are kept."""

    def memory(state: TalkState, reply: Reply) -> TalkState:
        return replace(
            state.with_question(reply, text), pieces=state.with_piece(reply.query).pieces
        )

    return memory
