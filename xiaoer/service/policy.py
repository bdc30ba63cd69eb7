"""From a match to one action: the order of precedence, and the thresholds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings, Thresholds, Topic
from xiaoer.hearing.heard import Heard
from xiaoer.matching.match import Match
from xiaoer.service.action import Action, Reason
from xiaoer.service.acts import Act, act_of, is_angry, is_doubtful, may_want_person
from xiaoer.service.escalation import Decision, Escalation, Facts
from xiaoer.service.nearly import nearly_asked
from xiaoer.service.self_service import bare_values, values_in
from xiaoer.text.entities import EntityKind, find_entities
from xiaoer.text.normalize import question_key
from xiaoer.text.utterance import Utterance

ANSWER, CLARIFY = 0.78, 0.2
"""Default confidences needed to answer and to offer choices. On the sample's 1,002 queries, at .7,
as shipped and at .85: 461, 442 and 401 of 645 in scope are answered; 91.7 % [88.9, 93.8], 93.5 %
[90.9, 95.4] and 94.3 % [91.6, 96.1] of the answers are right. At a clarify of .1, .2 and .3, 133 of
277, 123 of 206 and 115 of 176 ask-backs hold the right entry. This evidence and that below:
``tests.bench.thresholds``, on texts that were seen when the values were chosen."""
OUT_OF_SCOPE = 0.05
"""Below this confidence nothing in the corpus comes near. It names the reason of a handover, and
takes no other part: from 0 to .2 no action of the 1,002 changes."""
MARGIN = 0.005
"""Default lead needed to answer: two entries that are equally close are offered, not guessed. One
of 1,002 replies hangs on it; at .1 it would be ten, with 94.3 % for 93.5 % of answers right."""
DOUBTFUL = 0.95
"""Confidence needed where the query denies what the first candidate's question names. Without it
13 more of 1,002 are answered, 11 of them rightly; two dialogues get a wrong turn."""
_NEEDED: Mapping[Action, float] = {"answer": 2.0, "self_service": 2.0, "clarify": 1.0}
"""Nats that a wish for a person needs beside what would be done; 0 beside the others."""
_AT_HAND = 0.5
"""Nats that it needs where the message goes to a person anyway. With these, 4 of 947 queries of
the sample corpus are taken for a wish that are none; with .5 beside choices and -.5 here, 9."""
# A choice scores at least this share of the first candidate's score: at .4, .5 and .6, 131 of 221,
# 123 of 206 and 113 of 186 ask-backs hold the right entry; at .7 11 of 557 turns go otherwise.
_CHOICE_SHARE = 0.5
# One word that several entries share is answered only with such a lead: .2 and 1 each change one
# of 1,002 replies.
_CLEAR_LEAD = 0.35
# A lead at which entries are close enough to be offered together: from 0 to .2 no query tells.
_CLOSE = 0.1
# A confidence at which a lone candidate is worth asking about: of the 53 that are, 42 are right; of
# the 29 that .3 would add, 17; of the 16 that .6 would leave out, 12.
_LIKELY = 0.5
# A score at which several equally close entries are worth offering: of the 28 ask-backs that .2
# would add, 5 hold the right entry.
_LIKE_ENOUGH = 0.4

_POLITE: frozenset[Act | None] = frozenset(("thanks", "greeting", "here", "acknowledged"))


class Policy:
    """Decides by the settings of a corpus; built once.

    ``answer`` replaces the settings' threshold. Whether it is reached is the last thing asked:
    a query is answered at a threshold exactly when it is answered at 0 and its confidence
    reaches the threshold.
    """

    def __init__(self, settings: Settings, answer: float | None = None) -> None:
        own = settings.thresholds if answer is None else replace(settings.thresholds, answer=answer)
        self._answer, self._clarify, self._margin = _thresholds(own)
        self._most_choices = settings.limits.choices
        self._escalation = Escalation(settings)
        self._topics = tuple(
            (topic, tuple(key for word in topic.words if (key := question_key(word))))
            for topic in settings.restricted
        )

    @property
    def thresholds(self) -> tuple[float, float]:
        """The confidences needed to answer and to offer choices."""
        return self._answer, self._clarify

    def facts(
        self,
        query: Utterance,
        heard: Heard,
        match: Match,
        entries: Sequence[Entry],
        known: bool,
    ) -> Facts:
        """What one turn can know.

        ``entries`` are the candidates' entries, best first, in ``match``'s order; ``known``
        says whether the customer's audience is known.
        """
        said = act_of(heard)
        values = _values(query, said)
        own = bool(match.exact) and _has_values(values, query, match)
        act = None if own or said == "human_requested" else said
        if act is not None and not values and _knows_better(query, heard, match):
            act = None
        plain = self._plain(query, act, () if own else values, match, entries, known)
        wish = heard.core if own else _wishes(heard, plain)
        if wish and plain.action == "escalate" and plain.entry is None:
            plain = Decision(action="chat", reason="human_requested")
        return Facts(
            plain=plain,
            values=values,
            wish=wish,
            gave_way=_gave_way(said, values if own else (), act, wish=wish),
            topic=self._topic(query.text.replace(" ", ""), plain.entry),
            angry=int(
                act == "insult"
                or heard.angry_picture
                or (not own and (is_angry(heard) or self._has_angry_word(query)))
            ),
        )

    def _has_angry_word(self, query: Utterance) -> bool:
        """Whether a word that the settings add stands anywhere in it."""
        key = query.text.replace(" ", "")
        return any(word in key for word in self._escalation.words("anger"))

    def given(self, entry: Entry, reason: Reason) -> Facts:
        """The facts of an entry that the customer has chosen."""
        return Facts(plain=_give(entry, reason), topic=self._topic("", entry))

    def settle(self, facts: Facts) -> Decision:
        """The decision that the rules of escalation come to."""
        return self._escalation.settle(facts)

    def _topic(self, key: str, entry: Entry | None) -> Topic | None:
        """The restricted topic that the message names, or that the entry's category is of."""
        for topic, restricted in self._topics:
            if any(word in key for word in restricted):
                return topic
            if entry is not None and entry.category in topic.categories:
                return topic
        return None

    def _plain(
        self,
        query: Utterance,
        act: Act | None,
        values: Collection[EntityKind],
        match: Match,
        entries: Sequence[Entry],
        known: bool,
    ) -> Decision:
        if values:
            return Decision(action="chat", reason="noted")
        if match.exact:
            return self._exactly(match, entries)
        if act is not None:
            return Decision(action="chat", reason=act)
        if not entries:
            return Decision(action="escalate", reason=_polarity(match) or "out_of_scope")
        if match.difference and match.difference.kind == "platform":
            return self._of_another(match)
        return self._by_confidence(query, match, entries, known)

    def _of_another(self, match: Match) -> Decision:
        """About another platform: the entries that name it are offered, if there are any."""
        if not match.naming:
            return Decision(action="escalate", reason="out_of_scope")
        return self._ask_which("unsure" if len(match.naming) == 1 else "ambiguous", match.naming)

    def _exactly(self, match: Match, entries: Sequence[Entry]) -> Decision:
        """One entry has the question, or several that answer it otherwise: which is meant?"""
        if len(match.exact) == 1:
            return _give(entries[0], "exact")
        apart = len(match.exact) <= len(entries) and all(
            one.audience and other.audience and not set(one.audience) & set(other.audience)
            for one, other in combinations(entries[: len(match.exact)], 2)
        )
        return self._ask_which("audience" if apart else "ambiguous", match.exact)

    def _by_confidence(
        self, query: Utterance, match: Match, entries: Sequence[Entry], known: bool
    ) -> Decision:
        choices = self._choices(match)
        single_word = len(query.words) == 1
        vague = single_word and _shared(query.words[0], match) > 1 and match.margin < _CLEAR_LEAD
        needed = max(self._answer, DOUBTFUL) if match.doubt else self._answer
        if not known and len(entries) > 1 and _by_audience(entries[0], entries[1], match):
            if match.confidence >= self._clarify:
                return self._ask_which("audience", (entries[0].id, entries[1].id))
        elif match.confidence >= needed and match.margin >= self._margin and not vague:
            return _give(entries[0], "matched")
        close = match.margin < _CLOSE and match.candidates[0].score >= _LIKE_ENOUGH
        if len(choices) > 1 and (match.confidence >= self._clarify or close):
            return self._ask_which("underspecified" if single_word else "ambiguous", choices)
        if len(choices) == 1 and match.confidence >= max(_LIKELY, self._clarify):
            return _polarity_or(match, self._ask_which("unsure", choices))
        if match.confidence < min(OUT_OF_SCOPE, self._clarify):
            return Decision(action="escalate", reason=_polarity(match) or "out_of_scope")
        return Decision(action="escalate", reason=_polarity(match) or "low_confidence")

    def _choices(self, match: Match) -> tuple[str, ...]:
        least = match.candidates[0].score * _CHOICE_SHARE
        return tuple(c.id for c in match.candidates if c.score >= least)

    def _ask_which(self, reason: Reason, choices: Sequence[str]) -> Decision:
        return Decision(
            action="clarify", reason=reason, choices=tuple(choices[: self._most_choices])
        )


