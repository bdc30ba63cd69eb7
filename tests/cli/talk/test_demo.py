"""``xiaoer chat --demo``: dialogues as a chat, and what did not go as written."""

import json
from pathlib import Path

import pytest

from xiaoer.cli.terminal.columns import width_of
from xiaoer.sample import sample_folder

RETURNS = {
    "name": "退款",
    "shows": "先问再选",
    "audience": "buyer",
    "demo": True,
    "turns": [
        {"say": "退款多久到账", "entry": "arrival"},
        {"say": "转人工", "action": "escalate"},
        {"say": "", "accepted": True, "action": "suppressed"},
        {"say": "多久发货", "release": True, "at": "2026-11-23 20:00", "reason": "exact"},
    ],
}
SHORT = {"name": "短", "turns": [{"say": "你好", "action": "chat"}]}


@pytest.fixture
def script(tmp_path: Path):
    """Writes a file of dialogues; gives its path."""

    def call(*dialogues: object) -> str:
        path = tmp_path / "talks.jsonl"
        rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in dialogues)
        path.write_text(rows, encoding="utf-8")
        return str(path)

    return call


def test_all_of_a_file_is_played_as_a_chat(shop, xiaoer, script):
    status, out, err = xiaoer("chat", "--demo", script(RETURNS, SHORT))
    assert out == (
        "【退款】先问再选（买家）\n"
        "客户：退款多久到账\n"
        "小二：一到七天。\n"
        "      [回答 · 与知识库问题一致 · 置信度 1.00]\n"
        "客户：转人工\n"
        "小二：好的，正在为您转接人工客服，请稍候。\n"
        "      [转人工 · 要求人工 · 置信度 0.00 · 转到 人工客服（human）]\n"
        "[人工客服接起了对话]\n"
        "客户：（没有内容）\n"
        "小二：[不作声 · 已转人工]\n"
        "[人工服务结束，回到机器人]\n"
        "[2026-11-23 20:00]\n"
        "客户：多久发货\n"
        "小二：当天。\n"
        "      [回答 · 与知识库问题一致 · 置信度 1.00]\n"
        "\n"
        "【短】\n"
        "客户：你好\n"
        "小二：欢迎来到小店\n"
        "      [寒暄 · 问好 · 置信度 0.00]\n"
        "\n"
        "共 2 段对话，5 轮，0 轮与剧本不符\n"
    )
    assert (status, err) == (0, "")


def test_english_notes_around_the_same_words(shop, xiaoer, script):
    status, out, _ = xiaoer("chat", "--demo", script(SHORT), lang="en")
    assert out == (
        "【短】\n"
        "customer: 你好\n"
        "xiaoer:   欢迎来到小店\n"
        "          [chat · greeting · confidence 0.00]\n"
        "\n"
        "1 dialogues, 1 turns, 0 not as written\n"
    )
    assert status == 0


def test_a_turn_that_did_not_go_as_written_is_told_and_fails(shop, xiaoer, script):
    turns = [
        {"say": "退款多久到账", "entry": "apply", "text": "三天"},
        {"say": "谢谢", "action": "chat"},
    ]
    path = script({"name": "错", "turns": turns})
    status, out, _ = xiaoer("chat", "--demo", path)
    assert status == 1
    lines = out.splitlines()
    assert lines[4:6] == [
        "!!    与剧本不符：entry is arrival, expected apply",
        '!!    与剧本不符：the text lacks "三天"',
    ]
    assert lines[6] == "客户：谢谢"
    assert lines[-1] == "共 1 段对话，2 轮，1 轮与剧本不符"
    status, out, _ = xiaoer("chat", "--demo", path, lang="en")
    assert "\n!!        not as written: entry is arrival, expected apply\n" in out
    assert (status, out.splitlines()[-1]) == (1, "1 dialogues, 2 turns, 1 not as written")


FAQ = "- {id: a, question: 运费多少, answer: 十元}\n"


@pytest.fixture
def folder(tmp_path):
    """A corpus in a folder of its own."""
    path = tmp_path / "faq"
    path.mkdir()
    (path / "a.yaml").write_text(FAQ, encoding="utf-8")
    return path


@pytest.mark.parametrize("faq", ["", "a.yaml"])
def test_beside_a_corpus_only_what_is_marked_is_played(xiaoer, folder, faq):
    marked = {"name": "甲", "demo": True, "turns": [{"say": "运费多少", "entry": "a"}]}
    rows = [json.dumps(row, ensure_ascii=False) for row in (SHORT, marked)]
    (folder / "dialogues.jsonl").write_text("\n".join(rows), encoding="utf-8")
    status, out, err = xiaoer("chat", "--demo", "--faq", str(folder / faq))
    assert (status, err) == (0, "")
    assert out.startswith("【甲】\n客户：运费多少\n小二：十元\n")
    assert out.endswith("\n共 1 段对话，1 轮，0 轮与剧本不符\n")


