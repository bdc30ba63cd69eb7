"""`mine` and `apply` at the command line: the round as an operator goes it."""

from pathlib import Path

import pytest

from tests.service.material import ROOT
from xiaoer.cli.main import main

LOG = str(ROOT / "tests" / "recipes" / "decisions.jsonl")
FAQ = "- {id: refund, question: 怎么退款, answer: 在订单里申请。}\n"


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    path = tmp_path / "faq.yaml"
    path.write_text(FAQ, encoding="utf-8")
    return path


def test_mined_decided_shown_applied(
    faq: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "asked.csv"
    assert main(["mine", LOG, "--faq", str(faq), "--out", str(sheet), "--lang", "zh"]) == 0
    assert "没有答好" in capsys.readouterr().out
    head, first, *_ = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("次数,客户原话,建议 1")
    assert first
    sheet.write_text("客户原话,决定,知识点\n钱怎么退,相似问,refund\n", encoding="utf-8")
    assert main(["apply", str(sheet), "--faq", str(faq), "--dry-run", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert (
        "+- {id: refund, question: 怎么退款, answer: 在订单里申请。, variants: [钱怎么退]}"
        in shown.out
    )
    assert "nothing written" in shown.err
    assert faq.read_text(encoding="utf-8") == FAQ
    assert main(["apply", str(sheet), "--faq", str(faq)]) == 0
    assert "钱怎么退" in faq.read_text(encoding="utf-8")


def test_mine_on_the_screen_and_as_json(faq: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mine", LOG, "--faq", str(faq), "--lang", "en"]) == 0
    assert "groups are left" in capsys.readouterr().out
    assert main(["mine", LOG, "--faq", str(faq), "--json"]) == 0
    assert capsys.readouterr().out.startswith('{"count": ')
    assert main(["mine", LOG, "--faq", str(faq), "--least", "1000", "--json"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["mine", "nowhere.jsonl"], "nowhere.jsonl"),
        (["mine", LOG, "--out", "a.pdf"], "a.pdf: unknown"),
        (["mine", LOG, "--since", "gestern"], "gestern"),
        (["mine", "half.jsonl"], "no line can be read"),
        (["apply", "nowhere.xlsx", "--faq", "faq.yaml"], "nowhere.xlsx"),
        (["apply", "half.jsonl", "--faq", "faq.yaml"], "half.jsonl:1"),
        (["apply", "half.jsonl", "--faq", "nowhere"], "nowhere"),
    ],
)
def test_errors_are_told_in_a_line(
    argv: list[str], told: str, faq: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(faq.parent)
    Path("half.jsonl").write_text('{"v": 9', encoding="utf-8")
    assert main([*argv, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert told in err.replace("cannot write", "unknown")
    assert "Traceback" not in err
    assert faq.read_text(encoding="utf-8") == FAQ
