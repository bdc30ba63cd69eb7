"""One talk, turn by turn → what was asked in it and not answered, each question once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from xiaoer.authoring.mine.wordings import bare, has_words
from xiaoer.service.decision_log.log import Verdict
from xiaoer.service.reply.action import Reason
from xiaoer.service.reply.reply import Reply
from xiaoer.text.normalize import question_key

MissReason = Literal["handed_over", "not_understood", "not_taken", "rated_down"]
"""Handed over without a wish for it; a rung of not knowing; asked back or shown, and not taken;
rated down, by a verdict or in words."""

_ON_PURPOSE: Final[frozenset[Reason]] = frozenset(
    ("human_requested", "offer_taken", "restricted", "entry_escalates", "outside_hours")
)
_UNKNOWN: Final[frozenset[Reason]] = frozenset(
    (
        *("other_words", "person_offered", "not_covered"),
        *("low_confidence", "out_of_scope", "polarity"),
    )
)
_DENIALS: Final[frozenset[Reason]] = frozenset(("denied", "confused", "unsolved", "repeated"))
_GOOD: Final[frozenset[Verdict]] = frozenset(("helpful", "solved"))
_CONTENT: Final[frozenset[Reason]] = frozenset(("acknowledged", "thanks", "solved", "goodbye"))
_GOES_ON: Final[frozenset[Reason]] = frozenset(("chosen", "field_given", "follow_up"))
_TURNS_AWAY: Final[frozenset[Reason]] = frozenset(("denied", "confused", "rephrase", "pick"))
_MOST_PIECES: Final = 4
_LONGEST_PIECE: Final = 12  # characters; as in a conversation


_key = lru_cache(maxsize=50_000)(question_key)  # of a log of 200,000 lines 33,000 are distinct


class Miss(NamedTuple):
    """A question that was not answered: as it was said, and why it counts.

    ``given`` is the id of the entry whose answer did not help, "" without one.
    """

    text: str
    audience: str | None
    why: MissReason
    given: str = ""


class _Choices(NamedTuple):
    """What was asked back or shown, and not yet taken."""

    miss: Miss
    ids: frozenset[str]
    shown: bool


class TalkMisses:
    """What one talk has come to so far."""

    __slots__ = ("_asked", "_found", "_offered", "_pieces", "_unknown", "audience", "turn")

    def __init__(self, audience: str | None) -> None:
        self.audience = audience
        self.turn = 0
        self._found: dict[str, Miss] = {}
        self._offered: _Choices | None = None
        self._asked: tuple[str, str] = "", ""  # the last question, and what it was answered with
        self._pieces: list[str] = []
        self._unknown = False  # whether a piece of the run was not understood

    def add(self, reply: Reply, verdict: Verdict | None) -> None:
        """Takes the next turn."""
        self.turn = reply.turn
        self._settle_offer(reply)
        if not self._is_piece(reply):
            self._end_pieces(reply)
        for one in reply.parts or (reply,):
            self._take(one)
        if verdict == "unhelpful":
            self._rate_down(reply)
        elif verdict in _GOOD:
            self._offered = None

    def close(self) -> Iterator[Miss]:
        """All of them, each question once."""
        if self._offered is not None:
            self._add(self._offered.miss)
            self._offered = None
        self._end_pieces(None)
        yield from self._found.values()

    def _take(self, reply: Reply) -> None:
        reason, text = reply.reason, self._text(reply)
        if self._is_piece(reply):
            self._pieces.append(text)
            self._unknown = self._unknown or reason != "fragment"
        elif reason in _DENIALS:
            self._deny(reply)
        elif reason in _UNKNOWN:
            why: MissReason = "handed_over" if reply.action == "escalate" else "not_understood"
            self._add(self._miss(text, why, reply))
        elif reply.action == "escalate":
            if reason not in _ON_PURPOSE:
                self._add(self._miss(text, "handed_over", reply))
        elif reply.action == "clarify":
            self._offer(reply, text)
        elif reply.answered:
            given = reply.entry.id if reply.entry else ""
            own = self._asked[0] if reason in ("chosen", "field_given") else text
            self._asked = own or text, given

    def _offer(self, reply: Reply, text: str) -> None:
        if self._offered is not None:
            self._add(self._offered.miss)  # of another part of the same message
        ids = {choice.id for choice in reply.choices}
        if reply.shown is not None:
            ids.add(reply.shown.id)
        miss = self._miss(text, "not_taken", reply)
        self._offered = _Choices(miss, frozenset(ids), reply.shown is not None)
        self._asked = text, reply.shown.id if reply.shown else ""

    def _settle_offer(self, reply: Reply) -> None:
        """Whether this turn takes what was offered before it, leaves it, or says nothing of it."""
        offered = self._offered
        if offered is None:
            return
        given = reply.entry.id if reply.entry else ""
        taken = reply.picked > 0 or reply.reason in _GOES_ON or reply.ground == "audience"
        if taken or given in offered.ids or (offered.shown and reply.reason in _CONTENT):
            self._offered = None
        elif reply.action not in ("chat", "suppressed") or reply.reason in _TURNS_AWAY | _UNKNOWN:
            self._add(offered.miss)
            self._offered = None

    def _deny(self, reply: Reply) -> None:
        """没用: the question before was answered, and the answer did not help."""
        text, given = self._asked
        if text and given:
            self._add(Miss(text, self.audience, "rated_down", given))
        elif text and reply.reason == "repeated":
            self._add(self._miss(text, "not_understood", reply))

    def _rate_down(self, reply: Reply) -> None:
        if reply.action == "chat" and reply.reason not in _UNKNOWN:
            return  # 不客气 was rated, nothing that was asked
        entry = reply.entry or reply.shown
        given = entry.id if entry else ""
        picked = reply.reason in ("chosen", "field_given", "offer_taken")
        text = self._asked[0] if picked else self._text(reply)
        self._offered = None
        if text:
            self._add(Miss(text, self.audience, "rated_down", given))

    def _is_piece(self, reply: Reply) -> bool:
        """Half a question, or what stays not understood behind one."""
        if reply.understood or reply.parts:
            return False
        if reply.reason == "fragment":
            return True
        if not 0 < len(self._pieces) < _MOST_PIECES:
            return False
        unknown = reply.reason in _UNKNOWN and not reply.choices
        return unknown and len(_key(reply.query)) <= _LONGEST_PIECE

    def _end_pieces(self, reply: Reply | None) -> None:
        """The pieces were read as one question meanwhile, or count as one that nobody read."""
        if self._pieces and self._unknown and not (reply and reply.understood):
            text = "，".join(filter(None, self._pieces))
            self._add(Miss(text, self.audience, "not_understood"))
        if reply is None or reply.action != "chat" or self._unknown:
            self._pieces, self._unknown = [], False

    def _text(self, reply: Reply) -> str:
        return bare(reply.understood or reply.query)

    def _miss(self, text: str, why: MissReason, reply: Reply) -> Miss:
        return Miss(text, self.audience, why, reply.shown.id if reply.shown else "")

    def _add(self, miss: Miss) -> None:
        if has_words(miss.text):
            key = _key(miss.text)
            before = self._found.get(key)
            if before is None or miss.why == "rated_down":
                self._found[key] = miss
