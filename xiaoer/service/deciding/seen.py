"""What the policy looks at: a message beside what it matched, and which of the two goes first.

An own question is no act, nor is a message that has nearly the words of a question.
"""

from collections.abc import Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.hearing.acts import SMALL_TALK, WORDLESS, Act, act_of, is_doubtful, spoken, values_of
from xiaoer.hearing.message import Message
from xiaoer.matching.match import Match
from xiaoer.matching.matcher import Considered
from xiaoer.records import dataclass
from xiaoer.service.deciding.nearly import nearly_asked
from xiaoer.service.naming.denied import denied_act
from xiaoer.service.reply.action import Reason
from xiaoer.text.entities import EntityKind
from xiaoer.text.utterance import Utterance

_SURE = 0.9
"""Confidence of an entry before which listed small talk gives way: 菜单 is at .40 beside an entry
of the sample that it is not about, 你有什么功能 at .93 beside 智能客服有哪些功能."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message beside the corpus.

    - ``said``: the act that it would be without a corpus, ``act`` the one that it is.
    - ``values``: the kinds of the values that it is made of.
    - ``own``: it is an entry's own question, with all its values.
    - ``entries``: the candidates' entries, best first; ``asked`` their closest questions as they
      were read, without spaces.
    - ``known``: the customer's audience is known.
    """

    query: Utterance
    said: Act | None
    act: Act | None
    values: frozenset[EntityKind]
    own: bool
    match: Match
    entries: Sequence[Entry]
    asked: Sequence[str]
    known: bool

    @property
    def is_for_others_too(self) -> bool:
        """Whether the two best answer the same words for different kinds of customers, and this
        one is not known to be of either."""
        if self.known or len(self.entries) < 2 or self.asked[0] != self.asked[1]:
            return False
        first, second = self.entries[0].audience, self.entries[1].audience
        return bool(first and second) and not set(first) & set(second)

    def shared(self, word: str) -> int:
        """How many candidates' closest questions have the word."""
        return sum(word in question for question in self.asked)

    def not_denied(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the ids whose question does not presuppose the act that the message denies."""
        act = denied_act(self.query.text)
        asked = {e.id: text for e, text in zip(self.entries, self.asked, strict=False)}
        return tuple(id for id in ids if not act or act not in asked.get(id, ""))

    def gave_way(self, *, wish: bool) -> Reason | None:
        """What the message was taken for until the corpus turned out to have its words."""
        if self.own and self.values:
            return "noted"
        return self.said if self.act is None and not wish else None


def _asks_it(said: str, asked: str, act: Act, confidence: float) -> bool:
    """Whether what is surely an act is nearly the question of an entry that would answer.

    你有什么用 is no insult beside 你有什么用处, 没用 still denies beside 优惠券没用. Small talk
    gives way to a sure entry too, and to one that asks about the word that it is: 菜单在哪里看.
    """
    if nearly_asked(said, asked):
        return True
    return act in SMALL_TALK and (confidence >= _SURE or said in asked)


def look(
    message: Message,
    considered: Considered,
    entries: Sequence[Entry],
    *,
    known: bool,
    likely: float,
    sure: float,
) -> Seen:
    """A message beside what it matched; ``likely`` and ``sure``: the confidences from which what
    may be an act, and what surely is one, gives way to a question."""
    query, match, heard = message.utterance, considered.match, spoken(message)
    ranked = considered.ranked[: len(match.candidates)]
    questions = [one.evidence.closest.question.utterance for one in ranked]
    asked = [question.text.replace(" ", "") for question in questions]
    said = act_of(heard)
    values = values_of(message, said)
    own = bool(match.exact) and (not values or message.values_in(match.candidates[0].question))
    act = None if own or said == "human_requested" else said
    if act is not None and not values and match.confidence >= likely:
        asks_it = match.confidence >= sure and bool(heard.text)
        may_give_way = match.confidence >= sure or said not in WORDLESS
        gives_way = (may_give_way and is_doubtful(heard)) or (
            asks_it and _asks_it(query.key, asked[0], act, match.confidence)
        )
        act = None if gives_way else act
    return Seen(
        query=query,
        said=said,
        act=act,
        values=values,
        own=own,
        match=match,
        entries=entries,
        asked=asked,
        known=known,
    )
