"""What the engine knows about words: a value that merges.

The built-in lexicon is read from ``xiaoer/data/lexicon``; a corpus extends it with its own
words, synonyms, fillers and opposites, or switches parts of it off.
"""

import threading
from collections.abc import Iterable, Mapping
from typing import Literal

from xiaoer.records import dataclass, field, replace
from xiaoer.text.normalize import question_key
from xiaoer.text.resources import read_items, read_lines
from xiaoer.text.words.wrapping import WHOLE_WORDS

PARTS = ("words", "splits", "synonyms", "fillers", "opposites", "negation", "questions")
"""The parts of a lexicon that a corpus may switch off."""

OppositeKind = Literal["veto", "goal", "contrast"]
_OPPOSITE_KINDS: Mapping[str, OppositeKind] = {"~": "contrast", "^": "goal"}
_lock = threading.Lock()
_builtin: "Lexicon | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposite:
    """Two groups of words that say the opposite of each other.

    ``veto``: answering one with the other is wrong (开通 / 关闭). ``goal``: only where both are
    what is wanted (怎么冻结 / 怎么解冻, but 怎么解冻 answers 账户冻结了怎么办).
    ``contrast``: evidence, never a veto (退货 / 换货).
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    kind: "OppositeKind" = "veto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words kept whole, words of jieba's that are none here (``splits``), synonym groups, filler
    phrases, opposites, negation, question words.

    The first member of a synonym group stands for all of them after folding. ``fillers``,
    ``negation`` and ``questions`` map a section's title to its words.
    """

    words: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opposites: tuple[Opposite, ...] = ()
    negation: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @staticmethod
    def builtin() -> "Lexicon":
        """The lexicon that ships with the package, read once a process."""
        global _builtin
        with _lock:
            if _builtin is None:
                _builtin = _read_builtin()
        return _builtin

    def merged(self, other: "Lexicon") -> "Lexicon":
        """Both together; synonym groups that share a word become one group.

        The other lexicon's choice of a first member wins.
        """
        return Lexicon(
            words=_unique((*self.words, *other.words)),
            splits=_unique((*self.splits, *other.splits)),
            synonyms=_joined((*other.synonyms, *self.synonyms)),
            fillers=_merged_sections(self.fillers, other.fillers),
            opposites=(*self.opposites, *other.opposites),
            negation=_merged_sections(self.negation, other.negation),
            questions=_merged_sections(self.questions, other.questions),
        )

    def without(self, parts: Iterable[str]) -> "Lexicon":
        """The lexicon with the named parts empty."""
        defaults = Lexicon()
        return replace(self, **{name: getattr(defaults, name) for name in parts})

    def folding(self) -> dict[str, str]:
        """Word → first member of its synonym group."""
        return {word: group[0] for group in self.synonyms for word in group}

    def all_words(self) -> tuple[str, ...]:
        """Every word that segmentation should keep whole, sorted."""
        listed = [*self.words, *(word for group in self.synonyms for word in group)]
        for opposite in self.opposites:
            listed += [*opposite.left, *opposite.right]
        for section in self.questions.values():
            listed += section
        listed += self.fillers.get(WHOLE_WORDS, ())
        return tuple(sorted({word for word in listed if len(word) > 1}))


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Groups with no word in two of them; the first group that has a word leads."""
    home: dict[str, list[str]] = {}
    order: list[list[str]] = []
    for group in groups:
        targets = list({id(home[w]): home[w] for w in group if w in home}.values())
        target = targets[0] if targets else []
        if not targets:
            order.append(target)
        for other in targets[1:]:
            order.remove(other)
            target.extend(other)
        target.extend(w for w in group if w not in home)
        home.update((w, target) for w in target)
    return tuple(_unique(group) for group in order)


def _merged_sections(
    left: Mapping[str, tuple[str, ...]], right: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {
        title: _unique((*left.get(title, ()), *right.get(title, ())))
        for title in dict.fromkeys((*left, *right))
    }


def _sections(name: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, tuple[str, ...]] = {}
    for title, line in read_lines(name):
        sections[title] = (*sections.get(title, ()), *line.split(" "))
    return sections


def parse_opposite(line: str) -> Opposite:
    """An opposite from its line: ``left … | right …``, then ``~`` for a contrast, ``^`` for a goal.

    >>> parse_opposite("退货 | 换货 ~").kind
    'contrast'
    """
    left, _, right = line.rstrip("~^ ").partition("|")
    kind = _OPPOSITE_KINDS.get(line[-1:], "veto")
    return Opposite(left=tuple(left.split()), right=tuple(right.split()), kind=kind)


def _read_builtin() -> Lexicon:
    return Lexicon(
        words=read_items("words.txt"),
        splits=read_items("splits.txt"),
        synonyms=tuple(tuple(line.split(" ")) for _, line in read_lines("synonyms.txt")),
        fillers=_sections("fillers.txt"),
        opposites=tuple(parse_opposite(line) for _, line in read_lines("opposites.txt")),
        negation=_sections("negation.txt"),
        questions=_sections("questions.txt"),
    )


def corpus_lexicon(
    *,
    words: tuple[str, ...] = (),
    synonyms: tuple[tuple[str, ...], ...] = (),
    fillers: tuple[str, ...] = (),
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (),
    without: tuple[str, ...] = (),
) -> Lexicon:
    """The built-in lexicon, less the parts named in ``without``, plus a corpus's own words.

    The corpus's words are normalized, so that they meet the texts as the engine sees them.
    """
    own = Lexicon(
        words=_keys(words),
        synonyms=tuple(_keys(group) for group in synonyms),
        fillers={"": _keys(fillers)},
        opposites=tuple(
            Opposite(left=_keys(left), right=_keys(right)) for left, right in opposites
        ),
    )
    return Lexicon.builtin().without(without).merged(own)


def _keys(words: Iterable[str]) -> tuple[str, ...]:
    return _unique(key for word in words if (key := question_key(word)))
