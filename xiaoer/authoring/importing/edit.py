"""A YAML file of entries with some of them changed: only their lines, and every comment stays.

An edit is placed by the marks of the loader, and what comes out is read again: unless it is
exactly what was meant, a larger edit is tried (the field, the entry, the file).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.records import dataclass
from xiaoer.source.faults import Unreadable
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tree import Items, Node, Pairs, RowSource, Scalar
from xiaoer.source.yaml_tree import parse_yaml
from xiaoer.text.regex import regex

_COMMENT = regex(r"^[ \t]*#", re.MULTILINE)
_BEHIND = regex(r"(?:^|[ \t])#.*$")
_ITEM = regex(r"[ ]*-[ ]+")
_BLOCK: Final = regex(r":\s*[|>][+-]?\d?\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The text; ``whole``: written anew, and so many comments are gone."""

    text: str
    whole: bool = False
    comments: int = 0
    bom: bytes = b""


class Update(NamedTuple):
    """An entry as it is to be, and the names of the fields that change."""

    entry: Entry
    fields: tuple[str, ...]


def edited(path: Path, text: str, updated: Mapping[str, Update], new: Sequence[Entry]) -> Edited:
    """The file with these entries changed, and these after the others.

    Raises:
        TableError: no edit gives what is meant.
    """
    root = parse_yaml(text) if text.strip() else None
    items = root.items if isinstance(root, Items) else ()
    own = {at: updated[_id(item)] for at, item in enumerate(items) if _id(item) in updated}
    if not own and not new:
        return Edited(text=text)
    wanted = [_wanted(item, own[at]) if at in own else item for at, item in enumerate(items)]
    wanted += [_tree(entry) for entry in new]
    bom = codecs.BOM_UTF8 if path.exists() and path.read_bytes()[:3] == codecs.BOM_UTF8 else b""
    for edit in (_by_field, _by_entry):
        made = _with_new(_applied(text, items, own, edit), new)
        if _reads_as(made, wanted):
            return Edited(text=made, bom=bom)
    made = _file(wanted)
    if made and _reads_as(made, wanted):
        lost = len(_COMMENT.findall(text))
        return Edited(text=made, whole=True, comments=lost, bom=bom)
    raise TableError([import_fault("edit_failed", Place(file=path.as_posix()))])


_TextEdit = Callable[[str, Pairs, Update, int, int], str]
"""Text, tree and new value of an entry, and where it begins and ends → its new text."""


def _applied(text: str, items: Sequence[Node], own: Mapping[int, Update], edit: _TextEdit) -> str:
    """The text with each changed entry edited, from the last to the first."""
    starts = [_line_start(text, item.at) for item in items]
    for at in sorted(own, reverse=True):
        item = items[at]
        assert isinstance(item, Pairs)
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        end = _without_tail(text, starts[at], end)
        text = text[: starts[at]] + edit(text, item, own[at], starts[at], end) + text[end:]
    return text


def _by_field(text: str, item: Pairs, update: Update, start: int, end: int) -> str:
    """The entry with only the fields written anew that change."""
    newline = _newline(text[start:end])
    wanted = update.entry.to_dict()
    begins = [_line_start(text, key.at) for key, _ in item.pairs]
    indent = item.pairs[0][0].at - start
    parts = []
    held = set()
    for at, (key, _) in enumerate(item.pairs):
        name = _text(key)
        held.add(name)
        stop = begins[at + 1] if at + 1 < len(begins) else end
        own = text[begins[at] : stop]
        if name not in update.fields:
            parts.append(own)
            continue
        body, tail = _split_tail(own, indent)
        lead = body[: key.at - begins[at]]
        kept = _comments(body, newline, indent)
        lines = _lines({name: wanted[name]}, indent, newline) if name in wanted else ""
        if lead.strip():  # the line of the dash
            parts.append(lead + lines[indent:] + kept + tail)
        else:
            parts.append(kept + lines + tail)
    missing = {key: wanted[key] for key in update.fields if key in wanted and key not in held}
    whole = "".join(parts)
    if missing and not whole.endswith(("\n", "\r")):
        whole += newline
    return whole + (_lines(missing, indent, newline) if missing else "")


