"""The house, held by its syntax trees: who imports whom, how long, what is never done."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import xiaoer
from tests.service.material import ROOT

PACKAGE = ROOT / "xiaoer"
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

ORDER = (
    ("errors", "typed_dict"),
    ("text",),
    ("source",),
    ("corpus",),
    ("hearing", "matching"),
    ("service",),
    ("sample",),
    ("bot",),
    ("conversation", "handle"),
    ("evaluation",),
    ("authoring",),
    ("cli", "pyinstaller"),
)
"""Rooms and modules of the package, left to right; those of one place do not know each other."""
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
HEARING_KNOWS = {"errors", "text", "hearing"}
"""What a message does is heard before any corpus."""
PUBLIC = RANK["evaluation"]
"""`from xiaoer import …` stands right of all that the package's front lists."""

every_module = pytest.mark.parametrize("name", MODULES)


def room_of(name: str) -> str:
    """The room of a module's path, "" for the front."""
    first = name.removeprefix("xiaoer/").partition("/")[0].removesuffix(".py")
    return {"__init__": "", "__main__": "cli"}.get(first, first)


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(module, line) of every import, also inside functions and for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import in line {node.lineno}"
            assert node.module is not None
            for alias in node.names:
                inside = PACKAGE.parent / node.module.replace(".", "/") / f"{alias.name}.py"
                yield (
                    (f"{node.module}.{alias.name}" if inside.is_file() else node.module),
                    node.lineno,
                )


def own_imports(name: str) -> list[tuple[str, int]]:
    return [
        (module, line) for module, line in imported(TREES[name]) if module.split(".")[0] == "xiaoer"
    ]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


# --- imports ----------------------------------------------------------------------------------


def test_every_module_stands_in_a_known_room() -> None:
    assert {room_of(name) for name in MODULES} - {""} <= set(RANK)
    assert len(MODULES) > 60


@every_module
def test_imports_only_run_to_the_left(name: str) -> None:
    """Also those inside functions; a room may import from itself."""
    room = room_of(name)
    for module, line in own_imports(name):
        other = module.split(".")[1] if "." in module else ""
        if room == "":
            assert other != "cli", f"{name}:{line} imports {module}"
        elif room != other:
            rank = RANK[other] if other else PUBLIC
            assert rank < RANK[room], f"{name}:{line} imports {module}"


def test_hearing_knows_texts_and_no_corpus() -> None:
    own = [name for name in MODULES if room_of(name) == "hearing"]
    assert len(own) > 5
    for name in own:
        rooms = {module.split(".")[1] for module, _ in own_imports(name) if "." in module}
        assert rooms <= HEARING_KNOWS, name


@every_module
def test_nothing_is_imported_by_a_computed_name(name: str) -> None:
    """What the syntax tree does not show cannot be held to the order; the command line, which
    may import everything, loads its commands so."""
    if room_of(name) == "cli":
        return
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("__import__", "exec", "eval"), f"{name}:{node.lineno}"
            assert not called.endswith("import_module"), f"{name}:{node.lineno}"


DOORS = {
    "jieba": "xiaoer/text/words/segment.py",
    "rapidfuzz": "xiaoer/matching/",
    "yaml": ("xiaoer/source/", "xiaoer/corpus/"),
    "rich": "xiaoer/cli/",
}


@pytest.mark.parametrize("package", DOORS)
def test_a_dependency_has_one_door(package: str) -> None:
    users = {
        name
        for name, tree in TREES.items()
        for module, _ in imported(tree)
        if module.split(".")[0] == package
    }
    assert users
    assert all(name.startswith(DOORS[package]) for name in users)


WITHOUT_EXTENSIONS = "xiaoer/typed_dict.py"
"""What pydantic brings along is used where it is there, and not needed where it is not."""


def test_nothing_else_is_imported_than_the_standard_library_and_the_dependencies() -> None:
    for name, tree in TREES.items():
        for module, line in imported(tree):
            first = module.split(".")[0]
            known = first in sys.stdlib_module_names or first in {*DOORS, "xiaoer"}
            known = known or (first == "typing_extensions" and name == WITHOUT_EXTENSIONS)
            assert known or name.startswith("xiaoer/evaluation/"), f"{name}:{line} {module}"


# --- size and shape ---------------------------------------------------------------------------


@every_module
def test_modules_have_fewer_than_300_lines(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) < 300


@every_module
def test_functions_have_at_most_40_lines(name: str) -> None:
    """From def to the last line, the docstring included."""
    for function in functions(TREES[name]):
        assert function.end_lineno is not None
        length = function.end_lineno - function.lineno + 1
        assert length <= 40, f"{function.name} has {length} lines"


@every_module
def test_no_module_is_named_for_nothing(name: str) -> None:
    parts = name.removesuffix(".py").split("/")
    bare = {part.strip("_") for part in parts}
    assert not bare & {"utils", "util", "common", "core", "helpers", "helper", "misc"}