def test_nothing_marked_is_an_error_that_says_how_to_play_all(xiaoer, folder):
    path = folder / "dialogues.jsonl"
    path.write_text(json.dumps(SHORT), encoding="utf-8")
    assert xiaoer("chat", "--demo", "--faq", str(folder), lang="en") == (
        2,
        "",
        f"error: no dialogue in {path} is marked demo; play all of them with --demo {path}\n",
    )
    status, out, err = xiaoer("chat", "--demo", "--faq", str(folder))
    assert (status, out) == (2, "")
    assert err == f"错误：{path} 里没有标记 demo 的对话；要播放全部，用 --demo {path}\n"


def test_a_broken_file_is_one_message_with_every_place(shop, xiaoer, script):
    path = script({"name": "甲", "turns": []}, {"nmae": "乙", "turns": [{"say": "好"}]})
    status, out, err = xiaoer("chat", "--demo", path)
    assert (status, out) == (2, "")
    assert err == (
        "错误：对话里有 3 处错误：\n"
        f"  {path}:1: 对话需要 “turns”：说了什么，一轮一项\n"
        f"  {path}:2: 对话没有 “nmae” 这个键，是不是 “name”？\n"
        f"  {path}:2: 对话需要 “name”\n"
    )
    assert xiaoer("chat", "--demo", path, lang="en")[2] == (
        "error: 3 faults in the dialogues:\n"
        f'  {path}:1: a dialogue needs "turns", a list of what is said\n'
        f'  {path}:2: a dialogue has no key "nmae"; did you mean "name"?\n'
        f'  {path}:2: a dialogue needs a "name"\n'
    )


def test_a_missing_file_is_one_message(shop, xiaoer, tmp_path):
    status, out, err = xiaoer("chat", "--demo", str(tmp_path / "no.jsonl"), lang="en")
    assert (status, out) == (2, "")
    assert err.startswith("error: 1 fault in the dialogues:\n")
    assert str(tmp_path / "no.jsonl") in err


def test_an_unknown_audience_of_a_dialogue_is_one_message(shop, xiaoer, script):
    status, _, err = xiaoer("chat", "--demo", script({**SHORT, "audience": "buyr"}))
    assert status == 2
    assert err == "错误：没有名为 “buyr” 的身份（audience），是不是 “buyer”？\n"


def test_an_audience_is_for_a_talk_of_ones_own(shop, xiaoer, script):
    for lang, said in (("zh", "错误：--demo "), ("en", "error: --demo ")):
        status, out, err = xiaoer("chat", "--audience", "buyer", "--demo", script(SHORT), lang=lang)
        assert (status, out) == (2, "")
        assert err.startswith(said)


@pytest.mark.slow
def test_the_demo_of_the_sample_goes_as_written(xiaoer):
    status, out, _ = xiaoer("chat", "--demo")
    assert "与剧本不符：" not in out
    assert status == 0
    lines = (sample_folder() / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    marked = [row for row in map(json.loads, lines) if row.get("demo")]
    assert len(marked) >= 3
    headings = [line for line in out.splitlines() if line.startswith("【")]
    assert [heading[1:].partition("】")[0] for heading in headings] == [m["name"] for m in marked]
    turns = sum(len(row["turns"]) for row in marked)
    assert out.splitlines()[-1] == f"共 {len(marked)} 段对话，{turns} 轮，0 轮与剧本不符"


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_it_fits_a_terminal(shop, xiaoer, script, monkeypatch, columns):
    monkeypatch.setattr("xiaoer.cli.terminal.screen.is_terminal", lambda stream: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    long = {"say": "商家不同意，" * 20 + "怎么申请退款", "action": "chat"}
    _, out, _ = xiaoer("chat", "--demo", script(RETURNS, {"name": "长", "turns": [long]}))
    assert "小二：" in out
    assert max(width_of(line) for line in out.splitlines() if "://" not in line) <= columns


@pytest.mark.slow
def test_the_demo_needs_no_terminal_and_no_locale(program, script, folder):
    path = script({"name": "甲", "turns": [{"say": "运费多少", "entry": "a"}]})
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program("chat", "--demo", path, "--faq", str(folder), env=ascii_only, input=b"")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[2].startswith("xiaoer:   十元")
