"""Keywords of entries: they nominate a candidate or forbid it; they set no confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.corpus.entry import Entry
from xiaoer.text.normalize import question_key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    entry: int
    any: tuple[str, ...]
    all: tuple[str, ...]
    none: tuple[str, ...]


class KeywordRules:
    """The keyword rules of all entries that have any, normalized."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._rules = tuple(
            _Rule(
                entry=number,
                any=_keys(entry.keywords.any),
                all=_keys(entry.keywords.all),
                none=_keys(entry.keywords.none),
            )
            for number, entry in enumerate(entries)
            if entry.keywords.any or entry.keywords.all or entry.keywords.none
        )

    def nominated(self, key: str) -> frozenset[int]:
        """The entries that a query nominates: by one word of ``any``, or by all of ``all``."""
        return frozenset(
            rule.entry
            for rule in self._rules
            if any(word in key for word in rule.any)
            or (rule.all and all(word in key for word in rule.all))
        )

    def forbidden(self, key: str) -> dict[int, str]:
        """The entries that a query's text forbids, and the word that does."""
        return {rule.entry: word for rule in self._rules for word in rule.none[::-1] if word in key}


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for word in words if (key := question_key(word)))
