"""jieba's own tokenizer with the dictionary of the engine, to compare with."""

import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from xiaoer.text.words.segment import MIN_FREQUENCY, dictionary, load_dictionary

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc, unused-ignore]
    """A tokenizer whose dictionary is given, so that it never looks for one."""

    def initialize(self, dictionary: str | None = None) -> None:
        """Nothing."""


def _add_prefixes(counts: dict[str, int], words: Iterable[str]) -> None:
    for word in words:
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)


@cache
def _counts() -> dict[str, int]:
    """The words and, at 0, all that they begin with."""
    shared = load_dictionary()
    assert shared.total == dictionary().total
    counts = dict(shared.words)
    _add_prefixes(counts, tuple(shared.words))
    return counts


def jieba_tokenizer(words: Iterable[str] = (), splits: Iterable[str] = ()) -> Any:
    """jieba's tokenizer, with words kept whole and others that are none."""
    tokenizer = _Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(_counts()), dictionary().total
    tokenizer.initialized = True
    for word in splits:
        if word in tokenizer.FREQ:
            tokenizer.FREQ[word] = 0
    for word in words:
        share = 1.0
        for part in tokenizer.cut(word, HMM=False):
            share *= max(tokenizer.FREQ.get(part, 0), 1) / tokenizer.total
        least = max(tokenizer.FREQ.get(word, 0), MIN_FREQUENCY)
        tokenizer.FREQ[word] = max(int(share * tokenizer.total) + 1, least)
        _add_prefixes(tokenizer.FREQ, (word,))
    return tokenizer
