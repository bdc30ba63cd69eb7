"""Keywords of entries: they nominate a candidate or forbid it; they set no confidence.

A keyword is found anywhere in a text, but for its Latin words and numbers, which are whole: vip
is not found in vipshop, nor 15 in 150.
"""

import re
from collections.abc import Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.records import dataclass
from xiaoer.text.normalize import normalize
from xiaoer.text.regex import regex

_LATIN_OR_DIGIT = regex("[a-z0-9]")
_WHOLE = {"letter": ("(?<![a-z])", "(?![a-z])"), "digit": ("(?<![0-9.])", "(?![0-9]|[.][0-9])")}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKeywords:
    """What nominates an entry, and what forbids it."""

    entry: int
    any: tuple["_Keyword", ...]
    all: tuple["_Keyword", ...]
    none: tuple["_Keyword", ...]


@dataclass(frozen=True, slots=True)
class _Keyword:
    """A keyword without its spaces, and where it has letters or digits, how it is found."""

    key: str
    pattern: re.Pattern[str] | None

    def is_in(self, text: str, key: str) -> bool:
        """Whether a normalized text has it; ``key`` is the text without spaces."""
        if self.pattern is None:
            return self.key in key
        return self.pattern.search(text) is not None


class KeywordRules:
    """The keyword rules of all entries that have any, normalized."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._rules = tuple(
            EntryKeywords(
                entry=number,
                any=_keys(entry.keywords.any),
                all=_keys(entry.keywords.all),
                none=_keys(entry.keywords.none),
            )
            for number, entry in enumerate(entries)
            if entry.keywords.any or entry.keywords.all or entry.keywords.none
        )

    def nominated(self, text: str) -> frozenset[int]:
        """The entries that a normalized text nominates: by one of ``any``, or by all of ``all``."""
        key = text.replace(" ", "")
        return frozenset(
            rule.entry
            for rule in self._rules
            if any(word.is_in(text, key) for word in rule.any)
            or (rule.all and all(word.is_in(text, key) for word in rule.all))
        )

    def forbidden(self, text: str) -> dict[int, str]:
        """The entries that a normalized text forbids, and the word that does."""
        key = text.replace(" ", "")
        return {
            rule.entry: word.key
            for rule in self._rules
            for word in rule.none[::-1]
            if word.is_in(text, key)
        }


def _keys(words: Sequence[str]) -> tuple[_Keyword, ...]:
    return tuple(keyword_of(text) for word in words if (text := normalize(word)))


def keyword_of(text: str) -> _Keyword:
    """The keyword that a normalized text is."""
    key = text.replace(" ", "")
    if not _LATIN_OR_DIGIT.search(key):
        return _Keyword(key, None)
    pieces = [re.escape(char) for char in key]
    before, after = (_WHOLE.get(_kind(char), ("", "")) for char in (key[0], key[-1]))
    return _Keyword(key, regex(f"{before[0]}{' ?'.join(pieces)}{after[1]}"))


def _kind(char: str) -> str:
    return "letter" if "a" <= char <= "z" else "digit" if "0" <= char <= "9" else ""
