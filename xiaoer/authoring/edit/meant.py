"""What a file says, as plain values, and what it is to say after an edit."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.authoring.edit.edits import (
    EditError,
    EditPath,
    FileEdit,
    Insert,
    PathPart,
    Remove,
    Value,
)
from xiaoer.source.tree import Items, Node, Pairs, Scalar

FileValues = str | None | list["FileValues"] | dict[str, "FileValues"]


def plain_of(node: Node | None) -> FileValues:
    """The values of a tree, quotes and places aside. Raises: EditError where a key repeats."""
    if isinstance(node, Items):
        return [plain_of(item) for item in node.items]
    if isinstance(node, Pairs):
        found = {_key(key): plain_of(value) for key, value in node.pairs}
        if len(found) < len(node.pairs):
            raise EditError("unreadable")
        return found
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return None


def plain_value(value: Value) -> FileValues:
    """A value as it will be read.

    >>> plain_value({"hot": True, "variants": ["甲"]})
    {'hot': 'true', 'variants': ['甲']}
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain_value(one) for key, one in value.items()}
    return [plain_value(one) for one in value]


def carried_out(plain: FileValues, edit: FileEdit) -> FileValues:
    """The values after an edit, the given ones left as they are.

    Raises: EditError: there is no such place, or the key is there already.
    """
    return _changed(plain, edit, edit.path)


def _changed(plain: FileValues, edit: FileEdit, path: EditPath) -> FileValues:
    step, *rest = path
    if rest:
        inner = _changed(_at(plain, step, edit), edit, tuple(rest))
        return _with(plain, step, inner)
    if isinstance(edit, Insert):
        return _inserted(plain, step, edit)
    _at(plain, step, edit)
    if isinstance(edit, Remove):
        if isinstance(plain, list):
            return [one for place, one in enumerate(plain) if place != step]
        assert isinstance(plain, dict)
        return {key: one for key, one in plain.items() if key != step}
    return _with(plain, step, plain_value(edit.value))


def _inserted(plain: FileValues, step: PathPart, edit: Insert) -> FileValues:
    value = plain_value(edit.value)
    if isinstance(plain, list) and isinstance(step, int) and 0 <= step <= len(plain):
        return [*plain[:step], value, *plain[step:]]
    if not isinstance(plain, dict) or not isinstance(step, str):
        raise EditError("missing", edit.path)
    if step in plain:
        raise EditError("exists", edit.path)
    return {**plain, step: value}


def _at(plain: FileValues, step: PathPart, edit: FileEdit) -> FileValues:
    if isinstance(plain, list) and isinstance(step, int) and 0 <= step < len(plain):
        return plain[step]
    if isinstance(plain, dict) and isinstance(step, str) and step in plain:
        return plain[step]
    raise EditError("missing", edit.path)


def _with(plain: FileValues, step: PathPart, inner: FileValues) -> FileValues:
    if isinstance(plain, list):
        return [inner if place == step else one for place, one in enumerate(plain)]
    assert isinstance(plain, dict)
    return {key: inner if key == step else one for key, one in plain.items()}


def _key(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise EditError("unreadable")
    return node.text
