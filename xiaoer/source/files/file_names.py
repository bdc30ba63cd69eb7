"""The names of the files of a corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from xiaoer.errors import nearest_name

SETTINGS_FILE = "xiaoer.yaml"
YAML = (".yaml", ".yml")
LINES = ".jsonl"


def entry_file_names(folder: Path) -> list[str]:
    """The names of a folder's YAML files but the settings, sorted.

    Hidden files are left out: editors and archives leave copies under such names.
    """
    return yaml_names(os.listdir(folder))


def yaml_names(names: Iterable[str]) -> list[str]:
    """Those of the names that are entry files, sorted."""
    yaml = (name for name in names if Path(name).suffix.lower() in YAML)
    return sorted(name for name in yaml if name != SETTINGS_FILE and not name.startswith("."))


def neighbour(path: Path) -> str:
    """The name beside `path` that looks most like it, or ""."""
    try:
        names = sorted(os.listdir(path.parent))[:1000]
    except OSError:
        return ""
    return nearest_name(path.name, names)
