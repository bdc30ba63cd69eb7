import subprocess
import sys
from types import SimpleNamespace

import pytest

from xiaoer import __version__
from xiaoer.cli.main import COMMANDS
from xiaoer.cli.opening import _warn, message_of
from xiaoer.errors import MissingExtraError

HEAVY = ("jieba", "rapidfuzz", "yaml", "rich")


def test_version(xiaoer):
    assert xiaoer("--version") == (0, f"xiaoer {__version__}\n", "")


def test_help_lists_the_commands(xiaoer):
    status, out, _ = xiaoer("--help")
    assert status == 0
    assert all(f"    {name} " in out for name in COMMANDS)


def test_without_a_command_help_goes_to_stderr(xiaoer):
    status, out, err = xiaoer()
    assert (status, out) == (2, "")
    assert err.startswith("usage: xiaoer ")


@pytest.mark.parametrize("argv", [("asc",), ("ask",), ("ask", "--nope", "x"), ("init",)])
def test_a_wrong_call_is_an_error(xiaoer, argv):
    status, out, err = xiaoer(*argv)
    assert (status, out) == (2, "")
    assert "error: " in err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command(xiaoer, command):
    status, out, _ = xiaoer(command, "--help")
    assert status == 0
    assert out.startswith(f"usage: xiaoer {command} ")


@pytest.mark.parametrize(
    "argv", [["--version"], ["--help"], ["ask", "--help"], ["chat", "--help"], ["init", "--help"]]
)
def test_help_is_light(argv):
    code = (
        "import sys; from xiaoer.cli.main import main; status = main(sys.argv[1:]);"
        f"print([m for m in {HEAVY} if m in sys.modules], status, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=False
    )
    assert done.stderr == "[] 0\n"


def test_rich_stays_away_from_a_pipe():
    code = (
        "import sys; from xiaoer.cli.screen import Screen, Line;"
        "Screen().show([Line(text='a', role='note')]); print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "a\nFalse\n"


def test_faults_of_a_corpus_are_told_in_the_language_asked_for(xiaoer, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("- id: a\n  question: 运费\n  anwser: 十元\n", encoding="utf-8")
    status, out, err = xiaoer("ask", "--faq", str(file), "运费")
    assert (status, out) == (2, "")
    assert f"{file}:3:3: 错误 " in err
    assert "是不是 “answer”" in err
    assert "Traceback" not in err
    _, _, err = xiaoer("ask", "--faq", str(file), "运费", lang="en")
    assert f"{file}:3:3: error " in err


def test_a_missing_corpus_is_one_message(xiaoer, tmp_path):
    status, out, err = xiaoer("ask", "--faq", str(tmp_path / "no"), "运费", lang="en")
    assert (status, out) == (2, "")
    assert str(tmp_path / "no") in err


def test_other_errors_keep_their_words():
    error = MissingExtraError("cli", "rich")
    assert message_of(error, "zh") == f"错误：{error}"


def test_ctrl_c_is_quiet(bot, xiaoer, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(bot, "ask", interrupt)
    assert xiaoer("ask", "运费") == (130, "", "")


def test_warnings_of_a_corpus_go_to_stderr_a_few_at_most(capsys):
    warnings = [SimpleNamespace(render=lambda lang, n=n: f"W{n} {lang}") for n in range(7)]
    _warn(warnings, "zh")
    shown = [f"W{n} zh" for n in range(5)]
    assert capsys.readouterr().err.splitlines() == [*shown, "还有 2 条警告"]
