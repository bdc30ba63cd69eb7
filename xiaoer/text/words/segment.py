"""Words of a text: the only door to jieba's dictionary.

The dictionary ships packed, and is mapped. Where the jieba that is installed has another one, that
one is read instead: ``dictionary().other`` says which, and so do the engine's name in replies and
the fingerprint of a calibration. jieba itself is never imported: its module-wide tokenizer, its
cache file in the shared temporary folder and its messages on stderr are never touched.
"""

import math
import mmap
import os
import re
import threading
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from xiaoer.records import dataclass, field, replace
from xiaoer.text.regex import regex
from xiaoer.text.resources import data_path, read_data
from xiaoer.text.words.cutting import Counted, Cutter, GroupedWords
from xiaoer.text.words.packed import NAME, VERB, PackedDictionary, PackedWords, Tagged

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

MIN_FREQUENCY = 10
"""Words of jieba's dictionary counted less often than this are left out: 105,000 of 349,000
words stay, and the dictionary is ready in a third of the time and memory. Of 1,002 labelled queries
31 are replied to otherwise; top-1 is 93.8 % [91.7, 95.4] instead of 93.3 % [91.1, 95.0], the share
answered 68.5 % instead of 68.2 % (``tests.bench.dictionary``; at 50 93.2 % and 67.9 %)."""

# what a dictionary of Chinese tears: happy where app is a word, 8.5, c++
_TORN = regex(r"[a-z\u00df-\u024f]{2}|[0-9]\.[0-9]|[a-z][+#]|[0-9]{2}")
_GOES_ON = regex(r"[a-z\u00df-\u024f]{2}|[0-9]{2}|[0-9]\.|[a-z+#][+#]")

_FILE = "dictionary.bin"
_lock = threading.Lock()
_dictionary: "Dictionary | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """jieba's dictionary: word → count, character → count, their sums; and which of its words are
    verbs, and names of people, places and the like.

    ``other`` is the SHA-256 of the dictionary where it is not the one that ships; ``counted`` are
    the words as they are cut by.
    """

    words: Mapping[str, int]
    total: int
    characters: Mapping[str, int]
    character_total: int
    verbs: Container[str] = frozenset()
    names: Container[str] = frozenset()
    other: str = ""
    counted: Counted | None = field(default=None, repr=False, compare=False)

    def of_word(self, word: str) -> float:
        """Surprise of a word in nats, −ln P(word); an unknown one is taken to occur once."""
        return math.log(self.total / max(self.words.get(word, 0), 1))

    def of_character(self, character: str) -> float:
        """Surprise of a character in nats, −ln P(character), likewise."""
        return math.log(self.character_total / max(self.characters.get(character, 0), 1))

    def by_pairs(self) -> Counted:
        """The words as they are cut by."""
        return self.counted or GroupedWords(self.words, self.total)


def installed_dictionary() -> bytes | None:
    """The text of the dictionary of the jieba that is installed, None where there is none to read:
    a frozen program need not have it."""
    from importlib.util import find_spec

    spec = find_spec("jieba")
    if spec is None or spec.origin is None or spec.loader is None:
        return None
    loader = cast("ResourceLoader", spec.loader)
    try:
        return loader.get_data(os.path.join(os.path.dirname(spec.origin), "dict.txt"))
    except OSError:
        return None


def load_dictionary(min_frequency: int = MIN_FREQUENCY, text: bytes | None = None) -> Dictionary:
    """A dictionary as jieba writes it, less its rare words (0.3 s); that of the installed jieba.

    Raises: ModuleNotFoundError: jieba is not installed.
    """
    given = installed_dictionary() if text is None else text
    if given is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    digits = len(str(min_frequency))  # most lines have fewer, and are passed over in C
    line = re.compile(rf"^(\S+) (\d{{{digits},}}) (v|n[rstz])?", re.MULTILINE)
    rows = [row for row in line.findall(given.decode("utf-8")) if int(row[1]) >= min_frequency]
    words = {word: int(count) for word, count, _ in rows}
    total = sum(words.values())
    characters: dict[str, int] = {}
    for word, count in words.items():
        for character in word:
            characters[character] = characters.get(character, 0) + count
    return Dictionary(
        words=words,
        verbs=frozenset(word for word, _, tag in rows if tag == "v"),
        names=frozenset(word for word, _, tag in rows if tag[:1] == "n"),
        total=total,
        characters=characters,
        character_total=sum(characters.values()),
        counted=GroupedWords(words, total),
    )


def unpacked(data: bytes | memoryview) -> tuple[Dictionary, bytes]:
    """The dictionary in a packed file, and the SHA-256 of what it was made of."""
    found = PackedDictionary(data)
    made = Dictionary(
        words=PackedWords(found),
        total=found.total,
        characters=found.characters,
        character_total=found.character_total,
        verbs=Tagged(found, VERB),
        names=Tagged(found, NAME),
        counted=found,
    )
    return made, found.source


def _shipped() -> bytes | memoryview:
    """The shipped file, mapped where it is one."""
    try:
        with open(data_path(_FILE), "rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:  # in an archive
        return read_data(_FILE)


def _found_dictionary() -> Dictionary:
    """The shipped dictionary, or the installed one where that is another."""
    from hashlib import sha256

    made, source = unpacked(_shipped())
    text = installed_dictionary()
    if text is None or (digest := sha256(text)).digest() == source:
        return made
    return replace(load_dictionary(text=text), other=digest.hexdigest())


def dictionary() -> Dictionary:
    """The dictionary, opened at the first call in a process, shared and never changed."""
    global _dictionary
    if _dictionary is None:
        with _lock:
            if _dictionary is None:
                _dictionary = _found_dictionary()
    return _dictionary


class Segmenter:
    """Cuts texts into words: those given are kept whole where the sentence allows, ``splits``
    never are. ``counts`` are what `counts` gave, for the same words and dictionary.

    The dictionary is opened at the first cut (or ``warm_up``), under a lock; a segmenter may be
    used by many threads at once. It pickles as its list of words.
    """

    def __init__(
        self,
        words: Iterable[str] = (),
        splits: Iterable[str] = (),
        counts: Mapping[str, int] | None = None,
    ) -> None:
        self._words = tuple(sorted({w for w in words if len(w) > 1}))
        self._splits = tuple(sorted(set(splits) - set(self._words)))
        self._counts = counts or {}
        self._cutter: Cutter | None = None
        self._own_lock = threading.Lock()

    def __reduce__(self) -> tuple[type["Segmenter"], tuple[tuple[str, ...], tuple[str, ...]]]:
        return Segmenter, (self._words, self._splits)

    def warm_up(self) -> None:
        """Opens the dictionary now, and counts the words given."""
        self._ready()

    def cut(self, text: str) -> tuple[str, ...]:
        """The words of a normalized text, in order, spaces left out; Latin words stay whole.

        >>> Segmenter(["运费险", "到账", "app"]).cut("运费险多久到账 happy")
        ('运费险', '多久', '到账', 'happy')
        """
        words: Iterable[str] = self._ready().cut(text)
        if _TORN.search(text):
            words = _mended(words)
        return tuple(word for word in words if not word.isspace())

    def counts(self) -> dict[str, int]:
        """How often each of the words given is counted, for a segmenter of the same words."""
        return {word: self._ready().count(word) for word in self._words}

    def _ready(self) -> Cutter:
        found = self._cutter
        if found is None:
            with self._own_lock:
                found = self._cutter = self._cutter or self._build()
        return found

    def _build(self) -> Cutter:
        return Cutter(
            dictionary().by_pairs(), self._words, self._splits, MIN_FREQUENCY, self._counts
        )


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
