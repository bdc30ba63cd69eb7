"""YAML text → tree, from the parser's events.

Never `yaml.compose` or `load`: they recurse in C (100,000 `[` end the process), expand alias
bombs, keep the last of two equal keys, and read `no` as False.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiaoer.source.faults import Unreadable
from xiaoer.source.findings.parser_problems import problem_code
from xiaoer.source.tree import DEPTH, Items, Node, Pairs, Scalar
from xiaoer.source.yaml_slips import cut_by_comment, slip_behind

if TYPE_CHECKING:
    import yaml

# Far above what an operator reuses by hand, far below what costs memory.
ALIASED = 100_000

# Faults the parser sees far behind the place to mend: where the text, list or key began.
_BEGUN = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "did not find expected ',' or",
    "expected ',' or",
    "could not find expected ':'",
)


# PyYAML 6.0.4 and newer limit nesting themselves.
_TOO_DEEP = "exceeded maximum nesting depth"
# What is missing may stand behind a blank and #.
_CUT = ("did not find expected", "could not find expected ':'", "expected ',' or")


def parse_yaml(text: str) -> Node | None:
    """The tree of the only document in `text`; None when there is none.

    Raises: Unreadable with the offset of the fault.
    """
    import yaml

    try:
        return _Builder().build(_events(text))
    except yaml.YAMLError as error:
        if getattr(error, "problem", None) == _TOO_DEEP:
            raise _nested(text, error) from error
        raise _syntax(error, text) from error


def _events(text: str) -> Iterator[yaml.Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return iter(yaml.parse(text, Loader=loader))


class _OpenNode:
    """A list or mapping that is still open."""

    __slots__ = ("anchor", "at", "children", "is_list", "size_before")

    def __init__(self, is_list: bool, at: int, anchor: str | None, size_before: int) -> None:
        self.is_list = is_list
        self.at = at
        self.anchor = anchor
        self.size_before = size_before
        self.children: list[Node] = []

    def close(self) -> Node:
        if self.is_list:
            return Items(tuple(self.children), self.at)
        pairs = zip(self.children[0::2], self.children[1::2], strict=True)
        return Pairs(tuple(pairs), self.at)


class _Builder:
    """Folds events into nodes on a stack of its own."""

    def __init__(self) -> None:
        self._stack: list[_OpenNode] = []
        self._root: Node | None = None
        self._documents = 0
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._size = 0
        self._aliased = 0

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        import yaml

        for event in events:
            # Most frequent first: a corpus of 10,000 entries has 300,000 events.
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event, isinstance(event, yaml.SequenceStartEvent))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise Unreadable("E014", _start(event))
        return self._root

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        at = _start(event)
        if event.tag is not None:
            raise Unreadable("E018", at, tag=_tag(event.tag))
        node = Scalar(event.value, event.style is None or event.style == "", at)
        self._size += 1
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1)
        self._put(node)

    def _open(self, event: yaml.CollectionStartEvent, is_list: bool) -> None:
        at = _start(event)
        if event.tag is not None:
            raise Unreadable("E018", at, tag=_tag(event.tag))
        if len(self._stack) >= DEPTH:
            raise Unreadable("E015", at, limit=DEPTH)
        self._size += 1
        self._stack.append(_OpenNode(is_list, at, event.anchor, self._size))

    def _close(self) -> None:
        frame = self._stack.pop()
        node = frame.close()
        if frame.anchor is not None:
            # Only now: an alias inside its own anchor would be a tree without an end.
            self._anchors[frame.anchor] = (node, self._size - frame.size_before + 1)
        self._put(node)

    def _alias(self, event: yaml.AliasEvent) -> None:
        at = _start(event)
        name = event.anchor or ""
        if name not in self._anchors:
            raise Unreadable("E017", at, name=name)
        node, size = self._anchors[name]
        self._aliased += size
        self._size += size
        if self._aliased > ALIASED:
            raise Unreadable("E016", at, limit=ALIASED)
        self._put(node)

    def _put(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self._root = node


def _nested(text: str, error: yaml.YAMLError) -> Unreadable:
    """Where the text was nested too deep for us, long before it was too deep for the parser.

    The parser reads ahead and gives up before it has told of the levels that it accepts, so what
    stands before the place is read once more.
    """
    import yaml

    mark = getattr(error, "problem_mark", None)
    at = len(text) if mark is None else min(mark.index, len(text))
    try:
        _Builder().build(_events(text[:at]))
    except Unreadable as found:
        return found
    except yaml.YAMLError:
        pass
    return Unreadable("E015", at, limit=DEPTH)


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _start(event: yaml.Event) -> int:
    mark = event.start_mark
    return 0 if mark is None else mark.index


def _syntax(error: yaml.YAMLError, text: str) -> Unreadable:
    words = getattr(error, "problem", None) or str(error)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if words.startswith(_BEGUN):
        marks.reverse()
    at = next((min(mark.index, len(text)) for mark in marks if mark is not None), 0)
    tab = at if "tab character" in words else _tab_indent(text, at)
    if tab >= 0:
        return Unreadable("E013", tab)
    slip = slip_behind(text, at)
    if slip is not None:
        return slip
    if "cannot start any token" in words and at < len(text):
        return Unreadable("E020", at, char=text[at])
    fault = Unreadable("E012", at, problem=problem_code(words))
    return cut_by_comment(text, at) or fault if words.startswith(_CUT) else fault


def _tab_indent(text: str, at: int) -> int:
    """The offset of a tab that indents the line at `at` or the line before it, or -1."""
    start = text.rfind("\n", 0, at) + 1
    for first in (start, text.rfind("\n", 0, max(start - 1, 0)) + 1):
        end = text.find("\n", first)
        line = text[first : end if end >= 0 else len(text)]
        lead = line[: len(line) - len(line.lstrip(" \t-"))]
        if "\t" in lead:
            return first + lead.index("\t")
    return -1
