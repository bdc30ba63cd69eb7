"""Wishes for a person, with the words for one that a corpus's settings add (摇人, 云管家)."""

import re
from collections.abc import Iterable

from xiaoer.service.person import declines_person, is_core_wish, wants_person

# an added word may be what one does (摇人) or whom one calls (云管家)
_KNOWN = ("转人工", "人工")


class Wishes:
    """Hears a wish for a person; ``words`` are normalized, without spaces.

    An added word counts where it stands in a wish as the built-in ones do: 我要摇人, but not
    摇人是什么意思. One of a single character counts only as a whole message.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        parts = sorted((w for w in self._words if len(w) > 1), key=lambda w: (-len(w), w))
        self._pattern = re.compile("|".join(map(_bounded, parts)) or "(?!)")

    def wants(self, text: str) -> bool:
        """Whether a normalized message wants a person.

        >>> wishes = Wishes(["摇人"])
        >>> [wishes.wants(t) for t in ("我要摇人", "转人工", "摇人是什么意思", "不要摇人")]
        [True, True, False, False]
        """
        return text.replace(" ", "") in self._words or any(map(wants_person, self._forms(text)))

    def is_core(self, text: str) -> bool:
        """Whether a normalized message is nothing but the core of such a wish."""
        return text.replace(" ", "") in self._words or any(map(is_core_wish, self._forms(text)))

    def declines(self, text: str) -> bool:
        """Whether a normalized message says that no person is wanted, and nothing else."""
        return any(map(declines_person, self._forms(text)))

    def _forms(self, text: str) -> tuple[str, ...]:
        """The message in words that are known."""
        if not self._pattern.search(text):
            return (text,)
        return tuple(self._pattern.sub(known, text) for known in _KNOWN)


def _bounded(word: str) -> str:
    """A pattern of the word that takes no part of a longer Latin word or number."""
    before = r"(?<![a-z0-9])" if re.match("[a-z0-9]", word) else ""
    behind = r"(?![a-z0-9])" if re.search("[a-z0-9]$", word) else ""
    return f"{before}{re.escape(word)}{behind}"
