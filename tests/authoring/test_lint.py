"""The linter as a whole: what it looks at, what is off, its shapes, and what it mends."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.service.material import ROOT
from xiaoer.authoring.lint.fixing import fix
from xiaoer.authoring.lint.github import annotation
from xiaoer.authoring.lint.lint import lint
from xiaoer.cli.main import main
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.settings import Settings
from xiaoer.errors import CorpusError

AS_OF = datetime(2026, 11, 30)

ENTRY = """\
- id: refund
  question: 怎么申请退款
  variants:
    - 退款入口在哪   # 常问
    - 想把钱退回来
    - 退\u200b款步骤
    - 退款入口在哪
  answer: |-
    您好,请在订单里申请(退款)。
    网址 https://a.cn/?a=1,2 不用改。
"""


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def told(folder: Path, *off: str) -> list[tuple[str, int]]:
    found = lint(folder, as_of=AS_OF, off=("R", *off)).findings
    return [(one.code, one.diagnostic.place.line) for one in found if one.severity != "hint"]


def test_places_are_those_of_the_very_characters(tmp_path: Path) -> None:
    write(tmp_path, ENTRY)
    assert told(tmp_path) == [("W209", 6), ("W401", 7), ("A104", 9)]
    found = lint(tmp_path, as_of=AS_OF, off=["R"]).findings
    half = next(one for one in found if one.code == "A104").diagnostic
    assert half.place.column == 7
    assert half.excerpt[half.caret] == ","


def test_fix_mends_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    path = write(tmp_path, ENTRY.replace("\n", "\r\n"))
    done = fix(lambda: lint(tmp_path, as_of=AS_OF, off=["R"]))
    assert (done.files, done.failed) == ((path,), ())
    assert path.read_bytes().decode() == ENTRY.replace("\n", "\r\n").replace("\u200b", "").replace(
        "您好,请在订单里申请(退款)。", "您好，请在订单里申请（退款）。"
    ).replace("    - 退款入口在哪\r\n  answer", "  answer")
    assert told(tmp_path) == []
    assert fix(lambda: lint(tmp_path, as_of=AS_OF, off=["R"])).count == 0


@pytest.mark.slow
def test_fixing_changes_no_reply_of_the_sample() -> None:
    report = lint(ROOT / "faq", as_of=AS_OF, off=["R"])
    assert [one for one in report.findings if one.edits] == []


@pytest.mark.slow
def test_the_sample_is_clean() -> None:
    """At most three errors and warnings; family R has none either, but takes a minute."""
    report = lint(ROOT / "faq", as_of=AS_OF, off=["R"])
    assert report.count("error") + report.count("warning") == 0
    assert report.entries == len(Corpus.load(ROOT / "faq"))


def test_faults_do_not_keep_it_from_looking(tmp_path: Path) -> None:
    broken = ENTRY + "  related: [nobody]\n- id: refund\n  question: 再来\n  answer: 待写\n"
    write(tmp_path, broken)
    with pytest.raises(CorpusError):
        Corpus.load(tmp_path)
    report = lint(tmp_path, as_of=AS_OF)
    codes = {one.code for one in report.findings}
    assert {"E306", "E301", "A104", "W209", "A101"} <= codes
    write(tmp_path, "- id: [\n", "b.yaml")
    assert {"E301", "E012", "A104"} <= {code for code, _ in told(tmp_path)}


def test_a_character_that_is_not_allowed_hides_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, ENTRY.replace("想把钱", "想把\ufeff钱"))
    assert told(tmp_path) == [("E010", 5), ("W209", 6), ("W401", 7), ("A104", 9)]


@pytest.mark.parametrize("path", ["none.yaml", "x.txt"])
def test_what_is_no_corpus_is_one_fault(tmp_path: Path, path: str) -> None:
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    report = lint(tmp_path / path)
    assert [one.severity for one in report.findings] == ["error"]


def test_json_lines_are_looked_at_and_not_edited(tmp_path: Path) -> None:
    row = {"id": "a", "question": "怎么退", "answer": "您好,请退。", "variants": ["甲", "乙", "丙"]}
    path = write(tmp_path, json.dumps(row, ensure_ascii=False), "a.jsonl")
    assert [one.code for one in lint(path, off=["R", "W2"]).findings] == ["A104"]
    assert fix(lambda: lint(path, off=["R", "W2"])).files == ()


# --- off ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("- 退\u200b款步骤", "- 退\u200b款步骤  # lint: off W209", ["W401", "A104"]),
        ("- 退\u200b款步骤", "- 退\u200b款步骤  # LINT：OFF W2", ["W401", "A104"]),
        ("- 退\u200b款步骤", "# lint: off W209\n    - 退\u200b款步骤", ["W401", "A104"]),
        ("- id", "# lint: off W209, A104\n- id", ["W401"]),
        ("- id", "# lint: off W A\n\n# 另一条注释\n- id", []),
        ("answer: |-", "answer: |-  # lint: off A104", ["W209", "W401"]),
        ("- id", "# lint: off W299\n- id", ["W230", "W209", "W401", "A104"]),
        ("您好,请", "# lint: off A104 您好,请", ["W209", "W401", "A105", "A104"]),
    ],
)
def test_off_by_a_comment(tmp_path: Path, old: str, new: str, left: list[str]) -> None:
    write(tmp_path, ENTRY.replace(old, new, 1))
    assert [code for code, _ in told(tmp_path)] == left


def test_off_by_the_settings(tmp_path: Path) -> None:
    write(tmp_path, ENTRY)
    write(tmp_path, "lint: {off: [W209, A]}\n", "xiaoer.yaml")
    assert [code for code, _ in told(tmp_path)] == ["W401"]
    settings = Corpus.load(tmp_path).settings
    assert Settings.from_dict(settings.to_dict()) == settings
    write(tmp_path, "lint: {off: [X1]}\n", "xiaoer.yaml")
    assert [code for code, _ in told(tmp_path)][-1] == "E319"


def test_what_comments_switch_off_is_counted(tmp_path: Path) -> None:
    write(tmp_path, ENTRY.replace("- id", "# lint: off W209, A104\n- id"))
    assert lint(tmp_path, off=["R"]).off == 2


def test_faults_cannot_be_switched_off(tmp_path: Path) -> None:
    write(tmp_path, "# lint: off E202\n- id: a\n  question: 甲\n")
    assert [code for code, _ in told(tmp_path, "E202", "W2")] == ["E202"]


# --- shapes ---------------------------------------------------------------------------------


def test_annotations_are_escaped(tmp_path: Path) -> None:
    write(tmp_path, ENTRY, "a,b.yaml")
    found = lint(tmp_path, as_of=AS_OF, off=["R"]).findings
    assert annotation(found[0], "zh").startswith("::notice file=")
    lines = [annotation(one, "zh") for one in found if one.severity != "hint"]
    assert lines[0].startswith("::warning file=")
    assert "a%2Cb.yaml,line=6,col=" in lines[0]
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("args", "status"), [([], 0), (["--strict"], 1), (["--off", "W,A,R"], 0), (["--off", "Q"], 2)]
)
def test_exit_status(tmp_path: Path, args: list[str], status: int) -> None:
    write(tmp_path, ENTRY)
    assert main(["lint", str(tmp_path), "--off", "R", *args]) == status


def test_errors_fail(tmp_path: Path) -> None:
    write(tmp_path, "- id: a\n  question: 甲\n")
    assert main(["lint", "--faq", str(tmp_path), "--off", "R"]) == 1


def test_json_and_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, ENTRY)
    main(["lint", str(tmp_path), "--off", "R", "--json", "--as-of", "2026-11-30"])
    shape = json.loads(capsys.readouterr().out)
    assert (shape["errors"], shape["warnings"]) == (0, 3)
    assert {"code", "severity", "file", "line", "column", "entry", "message"} <= set(
        shape["findings"][0]
    )
    main(["lint", str(tmp_path), "--off", "R", "--lang", "zh"])
    printed = capsys.readouterr()
    assert "    您好,请在订单里申请(退款)。\n" in printed.out
    assert "3 个警告" in printed.err
    assert "--fix" in printed.err


def test_fix_from_the_command_line(tmp_path: Path) -> None:
    write(tmp_path, ENTRY)
    assert main(["lint", str(tmp_path), "--off", "R", "--fix", "--strict"]) == 0
    assert main(["lint", "--fix"]) == 2


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--explain", "w203", "--lang", "zh"]) == 0
    assert "客套话" in capsys.readouterr().out
    assert main(["lint", "--explain", "E202", "--lang", "en"]) == 0
    assert "nothing to say" in capsys.readouterr().out
    assert main(["lint", "--explain", "W999"]) == 2


SETTINGS = """\
restricted:
  - name: 骗局
    words: [诈骗, 退款]
    text: 请不要转账,请先报警!
