"""Rows and settings from Python → the same tree as YAML gives.

Nothing here imports pandas or numpy: their values are known by what they can do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from xiaoer.records import dataclass
from xiaoer.source.faults import Unreadable
from xiaoer.source.json_tree import parse_json
from xiaoer.source.tree import DEPTH, FORBIDDEN, Foreign, Items, Node, Pairs, RowSource, Scalar
from xiaoer.text.regex import regex

# Columns of a table hold texts: these may hold a list or mapping written as JSON.
_STRUCTURED = frozenset(
    ("variants", "audience", "keywords", "negatives", "channels", "valid", "links")
) | {"self_service", "related"}
# Where nothing at all is said within, the whole is left out; in channels nothing means something.
_LEFT_OUT_WHOLE = frozenset(("keywords", "valid", "links", "self_service"))
# What spreadsheets call a column without a head.
_NAMELESS = regex(r"(?:Unnamed: \d+.*)?")

_LONGEST_LABEL = 40
# Python refuses to print a number of more than 4,300 digits.
_MOST_BITS = 14_000
# Beyond this a float does not know its last digit.
_WHOLE = 2.0**53


def value_tree(value: object, source: RowSource) -> Node:
    """The tree of a Python value; numbers and dates become the text they print.

    NaN, NaT and NA are nothing. Raises: Unreadable when it is nested deeper than 32 levels.
    """
    return _Tree(source).node(value, 0)


def row_tree(row: object, source: RowSource) -> Node:
    """The tree of a row of a table: blank texts are nothing, texts of lists may be JSON.

    A row is a mapping, or what has `keys` (`sqlite3.Row`), `_asdict` (a named tuple) or fields
    (a data class). Raises: Unreadable when it is nested deeper than 32 levels.
    """
    return _RowTree(source).row(row)


@dataclass(frozen=True, slots=True)
class _Tree:
    source: RowSource

    def node(self, value: object, at: int, depth: int = DEPTH) -> Node:
        if isinstance(value, str):
            return self.text(value, at)
        if isinstance(value, bool):
            return Scalar("true" if value else "false", True, at)
        if is_missing(value):
            return _nothing(at)
        written = _written(value)
        if written is not None:
            return Scalar(written, True, at)
        return self._whole(value, at, depth)

    def text(self, value: str, at: int) -> Node:
        return Scalar(str(value), False, at)

    def _whole(self, value: object, at: int, depth: int) -> Node:
        """What has parts, or stands for another value."""
        if depth <= 0:
            raise Unreadable("E015", at, limit=DEPTH)
        if isinstance(value, Enum):
            return self.node(value.value, at, depth - 1)
        pairs = _pairs(value)
        if pairs is not None:
            return self.mapping(pairs, at, depth)
        plain = getattr(value, "tolist", None)
        if callable(plain):
            return self.node(plain(), at, depth - 1)
        if isinstance(value, list | tuple):
            return self.items(value, at, depth)
        return Foreign("huge_number" if isinstance(value, int) else type(value).__name__, at)

    def mapping(self, pairs: Iterable[tuple[object, object]], at: int, depth: int) -> Node:
        found = []
        for key, value in pairs:
            part = self.source.part(at, f".{_label(key)}")
            found.append((self.key(key, part), self.node(value, part, depth - 1)))
        return Pairs(tuple(found), at)

    def key(self, key: object, at: int) -> Node:
        if isinstance(key, str):
            return Scalar(key, False, at)
        written = None if isinstance(key, bool) else _written(key)
        return Foreign(type(key).__name__, at) if written is None else Scalar(written, True, at)

    def items(self, value: list[object] | tuple[object, ...], at: int, depth: int) -> Node:
        parts = ((self.source.part(at, f" {n}"), item) for n, item in enumerate(value, 1))
        return Items(tuple(self.node(item, part, depth - 1) for part, item in parts), at)


class _RowTree(_Tree):
    """As a table has it: what is empty is left out."""

    __slots__ = ()

    def row(self, row: object) -> Node:
        pairs = _pairs(row)
        if pairs is None:
            return Foreign(type(row).__name__, 0)
        found = []
        for key, value in pairs:
            head = key.strip("\ufeff \t\u3000") if isinstance(key, str) else key
            part = self.source.part(0, f".{_label(head)}")
            node = self._field(head, value, part)
            if not (_is_nothing(node) and _is_nameless(head)):
                found.append((self.key(head, part), node))
        return Pairs(tuple(found), 0)

    def _field(self, head: object, value: object, at: int) -> Node:
        if head in _STRUCTURED and isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
            try:
                return _full(parse_json(value, at))
            except Unreadable:
                return Foreign("bad_json", at)
        node = self.node(value, at, DEPTH - 1)
        return _nothing(at) if head in _LEFT_OUT_WHOLE and _is_hollow(node) else node

    def text(self, value: str, at: int) -> Node:
        return Scalar(str(value), False, at) if value.strip() else _nothing(at)

    def items(self, value: list[object] | tuple[object, ...], at: int, depth: int) -> Node:
        return _full(_Tree.items(self, value, at, depth))


def is_missing(value: object) -> bool:
    """True for None and for what data frames have in an empty cell: NaN, NaT, NA.

    >>> is_missing(float("nan")), is_missing(""), is_missing([None])
    (True, False, False)
    """
    if value is None:
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    if getattr(value, "shape", ()):
        return False  # an array answers for each of its items
    try:
        # NaN and NaT are unequal to themselves; NA answers every question with itself.
        unequal = value != value
        return unequal is not False and (unequal is value or bool(unequal))
    except (TypeError, ValueError):
        return False


def _written(value: object) -> str | None:
    """The text of a number or moment; None when it is neither."""
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _MOST_BITS else None
    if isinstance(value, float):
        # A column of whole numbers with a gap becomes one of floats: 12 is then 12.0.
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        # Frames and spreadsheets have no days, only their midnights.
        is_day = value.tzinfo is None and value.time() == time.min
        return value.date().isoformat() if is_day else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _other_text(value)


def _other_text(value: object) -> str | None:
    """The text of numpy's moments and of a UUID, which is there only when somebody imported it."""
    if getattr(getattr(value, "dtype", None), "kind", "") == "M" and not getattr(
        value, "shape", ()
    ):
        return str(value).removesuffix("T00:00:00.000000000")
    uuid = getattr(sys.modules.get("uuid"), "UUID", None)
    return str(value) if uuid is not None and isinstance(value, uuid) else None


