"""Which entries have which words."""

from collections.abc import Iterable, Sequence

from xiaoer.matching.index.index import Index


class Vocabulary:
    """The folded words of the entries' questions, both ways; built once."""

    def __init__(self, index: Index, entries: int) -> None:
        words: list[set[str]] = [set() for _ in range(entries)]
        by_word: dict[str, set[int]] = {}
        for question in index.questions:
            words[question.entry].update(question.utterance.folded)
            for word in question.utterance.folded:
                by_word.setdefault(word, set()).add(question.entry)
        self._words: Sequence[frozenset[str]] = tuple(map(frozenset, words))
        self._by_word = {word: frozenset(numbers) for word, numbers in by_word.items()}
        self._all = frozenset(range(entries))

    def of(self, entry: int) -> frozenset[str]:
        """The words of an entry."""
        return self._words[entry]

    def having(self, words: Iterable[str]) -> frozenset[int]:
        """The entries that have all of these words, in any of their questions."""
        found = self._all
        for word in words:
            found &= self._by_word.get(word, frozenset())
        return found
