"""The JSON Schemas (draft 2020-12) of what is read and of what leaves.

An entry file names its schema in a comment on the first line:
`# yaml-language-server: $schema=…/entries.schema.json`.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal, get_args

SchemaName = Literal["entries", "settings", "reply", "handoff", "calibration", "evaluation"]


def schema(name: SchemaName, *, at: str | None = None) -> dict[str, Any]:
    """The schema of this name, a fresh dict each time.

    Its references are right wherever a validator knows its `$id`. For programs that know only
    one document, such as readers of OpenAPI, `at` names the place where the schema will stand:
    the references then lead there, and there is no `$id`.

    Raises: ValueError: no schema has the name, or `at` is not "#" and a path.

    >>> sorted(schema("entries")["$defs"]["entry"]["required"])
    ['id', 'question']
    >>> schema("reply", at="#/components/schemas/Reply")["properties"]["choices"]["items"]
    {'$ref': '#/components/schemas/Reply/$defs/choice'}
    """
    if name not in get_args(SchemaName):
        raise ValueError(f"the schemas are {', '.join(get_args(SchemaName))}: found {name!r}")
    file = files("xiaoer") / "data" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if at is None:
        return loaded
    if at != "#" and not at.startswith("#/"):
        raise ValueError(f'at is such as "#/components/schemas/Reply", found {at!r}')
    own = loaded.pop("$id")
    del loaded["$schema"]
    placed: dict[str, Any] = _placed(loaded, own, at)
    return placed


def _placed(node: Any, own: str, at: str) -> Any:
    """The node with its references to `own`, or to the root, leading to `at`."""
    if isinstance(node, list):
        return [_placed(item, own, at) for item in node]
    if not isinstance(node, dict):
        return node
    placed = {key: _placed(value, own, at) for key, value in node.items()}
    if isinstance(to := node.get("$ref"), str):
        placed["$ref"] = at + to.removeprefix(own).removeprefix("#")
    return placed
