"""``xiaoer stats``: tables, JSON, a page, a workbook; and logs that are none."""

import gzip
import json
from pathlib import Path

import pytest

from tests.evaluation.statistics.material import reply, write
from xiaoer.cli.main import main
from xiaoer.source.tables.workbook import read_workbook


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write(
        tmp_path / "decisions.jsonl",
        [
            (reply("怎么退", id="apply"), "1", "unhelpful"),
            (reply("=1+1", "clarify", "ambiguous", choices=("apply", "arrival")), "2"),
            (reply("2", reason="chosen", id="arrival"), "2"),
            (reply("转人工", "escalate", "human_requested"), "2"),
        ],
    )


def test_tables_in_both_languages(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(log), "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "应答率" in shown
    assert "要求人工" in shown
    assert main(["stats", str(log), "--lang", "en"]) == 0
    assert "human requested" in capsys.readouterr().out


def test_json_markdown_and_several_files_of_a_time(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = log.with_suffix(".gz")
    packed.write_bytes(gzip.compress(log.read_bytes()))
    assert main(["stats", str(log), str(packed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["messages"] == 8
    times = ["--since", "2026-11-01T10:00", "--until", "2026-11-01"]
    assert main(["stats", str(log), *times, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["messages"] == 3  # from 10:00 in China
    assert main(["stats", str(log), "--until", "2026-10-31", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["messages"] == 0
    assert main(["stats", str(log), "--markdown", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("# Statistics of the log")


def test_a_page_and_a_workbook(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faq = tmp_path / "faq.yaml"
    faq.write_text("- {id: never, question: 没人问的, answer: 答}\n", "utf-8")
    page, book = tmp_path / "page.html", tmp_path / "book.xlsx"
    files = ["--report", str(page), "--xlsx", str(book)]
    assert main(["stats", str(log), "--faq", str(faq), "--lang", "zh", *files]) == 0
    html = page.read_text("utf-8")
    assert "没人问的" in html
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    tables = {table.name: table for table in read_workbook("book.xlsx", book.read_bytes()).tables}
    assert "各知识点" in tables
    figures = {row.cell(1): row.cell(2) for row in tables["总体"].rows}
    assert float(figures["应答率"].rstrip("%")) in (0.5, 50.0)
    assert str(page) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (b'{"v":1,"kind":"re', ":1: half a line"),
        (b'{"v":9,"kind":"reply"}\n', ":1: a line of version 9, and 1 is read here"),
        (b"hello\n", ":1: no JSON"),
        (b'{"q": "x"}\n', ":1: no line of a log"),
    ],
)
def test_what_is_no_log_is_one_clear_line_and_nothing_is_written(
    tmp_path: Path, damage: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, book = tmp_path / "x.jsonl", tmp_path / "book.xlsx"
    path.write_bytes(damage)
    assert main(["stats", str(path), "--lang", "en", "--xlsx", str(book)]) == 2
    captured = capsys.readouterr()
    assert f"{path}{told}" in captured.err
    assert captured.out == ""
    assert not book.exists()


def test_damage_beside_good_lines_is_told_and_skipped(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.write_bytes(log.read_bytes() + b"x\n")
    assert main(["stats", str(log), "--lang", "zh"]) == 0
    assert f"{log}:6: 不是 JSON" in capsys.readouterr().out
    assert main(["stats", str(log), "--lang", "zh", "--json"]) == 0
    assert f"跳过 {log}:6: 不是 JSON" in capsys.readouterr().err


@pytest.mark.parametrize(
    "args",
    [["--since", "yesterday"], ["--until", "2026-13-01"], ["--xlsx", "x.txt"], ["--faq", "none"]],
)
def test_a_wrong_call_is_an_error(
    log: Path, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", str(log), *args, "--lang", "zh"]) == 2
    error = capsys.readouterr().err
    assert "错误" in error
    assert "Traceback" not in error


def test_a_day_at_the_end_of_time_is_a_day(log: Path) -> None:
    assert main(["stats", str(log), "--until", "9999-12-31", "--json"]) == 0


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert main(["stats", str(tmp_path / "none.jsonl")]) == 2
