"""The program as a process: locales, encodings, pipes."""

import json
import os
import subprocess
import sys

import pytest

from tests.service.material import ROOT

QUERY = "退款多久能到账"
ANSWER = "退款同意后按原路退回"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def faq(tmp_path_factory):
    from xiaoer.cli.main import main

    folder = tmp_path_factory.mktemp("中文") / "知识库"
    assert main(["init", str(folder)]) == 0
    return str(folder)


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, ASCII])
@pytest.mark.slow
def test_chinese_goes_in_and_out_in_any_locale(program, faq, env):
    done = program("ask", "--faq", faq, QUERY, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(ANSWER)


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, ASCII])
@pytest.mark.slow
def test_chinese_lines_come_from_a_pipe_in_any_locale(program, faq, env):
    done = program("ask", "--json", "--faq", faq, "-", env=env, input=QUERY.encode())
    assert json.loads(done.stdout)["query"] == QUERY


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("lang", ["zh_CN.UTF-8", "C.UTF-8"])
@pytest.mark.slow
def test_gbk_from_a_pipe_is_one_message(program, faq, lang, more):
    lines = f"hello\n{QUERY}\n".encode("gbk")
    done = program("ask", "--faq", faq, *more, "-", env={"LANG": lang}, input=lines)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    told = done.stderr.decode()
    assert ("2" in told, "UTF-8" in told, "GBK" in told) == (True, True, True)
    assert ("请先转成" if lang.startswith("zh") else "convert it to UTF-8 first") in told
    assert QUERY not in done.stdout.decode()


@pytest.mark.slow
def test_what_is_no_gbk_either_is_not_called_so(program, faq):
    done = program("ask", "--faq", faq, "-", input=b"\xff\xff\xff\n")
    assert done.returncode == 2
    assert b"line 1 of standard input is not UTF-8: convert" in done.stderr


@pytest.mark.slow
def test_a_torn_byte_in_a_line_of_utf_8_is_answered(program, faq):
    lines = QUERY.encode()[:-1] + b"\r\n" + QUERY.encode()
    done = program("ask", "--json", "--faq", faq, "-", input=lines)
    first, second = map(json.loads, done.stdout.decode().splitlines())
    assert first["query"] == QUERY[:-1] + "\ufffd"
    assert (second["query"], done.stderr) == (QUERY, b"")


@pytest.mark.slow
def test_utf_8_is_utf_8_also_where_the_locale_is_gbk(program, faq):
    env = {"PYTHONIOENCODING": "gbk"}
    for encoding in ("utf-8", "gbk"):
        done = program("ask", "--json", "--faq", faq, "-", env=env, input=QUERY.encode(encoding))
        assert json.loads(done.stdout)["query"] == QUERY


def test_a_chinese_path_is_named_in_an_error_in_any_locale(program, tmp_path):
    done = program("ask", "--faq", str(tmp_path / "没有"), QUERY, env=ASCII)
    assert done.returncode == 2
    assert "没有" in done.stderr.decode()


