"""Which entries' answers have the words of a message that no question was like.

国庆涨价吗, after 寄养多少钱 in a FAQ of a pet shop: only the answer to that question has the two
words. What is found so is worth a choice, never an answer.
"""

import math
from collections.abc import Sequence

from xiaoer.corpus.entry import Entry
from xiaoer.service.naming.content import Content
from xiaoer.text.utterance import Analyzer, Utterance

_MOST_READ = 5_000  # entries: of a larger corpus no answer is read
_FEW, _MANY = 50, 400  # entries of a small corpus and of one whose answers have nearly every word
_LEAST, _MOST = 0.4, 0.8
"""Share of what a message names, by weight, that an answer must have, with the question: of a
small corpus and of a large one. In three corpora of 22 to 36 entries, 41 of 80 messages that
nothing else was found for have such an entry, 35 the right one, none of 6 out of scope; in the
sample, of 373 queries out of scope 7 (at .4 51)."""
_CLOSE = 0.7  # of the best one's weight
_SINGLE = 0.5  # what a single character counts of a word


class AnswerWords:
    """The words of every entry's questions and answer; built when first asked."""

    def __init__(self, entries: Sequence[Entry], analyzer: Analyzer, content: Content) -> None:
        self._entries, self._analyzer, self._content = entries, analyzer, content
        self._answers: tuple[tuple[frozenset[str], str], ...] | None = None

    def having(self, said: Utterance) -> tuple[str, ...]:
        """The ids of entries that have enough of what a message names, best first."""
        count = len(self._entries)
        words = dict(zip(said.folded, said.words, strict=True))
        named = self._content.words(said)
        if not named or count > _MOST_READ:
            return ()
        if len(named) == 1 and count > _FEW and not self._is_telling(named[0]):
            return ()  # 天气 and 鞋 are in some answer of a large corpus
        whole, scores = 0.0, dict.fromkeys(range(count), 0.0)
        for word in named:
            found = [n for n in scores if self._has(n, word, words[word])]
            weight = math.log((count + 1) / max(len(found), 1))
            weight *= 1.0 if len(word) > 1 else _SINGLE
            whole += weight
            for number in found:
                scores[number] += weight
        best = max(scores.values())
        if best <= 0.0 or best < _least(count) * whole:
            return ()
        ranked = sorted(scores, key=lambda n: (-scores[n], self._entries[n].id))
        return tuple(self._entries[n].id for n in ranked if scores[n] >= _CLOSE * best)

    def _is_telling(self, word: str) -> bool:
        return len(word) > 1 and self._content.is_known(word)

    def _has(self, number: int, word: str, written: str) -> bool:
        words, text = self._read()[number]
        if word in words or self._content.has(self._entries[number].id, word):
            return True
        return len(word) > 1 and (word in text or written in text)

    def _read(self) -> tuple[tuple[frozenset[str], str], ...]:
        if self._answers is None:
            self._answers = tuple(map(self._of, self._entries))
        return self._answers

    def _of(self, entry: Entry) -> tuple[frozenset[str], str]:
        said = self._analyzer.analyze(entry.answer)
        return frozenset((*said.folded, *said.words)), said.key


def _least(count: int) -> float:
    """The share that is needed in a corpus of so many entries: none has every word by chance."""
    grown = math.log(max(count, _FEW) / _FEW) / math.log(_MANY / _FEW)
    return _LEAST + (_MOST - _LEAST) * min(grown, 1.0)
