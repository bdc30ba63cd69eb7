import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from xiaoer.cli.init import EXAMPLE, STARTER
from xiaoer.corpus.corpus import Corpus


def test_it_writes_a_corpus_that_loads_without_a_diagnostic(xiaoer, tmp_path):
    folder = tmp_path / "我的 知识库"
    status, out, err = xiaoer("init", str(folder))
    assert (status, err) == (0, "")
    assert {path.name for path in folder.iterdir()} == set(STARTER)
    corpus = Corpus.load(folder)
    assert 8 <= len(corpus) <= 10
    assert corpus.diagnostics == ()
    assert f"xiaoer ask --faq {shlex.quote(str(folder))} {EXAMPLE}" in out


def test_what_it_says_to_type_next_works(xiaoer, tmp_path):
    _, out, _ = xiaoer("init", str(tmp_path / "a b"))
    line = next(line for line in out.splitlines() if "xiaoer ask" in line)
    status, out, err = xiaoer(*shlex.split(line)[1:])
    assert (status, err) == (0, "")
    assert out.startswith("退款同意后按原路退回")


@pytest.mark.skipif(os.name == "nt", reason="a script of a POSIX shell")
def test_a_program_on_no_path_is_named_as_it_was_called(tmp_path):
    """So that what is printed can be typed in a shell without an activated environment."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    script = tmp_path / ".venv" / "bin" / "xiaoer"
    source = f"#!{sys.executable}\nfrom xiaoer.cli.main import run\nrun()\n"
    script.write_text(source, encoding="utf-8")
    script.chmod(0o755)
    called = [".venv/bin/xiaoer", "--lang", "en", "init", "mine"]
    env = {"PATH": os.defpath, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        called, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )
    line = next(line for line in done.stdout.splitlines() if "xiaoer ask" in line)
    assert line == f"  .venv/bin/xiaoer ask --faq mine {EXAMPLE}"
    script.rename(tmp_path / "xiaoer")
    env["PATH"] = f"{tmp_path}{os.pathsep}{os.defpath}"
    done = subprocess.run(
        ["xiaoer", *called[1:-1], "other"],
        cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert f"  xiaoer ask --faq other {EXAMPLE}" in done.stdout


@pytest.mark.parametrize("name", ["entries", "settings"])
def test_the_starter_shows_every_key(name):
    """The schemas list what there is; a key the starter does not show is one nobody finds."""
    from importlib.resources import files

    data = files("xiaoer") / "data"
    schema = json.loads((data / f"{name}.schema.json").read_text(encoding="utf-8"))
    shown = [
        n for n in STARTER if n.endswith(".yaml") and (n == "xiaoer.yaml") is (name != "entries")
    ]
    text = "".join((data / "starter" / n).read_text(encoding="utf-8") for n in shown)
    missing = [key for key in _keys(schema) if f"{key}:" not in text]
    assert missing == []


def _keys(schema: object) -> set[str]:
    """The names of all properties, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    names = set(own) if isinstance(own, dict) else set()
    return names.union(*map(_keys, schema.values()))


def test_the_first_line_leads_editors_to_the_schema(xiaoer, tmp_path):
    xiaoer("init", str(tmp_path))
    for path in tmp_path.glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        key, _, schema = first.partition("$schema=")
        assert key == "# yaml-language-server: "
        assert (tmp_path / schema).is_file()


def test_it_overwrites_nothing(xiaoer, tmp_path):
    (tmp_path / "orders.yaml").write_text("mine")
    (tmp_path / "xiaoer.yaml").symlink_to("nowhere")
    status, out, err = xiaoer("init", str(tmp_path))
    assert (status, out) == (2, "")
    assert err == (
        "错误：这些文件已经存在，一个也没有写：\n"
        f"  {tmp_path / 'xiaoer.yaml'}\n"
        f"  {tmp_path / 'orders.yaml'}\n"
    )
    assert (tmp_path / "orders.yaml").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_one_message(xiaoer, tmp_path):
    (tmp_path / "file").write_text("")
    status, out, err = xiaoer("init", str(tmp_path / "file"), lang="en")
    assert (status, out) == (2, "")
    assert err == f"error: {tmp_path / 'file'}: File exists\n"