def _wishes(heard: Heard, plain: Decision) -> bool:
    """Whether a person is wished for.

    Where an entry would answer, a wish has to be more than likely; where nobody but a person can
    help, it need not be.
    """
    handed_over = plain.action == "escalate" and plain.entry is None
    needed = _NEEDED.get(plain.action, 0.0) if plain.entry or not handed_over else _AT_HAND
    return heard.core or (may_want_person(heard) and heard.loudest["wish"] >= needed)


def _values(query: Utterance, act: Act | None) -> frozenset[EntityKind]:
    """The kinds of values that a message is made of, but for a polite word."""
    if act in _POLITE or act == "empty":  # a card of an order, and nothing said
        return values_in(query.raw)
    return bare_values(query.raw)


def _gave_way(
    said: Act | None, values: Collection[EntityKind], act: Act | None, *, wish: bool
) -> Reason | None:
    """What the message was taken for until the corpus turned out to have its words."""
    if values:
        return "noted"
    return said if act is None and not wish else None


def _has_values(values: Collection[EntityKind], query: Utterance, match: Match) -> bool:
    """Whether the question that the query is has all its values: 100元, but not 订单号 with one."""
    if not values:
        return True
    said, asked = (
        {(entity.kind, entity.value) for entity in find_entities(text)}
        for text in (query.raw, match.candidates[0].question)
    )
    return said <= asked


