"""What the settings declare, and the texts and names that refer to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from xiaoer.corpus.reading.entry_parts import check_braces
from xiaoer.corpus.reading.tree_reader import Text, TreeReader
from xiaoer.corpus.template import names
from xiaoer.records import dataclass
from xiaoer.source.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The names that the rest of the settings may use; without audiences any will do."""

    queues: tuple[str, ...]
    audiences: tuple[str, ...]
    variables: Mapping[str, str]


def check_variables(
    reader: TreeReader,
    key: str,
    text: Text,
    variables: Mapping[str, str],
    own: Collection[str] = (),
) -> None:
    """Report every placeholder that is neither a variable nor one of the text's `own`."""
    for name in names(text.text):
        if name not in variables and name not in own:
            known = (*own, *variables)
            reader.faults.unknown("E305", reader.source, text.at, name, known, key=key, name=name)


def read_template(
    reader: TreeReader,
    key: str,
    node: Node | None,
    variables: Mapping[str, str],
    own: Collection[str] = (),
) -> str | None:
    """A text, its braces and placeholders checked."""
    text = reader.text(key, node)
    if node is not None and text is not None:
        check_braces(reader, key, text, node.at)
        check_variables(reader, key, Text(text, node.at), variables, own)
    return text


def read_queue(
    reader: TreeReader, key: str, fields: Mapping[str, Node], known: Collection[str]
) -> str | None:
    """The name of a declared queue."""
    node = fields.get(key)
    name = reader.text(key, node, required=True)
    if node is not None and name is not None:
        check_known(reader, "E304", (Text(name, node.at),), known)
    return name


def check_known(
    reader: TreeReader, code: str, found: Iterable[Text], known: Collection[str]
) -> None:
    """Report every name that is not among those known."""
    for name in found:
        if name.text not in known:
            reader.faults.unknown(code, reader.source, name.at, name.text, known, name=name.text)
