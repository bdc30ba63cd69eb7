"""JSON Lines and Python values → the same tree as YAML gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from xiaoer.corpus.faults import Unreadable
from xiaoer.corpus.problems import problem_code
from xiaoer.corpus.tree import DEPTH, Foreign, Items, Node, Pairs, Scalar

# Of a number from Python: it refuses to print one of more than 4,300 digits.
_MOST_BITS = 14_000


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
    return from_value(value, at)


def from_value(value: object, at: int, depth: int = DEPTH) -> Node:
    """The tree of a Python value; numbers and dates become the text they print.

    Raises: Unreadable when it is nested deeper than `depth`.
    """
    if isinstance(value, str):
        plain = isinstance(value, _Written)
        return Scalar(str(value), plain, at)
    if value is None:
        return Scalar("null", True, at)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, at)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return Foreign("huge_number", at)
    if isinstance(value, int | float | Decimal):
        return Scalar(str(value), True, at)
    if isinstance(value, date):
        return Scalar(value.isoformat(), True, at)
    if depth <= 0:
        raise Unreadable("E015", at, limit=DEPTH)
    if isinstance(value, _Repeated | Mapping):
        pairs = value if isinstance(value, _Repeated) else value.items()
        return Pairs(
            tuple((from_value(k, at, 0), from_value(v, at, depth - 1)) for k, v in pairs), at
        )
    if isinstance(value, list | tuple):
        return Items(tuple(from_value(item, at, depth - 1) for item in value), at)
    return Foreign(type(value).__name__, at)


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


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Repeated,
    parse_int=_Written,
    parse_float=_Written,
    parse_constant=_Written,
)