def _knows_better(query: Utterance, heard: Heard, match: Match) -> bool:
    """Whether the words of what could be an act are nearly those of a question of the corpus, or
    an entry would answer what is an act in doubt.

    你有什么用 is no insult beside 你有什么用处, 没用 still denies beside 优惠券没用.
    """
    if match.confidence < ANSWER:
        return False
    return is_doubtful(heard) or nearly_asked(query.key, question_key(match.candidates[0].question))


def _give(entry: Entry, reason: Reason) -> Decision:
    """The entry given, or handed over where it says so."""
    if entry.escalate is not None:
        return Decision(action="escalate", reason="entry_escalates", entry=entry)
    action: Action = "self_service" if entry.self_service is not None else "answer"
    return Decision(action=action, reason=reason, entry=entry)


def _by_audience(first: Entry, second: Entry, match: Match) -> bool:
    """Whether the two best answer the same words for different kinds of customers."""
    if not first.audience or not second.audience or set(first.audience) & set(second.audience):
        return False
    questions = [question_key(c.question) for c in match.candidates[:2]]
    return questions[0] == questions[1]


def _shared(word: str, match: Match) -> int:
    """How many candidates' closest questions have the word."""
    return sum(word in question_key(c.question) for c in match.candidates)


def _polarity(match: Match) -> Reason | None:
    """The reason, where the guard struck what would have come first."""
    if any(strike.why == "polarity" for strike in match.struck):
        return "polarity"
    return None


def _polarity_or(match: Match, decision: Decision) -> Decision:
    """The decision, unless the guard struck what would have come first."""
    reason = _polarity(match)
    return Decision(action="escalate", reason=reason) if reason else decision


def _thresholds(own: Thresholds) -> tuple[float, float, float]:
    answer = ANSWER if own.answer is None else own.answer
    clarify = min(CLARIFY, answer) if own.clarify is None else own.clarify
    return answer, clarify, MARGIN if own.margin is None else own.margin
