"""What a message names, beside the questions of the corpus: its content words, and who has them.

A choice is worth choosing where it has what the message names: the word, its synonym, or its sound.
"""

from collections.abc import Callable, Sequence

from xiaoer.matching.difference.word_lists import WordLists
from xiaoer.matching.matcher import Matcher
from xiaoer.service.naming.word_lists import words_of
from xiaoer.text.characters.pinyin import fuzzy, toneless
from xiaoer.text.utterance import Utterance
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.segment import dictionary

Shares = Callable[[Utterance, str], float]
"""The share of what a message names that the entry of an id has."""

_HALF = 0.5  # 退货运费 beside 换货运费
_MOST_READ = 5_000  # entries of a large corpus that are read through for a few characters
_SINGLE = 0.5  # what a single character counts of a word: 减 is in 减肥 and in 满减


class Content:
    """Which words of a text name something; built once for a corpus.

    ``folding`` maps a word to the first of its synonyms.
    """

    def __init__(self, matcher: Matcher, lexicon: Lexicon, question_words: frozenset[str]) -> None:
        folding = lexicon.folding()
        lists = WordLists.of(folding)
        self._matcher = matcher
        self._written = self._read_written(matcher)
        times = words_of("时候") | {folding.get(time, time) for time in words_of("时候")}
        self._empty = lists.light | lists.negators | question_words | words_of("空话") | times
        self._sides = words_of("方面")
        self._verbs = dictionary().verbs
        self._asking = question_words
        self._how = words_of("问办法")

    def _read_written(self, matcher: Matcher) -> Sequence[str]:
        """The questions of each entry, without spaces, a line each."""
        written: list[list[str]] = [[] for _ in matcher.entries]
        for question in matcher.index.questions:
            written[question.entry].append(question.utterance.key)
        return tuple(map("\n".join, written))

    def words(self, said: Utterance) -> tuple[str, ...]:
        """The folded words that name an act or a thing."""
        return tuple(
            word
            for word in dict.fromkeys(said.folded)
            if word not in self._empty and not word.isspace() and not word.isdigit()
        )

    def things(self, said: Utterance) -> tuple[str, ...]:
        """The folded words that name a thing: no act, and no side of a thing."""
        return tuple(word for word in self.words(said) if self.is_thing(word))

    def is_thing(self, word: str) -> bool:
        """Whether a folded word names a thing."""
        return len(word) > 1 and word not in self._verbs and word not in self._sides

    def is_known(self, word: str) -> bool:
        """Whether a question of the corpus has a folded word."""
        return bool(self._matcher.entries_with((word,)))

    def is_side(self, word: str) -> bool:
        """Whether a folded word names a side of a thing: 时间, 费用."""
        return word in self._sides

    def asks(self, said: Utterance) -> bool:
        """Whether a text has a word of a question."""
        return any(word in self._asking for word in (*said.words, *said.folded))

    def asks_how(self, said: Utterance) -> bool:
        """Whether a text asks for a way to do something."""
        return any(word in self._how for word in said.folded)

    def chunks(self, said: Utterance) -> tuple[str, ...]:
        """Neighbours that name something together: 模拟|考, longest first."""
        found: list[str] = []
        run: list[str] = []
        for word, folded in zip((*said.words, " "), (*said.folded, " "), strict=True):
            if folded in self._empty or folded in self._sides or folded.isspace():
                if len(run) > 1:
                    found.append("".join(run))
                run = []
            else:
                run.append(word)
        return tuple(sorted(dict.fromkeys(found), key=lambda chunk: -len(chunk)))

    def entries(self, thing: str, most: int) -> tuple[str, ...]:
        """The ids of the entries that have a word, or a few characters in this order."""
        numbers = sorted(self._matcher.entries_with((thing,)))
        if not numbers:
            numbers = [n for n, text in enumerate(self._written[:_MOST_READ]) if thing in text]
        return tuple(self._matcher.entries[number].id for number in numbers[:most])

    def has(self, id: str, word: str) -> bool:
        """Whether a question of an entry has a word: itself, within another, or one character."""
        number = self._matcher.number(id)
        return word in self._matcher.words_of(number) or word in self._written[number]

    def is_word_of(self, id: str, word: str) -> bool:
        """Whether a question of an entry has a word that is no part of another."""
        return word in self._matcher.words_of(self._matcher.number(id))

    def share(self, said: Utterance, id: str) -> float:
        """The share of what a message names that the entry has, by weight; 0 where it has none."""
        words = self.words(said)
        whole = sum(map(self.weight, words))
        found = sum(self.weight(word) * self._part(id, word) for word in words)
        return found / whole if whole else 0.0

    def _part(self, id: str, word: str) -> float:
        """How much of a word an entry has: all, its sound, the half of a long one, nothing."""
        if self.has(id, word) or self._sounds(id, word):
            return 1.0
        halves = (word[:2], word[-2:]) if len(word) > 2 and not word.isascii() else ()
        return (
            _HALF
            if any(half in self._written[self._matcher.number(id)] for half in halves)
            else 0.0
        )

    def weight(self, word: str) -> float:
        """How much a folded word says; a single character counts half."""
        rare = self._matcher.index.weights[f"w{word}"]
        return rare if len(word) > 1 else _SINGLE * rare

    def _sounds(self, id: str, word: str) -> bool:
        """Whether a word that is misspelled sounds like a part of the entry's question."""
        if len(word) < 2 or word.isascii():
            return False
        return _sound(word) in _sound(self._written[self._matcher.number(id)])


def _sound(text: str) -> str:
    return " ".join(map(fuzzy, toneless(text)))
