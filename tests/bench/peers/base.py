"""What a peer is: a small class that is built from questions and ranks entries for a query."""

import logging
import tempfile
import unicodedata
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar, NamedTuple

RANKING = 5
"""Entries in a ranking, as many as xiaoer reports: every MRR here is MRR@5."""


class Ranking(NamedTuple):
    """Entries, best first, with their scores; an entry scores as its best question does."""

    ids: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


class Peer(ABC):
    """A system to compare with. ``build`` once, then ``rank`` any number of queries.

    - ``label``: its name in tables. ``about``: how it is set up, in one line.
    - ``needs``: the distributions it is made of, beside xiaoer's own dependencies.
    - ``lexical``: it sees only the characters and words of the corpus, no trained model.
    - ``confidences``: the kinds of confidence it is judged by, the better one counts: ``score``
      is that of the first entry, ``margin`` its distance to the second's.
    - ``lists``: it ranks entries; otherwise it names one answer, and has no R@3 or MRR.
    - ``owed``: nanoseconds that a store saved in the last call, to be added to its time.
    """

    label: str
    about: str
    needs: ClassVar[tuple[str, ...]] = ()
    lexical: ClassVar[bool] = True
    confidences: ClassVar[tuple[str, ...]] = ("score",)
    lists: ClassVar[bool] = True
    most_entries: ClassVar[int | None] = None
    owed: int = 0

    @abstractmethod
    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        """Takes the questions, each with the id of its entry; those of an entry together."""

    @abstractmethod
    def rank(self, query: str) -> Ranking:
        """At most ``RANKING`` entries; ties go to the entry that came first."""

    def close(self) -> None:  # noqa: B027 - most have nothing to keep
        """Keeps for the next run what took long to make."""

    def missing(self) -> str:
        """Why it cannot run here; "" when it can."""
        absent = [name for name in self.needs if not installed_version(name)]
        return f"not installed: {', '.join(absent)}" if absent else ""

    def versions(self) -> dict[str, str]:
        """The versions of what it is made of."""
        return {name: installed_version(name) for name in self.needs}


def installed_version(distribution: str) -> str:
    """Its version, or "" where it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def first_ids(ordered: Iterable[tuple[str, float]], most: int = RANKING) -> Ranking:
    """A ranking of entries from questions that are sorted, best first."""
    scores: dict[str, float] = {}
    for id, score in ordered:
        scores.setdefault(id, score)
        if len(scores) == most:
            break
    return Ranking(tuple(scores), tuple(scores.values()))


def plain(text: str) -> str:
    """The text as any of these systems would be given it: NFKC, lower case, no outer spaces."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def words(text: str) -> list[str]:
    """The words of the plain text, by jieba as shipped."""
    return [word for word in jieba_cut()(plain(text)) if not word.isspace()]


def spaced_words(text: str) -> str:
    """The same words with a space between them."""
    return " ".join(words(text))


def characters(text: str) -> list[str]:
    """The characters of the plain text without spaces."""
    return [char for char in plain(text) if not char.isspace()]


@cache
def jieba_cut() -> Callable[[str], list[str]]:
    """jieba's ``lcut`` with its own dictionary, loaded once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder  # its cache would be read from a folder that anyone may write
        tokenizer.initialize()
    lcut: Callable[[str], list[str]] = tokenizer.lcut
    return lcut
