"""Broken corpora: the exact messages, in both languages, at the exact places.

Files are data in `tests/cases/broken`, their messages in `expected.txt` there. What a file cannot
hold (NUL bytes, 100,000 brackets) is made here.
"""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from xiaoer.corpus.corpus import Corpus
from xiaoer.errors import CorpusError
from xiaoer.source.findings.diagnostics import Diagnostic, codes, render
from xiaoer.source.findings.lint_hints import LINT_HINTS
from xiaoer.source.findings.lint_warnings import LINT_WARNINGS

BROKEN = Path(__file__).parents[2] / "cases" / "broken"
ENTRY = "- id: a\n  question: 怎么退款\n  answer: 好\n"


def findings(path: str | Path, **options: int) -> tuple[Diagnostic, ...]:
    try:
        return Corpus.load(path, **options).diagnostics
    except CorpusError as error:
        return error.diagnostics  # type: ignore[return-value]


def expectations() -> dict[str, str]:
    sections = (BROKEN / "expected.txt").read_text(encoding="utf-8").split("### ")[1:]
    named = (section.split("\n", 1) for section in sections)
    return {name: body.strip("\n") for name, body in named}


EXPECTED = expectations()


def rendered(found: tuple[Diagnostic, ...]) -> str:
    english = [diagnostic.render("en") for diagnostic in found]
    return "\n".join([render(found, "zh"), "--- en", *english])


@pytest.mark.parametrize("name", EXPECTED)
def test_messages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    assert rendered(findings(name)) == EXPECTED[name]


def test_every_file_has_its_messages() -> None:
    on_disk = {path.name for path in BROKEN.iterdir()} - {"expected.txt"}
    assert on_disk == set(EXPECTED)
    assert len(on_disk) >= 48


