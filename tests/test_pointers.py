"""What docs, docstrings and comments point to is there, and every setting is read by somebody."""

import ast
import dataclasses
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from tests.service.material import ROOT
from xiaoer import Reason
from xiaoer.corpus import ladder, settings, texts

CODE = tuple(sorted(file for room in ("xiaoer", "tests") for file in (ROOT / room).rglob("*.py")))
WRITTEN = (
    "*.md", "*.toml", ".*.yaml", ".ci/*", ".github/*.md", "faq/*.yaml", "faq/*.md",
    "tests/**/*.md", "xiaoer/**/*.md", "xiaoer/data/*.*",
)  # fmt: skip
PAGES = tuple(
    sorted(
        file
        for pattern in WRITTEN
        for file in ROOT.glob(pattern)
        if file.suffix not in (".txt", ".bin")  # tables of characters, of meaning
    )
)
BUILT = ("xiaoer/faq", "faq/退款", "faq/0", "faq/2", "faq/4")
"""Where the sample corpus lies in a wheel; an intent as Rasa names it; names in the weights."""
FOREIGN = ("indexed_text_search",)
"""Names of other packages."""

_DOTTED = re.compile(r"(?<![\w./-])(?:xiaoer|tests)(?:\.[A-Za-z_]\w*)+(?![\w/-])")
_PATH = re.compile(r"(?<![\w.-])(?:xiaoer|tests|faq)/[\w./*-]+")
_QUOTED = re.compile(r"`+([A-Za-z_][\w.]*)(?:\(\))?`+")


@cache
def identifiers() -> frozenset[str]:
    """Every name that the code defines, uses or spells in a text; of files too."""
    found: set[str] = set()
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    found.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.alias(name=name):
                    found.update(name.split("."))
                case ast.Constant(value=str(text)) if "\n" not in text:
                    found.update(re.findall(r"\w+", text))
    for room in ("xiaoer", "tests", "faq"):
        for file in (ROOT / room).rglob("*"):
            found.update(re.findall(r"\w+", file.name))
    return frozenset(found)


@cache
def attributes() -> frozenset[str]:
    """The attributes that the package reads, but for what reads and writes settings' files."""
    own = re.compile(r"xiaoer/corpus/(?:reading|writing)/")
    users = [file for file in CODE if file.is_relative_to(ROOT / "xiaoer")]
    return frozenset(
        node.attr
        for file in users
        if not own.search(file.as_posix())
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    )


def told(file: Path) -> Iterator[str]:
    """The docstrings and comments of a module; the whole of another file."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield text
        return
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(words))):
                yield words
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def leads_somewhere(name: str) -> bool:
    """Whether a dotted name is a module, or something in one; or the name of a file."""
    parts = name.split(".")
    if (ROOT / name.replace(".", "/")).is_dir() or parts[1] in ("yaml", "zip", "spec"):
        return True
    for end in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:end])
        if base.with_suffix(".py").is_file() or (base / "__init__.py").is_file():
            found: object = import_module(".".join(parts[:end]))
            for attribute in parts[end:]:
                found = getattr(found, attribute, None)
            return found is not None
    return False


def dead(file: Path) -> Iterator[str]:
    for text in told(file):
        for name in _DOTTED.findall(text):
            if not leads_somewhere(name):
                yield name
        for path in _PATH.findall(text):
            path = path.rstrip("./")
            if path not in BUILT and not any(ROOT.glob(path)):
                yield path
        for name in _QUOTED.findall(text) if file.suffix == ".py" else ():
            if not set(name.split(".")) <= identifiers() | set(FOREIGN):
                yield name


@pytest.mark.slow
def test_what_is_named_exists() -> None:
    found = {str(file.relative_to(ROOT)): list(dead(file)) for file in (*CODE, *PAGES)}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.slow
def test_the_search_sees_what_it_is_for(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    gone = ("tests.bench.gone", "xiaoer.bot.Gone", "xiaoer/data/gone.json", "weights" + "_gone")
    module = tmp_path / "a.py"
    text = '"""See `{}` and ``{}``."""\nx = 1  # and {}, ``{}``\n'
    module.write_text(text.format(*gone), encoding="utf-8")
    hits = list(dead(module))
    assert set(gone) <= set(hits)
    page = tmp_path / "a.md"
    page.write_text("`python -m tests.bench.gone`, [x](xiaoer/gone.md)\n", encoding="utf-8")
    assert list(dead(page)) == ["tests.bench.gone", "xiaoer/gone.md"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("record", "field"),
    [
        (record.__name__, field.name)
        for record in (
            settings.Settings, texts.Texts, settings.Thresholds, settings.Limits,
            settings.Queue, settings.Audience, settings.Channel, settings.LexiconSettings,
            ladder.Rule, ladder.Route, ladder.OfferRule,
        )
        for field in dataclasses.fields(record)
    ],
)  # fmt: skip
def test_every_setting_is_read_by_somebody(record: str, field: str) -> None:
    """But for what reads files and writes them; texts of a reason are read by its name."""
    if record == "Texts" and field in get_args(Reason):
        return
    assert field in attributes()
