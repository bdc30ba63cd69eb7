"""The terms by which texts are compared: words, characters and pairs of characters.

Words alone lose to one typing error, characters alone lose on clean long text; together they
are safe everywhere. A Latin word and a number count as one character: what they share with
others are letters, no meaning. Terms are strings: ``w`` + word, ``c`` + character, ``b`` + pair.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from xiaoer.text.regex import regex

_LATIN = "a-z\u00df-\u00f6\u00f8-\u024f"
_UNIT = regex(rf"[{_LATIN}]+[+#]*|[0-9]+(?:\.[0-9]+)?|[^\s、]")
_HAN = regex("[\u3400-\u9fff]*")  # nearly every text: nothing to look for
_SIGN = regex(r"[^\w\s]+")
_MADE_UP = regex(rf"(?=.*[{_LATIN}])(?=.*[0-9])[0-9.{_LATIN}]+")  # of letters and digits
_LONG = regex(rf"[{_LATIN}]{{4}}")


def units(text: str) -> tuple[str, ...]:
    """The characters of a normalized text, Latin words and numbers whole, spaces left out.

    >>> units("退iphone 15 pro"), units("3~8.5折"), units("c#")
    (('退', 'iphone', '15', 'pro'), ('3', '~', '8.5', '折'), ('c#',))
    """
    return tuple(text) if _HAN.fullmatch(text) else tuple(_UNIT.findall(text))


def word_terms(words: Iterable[str]) -> list[str]:
    """One term a word; signs are none, and a long word and its number are two.

    >>> word_terms(("怎么", "退款", "≥")), word_terms(("iphone15", "a4"))
    (['w怎么', 'w退款'], ['wiphone', 'w15', 'wa4'])
    """
    terms: list[str] = []
    for word in words:
        if word.isalpha():
            terms.append("w" + word)
        elif _MADE_UP.fullmatch(word) and _LONG.search(word):
            terms += ["w" + unit for unit in units(word)]
        elif not _SIGN.fullmatch(word):
            terms.append("w" + word)
    return terms


def character_terms(text: str) -> list[str]:
    """The characters and the pairs of neighbours of a text, spaces left out.

    >>> character_terms("怎么退"), character_terms("late ship")
    (['c怎', 'c么', 'c退', 'b怎么', 'b么退'], ['clate', 'cship', 'blate ship'])
    """
    found = units(text)
    return ["c" + unit for unit in found] + [_pair(a, b) for a, b in pairwise(found)]


def _pair(left: str, right: str) -> str:
    apart = left[-1].isascii() and left[-1].isalpha() and right[0].isascii() and right[0].isalpha()
    return f"b{left} {right}" if apart else f"b{left}{right}"


def view_terms(words: Sequence[str]) -> list[str]:
    """All terms of one view of an utterance: of its words as written, or of the folded ones."""
    return word_terms(words) + character_terms(" ".join(words))
