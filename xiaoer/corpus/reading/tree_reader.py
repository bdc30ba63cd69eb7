"""Typed access to a tree: what is not as expected becomes a finding and a default."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, TypeVar

from xiaoer.corpus.reading.meant_values import guessed_flag, guessed_number
from xiaoer.corpus.template import is_name
from xiaoer.source.faults import Faults
from xiaoer.source.findings.slips import slip_in_key, slip_in_text, slip_in_word
from xiaoer.source.tree import (
    FORBIDDEN,
    Items,
    Node,
    Pairs,
    RowSource,
    Scalar,
    Source,
    TextSource,
    kind,
)

_Name = TypeVar("_Name", bound=str)
_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))
# How a database has them.
_NUMBERS = {"1": "true", "0": "false"}


class Text(NamedTuple):
    """A text and where it stands."""

    text: str
    at: int


class TreeReader:
    """Reads nodes of one source and adds findings to a shared list."""

    __slots__ = ("faults", "source")

    def __init__(self, source: Source, faults: Faults) -> None:
        self.source = source
        self.faults = faults

    def report(self, code: str, at: int, **fields: object) -> None:
        """Record one finding in this source."""
        self.faults.add(code, self.source, at, **fields)

    def misread(self, code: str, at: int, text: str, meant: str, /, **fields: object) -> None:
        """Record a value that cannot be read, with what it was probably meant for, or ""."""
        meant = "" if meant == text else meant
        self.report(code, at, **fields, nearest=meant, mend=slip_in_word(text))

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
                mend = slip_in_key(key.text, known)
                fault = {"key": key.text, "mend": mend}
                self.faults.unknown("E104", self.source, key.at, key.text, known, **fault)
            elif key.text in required or not (isinstance(value, Scalar) and value.is_null):
                fields[key.text] = value
        for name in required:
            if name not in fields:
                self.report("E106", node.at, key=name)
        return fields

    def wrong(self, key: str, expected: str, node: Node) -> None:
        """Record that `key` has another type than expected."""
        mend = self._slip(node, expected)
        self.report("E103", node.at, key=key, expected=expected, found=kind(node), mend=mend)

    def _slip(self, node: Node, expected: str) -> str:
        """The mend of a value of another kind than expected, or ""."""
        if isinstance(node, Scalar):
            slip = slip_in_text(node.text, expected)
            return "row_list" if slip == "list" and isinstance(self.source, RowSource) else slip
        wants_text = expected in ("text", "text_or_texts")
        if wants_text and isinstance(self.source, TextSource) and _is_bracketed_word(node):
            return "begins"
        return ""

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
        """True or False for true/yes/on and false/no/off; 1 and 0 too but in YAML."""
        text = self.text(key, node, expected="flag")
        if node is None or text is None:
            return default
        word = text.strip().lower()
        if not isinstance(self.source, TextSource):
            word = _NUMBERS.get(word, word)
        if word not in _TRUE and word not in _FALSE:
            self.misread("E210", node.at, text, guessed_flag(text), key=key, text=text)
            return default
        return word in _TRUE

    def one_of(
        self, code: str, key: str, node: Node | None, names: tuple[_Name, ...]
    ) -> _Name | None:
        """The name that a text is; None where there is none; an unknown one is reported."""
        text = self.text(key, node)
        found = next((name for name in names if name == text), None)
        if node is not None and text is not None and found is None:
            self.faults.unknown(code, self.source, node.at, text, names, name=text)
        return found

    def number(self, key: str, node: Node | None, low: float, high: float) -> float | None:
        """A number within `low` and `high`, both included."""
        text = self.text(key, node, expected="number")
        if node is None or text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            self._no_number(key, node.at, "number", text)
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
            self._no_number(key, node.at, "integer", text)
            return None
        return value if self._within(key, node.at, value, low, high, text) else None

    def _no_number(self, key: str, at: int, expected: str, text: str) -> None:
        meant = guessed_number(text)
        meant = meant if expected == "number" or meant.isdecimal() else ""
        self.misread("E211", at, text, meant, key=key, expected=expected, text=text)

    def _within(self, key: str, at: int, value: float, low: float, high: float, text: str) -> bool:
        # Written so that NaN is outside.
        if low <= value <= high:
            return True
        self.report("E209", at, key=key, low=low, high=high, text=text)
        return False


def _is_bracketed_word(node: Node) -> bool:
    """True for a list or mapping that was meant as a text, such as [紧急] or {订单号}."""
    if isinstance(node, Pairs) and len(node.pairs) == 1:
        only, value = node.pairs[0]
        return _is_word(only) and isinstance(value, Scalar) and value.is_null
    return isinstance(node, Items) and len(node.items) == 1 and _is_word(node.items[0])


def _is_word(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.isascii()


def plain(texts: tuple[Text, ...]) -> tuple[str, ...]:
    """The texts without their places."""
    return tuple(text.text for text in texts)
