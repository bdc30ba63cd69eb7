"""The house, held by its syntax trees: who imports whom, how long, what is never done."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import xiaoer
from tests.every import every
from tests.service.material import ROOT

PACKAGE = ROOT / "xiaoer"
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

ORDER = (
    ("light_records",),
    ("records",),
    ("errors", "typed_dict"),
    ("text",),
    ("hearing", "source"),
    ("corpus",),
    ("matching",),
    ("service",),
    ("snapshot",),
    ("asking", "sample"),
    ("bot",),
    ("conversation", "handle"),
    ("evaluation",),
    ("authoring",),
    ("cli", "pyinstaller"),
)
"""Rooms and modules of the package, left to right; those of one place do not know each other."""
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

INSIDE: dict[str, tuple[tuple[str, ...], ...]] = {
    "text": (
        ("regex", "resources"),
        ("characters",),
        ("entities",),
        ("stretches", "private"),
        ("redaction",),
        ("order_cards", "labelled_values", "chat_marks", "redactor"),
        ("normalize",),
        ("words",),
        ("sameness", "utterance"),
    ),
    "source": (
        ("findings",),
        ("collector", "column_heads", "faults", "json_tree", "moments", "row_tree", "tree",
         "yaml_marks", "yaml_slips", "yaml_tree"),
        ("files",),
        ("tables",),
    ),
    "corpus": (
        ("answers", "arguments", "entry", "forms", "hours", "ladder", "schema",
         "settings", "template", "texts"),
        ("reading", "writing"),
        ("checking",),
        ("load",),
        ("corpus",),
    ),
    "matching": (
        ("eligibility", "engine", "keywords", "match", "own", "polarity"),
        ("clauses", "index"),
        ("ranking",),
        ("confidence", "difference"),
        ("matcher",),
    ),
    "service": (
        ("naming", "reply"),
        ("deciding",),
        ("readings",),
        ("composing",),
        ("talk",),
        ("decision_log", "explaining"),
    ),
    "snapshot": (
        ("bytes_io", "container", "corpus", "desk", "file", "index", "matcher", "questions",
         "ranking", "sources", "tables", "words"),
    ),
    "evaluation": (
        ("result", "cases"),
        ("measures", "perturb"),
        ("labelled",),
        ("certificate", "comparison", "selftest", "statistics"),
        ("sampling",),
        ("pages",),
    ),
    "authoring": (
        ("sourced", "wording"),
        ("cells",),
        ("sheets", "workbook"),
        ("formats",),
        ("edit",),
        ("importing",),
        ("lint",),
        ("mine",),
        ("apply",),
    ),
    "cli": (
        ("terminal",),
        ("wording",),
        ("options",),
        ("talk", "workshop"),
        ("ask", "build", "calibrate", "chat", "compare", "convert", "evaluate", "init", "lint",
         "sample", "stats"),
        ("main",),
    ),
}  # fmt: skip
"""Sub-rooms and modules of a room, left to right. Two sub-rooms of one place do not know each
other; modules of one place may, as long as they make no circle."""

MOST_IN_A_FOLDER = 12
FULL_FOLDERS: set[str] = set()
"""None has more."""

KNOWN_CIRCLES: tuple[set[str], ...] = ()
"""None is left."""

LONGEST_PATTERN = 200

HEARING_KNOWS = {"records", "errors", "text", "hearing"}
"""What a message does is heard before any corpus."""
PUBLIC = RANK["evaluation"]
"""`from xiaoer import …` stands right of all that the package's front lists."""

every_module = every(MODULES, name=str)


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
                below = f"{node.module}.{alias.name}"
                path = ROOT / below.replace(".", "/")
                is_module = path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
                yield (below if is_module else node.module), node.lineno


def own_imports(name: str) -> list[tuple[str, int]]:
    return [
        (module, line) for module, line in imported(TREES[name]) if module.split(".")[0] == "xiaoer"
    ]


