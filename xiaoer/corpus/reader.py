"""Typed access to a tree: what is not as expected becomes a finding and a default."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from xiaoer.corpus.faults import Faults
from xiaoer.corpus.template import is_name
from xiaoer.corpus.tree import FORBIDDEN, Items, Node, Pairs, Scalar, Source, kind

_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))


class Text(NamedTuple):
    """A text and where it stands."""

    text: str
    at: int


class Reader:
    """Reads nodes of one source and adds findings to a shared list."""

    __slots__ = ("faults", "source")

    def __init__(self, source: Source, faults: Faults) -> None:
        self.source = source
        self.faults = faults

    def report(self, code: str, at: int, **fields: object) -> None:
        """Record one finding in this source."""
        self.faults.add(code, self.source, at, **fields)

    def pairs(self, node: Pairs) -> dict[Text, Node]:
        """The values by key; the first of equal keys counts."""
        found: dict[str, tuple[Text, Node]] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.report("E108", key.at, found=kind(key))
            elif key.text in found:
                first = self.source.place(found[key.text][0].at)
                self.report("E105", key.at, key=key.text, other=first)
            else:
                found[key.text] = (Text(key.text, key.at), value)
        return dict(found.values())

    def fields(
        self,
        node: Pairs,
        known: Collection[str],
        required: Collection[str] = (),
        removed: Collection[str] = (),
    ) -> dict[str, Node]:
        """The values by key; unknown and missing keys are reported, null values left out.

        A removed key, known to older versions, is a warning.
        """
        fields: dict[str, Node] = {}
        for key, value in self.pairs(node).items():
            if key.text in removed:
                self.report("W420", key.at, key=key.text)
            elif key.text not in known:
                self.faults.unknown("E104", self.source, key.at, key.text, known, key=key.text)
            elif key.text in required or not (isinstance(value, Scalar) and value.is_null):
                fields[key.text] = value
        for name in required:
            if name not in fields:
                self.report("E106", node.at, key=name)
        return fields

    def wrong(self, key: str, expected: str, node: Node) -> None:
        """Record that `key` has another type than expected."""
        self.report("E103", node.at, key=key, expected=expected, found=kind(node))

    def mapping(self, key: str, node: Node | None) -> Pairs | None:
        """The node when it is a mapping."""
        if node is None or isinstance(node, Pairs):
            return node
        self.wrong(key, "mapping", node)
        return None

    def items(self, key: str, node: Node | None, expected: str) -> tuple[Node, ...]:
        """The nodes of a list; `expected` says of what."""
        if node is None:
            return ()
        if isinstance(node, Items):
            return node.items
        self.wrong(key, expected, node)
        return ()

    def text(
        self, key: str, node: Node | None, *, required: bool = False, expected: str = "text"
    ) -> str | None:
        """The text as written; None when absent, of another type, or empty though required."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.wrong(key, expected, node)
            return None
        text = "" if node.is_null else node.text
        if required and not text.strip():
            self.report("E107", node.at, key=key)
            return None
        bad = FORBIDDEN.search(text)
        if bad is not None:
            self.report("E010", node.at, char=f"U+{ord(bad[0]):04X}")
            return None
        return text

    def named(self, key: str, name: Text) -> bool:
        """True when a name used as a key under `key` is not empty; else it is reported."""
        if name.text.strip():
            return True
        self.report("E112", name.at, key=key)
        return False

    def placeholder(self, kind: str, name: Text) -> bool:
        """True when `name` can stand between braces; else it is reported."""
        if is_name(name.text):
            return True
        self.report("E216", name.at, kind=kind, name=name.text)
        return False

    def texts(self, key: str, node: Node | None) -> tuple[Text, ...]:
        """The texts of a list; an empty one is reported and left out."""
        found = []
        for item in self.items(key, node, "texts"):
            text = self.text(key, item)
            if text is not None and not text.strip():
                self.report("E112", item.at, key=key)
            elif text is not None:
                found.append(Text(text, item.at))
        return tuple(found)

    def text_or_texts(self, key: str, node: Node | None) -> tuple[Text, ...]:
        """The texts of a list, or the only one that is written without a list."""
        if isinstance(node, Scalar):
            text = self.text(key, node, required=True)
            return () if text is None else (Text(text, node.at),)
        if node is not None and not isinstance(node, Items):
            self.wrong(key, "text_or_texts", node)
            return ()
        return self.texts(key, node)

    def flag(self, key: str, node: Node | None, default: bool) -> bool:
        """True or False for true/yes/on and false/no/off."""
        text = self.text(key, node, expected="flag")
        if node is None or text is None:
            return default
        word = text.strip().lower()
        if word not in _TRUE and word not in _FALSE:
            self.report("E210", node.at, key=key, text=text)
            return default
        return word in _TRUE

    def number(self, key: str, node: Node | None, low: float, high: float) -> float | None:
        """A number within `low` and `high`, both included."""
        text = self.text(key, node, expected="number")
        if node is None or text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            self.report("E211", node.at, key=key, expected="number", text=text)
            return None
        return value if self._within(key, node.at, value, low, high, text) else None

    def integer(self, key: str, node: Node | None, low: int, high: int) -> int | None:
        """A whole number within `low` and `high`, both included."""
        text = self.text(key, node, expected="integer")
        if node is None or text is None:
            return None
        try:
            # int() of thousands of digits is quadratic, and an error of its own.
            value = int(text) if len(text) <= 20 else None
        except ValueError:
            value = None
        if value is None:
            self.report("E211", node.at, key=key, expected="integer", text=text)
            return None
        return value if self._within(key, node.at, value, low, high, text) else None

    def _within(self, key: str, at: int, value: float, low: float, high: float, text: str) -> bool:
        # Written so that NaN is outside.
        if low <= value <= high:
            return True
        self.report("E209", at, key=key, low=low, high=high, text=text)
        return False


def plain(texts: tuple[Text, ...]) -> tuple[str, ...]:
    """The texts without their places."""
    return tuple(text.text for text in texts)
