"""Both pages of the README: what they print is what happens, and they say the same."""

import asyncio
import dataclasses
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from xiaoer import Action, Bot, Corpus, Reason, Reply, __version__, read_log
from xiaoer.cli.main import COMMANDS, main
from xiaoer.corpus.read_entry import ENTRY_KEYS
from xiaoer.corpus.read_lexicon import LEXICON_KEYS
from xiaoer.corpus.read_parts import KEYWORD_KEYS
from xiaoer.corpus.read_settings import LIMIT_KEYS, SETTINGS_KEYS, TEXT_KEYS, THRESHOLD_KEYS
from xiaoer.corpus.tree import Items, Node, Pairs, Scalar
from xiaoer.corpus.yaml_tree import parse_yaml

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
PAGES = (ENGLISH, CHINESE)

HEADINGS = {
    "小二 xiaoer": "小二 xiaoer",
    "Install and run": "安装并运行",
    "Install and test": "安装并测试",
    "Ten lines of Python": "十行 Python",
    "In an async web service": "放进异步网络服务",
    "Conversations": "对话",
    "The reply": "回复",
    "Command line": "命令行",
    "The corpus": "知识库",
    "Entries": "条目",
    "Settings": "设置",
    "Precedence": "先后次序",
    "How it decides": "怎样判断",
    "Measuring and calibrating": "评测与校准",
    "What it does not do": "它不做什么",
    "Quality and speed": "质量与速度",
    "Development": "开发",
    "Licence": "许可",
}

