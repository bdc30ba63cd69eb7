"""The front of the package: its names, for checkers and when it runs, and what an import loads."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import xiaoer

FRONT = Path(xiaoer.__file__ or "")


def seen_by_checkers() -> dict[str, str]:
    """Public name → its module, of the imports that only type checkers and editors see."""
    tree = ast.parse(FRONT.read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    return {
        alias.name: str(node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def loaded_by(code: str) -> set[str]:
    """The modules that a line loads in a fresh interpreter, those of the bare one left out."""
    told = f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_checkers_see_the_names_where_they_are_found() -> None:
    assert seen_by_checkers() == xiaoer._HOMES
    assert sorted(xiaoer.__all__) == sorted([*xiaoer._HOMES, "__version__"])


@pytest.mark.parametrize("name", xiaoer._HOMES)
def test_a_name_is_that_of_its_module(name: str) -> None:
    assert getattr(xiaoer, name) is getattr(import_module(xiaoer._HOMES[name]), name)


def test_all_names_are_listed_and_come_with_a_star() -> None:
    assert set(xiaoer.__all__) <= set(dir(xiaoer))
    space: dict[str, object] = {}
    exec("from xiaoer import *", space)
    assert set(xiaoer.__all__) <= set(space)


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="module 'xiaoer' has no attribute 'Bto'"):
        _ = xiaoer.Bto
    with pytest.raises(ImportError, match="Bto"):
        exec("from xiaoer import Bto")


def test_an_import_loads_what_it_needs_and_nothing_else() -> None:
    assert loaded_by("import xiaoer") == {"xiaoer"}
    front = {"xiaoer", "xiaoer.bot", "__future__", "importlib", "warnings"}
    frozen = {"importlib._bootstrap", "importlib._bootstrap_external"}
    assert loaded_by("from xiaoer import Bot") - frozen <= front


ENGINE = "from xiaoer import Bot; Bot.load({faq!r}).ask('退款多久到账')"
"""All that a first answer loads."""


def test_a_record_alone_is_light() -> None:
    assert len(loaded_by("from xiaoer import Entry")) < 60
