"""jieba is contained: each fact is looked at in a fresh process.

Nothing on stderr, its module-wide tokenizer and its logger as they were, no file written to or
read from the temporary folder, and no warning under ``python -W error``.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
USE = """
from xiaoer.text.words.segment import Segmenter
words = Segmenter(["运费险", "到账"]).cut("运费险多久到账")
assert words == ("运费险", "多久", "到账"), words
"""


def jieba_folder() -> Path:
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


def run(
    code: str, *options: str, python: str = sys.executable, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, *options, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )


def check(done: subprocess.CompletedProcess[str]) -> None:
    assert (done.stderr, done.returncode) == ("", 0)


def test_nothing_is_said_and_no_file_is_left_or_read(tmp_path: Path) -> None:
    """A cache of jieba's, planted in the temporary folder by someone else, is not opened."""
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"not a marshal file")
    opened = """
import sys
seen = []
sys.addaudithook(
    lambda event, args: event == "open" and "jieba.cache" in str(args[0]) and seen.append(args[0])
)
"""
    folder = str(tmp_path)
    done = run(opened + USE + "assert not seen, seen", TMPDIR=folder, TEMP=folder, TMP=folder)
    check(done)
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert planted.read_bytes() == b"not a marshal file"


def test_the_module_wide_tokenizer_is_untouched() -> None:
    code = """
import jieba
assert not jieba.dt.initialized
assert (jieba.dt.FREQ, jieba.dt.total, jieba.dt.user_word_tag_tab) == ({}, 0, {})
"""
    check(run(USE + code))


def test_a_tokenizer_that_the_application_uses_keeps_its_words() -> None:
    code = """
import warnings
warnings.simplefilter("ignore")
import jieba
jieba.dt.FREQ, jieba.dt.total, jieba.dt.initialized = {"运费": 5, "运": 0, "险": 3}, 8, True
before = dict(jieba.dt.FREQ)
"""
    check(run(code + USE + "assert (jieba.dt.FREQ, jieba.dt.total) == (before, 8)"))


def test_the_handler_that_jieba_attaches_is_taken_off_again() -> None:
    code = """
import logging
logger = logging.getLogger("jieba")
assert logger.handlers == [], logger.handlers
assert logger.level == logging.NOTSET, logger.level
"""
    check(run(USE + code))


def test_the_logger_of_an_application_that_uses_jieba_stays_as_it_is() -> None:
    code = """
import logging, warnings
warnings.simplefilter("ignore")
import jieba
logger = logging.getLogger("jieba")
jieba.setLogLevel(logging.WARNING)
before = list(logger.handlers)
assert before
"""
    after = "assert (logger.handlers, logger.level) == (before, logging.WARNING)"
    check(run(code + USE + after))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """jieba as unpacked, not yet compiled, beside a pkg_resources that warns as the real one."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copytree(
        jieba_folder(), folder / "jieba", ignore=shutil.ignore_patterns("__pycache__", "lac_small")
    )
    (folder / "pkg_resources.py").write_text(
        "import warnings\n"
        "warnings.warn('pkg_resources is deprecated as an API', UserWarning, stacklevel=2)\n",
        encoding="utf-8",
    )
    return folder


def interpreter(name: str) -> str:
    """The path of a Python that runs and is young enough, or a skip."""
    path = sys.executable if name == "this" else shutil.which(name)
    if path is None or name == "python{}.{}".format(*sys.version_info):
        pytest.skip(f"no {name} here beside this one")
    done = run("import sys; print(sys.version_info >= (3, 11))", "-S", python=path)
    if done.stdout.strip() != "True":
        pytest.skip(f"{name} does not run here")
    return path


@pytest.mark.parametrize("name", ["this", *(f"python3.{minor}" for minor in range(11, 15))])
def test_no_warning_on_any_python_at_hand(fresh: Path, name: str) -> None:
    """jieba is full of invalid escapes, which a Python says, or raises, when it compiles them."""
    path = os.pathsep.join((str(fresh), str(ROOT)))
    # -S: what the machine's own site-packages warn about is not ours
    done = run(
        USE,
        "-S",
        "-W",
        "error",
        python=interpreter(name),
        PYTHONPATH=path,
        PYTHONDONTWRITEBYTECODE="1",
    )
    check(done)