PROGRAM = ".venv/bin/xiaoer "

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_COMMENT = re.compile(r"  # .*$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BENCH = re.compile(r"<!-- bench:begin -->\n(.*?)<!-- bench:end -->\n", re.DOTALL)


@pytest.fixture(scope="module")
def sample() -> Bot:
    return Bot.sample()


@pytest.fixture
def built_once(sample: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command and example gets the same bot for the sample corpus."""
    monkeypatch.setattr(Bot, "sample", lambda: sample)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return [body for kind, body in _FENCE.findall(text(page)) if kind == language]


def without_blocks(page: str) -> str:
    return _FENCE.sub("", text(page))


def headings(page: str) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in _HEADING.findall(without_blocks(page))]


def section(page: str, heading: str) -> str:
    """What stands between a heading, given in English, and the next."""
    title = heading if page == ENGLISH else HEADINGS[heading]
    return re.split(r"^#+ ", text(page).split(f" {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def shell_lines(page: str) -> list[str]:
    return [line for block in blocks(page, "sh") for line in block.splitlines()]


def run_python(source: str, page: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(source, page, "exec"), names)
    return names


# The two pages


def test_both_pages_have_the_same_headings() -> None:
    translated = [(level, HEADINGS[title]) for level, title in headings(ENGLISH)]
    assert translated == headings(CHINESE)


def test_both_pages_have_the_same_blocks_but_for_comments() -> None:
    english, chinese = (
        [(kind, _COMMENT.sub("", body)) for kind, body in _FENCE.findall(text(page))]
        for page in PAGES
    )
    assert english == chinese


def test_both_pages_have_the_same_tables_lists_and_figures() -> None:
    def shape(page: str) -> list[str]:
        rows = re.findall(r"^(?:\||- |\d+\. )", without_blocks(page), re.MULTILINE)
        figures = [re.findall(r"\d[\d.,]*\d|\d", block) for block in _BENCH.findall(text(page))]
        return [*rows, *(figure for block in figures for figure in sorted(block))]

    assert shape(ENGLISH) == shape(CHINESE)


@pytest.mark.parametrize("page", PAGES)
def test_names_in_code_are_the_same(page: str) -> None:
    def names(body: str) -> set[str]:
        return set(re.findall(r"`([a-z_A-Z.*/]+)`", body))

    assert names(without_blocks(page)) == names(without_blocks(ENGLISH))


@pytest.mark.parametrize("page", PAGES)
def test_page_is_short(page: str) -> None:
    assert len(_BENCH.sub("", text(page)).splitlines()) <= 350


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    anchors = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for _, title in headings(page)
    }
    for target in _LINK.findall(text(page)):
        if target.startswith("#"):
            assert target[1:] in anchors
        elif not target.startswith("https://"):
            assert (ROOT / target).exists(), target


def test_changelog_has_this_version() -> None:
    assert f"\n## {__version__} — " in text("CHANGELOG.md")


# Python


@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize("page", PAGES)
def test_ten_lines_of_python_print_what_is_shown(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, shown = (body for _, body in _FENCE.findall(section(page, "Ten lines of Python")))
    assert len([line for line in source.splitlines() if line]) <= 10
    run_python(source, page)
    assert capsys.readouterr().out == shown, "show on both pages what is printed now"


@pytest.mark.slow
@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize("page", PAGES)
def test_measuring_prints_what_is_shown(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    source, shown = (b for _, b in _FENCE.findall(section(page, "Measuring and calibrating")))
    run_python(source, page)
    assert capsys.readouterr().out == shown


@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize("page", PAGES)
def test_a_conversation_prints_what_is_shown(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, shown = (body for _, body in _FENCE.findall(section(page, "Conversations")))
    run_python(source, page)
    printed = capsys.readouterr().out
    assert printed == shown, "show on both pages what is printed now"
    assert "13800138000" not in printed


@pytest.mark.parametrize("page", PAGES)
def test_web_service_serves(
    page: str, sample: Bot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The recipe as it stands, asked over ASGI: a talk, a handover, silence, release."""
    monkeypatch.chdir(tmp_path)
    assert (ROOT / "faq").is_dir()
    monkeypatch.setattr(Bot, "load", {"faq/": sample}.__getitem__)
    source = _FENCE.findall(section(page, "In an async web service"))[0][1]
    names: Any = run_python(source, page)
    app = names["app"]

    def said(text: str) -> dict[str, Any]:
        status, reply = asyncio.run(post(app, "/talks/c1", text=text))
        assert status == 200
        found: dict[str, Any] = reply
        return found

    assert said("退款多久到账")["action"] == "answer"
    assert said("那运费险呢")["action"] == "self_service"
    assert said("转人工 13800138000")["action"] == "escalate"
    (ticket,) = names["tickets"]
    assert (ticket["id"], ticket["entry"]) == ("c1-1", "freight-arrival")
    assert said("人呢")["action"] == "suppressed"
    assert asyncio.run(post(app, "/talks/c1/release"))[0] == 200
    again = said("怎么取消订单")
    assert again["action"] == "self_service"
    names["log"].close()
    log = read_log("decisions.jsonl")
    assert ([one.conversation for one in log.replies], log.damaged) == (["c1"] * 5, 0)
    assert log.replies[-1].id == again["id"]
    assert "13800138000" not in Path("decisions.jsonl").read_text(encoding="utf-8")


async def post(app: Any, path: str, **fields: str) -> tuple[int, Any]:
    """Status and JSON of a request to an ASGI application."""
    sent: list[dict[str, Any]] = []
    body = json.dumps(fields).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": b"", "headers": [(b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], json.loads(b"".join(m.get("body", b"") for m in sent[1:]))


@pytest.mark.parametrize("page", PAGES)
def test_ten_lines_of_the_recipe_are_xiaoer_s(page: str) -> None:
    source = _FENCE.findall(section(page, "In an async web service"))[0][1]
    own = [x for x in source.splitlines() if re.search(r"Bot|Conversation|talk\.|bot\.|[Ll]og", x)]
    assert len(own) <= 10


@pytest.mark.parametrize("page", PAGES)
def test_every_python_block_is_run(page: str) -> None:
    assert len(blocks(page, "python")) == 4


# The reply


@pytest.mark.parametrize("page", PAGES)
def test_every_field_action_and_reason_is_named(page: str) -> None:
    body = section(page, "The reply")
    fields = {field.name for field in dataclasses.fields(Reply)}
    named = {*fields, *get_args(Action), *get_args(Reason)}
    assert named - set(re.findall(r"`(\w+)`", body)) == set()


# The command line


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("heading", ["Install and run", "Install and test"])
def test_one_command_stands_right_under_its_heading(page: str, heading: str) -> None:
    found = re.match(r"\n```sh\n(.*)\n```\n", section(page, heading))
    assert found is not None
    assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize("page", PAGES)
def test_the_first_command_answers(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = shell_lines(page)[0].split(" && ")[-1]
    program, *argv = shlex.split(command)
    assert program == ".venv/bin/xiaoer"
    assert main(["--lang", "en", *argv]) == 0
    out = capsys.readouterr().out
    assert "七天无理由" in out
    assert re.search(r"^\[answer · matched · confidence [01]\.\d\d\]$", out, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_printed_for_a_shell_without_an_activated_environment(page: str) -> None:
    """Each program is one that any machine has, or named by its path in the environment."""
    words = [command.split()[0] for line in shell_lines(page) for command in line.split(" && ")]
    assert {word for word in words if not word.startswith(".venv/bin/")} == {"python3", "printf"}


def environment(folder: Path) -> None:
    """``.venv/bin`` in the folder, whose programs run this Python on this package."""
    programs = {"python": "", "xiaoer": "-m xiaoer", "ruff": "-m ruff", "mypy": "-m mypy"}
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name, options in programs.items():
        file = folder / ".venv" / "bin" / name
        python = shlex.quote(sys.executable)
        file.write_text(f'#!/bin/sh\nexec {python} {options} "$@"\n', encoding="utf-8")
        file.chmod(0o755)


def only_started(line: str) -> str:
    """A line of tools that take minutes, each asked for its help."""
    return " && ".join(f"{tool} --help" for tool in line.split("  #")[0].split(" && "))


@pytest.mark.slow
@pytest.mark.timeout(1800)  # twenty programs, one after the other
@pytest.mark.skipif(os.name == "nt", reason="the page's commands are for a POSIX shell")
def test_every_shell_command_works_as_printed(tmp_path: Path) -> None:
    """In their order, in a copy of the checkout, the environment on no PATH; but for installing,
    and the tools of development, which are only started."""
    for name in ("faq", "xiaoer", "tests", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    environment(tmp_path)
    env = {"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    assert shutil.which("xiaoer", path=os.defpath) is None
    seen = set()
    for line in shell_lines(ENGLISH):
        if "pip install" in line:
            continue
        command = only_started(line) if "-m tests." in line or "ruff" in line else line
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=900, check=False,
        )  # fmt: skip
        # an example as JSON is one that is answered; others may be asked back
        fine = (0, 1) if " ask " in line and "--json" not in line else (0,)
        assert done.returncode in fine, f"{command}\n{done.stderr}"
        assert done.stdout.strip() or ">" in line or line.startswith(f"{PROGRAM}chat  #"), command
        if line.startswith(PROGRAM):
            seen.add(line.split()[1])
        if "--json" in line:
            assert Reply.from_dict(json.loads(done.stdout)).to_dict() == json.loads(done.stdout)
    assert seen == set(COMMANDS)
    assert (tmp_path / "report.html").stat().st_size > 10_000


@pytest.mark.usefixtures("built_once")
def test_exit_statuses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["ask", query]) for query in ("怎么取消订单", "你好")] == [0, 0]
    assert [main(["ask", query]) for query in ("我要转人工", "举报")] == [1, 1]
    assert main(["ask", "--audience", "nobody", "退款"]) == 2
    assert main(["ask", "--faq", "no-such-folder", "退款"]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("怎么取消订单\n我要转人工\n你好\n"))
    assert main(["ask", "-"]) == 1
    capsys.readouterr()


def test_benches_and_tools_exist() -> None:
    lines = "\n".join(shell_lines(ENGLISH))
    names = re.findall(r"^\.venv/bin/python -m (\S+)", lines, re.MULTILINE)
    assert set(names) >= {"tests.bench.quality", "tests.bench.speed"}
    for name in names:
        assert (ROOT / f"{name.replace('.', '/')}.py").is_file(), name


# The corpus


def load_examples(page: str, folder: Path) -> Corpus:
    entries, settings = blocks(page, "yaml")
    (folder / "entries.yaml").write_text(entries, encoding="utf-8")
    (folder / "xiaoer.yaml").write_text(settings, encoding="utf-8")
    return Corpus.load(folder)


@pytest.mark.parametrize("page", PAGES)
def test_examples_are_a_corpus_that_answers(page: str, tmp_path: Path) -> None:
    corpus = load_examples(page, tmp_path)
    assert corpus.diagnostics == ()
    bot = Bot(corpus)
    reply = bot.ask("退款多久到账", audience="buyer", channel="web")
    assert (reply.action, reply.reason, reply.confidence) == ("self_service", "exact", 1.0)
    assert reply.text == "请在网页版“我的订单”里查看。"
    assert "7 个工作日" in bot.ask("退款多久到账", channel="app").text
    refused = bot.ask("商家拒绝退款怎么办")
    assert refused.reason == "entry_escalates"
    assert refused.handoff is not None
    assert refused.handoff.queue == "after_sales"
    assert refused.text.startswith("可以补充凭证")


def keys(tree: Node | None, *path: str) -> set[str]:
    """The keys of a YAML tree's mapping at a path."""
    for step in path:
        assert isinstance(tree, Pairs)
        tree = next(value for key, value in tree.pairs if named(key) == step)
    assert isinstance(tree, Pairs)
    return {named(key) for key, _ in tree.pairs}


def named(node: Node) -> str:
    assert isinstance(node, Scalar)
    return node.text


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_shown(page: str, tmp_path: Path) -> None:
    load_examples(page, tmp_path)
    entries, settings = map(parse_yaml, blocks(page, "yaml"))
    assert isinstance(entries, Items)
    assert set().union(*(keys(item) for item in entries.items)) == set(ENTRY_KEYS)
    assert keys(entries.items[0], "keywords") == set(KEYWORD_KEYS)
    assert keys(settings) == set(SETTINGS_KEYS)
    assert keys(settings, "lexicon") == set(LEXICON_KEYS)
    assert keys(settings, "limits") == set(LIMIT_KEYS)
    assert keys(settings, "thresholds") == set(THRESHOLD_KEYS)


def test_init_writes_every_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "mine")]) == 0
    capsys.readouterr()
    written = (tmp_path / "mine" / "xiaoer.yaml").read_text(encoding="utf-8")
    for key in TEXT_KEYS:
        assert re.search(rf"^  {key}:", written, re.MULTILINE), key