@pytest.mark.slow
def test_gbk_gets_gbk_and_a_mark_for_what_it_lacks(program, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("- {id: a, question: 运费多少, answer: 十元😀}", encoding="utf-8")
    env = {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gbk"}
    done = program("ask", "--faq", str(file), "运费多少", env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("gbk").startswith("十元?\n")
    done = program("ask", "--faq", str(file), "--json", "运费多少", env=env)
    assert json.loads(done.stdout.decode("ascii"))["text"] == "十元😀"
    done = program("ask", "--faq", str(file), "-", env=env, input="运费多少".encode("gbk"))
    assert done.stdout.decode("gbk").startswith("> 运费多少\n十元?\n")


@pytest.mark.slow
def test_lone_bytes_are_a_question_like_any_other(program, faq):
    done = program("ask", "--json", "--faq", faq, b"\xcd\xcb\xbf\xee")
    assert done.returncode in (0, 1)
    assert "\ufffd" in json.loads(done.stdout)["query"]


def closed(redirections: str, *argv: str, input: bytes = b"", options: str = ""):
    """Runs the program with some of its streams closed or turned elsewhere by a shell."""
    script = f'exec "$0" {options} -m xiaoer "$@" {redirections}'
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["sh", "-c", script, sys.executable, *argv]
    return subprocess.run(command, capture_output=True, input=input, env=env, timeout=120)


COMMANDS = [
    ("ask", QUERY), ("ask", "--json", QUERY), ("ask", "-"), ("chat",), ("evaluate", "--self"),
    ("--version",), ("--help",), ("init", "shop"), ("calibrate", "q.jsonl"),
]  # fmt: skip


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("redirections", [">&-", ">&- <&-"])
@pytest.mark.slow
def test_what_cannot_be_printed_is_not_done(tmp_path, monkeypatch, argv, redirections):
    """Standard output is closed: said at once, and nothing is written or left behind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    done = closed(redirections, *argv)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("error: standard output is closed, so that no result")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("redirections", ["2>&-", "2>&- <&-"])
@pytest.mark.parametrize("options", ["", "-W error"])
@pytest.mark.slow
def test_notes_to_a_closed_standard_error_go_nowhere(redirections, options):
    """The sample's note would be the first line of the JSON; a file would take its number."""
    done = closed(redirections, "ask", "--json", "怎么申请退款", options=options)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["entry"]["id"] == "refund-apply"


@pytest.mark.slow
def test_a_report_does_not_get_the_number_of_a_closed_stream(faq, tmp_path):
    report = tmp_path / "r.html"
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"q": "写首诗", "gold": null}\n', encoding="utf-8")
    files = (str(queries), "--report", str(report))
    done = closed("2>&- <&-", "evaluate", "--faq", faq, "--json", *files, options="-W error")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["requirements"] == []
    assert report.read_bytes().startswith(b"<!doctype html>")


@pytest.mark.slow
@pytest.mark.parametrize("argv", [("ask", "没有", "--audience", "x"), ("nothing",), ()])
def test_an_error_with_nowhere_to_say_it_is_still_an_error(argv):
    done = closed("2>&-", *argv)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.slow
@pytest.mark.parametrize("argv", [("ask", "-"), ("chat",)])
def test_a_closed_standard_input_is_no_empty_one(faq, argv):
    done = closed("<&-", argv[0], "--faq", faq, *argv[1:])
    assert done.returncode == 2
    assert done.stderr == b"error: standard input is closed\n"
    done = closed("</dev/null", argv[0], "--faq", faq, *argv[1:])
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("argv", [("ask", "--json"), ("ask", "--explain"), ("evaluate", "--self")])
@pytest.mark.slow
def test_what_was_not_printed_is_an_error_whichever_way(faq, argv):
    for redirections in (">/dev/full", "1</dev/null"):
        query = [QUERY] * (argv[0] == "ask")
        done = closed(redirections, argv[0], "--faq", faq, *argv[1:], *query)
        assert done.returncode == 2
        assert done.stderr.startswith(b"error: ")


@pytest.mark.slow
def test_a_reader_that_left_is_no_fault(program, faq):
    read, write = os.pipe()
    os.close(read)
    done = program("ask", "--faq", faq, QUERY, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("argv", [("ask", QUERY), ("chat",)])
def test_a_full_disk_is_one_message(program, faq, argv):
    with open("/dev/full", "wb") as full:
        done = program(
            argv[0], "--faq", faq, *argv[1:], stdout=full, stderr=subprocess.PIPE, input=b""
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("error: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.slow
def test_a_chat_from_a_pipe(program, faq):
    lines = f"{QUERY}\n/why\n/quit\n".encode()
    done = program("chat", "--faq", faq, input=lines, env={"LANG": "zh_CN.UTF-8"})
    out = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.startswith("您好，这里是小满茶铺")
    assert ANSWER in out
    assert out.endswith("感谢光临小满茶铺，再见。\n")
    assert "\n> " not in out
    assert "\x1b" not in out


@pytest.mark.slow
def test_the_sample_is_used_without_faq_and_says_so(program):
    done = program("ask", "--json", "怎么申请退款")
    assert done.returncode == 0
    assert json.loads(done.stdout)["entry"]["id"] == "refund-apply"
    assert done.stderr.decode().startswith("no --faq given: using the sample corpus (")
    assert done.stderr.count(b"\n") == 1


def test_ctrl_c_in_a_chat_is_quiet(program):
    code = (
        # where the parent ignores Ctrl-C, as for a job in the background, so would the child
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from xiaoer.cli import main;"
        "main._run_command = lambda *_: signal.raise_signal(signal.SIGINT); main.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
