"""The terms by which texts are compared: words, characters and pairs of characters.

Words alone lose to one typing error, characters alone lose on clean long text; together they
are safe everywhere. Terms are strings: ``w`` + word, ``c`` + character, ``b`` + pair.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise


def word_terms(words: Iterable[str]) -> list[str]:
    """One term a word.

    >>> word_terms(("怎么", "退款"))
    ['w怎么', 'w退款']
    """
    return ["w" + word for word in words]


def character_terms(text: str) -> list[str]:
    """The characters and the pairs of neighbours of a text, spaces left out.

    >>> character_terms("怎么退")
    ['c怎', 'c么', 'c退', 'b怎么', 'b么退']
    """
    text = text.replace(" ", "")
    return ["c" + c for c in text] + ["b" + a + b for a, b in pairwise(text)]


def view_terms(words: Sequence[str]) -> list[str]:
    """All terms of one view of an utterance: of its words as written, or of the folded ones."""
    return word_terms(words) + character_terms("".join(words))
