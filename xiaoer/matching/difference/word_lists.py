"""The words by which differences are told: opposites, persons, negators, words of no weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from xiaoer.matching.difference.near.near_words import NearWords
from xiaoer.records import dataclass
from xiaoer.text.resources import read_lines
from xiaoer.text.words.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """The sections of ``data/lexicon/difference.txt``, folded by a lexicon.

    ``near`` are the groups of which any member may stand for another.
    """

    opposed: frozenset[str]
    persons: frozenset[str]
    to_persons: frozenset[str]
    turning: frozenset[str]
    joining: frozenset[str]
    cancelling: frozenset[str]
    negators: frozenset[str]
    light: frozenset[str]
    near: NearWords

    @staticmethod
    def of(folding: Mapping[str, str]) -> WordLists:
        """The lists as a lexicon folds them."""
        lists = _read()

        def words(*titles: str) -> frozenset[str]:
            found = {word for title in titles for line in lists[title] for word in line}
            return frozenset(found | {folding.get(word, word) for word in found})

        pairs = frozenset(word for line in lists["相反的字"] for word in line)
        return WordLists(
            opposed=pairs | {pair[::-1] for pair in pairs},
            persons=words("人"),
            to_persons=words("对人的动作"),
            turning=words("次序的字"),
            joining=words("并列"),
            cancelling=words("撤销的动作"),
            negators=words("否定"),
            light=words("虚词", "情态"),
            near=NearWords(folding),
        )

    def alike(self, one: str, other: str) -> bool:
        """Whether two words are of one group."""
        return self.near.alike(one, other)


@cache
def _read() -> Mapping[str, Sequence[Sequence[str]]]:
    lists: dict[str, list[list[str]]] = {}
    for title, line in read_lines("difference.txt"):
        lists.setdefault(title, []).append(line.split(" "))
    return lists


def question_kinds(lexicon: Lexicon, folding: Mapping[str, str]) -> dict[str, str]:
    """Question word → the title of its kind (怎么做, 为什么 …)."""
    kinds: dict[str, str] = {}
    for title, words in lexicon.questions.items():
        for word in words:
            kinds.setdefault(word, title)
            kinds.setdefault(folding.get(word, word), title)
    return kinds
