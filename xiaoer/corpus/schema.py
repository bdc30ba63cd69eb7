"""The JSON Schemas (draft 2020-12) of the two files, as editors use them.

An entry file names its schema in a comment on the first line:
`# yaml-language-server: $schema=…/entries.schema.json`.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal


def schema(name: Literal["entries", "settings"]) -> dict[str, Any]:
    """The schema of entry files or of `xiaoer.yaml`, a fresh dict each time.

    >>> sorted(schema("entries")["$defs"]["entry"]["required"])
    ['id', 'question']
    """
    file = files("xiaoer") / "data" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded
