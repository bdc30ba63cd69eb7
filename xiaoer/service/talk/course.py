"""A message in a conversation, the course that it takes, and what is remembered of its reply.

Talk(alone, state) ─ ways ─▶ Course(turn, state, memory) ─ compose ─▶ Reply ─ memory ─▶ state
"""

from collections.abc import Callable
from typing import NamedTuple

from xiaoer.records import dataclass
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.reply.reply import Reply
from xiaoer.service.talk.talk_state import TalkState
from xiaoer.text.utterance import Utterance

Memory = Callable[[TalkState, Reply], TalkState]
"""What the conversation remembers of a reply, once it is composed."""


class Course(NamedTuple):
    """What a turn comes to: what is decided, the state with it, and what its reply adds to that."""

    turn: Turn
    state: TalkState
    memory: Memory = lambda state, _: state


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A message with what it comes to by itself, and the conversation in which it is said."""

    desk: Desk
    state: TalkState
    alone: Turn

    @property
    def said(self) -> Utterance:
        """The message's words."""
        return self.alone.message.utterance


def answer_to(state: TalkState, reply: Reply, question: str, said: str = "") -> TalkState:
    """The state with an answer to a question of the corpus, or to one that was understood."""
    return state.with_answer(reply, question, "", said)


def question_of(said: Utterance) -> Memory:
    """The memory of a question, answered or not, and of the answers to its parts."""

    def memory(state: TalkState, reply: Reply) -> TalkState:
        for part in reply.parts if not reply.answered else reply.parts[:-1]:
            if part.answered:
                state = state.with_answer(part, part.query, "")
        if not reply.answered:
            return state.with_question(reply, said.raw)
        last = reply.parts[-1] if reply.parts else reply
        return state.with_answer(last, last.query if reply.parts else said.raw, said.key)

    return memory