def dotted(name: str) -> str:
    """The module's name as it is imported."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def circles() -> Iterator[set[str]]:
    """Modules that reach each other by imports, also by those in functions and for types only."""
    edges = {
        dotted(name): {dotted(inside(module)) for module, _ in own_imports(name)} - {dotted(name)}
        for name in MODULES
    }
    reached = {name: reach(edges, name) for name in edges}
    seen: set[str] = set()
    for name in edges:
        circle = {other for other in reached[name] if name in reached[other]} - seen
        if circle:
            seen |= circle
            yield circle


def reach(edges: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(edges[start])
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += edges.get(name, ())
    return found


def inside(module: str) -> str:
    """The path of an imported module of the package, relative to the root."""
    path = module.replace(".", "/")
    return f"{path}.py" if f"{path}.py" in MODULES else f"{path}/__init__.py"


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


def unit_of(name: str, room: str) -> str:
    """The sub-room, or the module, of a room that a path lies in; "" for the room's front."""
    below = name.removeprefix(f"xiaoer/{room}/")
    return "" if below == "__init__.py" else below.partition("/")[0].removesuffix(".py")


@pytest.mark.parametrize("room", INSIDE)
def test_imports_within_a_room_only_run_to_the_left(room: str) -> None:
    rank = {unit: rank for rank, units in enumerate(INSIDE[room]) for unit in units}
    here = [name for name in MODULES if name.startswith(f"xiaoer/{room}/")]
    own = [name for name in here if unit_of(name, room)]
    assert {unit_of(name, room) for name in own} == set(rank)
    for name in own:
        unit = unit_of(name, room)
        for module, line in own_imports(name):
            other = inside(module)
            if room_of(other) != room or unit_of(other, room) == unit:
                continue
            there = unit_of(other, room)
            assert there, f"{name}:{line} imports the front of its own room"
            both_modules = all((PACKAGE / room / f"{one}.py").is_file() for one in (unit, there))
            to_the_left = rank[there] < rank[unit] or (both_modules and rank[there] == rank[unit])
            assert to_the_left, f"{name}:{line} imports {module}"


def test_no_modules_import_each_other() -> None:
    """A record imports neither its reader nor its renderer, not even inside a function."""
    assert [found for found in circles() if found not in KNOWN_CIRCLES] == []


def test_a_circle_would_be_seen() -> None:
    edges = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert reach(edges, "a") == {"a", "b", "c"}
    assert "d" not in reach(edges, "d")


def test_hearing_knows_texts_and_no_corpus() -> None:
    own = [name for name in MODULES if room_of(name) == "hearing"]
    assert len(own) > 5
    for name in own:
        rooms = {module.split(".")[1] for module, _ in own_imports(name) if "." in module}
        assert rooms <= HEARING_KNOWS, name


@every_module
def test_nothing_is_imported_by_a_computed_name(name: str) -> None:
    """What the syntax tree does not show cannot be held to the order; the command line, which
    may import everything, loads its commands so, and the front its names, which a test holds to
    the imports that checkers see."""
    if room_of(name) in ("cli", ""):
        return
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            unseen = ("__import__", "eval", *(() if name == WRITES_CODE else ("exec",)))
            assert called not in unseen, f"{name}:{node.lineno}"
            assert not called.endswith("import_module"), f"{name}:{node.lineno}"


WRITES_CODE = "xiaoer/light_records.py"
"""The ``__init__`` of records, as `dataclasses` does."""

DOORS = {
    "rapidfuzz": "xiaoer/matching/",
    "yaml": ("xiaoer/source/", "xiaoer/corpus/"),
    "rich": "xiaoer/cli/",
    "python_calamine": "xiaoer/source/tables/workbook.py",
    "xlsxwriter": "xiaoer/authoring/workbook/",
    "watchfiles": "xiaoer/handle.py",
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


def test_a_folder_has_at_most_12_modules() -> None:
    """Beside its front, which says what stands in it."""
    held: dict[str, list[str]] = {}
    for name in MODULES:
        folder, _, file = name.rpartition("/")
        held.setdefault(folder, []).append(file)
    assert all("__init__.py" in files for files in held.values())
    full = {folder for folder, files in held.items() if len(files) - 1 > MOST_IN_A_FOLDER}
    assert full <= FULL_FOLDERS


def pieces(expression: ast.AST, named: dict[str, ast.expr]) -> Iterator[int]:
    """How many characters each piece of a pattern has that is written under one name."""
    yield sum(
        len(node.value)
        for node in ast.walk(expression)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and node.id in named:
            rest = {name: value for name, value in named.items() if name != node.id}
            yield from pieces(named[node.id], rest)


def long_patterns(tree: ast.Module) -> Iterator[int]:
    """The lines of compiled patterns with a long piece that is not verbose."""
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.JoinedStr)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "regex"):
            pattern, *flags = [*node.args, *(word.value for word in node.keywords)]
            verbose = any("VERBOSE" in ast.unparse(flag) for flag in flags)
            if not verbose and max(pieces(pattern, named)) > LONGEST_PATTERN:
                yield node.lineno