def test_limits_shown_are_the_defaults(tmp_path: Path) -> None:
    """The page shows the values one starts from; that of the confidence to answer, which comes
    with the weights, stands in one place."""
    from xiaoer.corpus.settings import Limits
    from xiaoer.service.policy import ANSWER, CLARIFY

    settings = load_examples(ENGLISH, tmp_path).settings
    assert settings.limits == Limits()
    assert settings.thresholds.clarify == CLARIFY
    assert f"{ANSWER:g}" not in re.sub(_BENCH, "", text(ENGLISH) + text(CHINESE))


# Precedence


def test_precedence() -> None:
    rows: list[Mapping[str, object]] = [
        {"id": "join", "question": "怎么入会", "answer": "点入会。", "audience": "buyer"},
        {"id": "sick", "question": "食物中毒能赔吗", "answer": "不该说的。"},
        {"id": "hello", "question": "你好", "answer": "这里是小满。"},
        {
            "id": "fee",
            "question": "运费多少",
            "variants": ["寄到海外运费多少"],
            "answer": "十元。",
            "keywords": {"none": ["海外"]},
            "negatives": ["退货运费多少钱"],
        },
    ]
    settings = {
        "audiences": {"buyer": "买家", "dealer": "商家"},
        "restricted": [{"name": "健康", "words": ["食物中毒"]}],
    }
    bot = Bot(Corpus.from_entries(rows, settings))
    assert bot.ask("食物中毒了，转人工").reason == "human_requested"
    assert bot.ask("食物中毒能赔吗").reason == "restricted"
    assert bot.ask("怎么入会", audience="dealer").entry is None
    assert bot.ask("怎么入会", audience="buyer").reason == "exact"
    assert bot.ask("你好").reason == "exact"
    assert bot.ask("您好").action == "chat"
    assert bot.ask("寄到海外运费多少").reason == "exact"
    assert bot.ask("海外的运费多少呢").entry is None
    assert bot.ask("退货运费多少钱").entry is None
