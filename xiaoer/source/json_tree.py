"""JSON Lines → the same tree as YAML gives."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xiaoer.source.faults import Unreadable
from xiaoer.source.findings.parser_problems import problem_code
from xiaoer.source.tree import DEPTH, Items, Node, Pairs, Scalar


class _Written(str):
    """A JSON number, kept as written: 1.10 stays 1.10."""

    __slots__ = ()


class _Repeated(list[tuple[str, object]]):
    """A JSON object with its keys in order, repeated ones too."""


def json_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, numbered from 1; only \\n and \\r end a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def parse_json(line: str, at: int) -> Node:
    """The tree of one line of JSON, every place being `at`.

    Raises: Unreadable when it is no JSON or nested too deep.
    """
    if line.count("[") + line.count("{") > DEPTH and _depth(line) > DEPTH:
        raise Unreadable("E015", at, limit=DEPTH)
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        problem = problem_code(error.msg)
        raise Unreadable("E019", at, problem=problem, column=error.pos + 1) from error
    return _node(value, at)


def _node(value: object, at: int) -> Node:
    if isinstance(value, str):
        return Scalar(str(value), isinstance(value, _Written), at)
    if value is None:
        return Scalar("null", True, at)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, at)
    if isinstance(value, _Repeated):
        return Pairs(tuple((_node(key, at), _node(item, at)) for key, item in value), at)
    assert isinstance(value, list)
    return Items(tuple(_node(item, at) for item in value), at)


def _depth(line: str) -> int:
    """The deepest nesting of brackets outside quotes."""
    deepest = depth = 0
    quoted = escaped = False
    for char in line:
        if escaped:
            escaped = False
        elif quoted and char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif not quoted and char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not quoted and char in "]}":
            depth -= 1
    return deepest


def _constant(word: str) -> _Written | None:
    """What some writers put for an empty cell is nothing."""
    return None if word == "NaN" else _Written(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Repeated,
    parse_int=_Written,
    parse_float=_Written,
    parse_constant=_constant,
)