def test_long_patterns_are_verbose_and_made_of_named_parts() -> None:
    long = {name: list(long_patterns(tree)) for name, tree in TREES.items()}
    assert {name: lines for name, lines in long.items() if lines} == {}


def test_a_long_pattern_would_be_seen() -> None:
    long = "a" * (LONGEST_PATTERN + 1)
    assert list(long_patterns(ast.parse(f"import re\nre.compile('{long}')"))) == [2]
    assert list(long_patterns(ast.parse(f"regex('{long}')"))) == [1]
    assert list(long_patterns(ast.parse(f"_A = '{long}'\nre.compile(rf'b{{_A}}')"))) == [2]
    assert list(long_patterns(ast.parse(f"re.compile('{long}', re.VERBOSE)"))) == []
    assert list(long_patterns(ast.parse(f"re.compile('{long[2:]}')"))) == []


def types_of(tree: ast.Module) -> Iterator[str]:
    """The classes and aliases of types of a module; ``_Row`` is called Row too."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                continue
        bare = [name.strip("_") for name in names]
        yield from (name for name in bare if name[:1].isupper() and any(map(str.islower, name)))


def named_twice(trees: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """The names of types that stand in several modules, and these modules."""
    homes: dict[str, set[str]] = {}
    for name, tree in trees.items():
        for found in types_of(tree):
            homes.setdefault(found, set()).add(name)
    return {found: files for found, files in homes.items() if len(files) > 1}


def test_no_class_name_twice() -> None:
    """One word, one thing; also for what is private to its module."""
    assert named_twice(TREES) == {}


def test_a_name_of_two_things_would_be_seen() -> None:
    trees = {"a": "class Row: pass", "b": "_Row = tuple[str, ...]", "c": "ROW = 1\nrow = 2"}
    parsed = {name: ast.parse(text) for name, text in trees.items()}
    assert named_twice(parsed) == {"Row": {"a", "b"}}


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


GATHERERS = {"Load", "Look"}
"""No records: what gathers while a corpus is read, or makes what a check asks for and keeps it."""


@every_module
def test_records_are_frozen_slotted_and_keyword_only(name: str) -> None:
    """But for private ones that gather something while it is built."""
    for node in ast.walk(TREES[name]):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        if node.name in GATHERERS:
            continue
        for decorator in node.decorator_list:
            if ast.unparse(decorator).startswith("dataclass"):
                assert isinstance(decorator, ast.Call), node.name
                given = {word.arg: ast.unparse(word.value) for word in decorator.keywords}
                wanted = {"frozen": "True", "slots": "True", "kw_only": "True"}
                assert wanted.items() <= given.items(), node.name


WARNS = ("xiaoer/matching/confidence/calibration_file.py", "xiaoer/snapshot/sources.py")
"""A certificate, or a compiled corpus, that no longer fits must not lapse in silence."""


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
            assert not called.startswith("warnings.warn") or name in WARNS


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
    assert kinds <= {"Expr", "If", "Assign", "FunctionDef"}
    assert {function.name for function in functions(tree)} == {"__getattr__", "__dir__"}
    block = next(node for node in tree.body if isinstance(node, ast.If))
    listed = {alias.asname or alias.name for node in block.body
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


@pytest.mark.slow
def test_asking_opens_no_socket_writes_nothing_and_says_nothing() -> None:
    """jieba and rich are never loaded."""
    told = watched(
        "from xiaoer import Bot\n"
        "bot = Bot.sample()\n"
        "for query in ('怎么退款', '没收到货', '转人工', ''):\n"
        "    bot.ask(query); bot.search(query); bot.explain(query)\n"
        "bot.menu()\n"
    )
    loaded = {module.split(".")[0] for module in told["loaded"]}
    assert loaded >= {"yaml", "rapidfuzz"}
    assert not loaded & {"jieba", "rich"}
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


TOP = {
    *("xiaoer", "faq", "tests", "pyproject.toml", "LICENSE"),
    *("README.md", "README.zh-CN.md", "CHANGELOG.md"),
}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout")
def test_the_top_level_holds_nothing_else() -> None:
    """What a script leaves in the checkout is easily committed with the rest."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    names = {path.partition("/")[0] for path in listed}
    assert {name for name in names if not name.startswith(".")} == TOP
