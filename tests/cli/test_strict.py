"""``--strict``: what a question that two entries share comes to, command by command."""

import io
from pathlib import Path

import pytest

from xiaoer.cli.main import main

FAQ = """\
- id: a
  question: 怎么退款
  answer: 一
- id: b
  question: 怎么退款
  answer: 二
- id: c
  question: 多久发货
  variants: [什么时候发货]
  answer: 三
"""


@pytest.fixture
def faq(tmp_path: Path) -> str:
    path = tmp_path / "faq.yaml"
    path.write_text(FAQ, encoding="utf-8")
    labelled = '{"q": "几时发货", "gold": "c"}\n{"q": "明天下雨吗", "gold": null}\n'
    (tmp_path / "q.jsonl").write_text(labelled, encoding="utf-8")
    (tmp_path / "q.txt").write_text("多久发货\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("strict", ["--strict", "--no-strict", None])
@pytest.mark.parametrize("command", ["ask", "chat", "evaluate", "calibrate", "compare"])
def test_strict_is_exit_2_and_evaluate_is_strict(
    command: str,
    strict: str | None,
    faq: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    folder = Path(faq).parent
    argv = {
        "ask": ["ask", "--faq", faq, "多久发货"],
        "chat": ["chat", "--faq", faq],
        "evaluate": ["evaluate", "--faq", faq, str(folder / "q.jsonl")],
        "calibrate": ["calibrate", "--faq", faq, str(folder / "q.jsonl"), "--dry-run"],
        "compare": ["compare", faq, faq, "--queries", str(folder / "q.txt")],
    }[command]
    refused = strict == "--strict" or (strict is None and command == "evaluate")
    status = main(["--lang", "en", *argv, *([strict] if strict else [])])
    said = capsys.readouterr().err
    assert (status == 2) is refused
    assert ("error W501" in said) is refused
    assert ("warning W501" in said) is not refused
