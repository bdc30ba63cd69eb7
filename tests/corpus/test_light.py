"""Importing records loads no YAML; the room imports nothing to its right."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["xiaoer.errors", "xiaoer.corpus.entry", "xiaoer.corpus.settings", "xiaoer.corpus.corpus"],
)
def test_import_is_light(module: str) -> None:
    heavy = {"yaml", "jieba", "rapidfuzz", "difflib", "rich"}
    assert loaded_by(module) & heavy == set()


def test_loading_yaml_loads_neither_jieba_nor_rapidfuzz() -> None:
    assert loaded_by("xiaoer.corpus.load") & {"yaml", "jieba", "rapidfuzz"} == set()
