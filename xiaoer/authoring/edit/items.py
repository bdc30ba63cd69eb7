"""Many edits of a file that is a list, such as one of entries: each item is edited by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaoer.authoring.edit.edited import edited
from xiaoer.authoring.edit.edits import EditError, FileEdit, Insert, Value
from xiaoer.authoring.edit.lists import item_texts
from xiaoer.authoring.edit.marked_text import MarkedText
from xiaoer.authoring.edit.meant import FileValues, plain_of, plain_value
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.records import replace
from xiaoer.source.faults import Unreadable
from xiaoer.source.yaml_marks import Mark
from xiaoer.source.yaml_tree import parse_yaml

_FEW = 12
"""Edits that are made one by one: each reads the whole file again, 2 ms for a kilobyte."""


def edited_items(
    text: str, changes: Mapping[int, Sequence[FileEdit]], new: Sequence[Value] = ()
) -> str:
    """The text with some of its items edited, and new ones after the last.

    The paths of an item's edits begin with its place. As `edited`, the result is read again and
    says what was meant.

    Raises: EditError: an edit cannot be made; its fields say which place and why.
    """
    before = _items(text)
    made = _changed(text, before, changes)
    return _with_new(made, new) if new else made


def _changed(
    text: str, before: Sequence[FileValues], changes: Mapping[int, Sequence[FileEdit]]
) -> str:
    every = [edit for place in sorted(changes) for edit in changes[place]]
    if len(every) <= _FEW:
        return edited(text, every)
    try:
        made, meant = _by_item(text, before, changes)
        if _items(made) == meant:
            return made
    except EditError:  # such as an alias of another item: slowly, then
        pass
    return edited(text, every)


def _by_item(
    text: str, before: Sequence[FileValues], changes: Mapping[int, Sequence[FileEdit]]
) -> tuple[str, list[FileValues]]:
    """The text, each item edited as a file of its own, and what it is to say."""
    starts = _starts(MarkedText.of(text))
    ends = [*starts[1:], len(text)]
    meant = list(before)
    for place in sorted(changes, reverse=True):
        own = text[starts[place] : ends[place]]
        new = edited(own, [replace(edit, path=(0, *edit.path[1:])) for edit in changes[place]])
        (meant[place],) = _items(new)
        text = text[: starts[place]] + new + text[ends[place] :]
    return text, meant


def _starts(layout: MarkedText) -> list[int]:
    """Where the line of each item begins. Raises: EditError: they share lines."""
    root = layout.root
    if root.kind != "list" or root.style == "[":
        raise EditError("shape")
    dashes = [_dash(layout, root, place) for place in range(len(root.parts))]
    if not all(map(layout.leads, dashes)):
        raise EditError("shape")
    return [layout.line_start(at) for at in dashes]


def _dash(layout: MarkedText, root: Mark, place: int) -> int:
    """The dash is the last sign before an item, but for comments between the two."""
    at = layout.text.rfind("-", 0, root.parts[place].start)
    if at < 0 or layout.text[at + 1 : root.parts[place].start].strip(" "):
        raise EditError("shape")
    return at


def _with_new(text: str, new: Sequence[Value]) -> str:
    """The text with these items behind the last."""
    before = _items(text)
    meant = [*before, *map(plain_value, new)]
    if not before and not text.strip().endswith("]"):  # nothing, or nothing but comments
        made = text + ("" if text.endswith("\n") or not text else "\n") + _listed(new)
    else:
        first = edited(text, [Insert(path=(len(before),), value=new[0])])
        made = first if len(new) == 1 else _behind(first, new[1:])
    if _items(made) != meant:
        made = edited(
            text, [Insert(path=(len(before) + n,), value=value) for n, value in enumerate(new)]
        )
    return made


def _listed(new: Sequence[Value]) -> str:
    return "\n".join(to_yaml([value]) for value in new)


def _behind(text: str, new: Sequence[Value]) -> str:
    """The text with these items behind the last one, with the gap that stands before that."""
    layout = MarkedText.of(text)
    if layout.root.style == "[":
        return text
    at = _starts(layout)
    column = layout.column(_dash(layout, layout.root, len(at) - 1))
    newline, last = layout.newline, text[at[-2] : at[-1]] if len(at) > 1 else ""
    gap = newline if last.endswith(newline * 2) or len(at) == 1 else ""
    rows = (" " * column + next(item_texts(value, column, newline)) for value in new)
    head = text if text.endswith(("\n", "\r")) else text + newline
    return head + gap + (newline + gap).join(rows) + newline


def _items(text: str) -> list[FileValues]:
    try:
        found = plain_of(parse_yaml(text)) if text.strip() else None
    except Unreadable as error:
        raise EditError("unreadable") from error
    if found is None:
        return []
    if not isinstance(found, list):
        raise EditError("shape")
    return found