texts:
  greeting: 您好，请看 https://a.cn/?a=1,2
"""


def test_half_width_signs_of_the_settings_are_told_and_mended(tmp_path: Path) -> None:
    path = write(tmp_path, SETTINGS, "xiaoer.yaml")
    write(tmp_path, ENTRY)
    found = [one for one in lint(tmp_path, as_of=AS_OF, off=["R"]).findings if one.code == "A104"]
    places = [(Path(one.diagnostic.place.file).name, one.diagnostic.place.line) for one in found]
    assert sorted(places) == [("a.yaml", 9), ("xiaoer.yaml", 4)]
    fix(lambda: lint(tmp_path, as_of=AS_OF, off=["R"]))
    assert path.read_text("utf-8") == SETTINGS.replace("转账,请先报警!", "转账，请先报警！")


@pytest.mark.parametrize(("entries", "fires"), [(12, True), (9, False)])
def test_a_word_of_a_rule_that_takes_many_entries_is_told(
    entries: int, fires: bool, tmp_path: Path
) -> None:
    write(tmp_path, SETTINGS, "xiaoer.yaml")
    rows = [f"- {{id: n{n}, question: {n}号怎么退款, answer: 答}}" for n in range(entries)]
    write(tmp_path, "\n".join(rows) + "\n")
    told_of = [one for one in lint(tmp_path, as_of=AS_OF, off=["R"]).findings if one.code == "W212"]
    assert [one.diagnostic.place.line for one in told_of] == [3] * fires
    assert all("退款" in one.diagnostic.render("zh") for one in told_of)


@pytest.mark.parametrize(
    ("variant", "fires"),
    [("买好的运费险想退掉", True), ("手机壳想退掉", False), ("买好的运费险没法退掉", False)],
)
def test_a_variant_that_undoes_its_entry_is_told(variant: str, fires: bool, tmp_path: Path) -> None:
    rows = [
        "- id: a",
        "  question: 怎么购买运费险",
        f"  variants: [买运费险, {variant}]",
        "  answer: 答",
    ]
    write(tmp_path, "\n".join(rows) + "\n")
    assert ("W205" in [code for code, _ in told(tmp_path)]) == fires
