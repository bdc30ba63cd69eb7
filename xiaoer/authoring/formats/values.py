"""Plain values of a foreign file → the tree of an entry; every part stands where the entry does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaoer.authoring.sourced import Sourced
from xiaoer.source.row_tree import value_tree
from xiaoer.source.tree import Items, Node, Pairs, RowSource, Scalar, Source, moved

ReadEntries = tuple[list[Sourced], list[tuple[str, str]]]
"""The entries of a file, and what no entry can hold, each a name and a place."""


def sourced(source: Source, at: int, fields: Mapping[str, object]) -> Sourced:
    """The entry with these fields; what is empty is left out. Answers are no templates there."""
    full = {key: value for key, value in fields.items() if value or value is False}
    if "answer" in full:
        full["answer"] = escaped(str(full["answer"]))
    tree = value_tree(full, RowSource(""))
    assert isinstance(tree, Pairs)
    pairs = tuple((moved(key, at), moved(value, at)) for key, value in tree.pairs)
    return Sourced(source=source, node=Pairs(pairs, at), had=frozenset(fields))


def escaped(text: str) -> str:
    """The text as an answer in which nothing is a variable.

    >>> escaped("亲爱的{用户}")
    '亲爱的{{用户}}'
    """
    return text.replace("{", "{{").replace("}", "}}")


def value_of(node: Node | None) -> object:
    """A tree as plain values; every scalar is a text, null is None."""
    if isinstance(node, Pairs):
        return {text_of(key): value_of(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [value_of(item) for item in node.items]
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return None


def text_of(node: Node | None) -> str:
    """The text of a scalar, "" of anything else."""
    return node.text if isinstance(node, Scalar) and not node.is_null else ""


def part(node: Node | None, wanted: str) -> Node | None:
    """The value of a key; None where there is none, or the node is no mapping."""
    pairs = node.pairs if isinstance(node, Pairs) else ()
    return next((value for key, value in pairs if text_of(key) == wanted), None)


def items_of(node: Node | None) -> Sequence[Node]:
    """The items of a list, () of anything else."""
    return node.items if isinstance(node, Items) else ()
