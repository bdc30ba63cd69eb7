"""`Conversation`: one customer's talk with the bot, its memory plain JSON."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from xiaoer.bot import Bot
from xiaoer.corpus.arguments import corpus_call, type_name
from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import ArgumentTypeError, ConversationStateError, UnknownNameError
from xiaoer.records import replace
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.decision import Turn
from xiaoer.service.explaining.explain import Explanation, explanation
from xiaoer.service.reply.reply import Choice, Reply
from xiaoer.service.talk.state_json import (
    VERSION,
    StateDict,
    read_state,
    written_state,
)
from xiaoer.service.talk.state_values import check_id
from xiaoer.service.talk.talk_state import TalkState, entry_picks
from xiaoer.service.talk.turn import take
from xiaoer.service.talk.waiting import while_waiting

_SHORT_PAUSE = timedelta(minutes=15)
"""After it, half a question or half a number is no part of what comes next."""
_LONG_PAUSE = timedelta(hours=4)
"""After it, a number chooses nothing that was listed, and 多久到账 is about nothing said before."""


class Conversation:
    """One customer's talk: choices, follow-ups, unsolved turns, and the silence after a handover.

    It belongs to one customer and is not thread-safe. All it remembers is in ``to_dict()``, so
    any process with the same corpus can go on with ``from_dict``; that has what the customer
    typed, private values included. ``id`` defaults to a random one. After a handover, once a
    person has ``accepted()`` it, the bot is silent until ``release()``, or until nothing was said
    for ``idle``.

    Raises:
        ArgumentTypeError: a path or something else instead of a ``Bot``; it says what to call.
        UnknownNameError: the corpus does not declare the audience or the channel.
        ConversationStateError: the id is no text of 1 to 200 characters.
        TypeError: ``idle`` is no timedelta; ValueError: it is negative.

    >>> bot = Bot.sample()
    >>> talk = Conversation(bot, audience="buyer")
    >>> talk.say("怎么取消订单").action, talk.say("转人工").action, talk.say("人呢").reason
    ('self_service', 'escalate', 'waiting')
    >>> talk.accepted()
    >>> talk.say("人呢").action
    'suppressed'
    """

    def __init__(
        self,
        bot: Bot,
        *,
        audience: str | None = None,
        channel: str | None = None,
        id: str | None = None,
        idle: timedelta | None = None,
    ) -> None:
        if not isinstance(bot, Bot):
            made = "Bot(corpus)" if isinstance(bot, Corpus) else corpus_call(bot, "Bot")
            mend = f"Conversation({made})"
            raise ArgumentTypeError("Conversation", type_name(bot), "a Bot", mend)
        if id is not None:
            check_id(id)
        _check_idle(idle)
        self.bot = bot
        self.idle = idle
        bot.desk.among(Customer(audience=audience, channel=channel))
        self._state = TalkState(id=id or uuid.uuid4().hex, audience=audience, channel=channel)
        self._last: tuple[Turn, Reply] | None = None

    def __repr__(self) -> str:
        held = ", handed over" if self.handed_over else ""
        return f"Conversation({self.id!r}, {len(self._state.lines)} lines{held})"

    @property
    def id(self) -> str:
        """The id of the conversation; packets have it with a number behind it."""
        return self._state.id

    @property
    def handed_over(self) -> bool:
        """Whether a person was called who has not given the conversation back."""
        return self._state.handoff is not None

    @property
    def waiting(self) -> bool:
        """Whether a person was called and nobody has said ``accepted`` yet."""
        return self.handed_over and not self._state.accepted

    @property
    def audience(self) -> str | None:
        """Who the customer is, None when it is not known."""
        return self._state.audience

    @audience.setter
    def audience(self, name: str | None) -> None:
        self.bot.desk.among(Customer(audience=name, channel=self._state.channel))
        # the same question may have another answer now
        self._state = replace(self._state, audience=name, keys=())

    def say(self, text: str, now: datetime | None = None) -> Reply:
        """The reply to the customer's next message; about as long as ``Bot.ask`` takes.

        ``now`` is the moment of the message (default: the current time); one without an offset
        is taken in the corpus's time zone.

        Raises:
            QueryTypeError: the text is not a ``str``. No ``str`` makes it raise.
        """
        desk = self.bot.desk
        moment = desk.corpus.settings.local(now)
        state = self._awake(moment)
        if state.handoff is not None and self._is_silent(state):
            query = desk.analyze(text)
            state = replace(state, turns=state.turns + 1)
            self._state = state.said(query.raw, "", moment)
            return Reply(
                query=query.raw,
                truncated=query.truncated,
                turn=state.turns + 1,
                action="suppressed",
                reason="handed_over",
                text="",
                corpus_hash=desk.corpus.hash,
                engine=desk.engine,
            )
        customer = Customer(audience=state.audience, channel=state.channel, now=moment)
        turn, reply, after = take(desk, state, text, customer)
        if state.handoff is not None:
            reply, after = while_waiting(desk, turn, reply, state, after)
        self._last = turn, reply
        self._state = after.said(reply.query, reply.text, moment)
        return reply

    def accepted(self) -> None:
        """The receipt of the person who takes the talk: from now on the bot is silent.

        Until then it goes by ``handover.until_accepted`` of the settings. Without a handover it
        changes nothing.
        """
        if self.handed_over:
            self._state = replace(self._state, accepted=True)

    def _is_silent(self, state: TalkState) -> bool:
        """Whether a person has the talk, or the settings want silence until one has it."""
        return state.accepted or self.bot.corpus.settings.handover.until_accepted == "silent"

    def release(self) -> None:
        """Ends a handover: the customer's next message starts with the bot again."""
        if self.handed_over:
            self._state = self._state.fresh()

    def offer(self, choices: Iterable[Choice]) -> None:
        """Makes numbers stand for these questions, such as those of a menu just shown."""
        self._state = self._state.with_picks(entry_picks(tuple(choices)))

    def why(self) -> Explanation | None:
        """The explanation of the last reply of this object; None before the first."""
        return explanation(self.bot.desk, *self._last) if self._last else None

    def to_dict(self, version: int = VERSION) -> StateDict:
        """All that the conversation remembers, as plain JSON values of bounded size.

        ``version`` 1 is what workers of an older xiaoer read, less what only this one knows: for
        a fleet that is being upgraded. Raises: ValueError: it is neither 1 nor 2.
        """
        return written_state(self._state, version)

    @classmethod
    def from_dict(
        cls,
        bot: Bot,
        data: Mapping[str, Any],
        *,
        idle: timedelta | None = None,
        damaged: Literal["raise", "restart"] = "raise",
    ) -> "Conversation":
        """The conversation that ``to_dict`` gave, for the same bot or one with a newer corpus.

        ``damaged`` says what to do with a state that cannot be read, or that a newer version
        wrote: raise, or start anew under the same id.

        Raises:
            ConversationStateError: the state is damaged or newer.
        """
        if damaged not in ("raise", "restart"):
            raise ValueError(f'damaged is "raise" or "restart", found {damaged!r}')
        try:
            state = read_state(data)
            talk = cls(bot, audience=state.audience, channel=state.channel, id=state.id, idle=idle)
        except (ConversationStateError, UnknownNameError) as error:
            if damaged == "restart":
                return cls(bot, id=_readable_id(data), idle=idle)
            if isinstance(error, UnknownNameError):
                raise ConversationStateError(
                    error.kind, repr(error.name), "a declared one"
                ) from None
            raise
        talk._state = state
        return talk

    def _awake(self, moment: datetime) -> TalkState:
        """The state, begun anew where a handover has been idle for long enough, or what was talked
        about is of another day."""
        state = self._state
        if not state.last:
            return state
        quiet = moment - datetime.fromisoformat(state.last)
        if state.handoff is None:
            state = state if quiet < _SHORT_PAUSE else replace(state, pieces=(), digits="")
            return state if quiet < _LONG_PAUSE else state.rested()
        minutes = self.bot.corpus.settings.handover.idle
        idle = self.idle if self.idle is not None or not minutes else timedelta(minutes=minutes)
        return state.fresh() if idle is not None and quiet >= idle else state


def _check_idle(idle: object) -> None:
    """Raises what is wrong here, not after a handover, where it is first needed."""
    if idle is None:
        return
    if not isinstance(idle, timedelta):
        kind = type(idle).__name__
        raise TypeError(f"idle must be a timedelta, such as timedelta(minutes=30), found {kind}")
    if idle < timedelta(0):
        raise ValueError(f"idle must not be negative, found {idle}")


def _readable_id(data: Any) -> str | None:
    """The id of a state that cannot be read otherwise, None when that is damaged too."""
    id = data.get("id") if isinstance(data, Mapping) else None
    try:
        return check_id(id)
    except ConversationStateError:
        return None
