"""Regular expressions compile when they are first used, and are the same then."""

import importlib
import pickle
import pkgutil
import re
import subprocess
import sys

import pytest

import xiaoer
from xiaoer.text.regex import Regex, regex

COUNTED = """
import importlib, pkgutil, re, sys
from re import _compiler
found, real = [], _compiler.compile
def compile(*given, **named):
    frame = sys._getframe(1)
    while frame is not None and not frame.f_globals.get("__name__", "").startswith("xiaoer"):
        name = frame.f_globals.get("__name__", "")
        frame = frame.f_back if name.split(".")[0] == "re" else None
    if frame is not None:
        found.append(str(given[0]))
    return real(*given, **named)
_compiler.compile = compile
import xiaoer
modules = [m.name for m in pkgutil.walk_packages(xiaoer.__path__, "xiaoer.")]
for name in modules:
    if not name.endswith("__main__") and "pyinstaller.hook" not in name:
        importlib.import_module(name)
print(len(modules), *found, sep="\\n")
"""


def every_regex() -> dict[str, Regex]:
    """By the module and the name that it stands under."""
    found: dict[str, Regex] = {}
    for module in pkgutil.walk_packages(xiaoer.__path__, "xiaoer."):
        if not module.name.endswith("__main__") and "pyinstaller.hook" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Regex):
                    found[f"{module.name}.{name}"] = value
    return found


@pytest.mark.slow
def test_no_pattern_is_compiled_by_an_import_of_any_module() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True, timeout=120
    )
    modules, *compiled = done.stdout.split("\n")[:-1]
    assert int(modules) > 400
    assert compiled == []


@pytest.mark.slow
def test_a_pattern_compiled_by_an_import_would_be_seen() -> None:
    probe = 'exec("import re; re.compile(\'seen\')", {"__name__": "xiaoer.probe"})\nprint(len('
    code = COUNTED.replace("print(len(", probe)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert "seen" in done.stdout


@pytest.mark.slow
def test_every_pattern_compiles() -> None:
    """A slip in one would else be seen by whoever needs it first."""
    found = every_regex()
    assert len(found) > 400
    for name, value in found.items():
        assert isinstance(re.compile(value.pattern, value.flags), re.Pattern), name


def test_is_used_as_a_pattern_is() -> None:
    lazy, eager = regex("(?P<n>[0-9]+)(天)?", re.IGNORECASE), re.compile("(?P<n>[0-9]+)(天)?", re.I)
    text = "7天30元"
    for name in ("search", "match", "fullmatch", "findall", "split"):
        assert str(getattr(lazy, name)(text)) == str(getattr(eager, name)(text))
    assert lazy.sub(r"<\1>", text) == eager.sub(r"<\1>", text) == "<7><30>元"
    assert (lazy.pattern, lazy.flags, lazy.groups) == (eager.pattern, eager.flags, eager.groups)
    assert regex(b"[0-9]").findall(b"a1") == [b"1"]
    assert repr(regex("a")) == "re.compile('a')"
    assert pickle.loads(pickle.dumps(lazy)) == eager


def test_is_kept_once_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    lazy = regex("[0-9]+")
    assert lazy.findall("1 2") == ["1", "2"]
    monkeypatch.setattr(re, "compile", None)
    assert lazy.findall("3") == ["3"]


def test_a_wrong_name_is_an_error_and_no_dunder_is_looked_for() -> None:
    with pytest.raises(AttributeError, match="serch"):
        _ = regex("a").serch  # type: ignore[attr-defined]
    assert not hasattr(regex("("), "__wrapped__")