def _by_entry(text: str, item: Pairs, update: Update, start: int, end: int) -> str:
    """The whole entry written anew, its comments before it."""
    newline = _newline(text[start:end])
    dash = _ITEM.match(text, start)
    indent = len(dash[0]) - len(dash[0].lstrip()) if dash else 0
    value = _value(_wanted(item, update))
    lines = to_yaml([value]).splitlines()
    kept = _comments(text[start:end], newline, indent)
    return kept + "".join(f"{' ' * indent}{line}".rstrip() + newline for line in lines)


def _wanted(item: Node, update: Update) -> Pairs:
    """The tree of an entry with the changed fields as they are to be."""
    assert isinstance(item, Pairs)
    tree = _tree(update.entry)
    new = [(key, value) for key, value in tree.pairs if _text(key) in update.fields]
    kept = [(key, value) for key, value in item.pairs if _text(key) not in update.fields]
    return Pairs((*kept, *new), item.at)


def _file(wanted: Sequence[Node]) -> str:
    """The whole file written anew."""
    return to_yaml([_value(node) for node in wanted])


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _with_new(text: str, new: Sequence[Entry]) -> str:
    if not new:
        return text
    newline = _newline(text)
    dash = re.search(r"^( *)- ", text, re.MULTILINE)
    indent = len(dash[1]) if dash else 0
    block = to_yaml([entry.to_dict() for entry in new])
    lines = [f"{' ' * indent}{line}".rstrip() + newline for line in block.splitlines()]
    if text.strip() in ("", "[]"):
        return "".join(lines)
    head = text if text.endswith(("\n", "\r")) else text + newline
    return head + newline + "".join(lines)


def _lines(value: Mapping[str, object], indent: int, newline: str) -> str:
    pad = " " * indent
    return "".join(f"{pad}{line}".rstrip() + newline for line in to_yaml(value).splitlines())


def _comments(body: str, newline: str, indent: int) -> str:
    """The comments of some lines, each on a line of its own; texts in blocks have none."""
    found = []
    block = False
    for line in body.splitlines():
        block = block and (not line.strip() or len(line) - len(line.lstrip()) > indent)
        if block:
            continue
        block = _BLOCK.search(line) is not None
        comment = _BEHIND.search(line)
        if comment and all(line[: comment.start()].count(quote) % 2 == 0 for quote in "\"'"):
            found.append(" " * indent + comment[0].strip() + newline)
    return "".join(found)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _without_tail(text: str, start: int, end: int) -> int:
    """Where an entry ends, the blank lines and comments behind it left to what follows."""
    dash = _ITEM.match(text, start)
    indent = len(dash[0]) - len(dash[0].lstrip()) if dash else 0
    return start + len(_split_tail(text[start:end], indent)[0])


def _split_tail(own: str, indent: int) -> tuple[str, str]:
    """Some lines, and the blank lines and comments at their end.

    A comment that stands deeper belongs to the lines, or is a text in a block.
    """
    lines = own.splitlines(keepends=True)
    end = len(lines)
    while end > 1:
        line = lines[end - 1]
        bare = line.lstrip(" ")
        if line.strip() and not (bare.startswith("#") and len(line) - len(bare) <= indent):
            break
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _reads_as(text: str, wanted: Sequence[Node]) -> bool:
    try:
        root = parse_yaml(text)
    except Unreadable:
        return False
    items = root.items if isinstance(root, Items) else ()
    return [_bare(item) for item in items] == [_bare(node) for node in wanted]


def _tree(entry: Entry) -> Pairs:
    node = value_tree(entry.to_dict(), RowSource(""))
    assert isinstance(node, Pairs)
    return node


def _bare(node: Node) -> Node:
    """The node without its places, its keys in a fixed order, whether quoted or not."""
    if isinstance(node, Pairs):
        pairs = sorted(
            ((_text(key), _bare(value)) for key, value in node.pairs), key=lambda p: p[0]
        )
        return Pairs(tuple((Scalar(key, False, 0), value) for key, value in pairs), 0)
    if isinstance(node, Items):
        return Items(tuple(map(_bare, node.items)), 0)
    if isinstance(node, Scalar):
        return Scalar(node.text, node.is_null, 0)
    return node._replace(at=0)


def _value(node: Node) -> object:
    """A tree as plain values; None where it is none of a corpus."""
    if isinstance(node, Pairs):
        return {_text(key): _value(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_value(item) for item in node.items]
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return None


def _id(node: Node) -> str:
    pairs = node.pairs if isinstance(node, Pairs) else ()
    return next((_text(value) for key, value in pairs if _text(key) == "id"), "")


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""
