"""What became of messages: counts, and the shares they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xiaoer.evaluation.measures import Proportion
from xiaoer.records import dataclass

ANSWERED: Final = ("answer", "self_service")
ASKED: Final = (*ANSWERED, "clarify", "escalate")
"""The actions that reply to a question; small talk, and silence while a person talks, are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Verdicts on replies, each reply's last; and what customers said in the talk after answers.

    ``taken_over``: a person took the talk over after the reply. ``said_solved`` and ``said_denied``
    are replies of the bot to words such as 解决了 and 没用.
    """

    helpful: int = 0
    unhelpful: int = 0
    solved: int = 0
    taken_over: int = 0
    said_solved: int = 0
    said_denied: int = 0

    @property
    def rated(self) -> int:
        """How many replies have a verdict."""
        return self.helpful + self.unhelpful + self.solved + self.taken_over

    @property
    def solved_share(self) -> Proportion:
        """解决率: solved, of the replies rated."""
        return Proportion(self.solved, self.rated)

    @property
    def unhelpful_share(self) -> Proportion:
        """点踩率: rated down, of the replies rated."""
        return Proportion(self.unhelpful, self.rated)

    @property
    def good_share(self) -> Proportion:
        """Helpful or solved, of the replies rated."""
        return Proportion(self.helpful + self.solved, self.rated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the messages of a group.

    - ``actions``: how many replies of each action. ``reasons``: why those to a person went there.
    - A message that asks for nothing (small talk) or that the bot kept quiet about is no query:
      the shares are of ``asked``.
    """

    actions: Mapping[str, int]
    reasons: Mapping[str, int]
    ratings: Ratings

    @property
    def messages(self) -> int:
        """All messages."""
        return sum(self.actions.values())

    @property
    def asked(self) -> int:
        """The messages that are queries."""
        return sum(self.actions.get(action, 0) for action in ASKED)

    @property
    def answered(self) -> int:
        """The queries answered, by an answer or an entry to a function."""
        return sum(self.actions.get(action, 0) for action in ANSWERED)

    @property
    def coverage(self) -> Proportion:
        """应答率: answered, of all queries."""
        return Proportion(self.answered, self.asked)

    @property
    def escalation(self) -> Proportion:
        """转人工率: handed over, of all queries."""
        return Proportion(self.actions.get("escalate", 0), self.asked)

    @property
    def clarify_rate(self) -> Proportion:
        """反问率: asked back, of all queries."""
        return Proportion(self.actions.get("clarify", 0), self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTally:
    """The messages of a day, written as 2026-11-30."""

    day: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusTally:
    """The messages that one corpus replied to, from the ``first`` to the ``last`` day."""

    corpus_hash: str
    first: str
    last: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBacks:
    """What customers did when they were asked back, of those whose talk is known.

    - ``n``: all; ``alone``: those of no conversation, of which nobody knows what followed.
    - ``taken``: the next message got an entry that was offered, chosen or in own words, or agreed.
    - ``refused``: none of them, or no help. ``person``: the next message went to a person.
    - ``elsewhere``: anything else was said. ``left``: nothing followed.
    - ``places``: of those taken of a list, how many took its first, second, … entry.
    """

    n: int = 0
    alone: int = 0
    taken: int = 0
    refused: int = 0
    person: int = 0
    elsewhere: int = 0
    left: int = 0
    places: tuple[int, ...] = ()

    @property
    def taken_share(self) -> Proportion:
        """Taken, of those whose talk is known."""
        return Proportion(self.taken, self.n - self.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTally:
    """What became of one entry.

    ``hits``: answered with it. ``handed_over``: asked for, and a person's business by the corpus.
    ``shown``: its answer stood below a question back. ``offered`` and ``chosen``: among the
    choices of a question back, and taken of them.
    """

    id: str
    question: str
    hits: int
    handed_over: int
    shown: int
    offered: int
    chosen: int
    ratings: Ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """Conversations with an id: how many, and how many of them went to a person."""

    n: int = 0
    escalated: int = 0

    @property
    def escalation(self) -> Proportion:
        """Went to a person, of all conversations."""
        return Proportion(self.escalated, self.n)
