"""Writes ``xiaoer/data/names.txt``: how much a character speaks for a name of a person.

Measured on jieba's dictionary: its entries that are tagged as names of people and begin with a
surname, against the characters of all its other words. Values are binary logarithms in halves:
6 means that a character is 2³ times as frequent there in names as in other words. Titles, places
and foreign names that are tagged so are left out as far as their ends tell. The usual given
characters (``GIVEN``) that public statistics know count as seen some times more, for the
dictionary's names are those of novels and newspapers.

Words of two characters stand beside it with what their being a word speaks against a name: how
much more frequent the pair is than its characters by themselves.

Needs ``pip install jieba``. Run ``python tests/generate/names.py [--check]``.
"""

import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import NamedTuple

import jieba
from name_characters import COMMON, GIVEN, RARE, SCARCE
from table import compose, finish, parser

from xiaoer.text.private.names.surnames import COMPOUND

SURNAMES = frozenset(COMMON + RARE + SCARCE)
COMPOUNDS = frozenset(COMPOUND.split("|"))
# ends of entries that name no person, or name one by a title
NO_GIVEN = frozenset(
    "家庄县镇村城河山湖寺庙路街府宫庭氏某哥爷娘姐妹弟叔伯嫂婆公爸妈帝王后主侯将军师傅儿女人子母父夫妇妻兵官员贼匪寇长老大小总工导队"
)
KEPT = frozenset("山河子王军长儿夫城庭妹伯主")  # that given names end in as well
FOREIGN = frozenset("斯克尔特拉姆伦茨夫基蒂托诺普罗默格里顿森维")  # of transliterations
SEEN = 60.0  # what a usual given character counts for beside those that were seen
MOST = 30  # occurrences of one name that count: a hero of novels is one name
OTHER = 0.4  # of the count in the other place of a given name
SMOOTH_NAME, SMOOTH_TEXT = 0.5, 60.0
LEAST_SURNAME = -4  # half bits; what is hardly ever one is left out
SELDOM = 500  # occurrences of a character that is left out when no name has it
CHARS = 6000  # that text is made of, about
LEAST_WORD, LEAST_PAIR = 100, 3.0
REACH = 2  # bits below which a pair is no name anyhow


class Rows(NamedTuple):
    """Weighted counts: of surnames, first, second and only given characters, of characters and
    words in the rest."""

    surname: Counter[str]
    first: Counter[str]
    second: Counter[str]
    text: Counter[str]
    words: dict[str, int]


def dictionary() -> Iterator[tuple[str, int, str]]:
    """(word, frequency, tag) of jieba's dictionary."""
    path = os.path.join(os.path.dirname(jieba.__file__), "dict.txt")
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            yield word, int(frequency), tag


def parted(word: str) -> tuple[str, str]:
    """Surname and given name of an entry, empty when it seems to be none."""
    size = 2 if word[:2] in COMPOUNDS and len(word) > 2 else 1
    surname, given = word[:size], word[size:]
    known = size == 2 or surname in SURNAMES
    if not known or not 1 <= len(given) <= 2 or (given[-1] in NO_GIVEN - KEPT):
        return "", ""
    if len(given) == 2 and set(given) <= FOREIGN:
        return "", ""
    return surname, given


def read() -> Rows:
    """The counts."""
    rows = Rows(Counter(), Counter(), Counter(), Counter(), {})
    for word, frequency, tag in dictionary():
        if not tag.startswith("nr"):
            for char in word:
                rows.text[char] += frequency
            if len(word) == 2:
                rows.words[word] = frequency
            continue
        surname, given = parted(word)
        weight = math.log2(1 + min(frequency, MOST))
        if surname:
            rows.surname[surname] += weight
            rows.second[given[-1]] += weight
            if len(given) == 2:
                rows.first[given[0]] += weight
    for char in GIVEN:
        rows.first[char] += SEEN
        rows.second[char] += SEEN
    return rows


def values(names: Mapping[str, float], text: Mapping[str, int]) -> dict[str, int]:
    """Character → how much it speaks for a name, in half bits."""
    all_names = sum(names.values()) + SMOOTH_NAME * CHARS
    all_text = sum(text.values()) + SMOOTH_TEXT * CHARS
    found = {}
    for char in sorted(set(names) | set(text)):
        seldom = text.get(char, 0) < SELDOM and names.get(char, 0.0) < 1
        if "\u4e00" <= char <= "\u9fff" and not seldom:
            here = (names.get(char, 0.0) + SMOOTH_NAME) / all_names
            there = (text.get(char, 0) + SMOOTH_TEXT) / all_text
            found[char] = round(2 * math.log2(here / there))
    return found


def pooled(own: Counter[str], other: Counter[str]) -> dict[str, float]:
    """Counts in one place of a given name with some of those in the other."""
    return {char: own[char] + OTHER * other[char] for char in {*own, *other}}


def pairs(rows: Rows, first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """Word of two characters → what speaks against a name across them, in half bits; only words
    that might be taken for one."""
    total = sum(rows.text.values())
    found = {}
    for word, frequency in sorted(rows.words.items()):
        a, b = word
        if frequency < LEAST_WORD or a not in first or b not in second:
            continue
        lift = math.log2(frequency * total / (rows.text[a] * rows.text[b]))
        begins = a in SURNAMES and max(first.get(b, 0), second[b]) > -5 * REACH
        if lift >= LEAST_PAIR and (begins or first[a] + second[b] > -2 * REACH):
            found[word] = round(2 * lift)
    return found


def grouped(kind: str, found: Mapping[str, int], between: str = "") -> list[str]:
    """Lines: kind, value, what has it."""
    groups: dict[int, list[str]] = defaultdict(list)
    for one, value in found.items():
        groups[value].append(one)
    return [f"{kind} {value} {between.join(groups[value])}" for value in sorted(groups)]


def make(date: str) -> str:
    """The text of the table."""
    rows = read()
    first = values(pooled(rows.first, rows.second), rows.text)
    second = values(pooled(rows.second, rows.first), rows.text)
    singles = {char: rows.surname[char] for char in SURNAMES}
    surname = {
        c: v for c, v in values(singles, rows.text).items() if c in SURNAMES and v >= LEAST_SURNAME
    }
    header = (
        "What a character or a word says for a name of a person, in half bits.",
        "s: a surname, f: first, l: last given character, w: minus, a word of two characters",
        f"source: the dictionary of jieba {version('jieba')} (MIT), counted",
        "script: tests/generate/names.py",
    )
    body = (
        *grouped("s", surname),
        *grouped("f", first),
        *grouped("l", second),
        *grouped("w", pairs(rows, first, second), " "),
    )
    return compose(header, date, body)


if __name__ == "__main__":
    options = parser(__doc__ or "").parse_args()
    sys.exit(finish("names.txt", make, check=options.check))
