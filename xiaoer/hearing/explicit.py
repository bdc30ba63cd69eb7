"""The core of a wish for a person: the whole message is a few listed words, and nothing else.

    麻烦帮我转人工谢谢   转人工转人工！！   zhuan ren gong   转忍工客服   帮我找一下客服

It guarantees what a fitted table cannot: such a wish always wins. 转人工要排队吗 is none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from xiaoer.hearing.pieces import sounding
from xiaoer.records import dataclass
from xiaoer.text.resources import read_lines

_LONG = 4  # characters of a word that is known by the others when one of them is wrong
_LONGEST = 40  # characters; a longer message says more

_Unit = tuple[str, str]  # what is written, "" for pinyin; how it sounds
_Kinds = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """How a word sounds → (its characters, its kind): a person, staff that is called, a call.

    >>> core = Core.of({"person": ["人工"], "call": ["转"], "staff": ["客服"], "": ["谢谢"]})
    >>> [core.covers(t) for t in ("转人工 谢谢", "转客服", "人公", "转克服", "转人工要排队吗")]
    [True, True, True, False, False]
    """

    words: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
    longest: int
    nearly: re.Pattern[str]

    @staticmethod
    def of(words: Mapping[str, Iterable[str]]) -> "Core":
        """The core of the words of each kind, which are normalized and without spaces."""
        found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for kind, listed in words.items():
            for key in listed:
                found.setdefault(tuple(s for _, s in sounding(key)), []).append((key, kind))
        long = (word for word in words.get("person", ()) if len(word) >= _LONG)
        nearly = (f"{w[:i]}.{w[i + 1 :]}" for w in long if not w.isascii() for i in range(len(w)))
        return Core(
            words={sounds: tuple(same) for sounds, same in found.items()},
            longest=max(map(len, found), default=0),
            nearly=re.compile("|".join(nearly) or "$^"),
        )

    def respelled(self, text: str) -> str:
        """A normalized text with the long words for a person written right, where one character
        of them is another that sounds the same.

        >>> core = Core.of({"person": ["人工客服"]})
        >>> core.respelled("人工客副在哪"), core.respelled("人工客房在哪")
        ('人工客服在哪', '人工客房在哪')
        """
        return self.nearly.sub(self._right, text)

    def _right(self, found: re.Match[str]) -> str:
        sounds = tuple(sound for _, sound in sounding(found[0]))
        return next((word for word, kind in self.words.get(sounds, ()) if kind), found[0])

    def covers(self, text: str) -> bool:
        """Whether a normalized text is made of the words, and wishes for a person."""
        if not 0 < len(text) <= _LONGEST:
            return False
        said = sounding(text)
        # reached[i]: the sets of kinds with which the first i are covered
        reached: list[set[_Kinds]] = [set() for _ in range(len(said) + 1)]
        reached[0].add(frozenset())
        for start in range(len(said)):
            if reached[start]:
                for end in range(start + 1, min(start + self.longest, len(said)) + 1):
                    for kind in self._kinds(said[start:end]):
                        reached[end] |= {kinds | {kind} for kinds in reached[start]}
        return any("person" in kinds or {"call", "staff"} <= kinds for kinds in reached[-1])

    def _kinds(self, said: Sequence[_Unit]) -> Iterable[str]:
        """The kinds of the words that this is: written so, in pinyin, or a person misspelled."""
        for word, kind in self.words.get(tuple(sound for _, sound in said), ()):
            written = "".join(char for char, _ in said)
            misspelled = kind == "person" and not set(written).isdisjoint(word)
            if written in ("", word) or misspelled:
                yield kind


@cache
def core() -> Core:
    """The shipped core."""
    kinds = {"真人": "person", "呼叫": "call", "人员": "staff", "客套": ""}
    words: dict[str, list[str]] = {kind: [] for kind in kinds.values()}
    for title, line in read_lines("core.txt", "hearing"):
        words[kinds[title]] += line.split(" ")
    return Core.of(words)
