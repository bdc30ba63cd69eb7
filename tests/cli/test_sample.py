"""``xiaoer sample``: a sheet to label that ``evaluate`` reads, and JSON Lines."""

import json
from pathlib import Path

import pytest

from tests.evaluation.statistics.material import candidate, reply, write
from xiaoer.cli.main import main
from xiaoer.source.tables.workbook import read_workbook


@pytest.fixture
def log(tmp_path: Path) -> Path:
    near = (candidate("apply"), candidate("arrival"))
    return write(
        tmp_path / "decisions.jsonl",
        [(reply("怎么退", id="apply", candidates=near), "1")] * 3
        + [(reply("=1+1", "escalate", "out_of_scope"), "2")],
    )


def test_a_sheet_to_fill_with_the_nearest_entries_to_choose_from(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.xlsx"
    assert main(["sample", str(log), "--sheet", str(path), "--lang", "zh"]) == 0
    assert "4 个问题里抽了 4 个，相同的合并后 2 行" in capsys.readouterr().out
    (table,) = read_workbook("sheet.xlsx", path.read_bytes()).tables
    head, *rows = table.rows
    assert [head.cell(at) for at in (1, 2, 8, 9)] == ["用户问", "知识点", "权重", "抽中次数"]
    cells = {row.cell(1): [row.cell(at) for at in (2, 3, 8, 9)] for row in rows}
    assert cells["怎么退"] == ["待标注", "apply 怎么申请退款", "3", "3"]
    assert cells["=1+1"] == ["待标注", "", "1", "1"]  # a text, no formula


def test_evaluate_reads_the_sheet_and_says_what_is_not_labelled(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, faq = tmp_path / "sheet.xlsx", tmp_path / "faq.yaml"
    faq.write_text("- {id: apply, question: 退款怎样申请, answer: 答}\n", "utf-8")
    assert main(["sample", str(log), "--sheet", str(path)]) == 0
    assert main(["evaluate", "--faq", str(faq), str(path), "--lang", "zh"]) == 2
    error = capsys.readouterr().err
    assert "标注!2" in error
    assert "还有 2 条待标注" in error


def test_a_labelled_sample_weighs_in_evaluate(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faq = tmp_path / "faq.yaml"
    faq.write_text("- {id: apply, question: 退款怎样申请, answer: 答}\n", "utf-8")
    assert main(["sample", str(log)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["gold"] for row in rows} == {"待标注"}
    labels = tmp_path / "labels.csv"
    cells = [f"{row['q']},不该回答,{row['weight']},{row['draws']}" for row in rows]
    labels.write_text("用户问,知识点,权重,抽中次数\n" + "\n".join(cells) + "\n", "utf-8")
    assert main(["evaluate", "--faq", str(faq), str(labels), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "weighted" in found["notes"]
    assert found["figures"]["decisions"]["coverage"]["effective_n"] == pytest.approx(4)


def test_what_was_labelled_is_never_overwritten(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"labelled")
    assert main(["sample", str(log), "--sheet", str(path)]) == 2
    assert str(path) in capsys.readouterr().err
    assert path.read_bytes() == b"labelled"


@pytest.mark.parametrize(
    "args", [["-n", "0"], ["-n", "x"], ["--by", "day"], ["--sheet", "x.csv"], ["--until", "?"]]
)
def test_a_wrong_call_is_an_error(
    log: Path, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", str(log), *args, "--lang", "zh"]) == 2
    assert "错误：" in capsys.readouterr().err


def test_a_log_without_queries_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"{")
    assert main(["sample", str(path)]) == 2