@every_module
def test_records_are_frozen_slotted_and_keyword_only(name: str) -> None:
    """But for private ones that gather something while it is built."""
    for node in ast.walk(TREES[name]):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for decorator in node.decorator_list:
            if ast.unparse(decorator).startswith("dataclass"):
                assert isinstance(decorator, ast.Call), node.name
                given = {word.arg: ast.unparse(word.value) for word in decorator.keywords}
                wanted = {"frozen": "True", "slots": "True", "kw_only": "True"}
                assert wanted.items() <= given.items(), node.name


WARNS = "xiaoer/matching/calibration.py"
"""A certificate that no longer fits must not lapse in silence."""


@every_module
def test_only_the_command_line_prints(name: str) -> None:
    """Nor does the rest write to a stream, configure logging, or warn."""
    if room_of(name) == "cli":
        return
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "input", "breakpoint"), f"{name}:{node.lineno}"
            assert not called.startswith(("sys.std", "logging.basic", "logging.dict"))
            assert not called.startswith("warnings.warn") or name == WARNS


OUTERMOST = "xiaoer/cli/main.py"


@every_module
def test_only_the_outermost_door_catches_everything(name: str) -> None:
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ExceptHandler) and name != OUTERMOST:
            caught = ast.unparse(node.type) if node.type else "everything"
            broad = {"everything", "Exception", "BaseException"}
            assert not broad & set(caught.strip("()").split(", ")), f"{name}:{node.lineno} {caught}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            assert "Exception" not in [ast.unparse(arg) for arg in node.args], (
                f"{name}:{node.lineno}"
            )


def test_the_front_lists_public_names_and_nothing_else() -> None:
    tree = TREES["xiaoer/__init__.py"]
    kinds = {type(node).__name__ for node in tree.body}
    assert kinds <= {"Expr", "ImportFrom", "Assign"}
    listed = {alias.asname or alias.name for node in tree.body
              if isinstance(node, ast.ImportFrom) for alias in node.names}  # fmt: skip
    assert {*listed, "__version__"} == set(xiaoer.__all__)
    assert xiaoer.__all__ == sorted(xiaoer.__all__)
    assert all(hasattr(xiaoer, name) for name in xiaoer.__all__)


# --- what a process does ----------------------------------------------------------------------

HEAVY = ("jieba", "yaml", "rapidfuzz", "rich")

WATCHED = """
import json, logging, os, sys
seen = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink",
            "os.truncate", "os.chmod", "os.putenv", "os.system", "subprocess.Popen", "shutil.",
            "tempfile.", "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")

def watch(event, args):
    if event == "open":
        path, mode, flags = args
        if set(mode or "") & set("wax+") or (flags or 0) & WRITING:
            seen.append(f"open {path} {mode} {flags}")
    elif event.startswith(CHANGING):
        seen.append(f"{event} {args}")

sys.addaudithook(watch)
"""
TOLD = """
print(json.dumps({
    "seen": seen,
    "loaded": sorted(sys.modules),
    "handlers": [len(logging.getLogger(name).handlers) for name in (None, "jieba", "xiaoer")],
}))
"""


def watched(code: str) -> dict[str, list[str]]:
    """What a fresh process opened, changed and loaded while it ran the code."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCHED + code + TOLD],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("code", ["import xiaoer", "from xiaoer import Bot"])
def test_importing_is_light_and_leaves_no_trace(code: str) -> None:
    """No jieba, yaml, rapidfuzz or rich; no socket, no file written, no handler attached."""
    told = watched(code)
    loaded = {module.split(".")[0] for module in told["loaded"]}
    assert "xiaoer" in loaded
    assert not loaded & set(HEAVY)
    assert told["seen"] == []
    assert told["handlers"] == [0, 0, 0]


def test_asking_opens_no_socket_writes_nothing_and_says_nothing() -> None:
    """jieba's cache, tokenizer and handler included; rich is never loaded."""
    told = watched(
        "from xiaoer import Bot\n"
        "bot = Bot.sample()\n"
        "for query in ('怎么退款', '没收到货', '转人工', ''):\n"
        "    bot.ask(query); bot.search(query); bot.explain(query)\n"
        "bot.menu()\n"
        "import jieba\n"
        "assert not jieba.dt.initialized, 'the shared tokenizer was used'\n"
    )
    loaded = {module.split(".")[0] for module in told["loaded"]}
    assert loaded >= {"jieba", "yaml", "rapidfuzz"}
    assert "rich" not in loaded
    assert told["seen"] == []
    assert told["handlers"] == [0, 0, 0]


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    """Else the tests above could not fail."""
    target = tmp_path / "x"
    told = watched(
        f"import socket\nsocket.socket().close()\nopen({str(target)!r}, 'w').close()\n"
        "import logging\nlogging.getLogger('xiaoer').addHandler(logging.NullHandler())\n"
    )
    assert [event.split(" ")[0] for event in told["seen"]] == ["socket.__new__", "open"]
    assert told["handlers"] == [0, 0, 1]