MADE: dict[str, tuple[str, bytes, str, str]] = {
    "brackets": (
        "a.yaml",
        b"[" * 100_000,
        "a.yaml:1:33: 错误 E015 嵌套超过 32 层",
        "a.yaml:1:33: error E015 nested more than 32 levels deep",
    ),
    "json brackets": (
        "a.jsonl",
        b'{"id": ' + b"[" * 100_000,
        "a.jsonl:1: 错误 E015 嵌套超过 32 层",
        "a.jsonl:1: error E015 nested more than 32 levels deep",
    ),
    "block nesting": (
        "a.yaml",
        "".join("  " * depth + f"k{depth}:\n" for depth in range(500)).encode(),
        "a.yaml:33:65: 错误 E015 嵌套超过 32 层",
        "a.yaml:33:65: error E015 nested more than 32 levels deep",
    ),
    "alias bomb": (
        "a.yaml",
        (
            "- &a0 [哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈]\n"
            + "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
        ).encode(),
        "a.yaml:6:8: 错误 E016 别名（*）展开后超过 100000 项，请直接写出内容",
        "a.yaml:6:8: error E016 aliases (*) expand to more than 100000 items; "
        "write the content out",
    ),
    "too large": (
        "a.yaml",
        b"#" * 1_001,
        "a.yaml:1:1: 错误 E006 文件太大：1001 字节，最多 1000 字节；请拆成几个文件",
        "a.yaml:1:1: error E006 the file is too large: 1001 bytes, at most 1000; split it",
    ),
    "utf-16 with a mark": (
        "a.yaml",
        codecs.BOM_UTF16_LE + ENTRY.encode("utf-16-le"),
        "a.yaml:1:1: 错误 E007 文件编码是 UTF-16，应为 UTF-8；请另存为 UTF-8",
        "a.yaml:1:1: error E007 the file is encoded in UTF-16, expected UTF-8; save it as UTF-8",
    ),
    "utf-16 without a mark": (
        "a.yaml",
        ENTRY.encode("utf-16-be"),
        "a.yaml:1:1: 错误 E007 文件编码是 UTF-16，应为 UTF-8；请另存为 UTF-8",
        "a.yaml:1:1: error E007 the file is encoded in UTF-16, expected UTF-8; save it as UTF-8",
    ),
    "utf-32": (
        "a.yaml",
        codecs.BOM_UTF32_LE + ENTRY.encode("utf-32-le"),
        "a.yaml:1:1: 错误 E007 文件编码是 UTF-32，应为 UTF-8；请另存为 UTF-8",
        "a.yaml:1:1: error E007 the file is encoded in UTF-32, expected UTF-8; save it as UTF-8",
    ),
    "gb18030": (
        "a.yaml",
        ENTRY.encode("gb18030"),
        "a.yaml:2:13: 错误 E008 文件编码像是 GB18030（GBK），应为 UTF-8；请另存为 UTF-8",
        "a.yaml:2:13: error E008 the file seems to be encoded in GB18030 (GBK), expected UTF-8; "
        "save it as UTF-8",
    ),
    "not utf-8": (
        "a.yaml",
        b"- id: a\n  answer: \xff\xff\n",
        "a.yaml:2:11: 错误 E009 文件不是 UTF-8 文本：字节 0xFF 不合规",
        "a.yaml:2:11: error E009 the file is not UTF-8 text: byte 0xFF is out of place",
    ),
    "nul": (
        "a.yaml",
        ENTRY.replace("好", "好\0").encode(),
        "a.yaml:3:12: 错误 E010 不允许的字符 U+0000，应为可见文字；请删除",
        "a.yaml:3:12: error E010 character U+0000 is not allowed, expected readable text; "
        "delete it",
    ),
    "escape character": (
        "a.yaml",
        ENTRY.replace("好", "\x1b[31m好").encode(),
        "a.yaml:3:11: 错误 E010 不允许的字符 U+001B，应为可见文字；请删除",
        "a.yaml:3:11: error E010 character U+001B is not allowed, expected readable text; "
        "delete it",
    ),
    "mark in mid-text": (
        "a.yaml",
        (ENTRY + "\ufeff" + ENTRY.replace("id: a", "id: b")).encode(),
        "a.yaml:4:1: 错误 E010 不允许的字符 U+FEFF，应为可见文字；请删除",
        "a.yaml:4:1: error E010 character U+FEFF is not allowed, expected readable text; delete it",
    ),
    "json surrogate": (
        "a.jsonl",
        b'{"id": "a", "question": "q", "answer": "\\ud800"}',
        "a.jsonl:1: 错误 E010 不允许的字符 U+D800，应为可见文字；请删除",
        "a.jsonl:1: error E010 character U+D800 is not allowed, expected readable text; delete it",
    ),
    "long question": (
        "a.yaml",
        f"- id: a\n  question: {'退' * 513}\n  answer: 好\n".encode(),
        "a.yaml:2:13: 警告 W403 问题有 513 个字符，超过上限 512，后面的部分不参与匹配",
        "a.yaml:2:13: warning W403 the question has 513 characters, above the limit of 512; "
        "the rest is not matched",
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_made_files(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, data, zh, en = MADE[name]
    (tmp_path / file).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    options = {"max_bytes": 1000} if name == "too large" else {}
    found = findings(file, **options)
    assert [diagnostic.render("zh") for diagnostic in found] == [zh]
    assert [diagnostic.render("en") for diagnostic in found] == [en]


def test_missing_path_names_its_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faq").mkdir()
    assert [one.render("zh") for one in findings("fqa")] == [
        "fqa: 错误 E001 没有这个文件或文件夹；应为一个文件夹，或一个 .yaml、.yml、.jsonl 文件，"
        "是不是 “faq”？"
    ]
    assert [one.render("en") for one in findings("nowhere/at/all")] == [
        "nowhere/at/all: error E001 no such file or folder; expected a folder or a .yaml, .yml "
        "or .jsonl file"
    ]


def test_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / ".draft.yaml").write_text(ENTRY, encoding="utf-8")
    assert [one.render("en") for one in findings("faq")] == [
        "faq: error E002 no entry files in this folder; expected at least one .yaml or .yml file"
    ]


def test_folder_with_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faq" / "a.yaml").mkdir(parents=True)
    [found] = findings("faq")
    assert (found.code, str(found.place)) == ("E005", "faq/a.yaml:1:1")


def test_path_with_nul() -> None:
    [found] = findings("a\0.yaml")
    assert found.code in ("E001", "E005")


@pytest.mark.slow
def test_faults_beyond_ten_thousand_are_counted() -> None:
    rows = [{"id": f"e{n}", "question": f"q{n}", "answer": "好", "x": "y"} for n in range(10_003)]
    with pytest.raises(CorpusError) as caught:
        Corpus.from_entries(rows)
    assert len(caught.value.diagnostics) == 10_001
    assert caught.value.diagnostics[-1].render("zh").endswith("另有 3 处错误没有列出")


@pytest.mark.slow
def test_warnings_beyond_ten_thousand_are_counted() -> None:
    rows = [
        {"id": f"e{n}", "question": f"q{n}", "answer": "好", "hot": True, "enabled": False}
        for n in range(10_001)
    ]
    corpus = Corpus.from_entries(rows)
    assert len(corpus) == 10_001
    assert corpus.diagnostics[-1].render("en").endswith("1 more warnings are not listed")


def test_every_code_is_pinned() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    pinned = "\n".join(EXPECTED.values()) + here
    # save; the two tests above, by their words; test_regular_file
    elsewhere = {"E021", "E022", "W404", "E023"}
    elsewhere |= {*LINT_WARNINGS, *LINT_HINTS}  # tests/authoring/test_lint_codes.py
    assert [code for code in codes() if code not in pinned and code not in elsewhere] == []
