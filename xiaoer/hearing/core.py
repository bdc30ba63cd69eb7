"""The core of a wish for a person: the whole message is one of a few phrases, and nothing else.

    麻烦帮我转人工谢谢   转人工转人工！！   zhuan ren gong   转忍工客服

It guarantees what a fitted table cannot: such a wish always wins. 转人工要排队吗 is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from xiaoer.hearing.pieces import syllables
from xiaoer.text.normalize import question_key
from xiaoer.text.resources import read_lines

_LONGEST = 40  # characters; a longer message says more
_HEARD = 3  # syllables from which a phrase is known by its sound: 克服 is no 客服

_Word = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Phrases and padding, cut into characters and into syllables.

    >>> core = Core.of(["转人工"], ["麻烦", "谢谢"])
    >>> [core.covers(t) for t in ("麻烦转人工 谢谢", "转人工转人工", "转人工要排队吗", "谢谢")]
    [True, True, False, False]
    """

    written: frozenset[_Word]
    sounding: frozenset[_Word]
    padding: frozenset[_Word]
    padding_sounds: frozenset[_Word]

    @staticmethod
    def of(phrases: Iterable[str], padding: Iterable[str]) -> "Core":
        """The core of phrases and padding as they are typed."""
        keys = frozenset(map(question_key, phrases))
        around = frozenset(map(question_key, padding))
        sounding = (tuple(syllables(key)) for key in keys)
        return Core(
            written=frozenset(map(tuple, keys)),
            sounding=frozenset(sounds for sounds in sounding if len(sounds) >= _HEARD),
            padding=frozenset(map(tuple, around)),
            padding_sounds=frozenset(tuple(syllables(word)) for word in around),
        )

    def covers(self, text: str) -> bool:
        """Whether a normalized text is made of phrases, one at least, and padding."""
        key = text.replace(" ", "")
        if not 0 < len(key) <= _LONGEST:
            return False
        return _covered(tuple(key), self.written, self.padding) or _covered(
            syllables(text), self.sounding, self.padding_sounds
        )


@cache
def core() -> Core:
    """The shipped core."""
    lists: dict[str, list[str]] = {"说法": [], "客套": []}
    for title, line in read_lines("core.txt", "hearing"):
        lists[title] += line.split(" ")
    return Core.of(lists["说法"], lists["客套"])


def _covered(said: Sequence[str], phrases: frozenset[_Word], padding: frozenset[_Word]) -> bool:
    """Whether words cover what is said from end to end, a phrase among them."""
    longest = max(map(len, phrases | padding), default=0)
    # reached[i]: the first i are covered; True once a phrase is among the words
    reached: list[set[bool]] = [{False}] + [set() for _ in said]
    for start in range(len(said)):
        for end in range(start + 1, min(start + longest, len(said)) + 1):
            word = tuple(said[start:end])
            if reached[start] and word in phrases:
                reached[end].add(True)
            elif reached[start] and word in padding:
                reached[end] |= reached[start]
    return True in reached[-1]
