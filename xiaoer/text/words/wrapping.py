"""Words around the matter: how often, how much, in what mood; not what.

一天到晚停电 is about 停电. They are left out of what is compared, query and question alike, and
stay in what is written: two texts that differ in them are no exact match.
"""

from collections.abc import Iterable, Sequence

WHOLE_WORDS = "整词"
"""The section of the fillers with these words."""


class Wrapping:
    """Leaves such words out; built once, never changed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def taken_off(self, core: str, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The text and its words without them; both as they are where nothing else is left.

        >>> Wrapping(["老是", "一直"]).taken_off("wifi一直 老是断", ("wifi", "一直", "老是", "断"))
        ('wifi 断', ('wifi', '断'))
        """
        kept = tuple(word for word in words if word not in self._words)
        if len(kept) == len(words) or not kept:
            return core, tuple(words)
        text, at, taken = "", 0, False
        for word in words:
            start = core.index(word, at)
            text += core[at:start]
            at = start + len(word)
            if word not in self._words:
                text += f" {word}" if taken and _run_together(text, word) else word
            taken = word in self._words
        return " ".join((text + core[at:]).split()), kept


def _run_together(text: str, word: str) -> bool:
    """Whether Latin words or numbers have become neighbours."""
    return text[-1:].isascii() and word[0].isascii()
