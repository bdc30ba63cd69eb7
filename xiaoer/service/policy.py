"""From a match to one action: the order of precedence, and the thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings, Thresholds, Topic
from xiaoer.matching.match import Match
from xiaoer.service.acts import Act
from xiaoer.service.reply import Action, Reason
from xiaoer.text.normalize import question_key
from xiaoer.text.utterance import Utterance

ANSWER, CLARIFY = 0.7, 0.2
"""Default confidences needed to answer and to offer choices (``tests.bench.quality`` prints what
they give on the sample corpus)."""
OUT_OF_SCOPE = 0.05
"""Below this confidence nothing in the corpus comes near."""
_CHOICE_SHARE = 0.15  # a choice scores at least this share of the first candidate's score


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do and why; ``choices`` are entry ids for clarify, ``topic`` a restricted one."""

    action: Action
    reason: Reason
    entry: Entry | None = None
    choices: tuple[str, ...] = ()
    topic: Topic | None = None


class Policy:
    """Decides by the settings of a corpus; built once."""

    def __init__(self, settings: Settings) -> None:
        self._answer, self._clarify, self._margin = _thresholds(settings.thresholds)
        self._most_choices = settings.limits.choices
        self._topics = tuple(
            (topic, tuple(key for word in topic.words if (key := question_key(word))))
            for topic in settings.restricted
        )

    @property
    def thresholds(self) -> tuple[float, float]:
        """The confidences needed to answer and to offer choices."""
        return self._answer, self._clarify

    def decide(
        self, query: Utterance, act: Act | None, match: Match, entries: Sequence[Entry], known: bool
    ) -> Decision:
        """The decision for a query.

        ``entries`` are the candidates' entries, best first, in ``match``'s order; ``known``
        says whether the customer's audience is known.
        """
        key, words = query.text.replace(" ", ""), query.words
        if act == "human_requested":
            return Decision(action="escalate", reason="human_requested")
        for topic, words in self._topics:
            if any(word in key for word in words):
                return Decision(action="escalate", reason="restricted", topic=topic)
        if len(match.exact) == 1:
            return _give(entries[0], "exact")
        if match.exact:
            return self._ask_which("audience", match.exact)
        if act is not None:
            return Decision(action="chat", reason=act)
        return self._by_confidence(match, entries, known, len(words) <= 1)

    def _by_confidence(
        self, match: Match, entries: Sequence[Entry], known: bool, single_word: bool
    ) -> Decision:
        if match.confidence >= self._answer and match.margin >= self._margin:
            if not known and len(entries) > 1 and _by_audience(entries[0], entries[1], match):
                return self._ask_which("audience", (entries[0].id, entries[1].id))
            return _give(entries[0], "matched")
        if match.struck and match.confidence < self._answer:
            reason: Reason = "polarity" if _polarity(match) else "low_confidence"
            if match.confidence < self._clarify:
                return Decision(action="escalate", reason=reason)
        choices = self._choices(match)
        if match.confidence >= self._clarify and len(choices) > 1:
            return self._ask_which("underspecified" if single_word else "ambiguous", choices)
        if match.confidence < min(OUT_OF_SCOPE, self._clarify):
            return Decision(action="escalate", reason="out_of_scope")
        return Decision(action="escalate", reason="low_confidence")

    def _choices(self, match: Match) -> tuple[str, ...]:
        if not match.candidates:
            return ()
        least = match.candidates[0].score * _CHOICE_SHARE
        return tuple(c.id for c in match.candidates if c.score >= least)

    def _ask_which(self, reason: Reason, choices: Sequence[str]) -> Decision:
        return Decision(
            action="clarify", reason=reason, choices=tuple(choices[: self._most_choices])
        )


def _give(entry: Entry, reason: Reason) -> Decision:
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


def _polarity(match: Match) -> bool:
    return any(strike.why == "polarity" for strike in match.struck)


def _thresholds(own: Thresholds) -> tuple[float, float, float]:
    answer = ANSWER if own.answer is None else own.answer
    clarify = min(CLARIFY, answer) if own.clarify is None else own.clarify
    return answer, clarify, own.margin or 0.0
