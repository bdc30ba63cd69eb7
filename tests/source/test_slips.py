"""Slips of the hand in YAML: the message says where and how to mend it, as an operator reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.reading.test_broken import findings
from tests.corpus.test_schema import KEYS as NODES
from xiaoer.source.findings.slips import KEYS, MENDS

CASES = Path(__file__).parents[1] / "cases"
ENTRY = "- {id: a, question: 怎么退款, answer: 好}\n"


def cases(name: str) -> list[tuple[str, str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(one["text"], one["place"], one["says"]) for one in map(json.loads, lines)]


@pytest.mark.parametrize(("text", "place", "says"), cases("slips.jsonl"))
def test_a_slip_in_entries(
    text: str, place: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(text, encoding="utf-8")
    found = [one.render("zh") for one in findings("a.yaml")]
    assert any(one.startswith(f"a.yaml:{place}: ") and says in one for one in found), found


@pytest.mark.parametrize(("text", "place", "says"), cases("slips_settings.jsonl"))
def test_a_slip_in_settings(
    text: str, place: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("xiaoer.yaml").write_text(text + "\n", encoding="utf-8")
    Path("a.yaml").write_text(ENTRY, encoding="utf-8")
    found = [one.render("zh") for one in findings(".")]
    assert any(one.startswith(f"xiaoer.yaml:{place}: ") and says in one for one in found), found


ROUNDS = [
    json.loads(line)
    for line in (CASES / "slips_rounds.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", ROUNDS, ids=[case["text"] for case in ROUNDS])
def test_a_fresh_round(case: dict[str, str], tmp_path: Path) -> None:
    """Written after the code, 45 of 46 as they should be on the first run; "" says nothing."""
    (tmp_path / "a.yaml").write_text(case["text"], encoding="utf-8")
    found = [one.message("zh") for one in findings(tmp_path / "a.yaml")]
    assert any(case["says"] in one for one in found) if case["says"] else found == []


def test_the_keys_are_those_of_the_files() -> None:
    """But for the names of texts and numbers, which nobody writes first."""
    free = {"answer", "clarify", "margin", "query_chars", "choices", "menu"}
    known = {key for node, keys in NODES for key in keys if "greeting" not in keys}
    assert known - set(KEYS) <= free
    assert set(KEYS) <= known
    assert all(zh and en for zh, en in MENDS.values())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("- id: a\n  question: 怎麼退款\n  answer: 好\n".encode("big5"), "E032"),
        ("- id: a\n  question: 運費誰出\n  answer: 由商家承擔。\n".encode("cp950"), "E032"),
        ("- id: a\n  question: 怎么退款\n  answer: 好\n".encode("gbk"), "E008"),
        ("- id: a\n  question: 運費誰出\n  answer: 由商家承擔。\n".encode("gbk"), "E008"),
        ("- id: a\n  question: 怎么退款\n  answer: 好\n".encode()[:-2], "E009"),
        ("- id: a\n  question: 怎么退款\n".encode() + "  answer: 好的\n".encode("gbk"), "E009"),
        ("- id: a\n  question: 营业\n  answer: 好的".encode() + "订单".encode("gbk"), "E009"),
        ("- id: a\n  question: caf\xe9\n".encode("latin-1"), "E009"),
    ],
)  # fmt: skip
def test_the_encoding_is_called_by_its_name(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    assert [one.code for one in findings(tmp_path / "a.yaml")] == [code]


def test_a_paragraph_of_an_answer_is_no_indentation(tmp_path: Path) -> None:
    """What stands above a fault and looks like a slip, but is text."""
    for text in ("　　正文第一段", "退款入口：订单页", "· 第一点", "内容：好", "—— 小满茶铺"):
        (tmp_path / "a.yaml").write_text(
            f"- id: a\n  question: q\n  answer: |\n    {text}\n  category 退款\n  hot: true\n",
            encoding="utf-8",
        )
        [found] = findings(tmp_path / "a.yaml")
        assert (found.code, found.place.line) == ("E012", 5)
        assert found.message("zh") == "YAML 语法错误：缺少冒号，应为 “键: 值”"
