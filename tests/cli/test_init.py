import json
import shlex

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
