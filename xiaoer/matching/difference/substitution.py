"""What a word is that stands in the place of another: the same, the opposite, another thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xiaoer.matching.difference.alignment import trimmed
from xiaoer.matching.difference.slots import Slots
from xiaoer.matching.difference.whole.siblings import Siblings
from xiaoer.matching.difference.word_lists import WordLists
from xiaoer.matching.match import DifferenceKind
from xiaoer.records import dataclass
from xiaoer.text.characters.pinyin import fuzzy, toneless

_NUMERALS = frozenset("零〇一二两三四五六七八九十首末")
NEGATING = "不没未无非别勿"
_PREFIXES = "非未无"
_SHORT = 3  # characters that may be left of two words that are opposites by a character
# Points by which a word that stands for another says the same after all
_MOST_HEAVY, _OF_ACTS, _SHARED, _SAME_END, _ENOUGH = 5, 2, 3, 2, 5
"""One for each content word that both texts have, two where both words are verbs, four for a
character that two words share, two where it is the last. Of pairs of sentences from public
questions that differ in one such word, by points: 0 .03 (n 30), 1 .10 (83), 2 .18 (130), 3 .39
(85), 4 .43 (46), 5 .70 (20) mean the same; verbs 4 .33 (24), 5 .41 (22). See
``tests/fit/differences.py``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of words: the lists, kinds of question words, opposites and whether a word is
    one at all."""

    lists: WordLists
    kinds: Mapping[str, str]
    opposite: Callable[[str, str], str]
    is_word: Callable[[str], bool]
    is_verb: Callable[[str], bool]
    is_name: Callable[[str], bool]

    def is_heavy(self, word: str) -> bool:
        """Whether a word says what a text is about: no light word, negator or question word."""
        return (
            word not in self.lists.light
            and word not in self.kinds
            and word not in self.lists.negators
        )


class Substitution:
    """Judges words by the lists, the corpus's own slots and a few points; built once."""

    def __init__(self, known: Known, slots: Slots) -> None:
        self._known, self._lists, self._slots = known, known.lists, slots
        self._siblings = Siblings.shipped()

    def kind(
        self, ours: tuple[str, ...], theirs: tuple[str, ...], heavy: int
    ) -> DifferenceKind | None:
        """What it is that words stand in the place of others; None: probably the same.

        ``heavy`` counts what else both texts have, in words of two characters.
        """
        opposites = {self._known.opposite(u, v) for u in ours for v in theirs} - {""}
        if opposites:
            return "contrast" if opposites == {"contrast"} else "opposite"
        x, y, _, _ = trimmed("".join(ours), "".join(theirs))
        if kind := self.by_character(x, y):
            return kind
        if self._near(ours, theirs) or self._mistyped(ours, x, y):
            return None
        if self.points(ours, theirs, heavy) >= _ENOUGH:
            return None
        return "act" if self._are_acts(ours[-1], theirs[-1]) else "thing"

    def points(self, ours: tuple[str, ...], theirs: tuple[str, ...], heavy: int) -> int:
        """How much speaks for words that no list knows saying the same; names never do."""
        apart = any(self._slots.apart(u, v) for u in ours for v in theirs)
        named = any(map(self._known.is_name, ours)) and any(map(self._known.is_name, theirs))
        if apart or named:
            return 0
        acts = self._are_acts(ours[-1], theirs[-1])
        overlap = _overlap("".join(ours), "".join(theirs))
        return min(heavy, _MOST_HEAVY) + _OF_ACTS * acts + overlap

    def _are_acts(self, one: str, other: str) -> bool:
        """Whether both are verbs, or one is and the other is in no dictionary."""
        verbs = [self._known.is_verb(word) for word in (one, other)]
        strange = [not self._known.is_word(word) for word in (one, other)]
        return all(verbs) or (any(verbs) and any(strange))

    def by_character(self, x: str, y: str) -> DifferenceKind | None:
        """What two words are that differ in a character or two."""
        if not x or not y:
            left = x or y
            return "negation" if left[:1] in tuple(_PREFIXES) and len(left) < _SHORT else None
        if max(len(x), len(y)) > _SHORT:
            return None
        if _NUMERALS & set(x) and _NUMERALS & set(y):
            return "number"
        if (x[0] in NEGATING) != (y[0] in NEGATING) and x.strip(NEGATING) == y.strip(NEGATING):
            return "negation"
        return "opposite" if any(u + v in self._lists.opposed for u in x for v in y) else None

    def _near(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        """Whether each word of one side has one on the other that says the same."""
        if self._lists.alike(_bare(ours), _bare(theirs)):
            return True
        return all(any(self.same(u, v) for v in theirs) for u in ours) or all(
            any(self.same(u, v) for u in ours) for v in theirs
        )

    def alike(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether words say the same as one, with those of no weight among them: 来 晚 了."""
        return self._lists.alike(_bare(ours), _bare(theirs))

    def same(self, one: str, other: str) -> bool:
        """Whether two words say the same, as far as the lists or the corpus know."""
        if one == other or self._slots.same(one, other):
            return True
        if self._slots.apart(one, other) or self._siblings.apart(one, other):
            return False
        if self._lists.alike(one, other) or self._siblings.together(one, other):
            return True
        return one in other or other in one

    def _mistyped(self, ours: tuple[str, ...], x: str, y: str) -> bool:
        """Whether ours sounds like theirs, or is no word at all and shares a character with it."""
        if not x or len(x) != len(y):
            return False
        if len(x) == 1 and any(not self._known.is_word(word) for word in ours):
            return True
        sounds = [[*map(fuzzy, toneless(text))] for text in (x, y)]
        return sounds[0] == sounds[1]


def _bare(words: Sequence[str]) -> str:
    """Words as one: 饿 肚子, without what only tells that it is so, or where: 坏了, 屋里."""
    said = "".join(words)
    return said.rstrip("了着过里的") or said


def _overlap(one: str, other: str) -> int:
    """Points for a character that two short words share."""
    if not len(one) == len(other) == 2 or not set(one) & set(other):
        return 0
    return _SAME_END if one[-1] == other[-1] else _SHARED
