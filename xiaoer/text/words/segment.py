"""Words of a text: the only door to jieba.

jieba is used through a private tokenizer with its HMM off (the HMM takes time quadratic in
the length of rare text) and with a dictionary read here, so that its module-wide tokenizer,
its cache file in the shared temporary folder and its messages on stderr are never touched.
"""

import math
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from xiaoer.records import dataclass
from xiaoer.text.regex import regex

MIN_FREQUENCY = 10
"""Words of jieba's dictionary counted less often than this are left out: 105,000 of 349,000
words stay, and the dictionary is ready in a third of the time and memory. Of 1,002 labelled queries
31 are replied to otherwise; top-1 is 93.8 % [91.7, 95.4] instead of 93.3 % [91.1, 95.0], the share
answered 68.5 % instead of 68.2 % (``tests.bench.dictionary``; at 50 93.2 % and 67.9 %)."""

# what a dictionary of Chinese tears: happy where app is a word, 8.5, c++
_TORN = regex(r"[a-z\u00df-\u024f]{2}|[0-9]\.[0-9]|[a-z][+#]|[0-9]{2}")
_GOES_ON = regex(r"[a-z\u00df-\u024f]{2}|[0-9]{2}|[0-9]\.|[a-z+#][+#]")

_lock = threading.Lock()
_dictionary: "Dictionary | None" = None
_tokenizer_class: type[Any] | None = None


def _import_jieba() -> Any:
    """jieba, imported without its warnings and without the stderr handler that it attaches."""
    import logging
    import warnings

    logger = logging.getLogger("jieba")
    handlers, level = list(logger.handlers), logger.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # 40 ms; 130 ms where setuptools is installed
    for handler in list(logger.handlers):
        if handler not in handlers:
            logger.removeHandler(handler)
    logger.setLevel(level)
    return jieba


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """jieba's dictionary: word → count (prefixes at 0), character → count, their sums; and which
    of its words are verbs, and names of people, places and the like."""

    words: Mapping[str, int]
    total: int
    characters: Mapping[str, int]
    character_total: int
    verbs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def of_word(self, word: str) -> float:
        """Surprise of a word in nats, −ln P(word); an unknown one is taken to occur once."""
        return math.log(self.total / max(self.words.get(word, 0), 1))

    def of_character(self, character: str) -> float:
        """Surprise of a character in nats, −ln P(character), likewise."""
        return math.log(self.character_total / max(self.characters.get(character, 0), 1))


def load_dictionary(min_frequency: int = MIN_FREQUENCY) -> Dictionary:
    """jieba's dictionary as shipped with jieba, less its rare words (0.3 s)."""
    from importlib.resources import files

    # the module, not its name: by its name importlib would import it unguarded
    text = files(_import_jieba()).joinpath("dict.txt").read_text(encoding="utf-8")
    digits = len(str(min_frequency))  # most lines have fewer, and are passed over in C
    line = re.compile(rf"^(\S+) (\d{{{digits},}}) (v|n[rstz])?", re.MULTILINE)
    rows = [row for row in line.findall(text) if int(row[1]) >= min_frequency]
    words = {word: int(count) for word, count, _ in rows}
    total = sum(words.values())
    characters: dict[str, int] = {}
    for word, count in words.items():
        for character in word:
            characters[character] = characters.get(character, 0) + count
    _add_prefixes(words, tuple(words))
    return Dictionary(
        words=words,
        verbs=frozenset(word for word, _, tag in rows if tag == "v"),
        names=frozenset(word for word, _, tag in rows if tag[:1] == "n"),
        total=total,
        characters=characters,
        character_total=sum(characters.values()),
    )


def _add_prefixes(counts: dict[str, int], words: Iterable[str]) -> None:
    for word in words:
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)


def dictionary() -> Dictionary:
    """The dictionary, loaded at the first call in a process, shared and never changed."""
    global _dictionary
    if _dictionary is None:
        with _lock:
            if _dictionary is None:
                _dictionary = load_dictionary()
    return _dictionary


def _tokenizer_type() -> type[Any]:
    global _tokenizer_class
    with _lock:
        if _tokenizer_class is None:
            base: Any = _import_jieba().Tokenizer

            class _Tokenizer(base):  # type: ignore[misc]
                """A tokenizer whose dictionary is given, so that it never looks for one."""

                def initialize(self, dictionary: str | None = None) -> None:
                    """Nothing: the dictionary is set when the tokenizer is built."""

            _tokenizer_class = _Tokenizer
    return _tokenizer_class


class Segmenter:
    """Cuts texts into words: those given are kept whole where the sentence allows, ``splits``
    never are.

    The dictionary is loaded at the first cut (or ``warm_up``), under a lock; afterwards a
    segmenter is never changed and may be used by many threads at once. It pickles as its
    list of words.
    """

    def __init__(self, words: Iterable[str] = (), splits: Iterable[str] = ()) -> None:
        self._words = tuple(sorted({w for w in words if len(w) > 1}))
        self._splits = tuple(sorted(set(splits) - set(self._words)))
        self._tokenizer: Any = None
        self._own_lock = threading.Lock()

    def __reduce__(self) -> tuple[type["Segmenter"], tuple[tuple[str, ...], tuple[str, ...]]]:
        return Segmenter, (self._words, self._splits)

    def warm_up(self) -> None:
        """Loads the dictionary now (about 0.3 s the first time in a process)."""
        self._ready()

    def cut(self, text: str) -> tuple[str, ...]:
        """The words of a normalized text, in order, spaces left out; Latin words stay whole.

        >>> Segmenter(["运费险", "到账", "app"]).cut("运费险多久到账 happy")
        ('运费险', '多久', '到账', 'happy')
        """
        words = self._ready().cut(text, HMM=False)
        if _TORN.search(text):
            words = _mended(words)
        return tuple(word for word in words if not word.isspace())

    def _ready(self) -> Any:
        if self._tokenizer is None:
            with self._own_lock:
                if self._tokenizer is None:
                    self._tokenizer = self._build()
        return self._tokenizer

    def _build(self) -> Any:
        shared = dictionary()
        tokenizer = _tokenizer_type()()
        tokenizer.FREQ, tokenizer.total = dict(shared.words), shared.total
        tokenizer.initialized = True
        for word in self._splits:
            if word in tokenizer.FREQ:
                tokenizer.FREQ[word] = 0
        for word in self._words:
            tokenizer.FREQ[word] = _count_to_stay_whole(tokenizer, word)
            _add_prefixes(tokenizer.FREQ, (word,))
        return tokenizer


def _mended(words: Iterable[str]) -> Iterable[str]:
    """The words with those joined that are parts of one Latin word or number."""
    joined = ""
    for word in words:
        torn = joined and _GOES_ON.fullmatch(joined[-1] + word[0])
        if torn or (joined[-2:-1].isdigit() and joined[-1:] == "." and word[0].isdigit()):
            joined += word
            continue
        if joined:
            yield joined
        joined = word
    if joined:
        yield joined


def _count_to_stay_whole(tokenizer: Any, word: str) -> int:
    """A count just high enough for the word to win against its own parts."""
    counts: Mapping[str, int] = tokenizer.FREQ
    share = 1.0
    for part in tokenizer.cut(word, HMM=False):
        share *= max(counts.get(part, 0), 1) / tokenizer.total
    return max(int(share * tokenizer.total) + 1, counts.get(word, 0), MIN_FREQUENCY)
