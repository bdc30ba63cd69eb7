"""Who asks, by the words of a message: 我是卖家, 店铺后台; and whom it asks for: 商家怎么延长收货.

Words of an audience break near ties, no more: no entry is hidden. A question that names a role as
the one who does it is not answered by an entry that is for others.
"""

from collections.abc import Mapping, Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings
from xiaoer.text.normalize import question_key
from xiaoer.text.regex import regex
from xiaoer.text.utterance import Utterance

_DOES = frozenset("怎么 如何 怎样 在哪 在哪里 哪里 可以 能 能不能 要 需要 如果 想 该".split())

_I_AM = regex(r"^(?:我们?是|我|是)(?:1?个)?|(?:的|啊|呀|哈|哦|这边)+$")


class Roles:
    """The audiences of a corpus's settings and their words; built once."""

    def __init__(self, settings: Settings, folding: Mapping[str, str]) -> None:
        self._words = tuple(
            (key, name)
            for name, words in settings.audience_words.items()
            for word in words
            if (key := question_key(word))
        )
        keys = ((question_key(one.label), one.name) for one in settings.audiences)
        self._labels = {folding.get(key, key): name for key, name in keys if key}
        self._folding = folding

    def leaning(self, said: Utterance) -> str | None:
        """The audience that the words of a message name, None where none or several do."""
        if not self._words:
            return None
        key, found = said.text.replace(" ", ""), dict[str, int]()
        for word, name in self._words:
            if word in key:
                found[name] = found.get(name, 0) + len(word)
        best = sorted(found, key=lambda name: (-found[name], name))
        if not best or (len(best) > 1 and found[best[0]] == found[best[1]]):
            return None
        return best[0]

    def named(self, said: Utterance) -> str | None:
        """The audience that a message names and nothing else: 买家, 我是卖家, 是商家啊."""
        bare = _I_AM.sub("", said.key)
        for key in (said.key, bare):
            if name := self._labels.get(self._folding.get(key, key)):
                return name
        forms = {said.key, f"我是{bare}"}
        return next((name for word, name in self._words if word in forms), None)

    def doer(self, said: Utterance) -> str | None:
        """The audience that a question names as the one who does it: 商家怎么延长收货."""
        if len(said.folded) < 2 or not self._labels:
            return None
        if said.folded[1] not in _DOES and said.words[1] not in _DOES:
            return None
        return self._labels.get(said.folded[0])

    def is_for_others(self, said: Utterance, entry: Entry, asked: str) -> bool:
        """Whether a question names a role whose entry this is not; ``asked`` is the question of
        the entry that came closest."""
        doer = self.doer(said)
        if doer is None or not entry.audience or doer in entry.audience:
            return False
        same = {said.words[0], said.folded[0]}
        same |= {word for word, first in self._folding.items() if first == said.folded[0]}
        return not any(word in asked for word in same)

    def fits(self, said: Utterance, entries: Sequence[Entry]) -> tuple[str, ...]:
        """The ids of those entries that a role which the question names may get."""
        doer = self.doer(said)
        fit = (e for e in entries if doer is None or not e.audience or doer in e.audience)
        return tuple(entry.id for entry in fit)
