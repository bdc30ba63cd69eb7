"""Somebody else's, by a name that is in no dictionary: 途虎养车怎么查维修记录, 掌阅上的电子书."""

from collections.abc import Sequence

from xiaoer.matching.difference.side import Side
from xiaoer.matching.difference.substitution import Known
from xiaoer.matching.difference.whole.compared import Compared
from xiaoer.matching.match import Difference
from xiaoer.text.regex import regex

_LONGEST = 5  # characters of a name
_BEFORE = frozenset("在 从 用 去 找 我在".split())
_BEHIND = regex("的|上|上头|上面|里|那边|这边|家|app|平台|官网|小程序|公众号")


class Strangers:
    """Compares whose a text says that something is; built once."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def compare(self, ours: Side, theirs: Side) -> Compared:
        """Whether a text begins with a name, and asks behind it what the other asks."""
        words = ours.words
        start = 1 if words and words[0] in _BEFORE else 0
        end = start
        while end < len(words) and self._is_strange(words[end], theirs):
            end += 1
        name = "".join(ours.written.get(word, word) for word in words[start:end])
        if not 1 < len(name) <= _LONGEST or not self._is_name(words[start:end]):
            return None
        if end == len(words):  # a name and no question
            return None
        asked = {word for word in theirs.words if self._known.is_heavy(word)}
        if not asked <= set(words[end:]):
            return None
        begins = self._known.is_heavy(words[end]) or words[end] in self._known.kinds
        return Difference("name", name, "") if begins or _BEHIND.match(words[end]) else None

    def _is_strange(self, word: str, theirs: Side) -> bool:
        return self._known.is_heavy(word) and word not in theirs.words

    def _is_name(self, words: Sequence[str]) -> bool:
        """Whether words are a name: cut to pieces because no dictionary has it."""
        return len(words) > 1 and any(
            len(word) == 1 and not self._known.is_verb(word) for word in words
        )
