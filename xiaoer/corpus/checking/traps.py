"""What loads without a fault and is hardly meant: each finding says where and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from xiaoer.corpus.checking.trap_shapes import (
    COMMA,
    CUT,
    HTML,
    MARKDOWN,
    NAME_COMMA,
    SCIENTIFIC,
    SUSPECTS,
    UNREAD_BREAK,
    VARIABLE,
    is_leftover,
    is_placeholder,
    is_wrapped,
    label_of,
    several,
)
from xiaoer.corpus.reading.meant_values import guessed_url
from xiaoer.corpus.reading.tree_reader import TreeReader
from xiaoer.errors import nearest_name
from xiaoer.source.findings.slips import slip_in_lines
from xiaoer.source.tree import Items, Node, Pairs, Scalar, TextSource
from xiaoer.text.regex import regex

LeafKind = Literal["question", "prose", "label", "name", "image"]
_KINDS: dict[str, LeafKind] = {
    "question": "question",
    "variants": "question",
    "negatives": "question",
    "answer": "prose",
    "channels": "prose",
    "category": "label",
    "links.label": "label",
    "self_service.label": "label",
    "audience": "name",
    "related": "name",
    "keywords": "name",
    "image": "image",
}
_LISTS = ("variants", "negatives", "related")
_WITH_TEXTS = frozenset(key.partition(".")[0] for key in _KINDS)
_PROSE = ("texts", "variables")
_LABELS = ("audiences", "channels")
_NAMES = frozenset(("words", "categories", "category", "audience", "synonyms", "fillers"))
_SENTENCE_ENDS = "。！？!?；;…”』）)"
_CHINESE = regex("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class _Leaf(NamedTuple):
    """A text, the keys above it, and whether it stands in a list in brackets."""

    node: Scalar
    keys: tuple[str, ...]
    flow: bool

    @property
    def key(self) -> str:
        return ".".join(self.keys)


class Traps:
    """Warns of the traps in the entries or settings of one source, of each place once."""

    def __init__(
        self, reader: TreeReader, variables: Collection[str] = (), folder: Path | None = None
    ) -> None:
        self._reader = reader
        self._variables = variables
        self._folder = folder
        self._text = reader.source.text if isinstance(reader.source, TextSource) else None
        self._seen: set[tuple[str, int]] = set()

    def entry(self, node: Node) -> None:
        """Look at the texts of an entry."""
        for key, value in node.pairs if isinstance(node, Pairs) else ():
            if not isinstance(key, Scalar) or key.text not in _WITH_TEXTS:
                continue
            if isinstance(value, Scalar) and key.text in _LISTS:
                continue  # a fault already
            kind = _KINDS.get(key.text)
            for leaf in self._leaves(value, (key.text,)):
                own = kind or _KINDS.get(leaf.key)
                if own is not None:
                    self._look(leaf, own)

    def settings(self, node: Node) -> None:
        """Look at the texts and words of the settings."""
        for leaf in self._leaves(node, ()):
            first, last = leaf.keys[0], leaf.keys[-1]
            if first in _PROSE or last == "text":
                self._look(leaf, "prose")
            elif first in _LABELS or last == "label":
                self._look(leaf, "label")
            elif last in _NAMES or first == "lexicon":
                self._look(leaf, "name")

    def _leaves(self, node: Node, keys: tuple[str, ...], flow: bool = False) -> Iterator[_Leaf]:
        if isinstance(node, Pairs):
            for key, value in node.pairs:
                if isinstance(key, Scalar):
                    yield from self._leaves(value, (*keys, key.text))
        elif isinstance(node, Items):
            flow = self._text is not None and self._text[node.at : node.at + 1] == "["
            for item in node.items:
                yield from self._leaves(item, keys, flow)
        elif isinstance(node, Scalar) and keys:
            yield _Leaf(node, keys, flow)

    def _look(self, leaf: _Leaf, kind: LeafKind) -> None:
        if kind == "image":
            self._image(leaf)
            return
        if self._text is not None:
            self._layout(leaf, kind, self._text)
        if not leaf.node.is_null and SUSPECTS[kind].search(leaf.node.text):
            for look in _LOOKS[kind]:
                look(self, leaf)

    def _warn(self, code: str, leaf: _Leaf, at: int | None = None, **fields: object) -> None:
        at = leaf.node.at if at is None else at
        if (code, at) not in self._seen:
            self._seen.add((code, at))
            self._reader.report(code, at, key=leaf.key, **fields)

    # --- how it is written --------------------------------------------------------------------

    def _layout(self, leaf: _Leaf, kind: LeafKind, text: str) -> None:
        node = leaf.node
        end = node.at + len(node.text)
        if node.plain and text[end : end + 1] == "\n" and text.startswith(node.text, node.at):
            return  # most texts: a line of their own
        quoted = not node.plain and text[node.at : node.at + 1] in ('"', "'")
        if not (node.plain or quoted):
            return
        end = _end(node, text) if node.plain else _closing(node, text)
        written = text[node.at : end]
        if "\n" in written and (kind == "question" or _CHINESE.search(written)):
            self._warn("W443", leaf, text=node.text, mend=slip_in_lines(written))
        if node.plain:
            self._cut(leaf, kind, text, end)

    def _cut(self, leaf: _Leaf, kind: LeafKind, text: str, end: int) -> None:
        """A comment is clear behind two blanks, and with a blank after the sign."""
        found = CUT.match(text, end)
        if found is None or (len(found[1]) > 1 and not leaf.node.is_null):
            return
        if found[2] and (kind != "prose" or leaf.node.is_null or _ends(leaf.node.text)):
            return
        left = "" if leaf.node.is_null else leaf.node.text
        self._warn("W431", leaf, found.end(1), text=left)

    # --- what it says -------------------------------------------------------------------------

    def _question(self, leaf: _Leaf) -> None:
        if leaf.flow and leaf.node.plain and COMMA.search(leaf.node.text):
            self._warn("W432", leaf, text=leaf.node.text)
        elif several(leaf.node.text):
            self._warn("W433", leaf, text=leaf.node.text)

    def _name(self, leaf: _Leaf) -> None:
        written = leaf.node.plain or self._text is None
        if written and NAME_COMMA.search(leaf.node.text):
            self._warn("W432", leaf, text=leaf.node.text)

    def _html(self, leaf: _Leaf) -> None:
        found = HTML.search(leaf.node.text)
        if found:
            self._warn("W434", leaf, text=found[0])

    def _prose(self, leaf: _Leaf) -> None:
        text = leaf.node.text
        found = MARKDOWN.search(text)
        if found:
            self._warn("W435", leaf, text=found[0])
        if is_placeholder(text):
            self._warn("W437", leaf, text=text)
        for name in VARIABLE.findall(text):
            if name in self._variables:
                self._warn("W442", leaf, name=name)

    def _leftover(self, leaf: _Leaf) -> None:
        if is_leftover(leaf.node.text):
            self._warn("W437", leaf, text=leaf.node.text)
        found = SCIENTIFIC.search(leaf.node.text)
        if found:
            self._warn("W441", leaf, text=found[0])

    def _break(self, leaf: _Leaf) -> None:
        found = UNREAD_BREAK.search(leaf.node.text)
        if found:
            self._warn("W438", leaf, text=found[0])

    def _label(self, leaf: _Leaf) -> None:
        found = label_of(leaf.node.text, answer=_KINDS.get(leaf.keys[0]) == "prose")
        if found:
            self._warn("W439", leaf, text=found)

    def _quotes(self, leaf: _Leaf) -> None:
        if self._text is not None and leaf.node.plain and is_wrapped(leaf.node.text):
            self._warn("W440", leaf, text=leaf.node.text)

    def _image(self, leaf: _Leaf) -> None:
        name = leaf.node.text.strip()
        local = name and not leaf.node.is_null and ":" not in name and name[0] not in "/\\"
        if self._folder is None or not local:
            return
        path = self._folder / name
        if not _is_there(path):
            meant = guessed_url(name) if name.startswith("www.") else _beside(path)
            self._warn("W436", leaf, text=name, nearest=meant)


_LOOKS: dict[LeafKind, tuple[Callable[[Traps, _Leaf], None], ...]] = {
    "question": (
        Traps._question,
        Traps._html,
        Traps._leftover,
        Traps._break,
        Traps._label,
        Traps._quotes,
    ),
    "prose": (
        Traps._prose,
        Traps._html,
        Traps._leftover,
        Traps._break,
        Traps._label,
        Traps._quotes,
    ),
    "label": (Traps._html, Traps._leftover, Traps._quotes),
    "name": (Traps._name, Traps._quotes),
}


def _end(node: Scalar, text: str) -> int:
    """Where a plain text ends; it may run over several lines, which are folded into one."""
    if node.is_null and not text.startswith(node.text or "\n", node.at):
        return node.at
    end = node.at + len(node.text)
    if text.startswith(node.text, node.at):
        return end
    end = node.at
    for word in node.text.split():
        found = text.find(word, end)
        end = end if found < 0 else found + len(word)
    return end


def _closing(node: Scalar, text: str) -> int:
    """Where a quoted text ends."""
    mark = text[node.at]
    end = node.at + 1
    while True:
        end = text.find(mark, end)
        if end < 0:
            return len(text)
        if mark == "'" and text.startswith("''", end):
            end += 2
        elif mark == '"' and _is_escaped(text, end):
            end += 1
        else:
            return end + 1


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _ends(text: str) -> bool:
    return text[-1:] in _SENTENCE_ENDS


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _beside(path: Path) -> str:
    """The name of a file beside `path` that looks most like it, or ""."""
    try:
        names = [one.name for one in path.parent.iterdir() if one.is_file()]
    except (OSError, ValueError):
        return ""
    return nearest_name(path.name, sorted(names)[:100])
