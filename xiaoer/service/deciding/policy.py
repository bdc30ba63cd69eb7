"""From a match to one decision: what a message comes to by itself, and the thresholds.

    Message, Considered ─▶ exact ▷ value ▷ act ▷ matched ▷ rest ─▶ plain ─┐
                           a wish, a topic, anger ────────────────────────┴▶ Facts ─▶ Decision

The grounds are tried in the order of the table of precedence.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings, Thresholds
from xiaoer.hearing.acts import WISHED, is_angry, spoken, wishes
from xiaoer.hearing.message import Message
from xiaoer.matching.match import Match
from xiaoer.matching.matcher import Considered
from xiaoer.records import replace
from xiaoer.service.deciding.decision import Decision, Facts
from xiaoer.service.deciding.escalation import Escalation
from xiaoer.service.deciding.near_miss import asked_instead, of_another_platform
from xiaoer.service.deciding.precedence import GroundName, first, in_order
from xiaoer.service.deciding.seen import Seen, look
from xiaoer.service.naming.content import Shares
from xiaoer.service.naming.denied import denies_act
from xiaoer.service.naming.roles import Roles
from xiaoer.service.reply.action import Action, Reason
from xiaoer.text.utterance import Utterance

ANSWER, CLARIFY = 0.78, 0.3
"""Default confidences needed to answer and to offer choices. On 14 labelled sets (four corpora,
also cut to few variants), each by weights that never saw its domain, at .7, .74, .78 and .82:
66.0, 64.4, 62.6 and 60.1 % of what is in scope is answered rightly, 91.3, 92.3, 93.2 and 93.7 %
of the answers are right, 7.7, 6.6, 5.7 and 4.7 % of what is out of scope is answered (means of
the sets). Of the sample's queries that are handed over, the first candidate is right for 8 of 27
between .15 and .2, for 7 of 41 between .1 and .15. The evidence below:
``tests.bench.thresholds``, on texts that were seen when the values were chosen, with the weights
of before."""
OUT_OF_SCOPE = 0.06
"""Below this confidence nothing in the corpus comes near. It names the reason of a handover, and
takes no other part: 5 of 895 queries in scope and 137 of 373 out of scope are below it."""
MARGIN = 0.05
"""Default lead needed to answer: two entries that are equally close are offered, not guessed. On
the same 14 sets it costs .4 points of right answers (63.0 → 62.6 %) beside .005, and what two
entries share (店怎么退款 for 甲店 and 乙店) is answered with neither."""
DOUBTFUL = 0.95
"""Confidence needed where the query denies what the first candidate's question names. Without it
13 more of 1,002 are answered, 11 of them rightly; two dialogues get a wrong turn."""
_NEXT = 0.85
"""Confidence needed of what is left where the guard struck what would have come first. No labelled
query of the sample is answered between the default and this one; 怎么开启个性化推荐, said twice,
was answered with the notifications at .81."""
_NEEDED: Mapping[Action, float] = {"answer": 1.75, "self_service": 1.75, "clarify": 0.75}
"""Nats that a wish for a person needs beside what would be done; ``WISHED`` beside the others."""
_AT_HAND = 0.25
"""Nats that it needs where the message goes to a person anyway. With a quarter of a nat more, as
shipped, with a quarter and with a half less, 6, 7, 8 and 14 of 2,394 questions are taken for a wish
that are none, by a table that three rounds of 100 were left out of."""
# A choice scores at least this share of the first candidate's score: at .4, .5 and .6, 131 of 221,
# 123 of 206 and 113 of 186 ask-backs hold the right entry; at .7 11 of 557 turns go otherwise.
_CHOICE_SHARE = 0.5
# One word that several entries share is answered only with such a lead: .2 and 1 each change one
# of 1,002 replies.
_CLEAR_LEAD = 0.5
# A lead at which entries are close enough to be offered together: from 0 to .2 no query tells.
_CLOSE = 0.1
# A confidence at which a lone candidate is worth asking about: of the 53 that are, 42 are right; of
# the 29 that .3 would add, 17; of the 16 that .6 would leave out, 12.
_LIKELY = 0.5
# A confidence at which the answer of a lone candidate is shown below the question whether it is
# meant: 50 of 59 are right.
_PROBABLE = 0.65
# A choice that has so much of what a message names, by weight, is worth choosing from such a
# confidence: one word that several entries share, said alone, is at .2 to .4.
_WHOLE, _WORTH = 0.8, 0.2
# A score at which several equally close entries are worth offering: of the 28 ask-backs that .2
# would add, 5 hold the right entry.
_LIKE_ENOUGH = 0.4


class Policy:
    """Decides by the settings of a corpus; built once.

    ``answer`` replaces the settings' threshold. Whether it is reached is the last thing asked:
    a query is answered at a threshold exactly when it is answered at 0 and its confidence
    reaches the threshold.
    """

    def __init__(
        self,
        settings: Settings,
        answer: float | None = None,
        shares: Shares | None = None,
        roles: Roles | None = None,
    ) -> None:
        own = settings.thresholds if answer is None else replace(settings.thresholds, answer=answer)
        self._answer, self._clarify, self._margin = _thresholds(own)
        self._most_choices = settings.limits.choices
        self._escalation = Escalation(settings)
        self._shares = shares or _all_shared
        self._roles = roles or Roles(settings, {})

    @property
    def thresholds(self) -> tuple[float, float]:
        """The confidences needed to answer and to offer choices."""
        return self._answer, self._clarify

    def facts(
        self, message: Message, considered: Considered, entries: Sequence[Entry], known: bool
    ) -> Facts:
        """What one turn can know.

        ``entries`` are the candidates' entries, best first, in the match's order; ``known``
        says whether the customer's audience is known.
        """
        heard, key = spoken(message), message.utterance.text.replace(" ", "")
        seen = look(message, considered, entries, known=known, likely=_LIKELY, sure=ANSWER)
        plain, own = self._plain(seen), seen.own
        wish = heard.core if own else wishes(heard, _needed(plain))
        if wish and plain.action == "escalate" and (plain.entry is None or heard.bare):
            plain = Decision(action="chat", reason="human_requested", ground=plain.ground)
        angry = not own and (is_angry(heard) or self._escalation.names_anger(key))
        return Facts(
            plain=plain,
            values=seen.values,
            wish=wish,
            core=heard.core,
            gave_way=seen.gave_way(wish=wish),
            topic=self._escalation.topic(key, plain.entry or plain.shown),
            angry=int(angry or heard.angry_picture or seen.act == "insult"),
        )

    def given(self, entry: Entry, reason: Reason) -> Facts:
        """The facts of an entry that the customer has chosen."""
        return Facts(plain=_give(entry, reason), topic=self._escalation.topic("", entry))

    def settle(self, facts: Facts) -> Decision:
        """The decision that the rules of escalation come to."""
        return self._escalation.settle(facts)

    def _plain(self, seen: Seen) -> Decision:
        """What the message comes to by itself, by the first ground that holds."""
        name, decision = first(((name, of(self)) for name, of in GROUNDS), seen)
        return replace(decision, ground=name)

    def _exact(self, seen: Seen) -> Decision | None:
        """One entry has the question, or several that answer it otherwise: which is meant?"""
        match, entries = seen.match, seen.entries
        if not seen.own:
            return None
        if len(match.exact) == 1:
            return _give(entries[0], "exact")
        apart = len(match.exact) <= len(entries) and all(
            one.audience and other.audience and not set(one.audience) & set(other.audience)
            for one, other in combinations(entries[: len(match.exact)], 2)
        )
        return self._ask_which("audience" if apart else "ambiguous", match.exact)

    def _differs(self, seen: Seen) -> Decision | None:
        """Something speaks against answering: another platform, or what would be answered is asked
        about."""
        match = seen.match
        if match.difference is None:
            return None
        if match.difference.kind == "platform":
            return of_another_platform(match, self._most_choices)
        given = self._matched(seen)
        return asked_instead(given.entry) if given and given.entry else None

    def _matched(self, seen: Seen) -> Decision | None:
        """The best candidate is sure enough, ahead of the next, and for this customer."""
        match, words = seen.match, seen.query.words
        if not seen.entries or seen.is_for_others_too or self._contradicts(seen):
            return None
        vague = len(words) == 1 and seen.shared(words[0]) > 1 and match.margin < _CLEAR_LEAD
        sure = DOUBTFUL if match.doubt else _NEXT if _polarity(match) else 0.0
        needed = max(self._answer, sure)
        if match.confidence < needed or match.margin < self._margin or vague:
            return None
        return _give(seen.entries[0], "matched")

    def _rest(self, seen: Seen) -> Decision:
        """Which is meant, where something is near; else a person."""
        match, entries = seen.match, seen.entries
        denied = self._contradicts(seen)
        opposed: Reason | None = "polarity" if denied else _polarity(match)
        if not entries:
            return Decision(action="escalate", reason=opposed or "out_of_scope")
        near = self._choices(match)
        if denied:
            near = seen.not_denied(near[1:])
        fit = self._roles.fits(seen.query, entries)
        near = tuple(id for id in near if id in fit)
        choices = self._worth(seen, near)
        if match.confidence >= self._clarify and seen.is_for_others_too:
            return self._ask_which("audience", (entries[0].id, entries[1].id))
        if len(choices) > 1:
            single_word = len(seen.query.words) == 1
            return self._ask_which("underspecified" if single_word else "ambiguous", choices)
        likely = len(near) > 1 or match.confidence >= max(_LIKELY, self._clarify)
        if choices and likely and not opposed:
            return self._ask_whether(seen, choices[0])
        far = match.confidence < min(OUT_OF_SCOPE, self._clarify)
        reason: Reason = "out_of_scope" if far else "low_confidence"
        return Decision(action="escalate", reason=opposed or reason)

    def _choices(self, match: Match) -> tuple[str, ...]:
        least = match.candidates[0].score * _CHOICE_SHARE
        return tuple(c.id for c in match.candidates if c.score >= least)

    def _contradicts(self, seen: Seen) -> bool:
        """Whether the message denies what the first candidate tells how to do, or names a role
        that the candidate is not for."""
        if not seen.entries:
            return False
        text, asked = seen.query.text, seen.asked[0]
        if denies_act(text, asked):
            return True
        return self._roles.is_for_others(seen.query, seen.entries[0], asked)

    def _worth(self, seen: Seen, near: Sequence[str]) -> tuple[str, ...]:
        """The choices that have what the message names: all of it, or a part of it where the first
        candidate is likely enough."""
        match = seen.match
        close = match.margin < _CLOSE and match.candidates[0].score >= _LIKE_ENOUGH
        if match.confidence < min(_WORTH, self._clarify) and not close:
            return ()
        shares = {id: self._shares(seen.query, id) for id in near}
        if match.confidence >= max(_LIKELY, self._clarify) and not any(shares.values()):
            return tuple(near)  # other words for the same, or 多久到 alone
        sure = match.confidence >= self._clarify
        return tuple(id for id in near if shares[id] >= _WHOLE or (sure and shares[id] > 0))

    def _ask_whether(self, seen: Seen, id: str) -> Decision:
        """The question whether an entry is meant, with its answer where that is probable."""
        entry = next(entry for entry in seen.entries if entry.id == id)
        first = entry is seen.entries[0] and seen.match.confidence >= _PROBABLE
        shown = asked_instead(entry) if first else None
        return shown or self._ask_which("unsure", (id,))

    def _ask_which(self, reason: Reason, choices: Sequence[str]) -> Decision:
        return Decision(
            action="clarify", reason=reason, choices=tuple(choices[: self._most_choices])
        )


def _value(seen: Seen) -> Decision | None:
    return Decision(action="chat", reason="noted") if seen.values and not seen.own else None


def _act(seen: Seen) -> Decision | None:
    return Decision(action="chat", reason=seen.act) if seen.act is not None else None


def _needed(plain: Decision) -> float:
    """Nats that a wish for a person needs: where an entry would answer, it has to be more than
    likely."""
    if plain.entry or plain.shown:
        return _NEEDED["answer"]
    return _AT_HAND if plain.action == "escalate" else _NEEDED.get(plain.action, WISHED)


def _give(entry: Entry, reason: Reason) -> Decision:
    """The entry given, or handed over where it says so."""
    if entry.escalate is not None:
        return Decision(action="escalate", reason="entry_escalates", entry=entry)
    action: Action = "self_service" if entry.self_service is not None else "answer"
    return Decision(action=action, reason=reason, entry=entry)


def _polarity(match: Match) -> Reason | None:
    """The reason, where the guard struck what would have come first."""
    if any(strike.why == "polarity" for strike in match.struck):
        return "polarity"
    return None


def _thresholds(own: Thresholds) -> tuple[float, float, float]:
    answer = ANSWER if own.answer is None else own.answer
    clarify = min(CLARIFY, answer) if own.clarify is None else own.clarify
    return answer, clarify, MARGIN if own.margin is None else own.margin


def _all_shared(_: Utterance, __: str) -> float:
    return 1.0


_BY_GROUND: Mapping[GroundName, Callable[[Policy], Callable[[Seen], Decision | None]]] = {
    "exact": lambda own: own._exact,
    "value": lambda _: _value,
    "act": lambda _: _act,
    "differs": lambda own: own._differs,
    "matched": lambda own: own._matched,
    "rest": lambda own: own._rest,
}
GROUNDS = in_order(_BY_GROUND)
"""What a policy tries, in order. It does not keep them bound to itself: by such a cycle a bot that
was swapped, 70 MB of the sample, stays until the collector comes."""