def _pairs(value: object) -> Iterable[tuple[object, object]] | None:
    """The parts of what is like a mapping; None when it is not."""
    if isinstance(value, Mapping):
        return value.items()
    named = getattr(value, "_asdict", None)
    if callable(named):
        made: dict[str, object] = named()
        return made.items()
    from dataclasses import fields, is_dataclass  # 17 ms, for what may be one

    if is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    keys = getattr(value, "keys", None)
    if callable(keys) and hasattr(type(value), "__getitem__"):
        return [(key, value[key]) for key in keys()]  # type: ignore[index]
    return None


def _nothing(at: int) -> Scalar:
    return Scalar("null", True, at)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _is_hollow(node: Node) -> bool:
    """True when nothing is said within."""
    if isinstance(node, Pairs):
        return bool(node.pairs) and all(_is_hollow(value) for _, value in node.pairs)
    if isinstance(node, Items):
        return all(_is_hollow(item) for item in node.items)
    return _is_nothing(node)


def _full(node: Node) -> Node:
    """A list without the items that say nothing, such as the gaps of a spreadsheet."""
    if not isinstance(node, Items):
        return node
    kept = (item for item in node.items if not _is_hollow(item))
    return Items(tuple(item for item in kept if not _is_blank(item)), node.at)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def _is_nameless(head: object) -> bool:
    return is_missing(head) or (isinstance(head, str) and _NAMELESS.fullmatch(head) is not None)


def _label(key: object) -> str:
    """A key as a place shows it."""
    if isinstance(key, str) and key.isidentifier() and len(key) <= _LONGEST_LABEL:
        return key
    text = key if isinstance(key, str) else str(key) if isinstance(key, int | date) else "…"
    text = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
    return FORBIDDEN.sub("�", " ".join(text.split()))
