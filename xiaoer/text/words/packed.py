"""jieba's dictionary as one file that is mapped, and read where a text needs it.

A word is found by its first two characters, its pair: 运费险 is 险 behind 运费. The file begins
with `_MAGIC` and `_HEAD`; then, each at a multiple of eight bytes, little-endian, texts in UTF-16:

    singles, their counts, their tags · first characters, where the second ones of each begin ·
    second characters: the pairs · of each pair its first word and where its rests begin ·
    counts of words, their tags · the rests, a line each · characters, their counts

`tests/generate/dictionary.py` writes it.
"""

import struct
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_MAGIC = b"XIAOER-D"
_HEAD = struct.Struct("<32sQQ8I")
VERB, NAME = 1, 2
"""Tags of a word."""

Pair = Sequence[tuple[str, int]]
"""What follows a pair of characters, and how often the whole word is counted; the short first."""


class PackedWord(NamedTuple):
    """One word of the dictionary: how often it is counted, and its tags together."""

    text: str
    times: int
    tags: int = 0


def packed(
    words: Iterable[PackedWord], characters: Mapping[str, int], source: bytes, least: int
) -> bytes:
    """The file that holds these words; ``source`` is the SHA-256 of what they were read from.

    Raises: ValueError: a character needs more than two bytes.
    """
    listed = sorted(words, key=lambda word: (word.text[:2], len(word.text), word.text))
    if any(max(word.text) > "\uffff" for word in listed):
        raise ValueError("a word has a character beyond the basic plane")
    singles = [word for word in listed if len(word.text) == 1]
    longer = [word for word in listed if len(word.text) > 1]
    pairs = sorted({word.text[:2] for word in longer})
    firsts = sorted({pair[0] for pair in pairs})
    at = {pair: place for place, pair in enumerate(pairs)}
    behind: list[list[str]] = [[] for _ in pairs]
    for word in longer:
        behind[at[word.text[:2]]].append(word.text[2:])
    rests = list(map("\n".join, behind))
    seconds = Counter(pair[0] for pair in pairs)
    common = "".join(sorted(characters))
    sections = (
        _text(word.text for word in singles),
        _numbers(word.times for word in singles),
        bytes(word.tags for word in singles),
        _text(firsts),
        _numbers(_sums(seconds[first] for first in firsts)),
        _text(pair[1] for pair in pairs),
        _numbers(_sums(map(len, behind))),
        _numbers(_sums(map(len, rests))),
        _numbers(word.times for word in longer),
        bytes(word.tags for word in longer),
        _text(rests),
        _text(common),
        _numbers(characters[char] for char in common),
    )
    total = sum(word.times for word in listed)
    counts = (len(singles), len(firsts), len(pairs), len(longer), sum(map(len, rests)), len(common))
    head = _HEAD.pack(source, total, sum(characters.values()), least, *counts, 0)
    return b"".join(map(_padded, (_MAGIC + head, *sections)))


def _text(parts: Iterable[str]) -> bytes:
    return "".join(parts).encode("utf-16-le")


def _numbers(values: Iterable[int]) -> bytes:
    listed = list(values)
    return struct.pack(f"<{len(listed)}I", *listed)


def _sums(sizes: Iterable[int]) -> list[int]:
    sums = [0]
    for size in sizes:
        sums.append(sums[-1] + size)
    return sums


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 8)


class PackedDictionary:
    """Reads such a file; ``data`` is all of it, in memory or mapped.

    Raises: ValueError: it is none, or not whole.
    """

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)
        self._place = len(_padded(bytes(len(_MAGIC) + _HEAD.size)))
        if len(self._data) < self._place or bytes(self._data[: len(_MAGIC)]) != _MAGIC:
            raise ValueError("this is no packed dictionary")
        head = _HEAD.unpack_from(self._data, len(_MAGIC))
        self.source, self.total, self.character_total, self.least = head[:4]
        singles, firsts, pairs, words, rests, characters, _ = head[4:]
        known = self._next_text(singles)
        self.singles = dict(zip(known, self._next_numbers(singles), strict=True))
        self._single_tags = dict(zip(known, bytes(self._next(singles)), strict=True))
        self._firsts = {first: place for place, first in enumerate(self._next_text(firsts))}
        self._seconds_of = self._next_numbers(firsts + 1)
        self._seconds = self._next_text(pairs)
        self._words_of = self._next_numbers(pairs + 1)
        self._rests_of = self._next_numbers(pairs + 1)
        self._counts = self._next_numbers(words)
        self._tags = self._next(words)
        self._rests = self._next(2 * rests)
        known = self._next_text(characters)
        self.characters = dict(zip(known, self._next_numbers(characters), strict=True))

    def _next(self, size: int) -> memoryview:
        found = self._data[self._place : self._place + size]
        if len(found) < size:
            raise ValueError("this packed dictionary is not whole")
        self._place += size + -size % 8
        return found

    def _next_text(self, size: int) -> str:
        return str(self._next(2 * size), "utf-16-le")

    def _next_numbers(self, size: int) -> Sequence[int]:
        found = self._next(4 * size)
        if sys.byteorder == "little":
            return found.cast("I")
        turned = array("I", bytes(found))
        turned.byteswap()
        return turned

    def _pair(self, pair: str) -> int:
        """The number of a pair, -1 for one that no word begins with."""
        first = self._firsts.get(pair[:1], -1)
        if first < 0 or len(pair) < 2:
            return -1
        return self._seconds.find(pair[1], self._seconds_of[first], self._seconds_of[first + 1])

    def _rests_behind(self, pair: int) -> list[str]:
        place, end = self._rests_of[pair], self._rests_of[pair + 1]
        return str(self._rests[2 * place : 2 * end], "utf-16-le").split("\n")

    def starting(self, pair: str) -> Pair:
        """The words that begin with these two characters."""
        number = self._pair(pair)
        if number < 0:
            return ()
        counts = self._counts[self._words_of[number] : self._words_of[number + 1]]
        return list(zip(self._rests_behind(number), counts, strict=True))

    def tags(self, word: str) -> int:
        """The tags of a word; 0 for none and for what is no word."""
        if len(word) < 2:
            return self._single_tags.get(word, 0)
        number = self._pair(word[:2])
        rests = self._rests_behind(number) if number >= 0 else []
        return (
            self._tags[self._words_of[number] + rests.index(word[2:])] if word[2:] in rests else 0
        )

    def pairs(self) -> Iterator[str]:
        """The pairs that words begin with."""
        for first, place in self._firsts.items():
            for number in range(self._seconds_of[place], self._seconds_of[place + 1]):
                yield first + self._seconds[number]


class PackedWords(Mapping[str, int]):
    """The words of a packed dictionary and how often each is counted."""

    def __init__(self, found: PackedDictionary) -> None:
        self._found = found

    def __getitem__(self, word: str) -> int:
        if len(word) < 2:
            return self._found.singles[word]
        for rest, count in self._found.starting(word[:2]):
            if rest == word[2:]:
                return count
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        yield from self._found.singles
        for pair in self._found.pairs():
            yield from (pair + rest for rest, _ in self._found.starting(pair))

    def __len__(self) -> int:
        return len(self._found.singles) + len(self._found._counts)


class Tagged:
    """The words of a packed dictionary that have a tag; to be asked with ``in``."""

    def __init__(self, found: PackedDictionary, tag: int) -> None:
        self._found, self._tag = found, tag

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(self._found.tags(word) & self._tag)
