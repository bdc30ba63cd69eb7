import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from xiaoer import __version__
from xiaoer.cli.main import COMMANDS, build_parser, main
from xiaoer.cli.options.corpus import _warn, message_of
from xiaoer.cli.terminal.columns import width_of
from xiaoer.errors import MissingExtraError

USAGE = {"zh": "用法：", "en": "usage: "}
HEAVY = ("jieba", "rapidfuzz", "yaml", "rich")


def test_version(xiaoer):
    assert xiaoer("--version") == (0, f"xiaoer {__version__}\n", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_lists_the_commands(xiaoer, lang):
    status, out, _ = xiaoer("--help", lang=lang)
    assert status == 0
    assert all(f"    {name} " in out for name in COMMANDS)


def test_without_a_command_help_goes_to_stderr(xiaoer):
    for lang, usage in USAGE.items():
        status, out, err = xiaoer(lang=lang)
        assert (status, out) == (2, "")
        assert err.startswith(f"{usage}xiaoer ")


@pytest.mark.parametrize("argv", [("asc",), ("ask",), ("ask", "--nope", "x"), ("init",)])
def test_a_wrong_call_is_an_error(xiaoer, argv):
    for lang, error in (("zh", "错误："), ("en", "error: ")):
        status, out, err = xiaoer(*argv, lang=lang)
        assert (status, out) == (2, "")
        assert error in err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command(xiaoer, command):
    for lang, usage in USAGE.items():
        status, out, _ = xiaoer(command, "--help", lang=lang)
        assert status == 0
        assert out.startswith(f"{usage}xiaoer {command} ")


def texts_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every text that help shows, but for the usage line."""
    yield from filter(None, (parser.description, parser.epilog))
    for group in parser._action_groups:
        if group._group_actions:
            yield str(group.title)
    for action in parser._actions:
        yield str(action.help)
        if isinstance(action, argparse._SubParsersAction):
            yield from (str(choice.help) for choice in action._choices_actions)
            for sub in action.choices.values():
                yield from texts_of(sub)


def test_all_of_the_help_is_in_the_language_asked_for():
    for text in texts_of(build_parser("zh")):
        assert re.search("[\u4e00-\u9fff]", text) or text == "None", f"no Chinese for: {text}"
    for text in texts_of(build_parser("en")):
        assert not re.search("[\u4e00-\u9fff]", text), text


def test_no_argument_at_all_is_a_wrong_call_too(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: xiaoer ")


@pytest.mark.parametrize("argv", [["ask", "--lang", "zh", "--help"], ["--lang=zh", "ask", "-h"]])
def test_the_language_is_known_before_the_rest(capsys, argv):
    assert main(argv) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：xiaoer ask ")
    assert "\n退出码：\n  0  回答了" in out


def test_the_chinese_help_has_the_figures_and_fits_the_screen(xiaoer, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    out = xiaoer("evaluate", "--help")[1]
    assert "--require 可用的指标：top1 r3 " in out
    options = out[out.index("选项：") : out.index("标注问题：JSON")]
    assert max(map(width_of, options.splitlines())) <= 60


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("asc",), "COMMAND 不能是 'asc'，可以是："),
        (("ask",), "缺少参数：QUERY"),
        (("ask", "--nope", "x"), "不认识的参数：--nope"),
        (("ask", "x", "--audience"), "--audience 后面要有一个值"),
        (("ask", "x", "--json=1"), "--json 不带值，而这里写了 '1'"),
        (("evaluate", "--json", "--markdown"), "--markdown 不能和 --json 一起用"),
        (("evaluate", "--seed", "x"), "--seed 应为整数，而这里是 'x'"),
        (("evaluate", "--worst", "x"), "--worst 应为从 0 起的整数，而这里是 “x”"),
        (("evaluate", "--oos-share", "2"), "--oos-share 应为 0 到 1 的数，而这里是 “2”"),
        (("calibrate", "q", "--max-risk", "2"), "--max-risk 应为 0 和 1 之间的数，而这里是 “2”"),
        (("ask", "--lang", "fr", "x"), "--lang 不能是 'fr'，可以是："),
    ],
)
def test_a_wrong_call_says_what_in_chinese(xiaoer, argv, told):
    status, out, err = xiaoer(*argv)
    assert (status, out) == (2, "")
    assert f"错误：{told}" in err
    assert not re.search("argument|required|expected|choice", err)


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
        "import sys; from xiaoer.cli.terminal.screen import Screen, ScreenLine;"
        "Screen().show([ScreenLine(text='a', role='note')]); print('rich' in sys.modules)"
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
