"""The words of a query as typed."""

from __future__ import annotations

from functools import lru_cache

from xiaoer.text.characters.simplify import simplify
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import Segmenter


def cut(text: str) -> list[str]:
    """The words of a text as typed, with all that is between them: joined, they are the text."""
    parts: list[str] = []
    end = 0
    simple = simplify(text)
    for word in _segmenter().cut(simple):
        start = simple.index(word, end)
        parts += [text[end:start]] if start > end else []
        end = start + len(word)
        parts.append(text[start:end])
    return [*parts, text[end:]] if end < len(text) else parts


@lru_cache(maxsize=1)
def _segmenter() -> Segmenter:
    lexicon = Lexicon.builtin()
    return Segmenter(lexicon.all_words(), lexicon.splits)
