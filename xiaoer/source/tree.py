"""The tree every source becomes: texts as written, lists, mappings, each with its place.

`at` is an offset whose meaning belongs to the source: a character for YAML, a line for JSON
Lines, the number of a part for rows. Only a diagnostic turns it into a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple, Protocol

from xiaoer.source.findings.diagnostics import Place
from xiaoer.text.regex import regex

# What YAML forbids (controls, surrogates, non-characters) and a BOM in mid-text; NEL is allowed.
FORBIDDEN = regex(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
DEPTH = 32

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_WINDOW = 90


class Scalar(NamedTuple):
    """A text as it was written; `plain` when without quotes."""

    text: str
    plain: bool
    at: int

    @property
    def is_null(self) -> bool:
        """True for nothing, `~` and `null` without quotes."""
        return self.plain and self.text in _NULLS


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    at: int


class Pairs(NamedTuple):
    """A mapping, its keys in order and possibly repeated."""

    pairs: tuple[tuple[Node, Node], ...]
    at: int


class Foreign(NamedTuple):
    """A Python value that no file could hold; `found` names its type."""

    found: str
    at: int


Node = Scalar | Items | Pairs | Foreign


def kind(node: Node) -> str:
    """What the node is, as a term of the messages."""
    match node:
        case Scalar():
            return "nothing" if node.is_null else "text"
        case Items():
            return "list"
        case Pairs():
            return "mapping"
        case Foreign():
            return node.found


def moved(node: Node, at: int) -> Node:
    """The node, all of it standing at one place."""
    if isinstance(node, Pairs):
        return Pairs(tuple((moved(key, at), moved(value, at)) for key, value in node.pairs), at)
    if isinstance(node, Items):
        return Items(tuple(moved(item, at) for item in node.items), at)
    return node._replace(at=at)


class Source(Protocol):
    """Where a tree came from: turns what it calls `at` into a place and a source line."""

    def place(self, at: int) -> Place:
        """The place a person finds `at` by."""

    def excerpt(self, at: int) -> tuple[str, int]:
        """The line around `at` (a window of it when long) and the offset of `at` in it."""


class TextSource:
    """A text file: `at` is the offset of a character."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.text = text
        self._starts: list[int] = []

    def place(self, at: int) -> Place:
        """The line and column of the character at offset `at`, both from 1."""
        line = self._line(at)
        return Place(file=self.file, line=line + 1, column=at - self._starts[line] + 1)

    def excerpt(self, at: int) -> tuple[str, int]:
        """The line around `at` (a window of it when long) and the offset of `at` in it."""
        line = self._line(at)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        near = end - start <= _WINDOW or at - start < _WINDOW // 2
        first = start if near else at - _WINDOW // 2
        cut = FORBIDDEN.sub("�", self.text[first : min(end, first + _WINDOW)])
        head = "…" if first > start else ""
        tail = "…" if first + _WINDOW < end else ""
        return f"{head}{cut}{tail}".replace("\t", " "), at - first + len(head)

    def _line(self, at: int) -> int:
        if not self._starts:
            breaks = re.finditer(r"\r\n?|\n", self.text)
            self._starts = [0, *(match.end() for match in breaks)]
        return bisect_right(self._starts, at) - 1


class LineSource:
    """JSON Lines: `at` is the number of the line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def place(self, at: int) -> Place:
        """The line, without a column."""
        return Place(file=self.file, line=at)

    def excerpt(self, at: int) -> tuple[str, int]:  # noqa: ARG002
        """Nothing: such lines are long, and the column is not known."""
        return "", 0


class RowSource:
    """A value from Python, or a path: one place, whatever `at` is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def part(self, whole: int, name: str) -> int:  # noqa: ARG002
        """The number of a part of `whole`: ".url" of a mapping, " 2" of a list."""
        return whole

    def place(self, at: int) -> Place:  # noqa: ARG002
        """The name, such as "settings"."""
        return Place(file=self.name)

    def excerpt(self, at: int) -> tuple[str, int]:  # noqa: ARG002
        """Nothing: there is no text."""
        return "", 0


class FieldSource(RowSource):
    """A row: `at` numbers its parts, 0 being the whole."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._parts: list[tuple[int, str]] = []

    def part(self, whole: int, name: str) -> int:
        """The number of a part of `whole`: ".url" of a mapping, " 2" of a list."""
        self._parts.append((whole, name))
        return len(self._parts)

    def place(self, at: int) -> Place:
        """The name and the field, such as "row 3, links 2.url"."""
        names = []
        while at:
            at, name = self._parts[at - 1]
            names.append(name)
        path = "".join(reversed(names)).removeprefix(".")
        return Place(file=f"{self.name}, {path}" if path else self.name)
