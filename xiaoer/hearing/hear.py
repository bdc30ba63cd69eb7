"""A message → what is heard in it.

text ── pictures ──▶ words ── core? ── phrase? ── table ──▶ Heard
                       └─ by clause: a wish, anger, a refusal ─┘
"""

from collections.abc import Iterable, Mapping

from xiaoer.hearing.explicit import core
from xiaoer.hearing.heard import Heard
from xiaoer.hearing.labels import LABELS, Label
from xiaoer.hearing.phrases import Labels, OwnPhrases, listed
from xiaoer.hearing.pictures import angry_picture, sent, without_pictures
from xiaoer.hearing.pieces import LONGEST
from xiaoer.hearing.table import table
from xiaoer.text.normalize import question_key
from xiaoer.text.regex import regex

ANYWHERE: tuple[Label, ...] = ("wish", "anger", "refusal")
"""What a message may do in one clause, whatever the others say."""
CERTAIN = 6.0
"""Nats of a listed phrase: odds of 400 to 1."""
# Latin words belong together: human is no clause in "is this a human"
_GAP = regex(r"(?<![a-z0-9]) | (?![a-z0-9])")
_DISCOUNT = 0.25  # nats that a clause counts less than a whole message
_ASKED = 0.3
"""Share of what a message asks that its wish has to outweigh: 人工草坪多少钱."""
_MOST_CLAUSES, _FIRST_CLAUSES = 24, 4
_ASIDE = 5  # characters of a clause that asks nothing and tells no story: 别废话了
_SHORT = 8  # characters of a clause that wishes for a person and can say little else
_POLITE: tuple[Label, ...] = ("greeting", "thanks", "here", "anger", "insult", "denied", "confused")
# names of stickers that say something else as words: [闭嘴], [吐]
_STICKERS: Labels = frozenset(("insult", "anger", "denied", "confused", "ask"))
_BY_WORD = ("转人工", "人工")  # what a word for a wish can stand for: 摇人, 云管家


class Hearing:
    """Hears messages; ``phrases`` and ``words`` are those of a corpus's settings. Immutable.

    A phrase is heard as its label when a message is it or nearly it; a word for a wish also where
    it stands in one as the shipped words do: 我要摇人, but not 摇人是什么意思.

    >>> heard = Hearing().hear("帮我转人工！！", "帮我转人工")
    >>> heard.core, heard.scores["wish"] > 0 > heard.scores["ask"]
    (True, True)
    """

    def __init__(
        self, phrases: Mapping[str, Iterable[str]] | None = None, words: Iterable[str] = ()
    ) -> None:
        own = phrases or {}
        self._own = OwnPhrases.of({label: own[label] for label in LABELS if label in own})
        keys = {key for word in words if (key := question_key(word))}
        self._words = tuple(sorted(keys, key=lambda key: (-len(key), key)))

    def hear(self, raw: str, text: str) -> Heard:
        """What is heard in a message: ``raw`` as typed, ``text`` normalized."""
        words, pictured = self._typed(raw, text)
        own = self._listed(words)
        clauses = () if own else _clauses(words)
        alone = [self._scores(clause) for clause in clauses] if len(clauses) > 1 else []
        short = own or len(words) <= LONGEST or not alone
        whole = self._scores(words) if short else _highest(alone)
        scored = {**dict(zip(clauses, alone, strict=False)), **({words: whole} if short else {})}
        return Heard(
            text=words,
            scores=whole,
            loudest={label: _loudest(label, whole, alone) for label in ANYWHERE},
            core=self.is_core(words),
            listed=bool(own),
            asked=max((0.0, *(one["ask"] for one in alone))),
            bare=bool(words) and all(self._is_bare(one, scored) for one in _GAP.split(words)),
            pictured=pictured,
            angry_picture=angry_picture(raw),
        )

    def _typed(self, raw: str, text: str) -> tuple[str, frozenset[str]]:
        """The words of a message, "" where nobody has typed it; what its pictures are."""
        words, pictured = without_pictures(raw, text)
        what = sent(raw, text) if words or not pictured else None
        if what is None or self.is_core(words):
            return words, pictured
        labels: Labels = self._listed(words) if words else frozenset()
        return (words, pictured) if labels and not labels & _STICKERS else ("", pictured | {what})

    def spoke(self, label: Label, text: str) -> tuple[tuple[str, float], ...]:
        """What each piece of a normalized text adds to a label's score, in nats."""
        return table().spoke(label, text)

    def is_core(self, text: str) -> bool:
        """Whether a normalized text is nothing but an explicit wish for a person."""
        return text.replace(" ", "") in self._words or any(map(core().covers, self._forms(text)))

    def _forms(self, text: str) -> tuple[str, ...]:
        """The text, and where a word for a wish stands in it, with one that the table knows."""
        for word in self._words:
            if len(word) > 1 and word in text:
                return tuple(text.replace(word, known) for known in _BY_WORD)
        return (text,)

    def _is_bare(self, clause: str, scored: Mapping[str, dict[Label, float]]) -> bool:
        """Whether a clause wishes for a person, shortly, or is what goes with it (你好, 谢谢);
        ``scored``: clauses whose scores are known."""
        if len(clause) < 2 or self.is_core(clause):
            return True
        scores = scored.get(clause) or self._scores(clause)
        polite = max(scores[label] for label in _POLITE)
        if len(clause) <= _ASIDE and scores["ask"] < 0:
            return True
        return (len(clause) <= _SHORT and scores["wish"] > 0) or polite > max(0, scores["ask"])

    def _scores(self, text: str) -> dict[Label, float]:
        text = core().respelled(text)
        labels = self._listed(text)
        if labels or not text:
            return _certain(labels)
        return _highest([table().scores(form) for form in self._forms(text)])

    def _listed(self, text: str) -> Labels:
        """The labels of the phrase that a text is, none where it is no phrase."""
        key = text.replace(" ", "")
        if key in self._words:
            return frozenset({"wish"})
        return self._own.heard(key) or listed().get(key) or frozenset()


def _clauses(text: str) -> list[str]:
    """The parts between punctuation of two characters and more, the first few and the last of very
    many: what is wished for stands at the head of a complaint or at its end."""
    parts = [part[:LONGEST] for part in _GAP.split(text) if len(part) > 1]
    if len(parts) <= _MOST_CLAUSES:
        return parts
    return [*parts[:_FIRST_CLAUSES], *parts[_FIRST_CLAUSES - _MOST_CLAUSES :]]


def _loudest(
    label: Label, whole: Mapping[Label, float], alone: Iterable[Mapping[Label, float]]
) -> float:
    """The score of a label where it is heard most; a wish less what is asked beside it."""

    def score(one: Mapping[Label, float]) -> float:
        return one[label] - (_ASKED * max(0.0, one["ask"]) if label == "wish" else 0.0)

    return max((score(whole), *(score(one) - _DISCOUNT for one in alone)))


def _certain(labels: Labels) -> dict[Label, float]:
    return {label: CERTAIN if label in labels else -CERTAIN for label in LABELS}


def _highest(scores: list[dict[Label, float]]) -> dict[Label, float]:
    if not scores:
        return _certain(frozenset())
    return {label: max(one[label] for one in scores) for label in LABELS}
