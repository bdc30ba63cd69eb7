"""Files → what the checks look at: each text of each entry with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from xiaoer.authoring.edit.edits import EditPath
from xiaoer.authoring.lint.inspected import Inspected
from xiaoer.authoring.lint.look import LintedEntry, LintedText, Look
from xiaoer.evaluation.cases.prediction import Progress
from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import MAX_BYTES, decode, read_bytes
from xiaoer.source.json_tree import json_lines, parse_json
from xiaoer.source.tree import Items, LineSource, Node, Pairs, Scalar, Source, TextSource
from xiaoer.source.yaml_tree import parse_yaml


def look_at(inspected: Inspected, as_of: datetime, progress: Progress | None = None) -> Look:
    """The entries with the places of their texts; those of files that changed are left out."""
    nodes: dict[int, Mapping[int, tuple[EditPath, Node]]] = {}
    entries = []
    for draft in inspected.drafts:
        source = draft.reader.source
        if id(source) not in nodes:
            nodes[id(source)] = _nodes(source)
        found = nodes[id(source)].get(draft.at)
        if found is not None:
            path, node = found
            leaves = tuple(_leaves(node, path))
            entries.append(
                LintedEntry(entry=draft.entry, source=source, at=draft.at, path=path, leaves=leaves)
            )
    return Look(
        entries=tuple(entries),
        settings=inspected.settings,
        settings_source=inspected.source,
        settings_leaves=_settings_leaves(inspected.source),
        as_of=as_of,
        progress=progress,
    )


def _nodes(source: Source) -> Mapping[int, tuple[EditPath, Node]]:
    """The nodes of a file's entries by their places."""
    try:
        if isinstance(source, TextSource):
            root = parse_yaml(source.text)
            items = root.items if isinstance(root, Items) else ()
            return {node.at: ((number,), node) for number, node in enumerate(items)}
        if isinstance(source, LineSource):
            text, _ = decode(read_bytes(Path(source.file), MAX_BYTES))
            return {
                number: ((place,), parse_json(line, number))
                for place, (number, line) in enumerate(json_lines(text))
            }
    except Unreadable:
        pass
    return {}


def _settings_leaves(source: Source | None) -> tuple[LintedText, ...]:
    if not isinstance(source, TextSource):
        return ()
    root = parse_yaml(source.text)
    return tuple(_leaves(root, ())) if root is not None else ()


def _leaves(node: Node, path: EditPath) -> Iterator[LintedText]:
    if isinstance(node, Scalar):
        if not node.is_null:
            yield LintedText(path=path, text=node.text, at=node.at)
    elif isinstance(node, Items):
        for place, item in enumerate(node.items):
            yield from _leaves(item, (*path, place))
    elif isinstance(node, Pairs):
        for key, value in node.pairs:
            if isinstance(key, Scalar):
                yield from _leaves(value, (*path, key.text))
