"""Where the parts of a YAML text begin and end, how each is written, and what is a comment.

The tree of `yaml_tree` says what a text means; the marks say which characters mean it, so that
an edit touches those and no others. A text that loads has marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from xiaoer.text.regex import regex

if TYPE_CHECKING:
    import yaml

MarkKind = Literal["scalar", "list", "mapping", "alias"]
_COMMENT = regex(r"(?:(?<=[\s])|^)#[^\r\n]*", re.MULTILINE)
_BREAK = regex(r"\r\n?|\n")
_HEADER = regex(r"[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")


class _Indexed(Protocol):
    """A mark of either of PyYAML's parsers."""

    @property
    def index(self) -> int:
        """The offset of a character."""


class Mark(NamedTuple):
    """A part of a text: `text[start:end]`, without what follows it on its line.

    `style` is "'", '"', "|", ">" or "" (plain) of a scalar, "[" or "" (block) of a list, "{" or ""
    of a mapping. `parts` are the items of a list, or key, value, key, value … of a mapping.
    """

    kind: MarkKind
    start: int
    end: int
    style: str = ""
    parts: tuple[Mark, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[Mark, Mark], ...]:
        """The keys and values of a mapping."""
        return tuple(zip(self.parts[0::2], self.parts[1::2], strict=True))


def marks(text: str) -> Mark | None:
    """The marks of the only document in a text that loads; None when there is none."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    open_parts: list[tuple[yaml.Event, list[Mark]]] = []
    root: list[Mark] = []
    for event in yaml.parse(text, Loader=loader):
        inner = open_parts[-1][1] if open_parts else root
        if isinstance(event, yaml.CollectionStartEvent):
            open_parts.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            begun, parts = open_parts.pop()
            (open_parts[-1][1] if open_parts else root).append(_whole(begun, event, parts))
        elif isinstance(event, yaml.ScalarEvent):
            inner.append(_scalar(event, text))
        elif isinstance(event, yaml.AliasEvent):
            inner.append(Mark("alias", _at(event.start_mark), _at(event.end_mark)))
    return root[0] if root else None


def comments(text: str, root: Mark | None) -> list[tuple[int, int]]:
    """The places of the comments, in order: what stands behind # outside every text."""
    found: list[tuple[int, int]] = []
    before = 0
    for scalar in scalars(root) if root is not None else ():
        found += _comments_in(text, before, scalar.start)
        if (
            scalar.style in ("|", ">")
            and (header := _HEADER.match(text, scalar.start))
            and header[1]
        ):
            found.append(header.span(1))
        before = max(before, scalar.end)
    return found + _comments_in(text, before, len(text))


def scalars(mark: Mark) -> Iterator[Mark]:
    """Every scalar and alias of a part, in the order of the text."""
    ahead = [mark]
    while ahead:
        one = ahead.pop()
        if one.kind in ("scalar", "alias"):
            yield one
        ahead += reversed(one.parts)


def raw_offsets(text: str, mark: Mark, value: str) -> list[int] | None:
    """Where each character of a scalar's value stands in the text; None where that is not plain.

    A break that was folded into a blank counts as where the line ends. None for escapes.
    """
    folds = len(text)  # lines whose indentation means nothing
    at, indent = mark.start + bool(mark.style), folds
    if mark.style in ("|", ">"):
        at, indent = _body(text, mark)
    if mark.style == ">":
        indent = folds
    found: list[int] = []
    for char in value:
        begins = text[at - 1 : at] in ("\r", "\n")
        at = _next(text, at, char, indent if begins else 0)
        if at < 0:
            return None
        found.append(at)
        at += _length(text, at, mark)
    return found


def _body(text: str, mark: Mark) -> tuple[int, int]:
    """Where the lines of a block begin, and how deep they are indented."""
    header = _HEADER.match(text, mark.start)
    line = _BREAK.search(text, header.end() if header else mark.start)
    at = line.end() if line else mark.end
    first = next((row for row in text[at : mark.end].splitlines() if row.strip()), "")
    return at, len(first) - len(first.lstrip(" "))


def _next(text: str, at: int, char: str, indent: int) -> int:
    """Where the next character of a value stands, from `at` on; -1 when something else does."""
    most = at + indent
    while at < most and text[at : at + 1] in (" ", "\t"):
        at += 1
    if char == "\n" or (char == " " and text[at : at + 1] in ("\r", "\n")):
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        return at if text[at : at + 1] in ("\r", "\n") else -1
    if indent == len(text):  # breaks that were folded
        while text[at : at + 1] in ("\r", "\n", " ", "\t"):
            at += 1
    return at if text[at : at + 1] == char else -1


def _length(text: str, at: int, mark: Mark) -> int:
    if text.startswith("\r\n", at) or (mark.style == "'" and text.startswith("''", at)):
        return 2
    return 1


def _comments_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in _COMMENT.finditer(text, start, end)]


def _scalar(event: yaml.ScalarEvent, text: str) -> Mark:
    start, end = _at(event.start_mark), _at(event.end_mark)
    style = event.style or ""
    if style:  # an anchor may stand before it
        start = text.find(style, start, max(end, start + 1))
    if style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Mark("scalar", start, end, style)


def _whole(begun: yaml.Event, ended: yaml.Event, parts: list[Mark]) -> Mark:
    """A list or mapping; one in block style ends where its last part does."""
    import yaml

    assert isinstance(begun, yaml.CollectionStartEvent)
    is_list = isinstance(begun, yaml.SequenceStartEvent)
    start, end = _at(begun.start_mark), _at(ended.end_mark)
    style = ("[" if is_list else "{") if begun.flow_style else ""
    if not style and parts:
        end = max(part.end for part in parts)
    return Mark("list" if is_list else "mapping", start, end, style, tuple(parts))


def _at(mark: _Indexed | None) -> int:
    return 0 if mark is None else mark.index
