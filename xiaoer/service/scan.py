"""Is a text made of nothing but listed words, and of which kinds?

One pass, longest word first, linear in the text: no pattern is repeated over another.
"""

import re
import threading
from collections.abc import Mapping, Sequence

from xiaoer.text.resources import read_lines


class Scanner:
    """Knows the words of a list in ``xiaoer/data/lexicon``; reads it at the first scan.

    ``kinds`` maps each section of the list to the name of its kind.
    """

    def __init__(self, file: str, kinds: Mapping[str, str]) -> None:
        self._file = file
        self._kinds = kinds
        self._lock = threading.Lock()
        self._pattern: re.Pattern[str] | None = None

    def kinds(self, text: str) -> frozenset[str] | None:
        """The kinds of the words that a text is made of; None when something is left over."""
        found: set[str] = set()
        for match in self._compiled().finditer(text):
            kind = (match.lastgroup or "").rpartition("_")[0]
            if not kind:
                return None
            found.add(kind)
        return frozenset(found)

    def _compiled(self) -> re.Pattern[str]:
        if self._pattern is None:
            with self._lock:
                self._pattern = re.compile(self._source())
        return self._pattern

    def _source(self) -> str:
        kind_of: dict[str, str] = {}
        for title, line in read_lines(self._file):
            for word in line.split(" "):
                kind_of.setdefault(word, self._kinds[title])
        groups: list[str] = []
        for length in sorted({len(word) for word in kind_of}, reverse=True):
            for kind in dict.fromkeys(self._kinds.values()):
                words = [w for w in kind_of if len(w) == length and kind_of[w] == kind]
                if words:
                    groups.append(f"(?P<{kind}_{length}>{_either(words)})")
        return "|".join((*groups, "[^ ]"))


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words)))
