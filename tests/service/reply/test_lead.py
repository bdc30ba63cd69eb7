"""``reply.lead``: the text without the numbered list, in every door a reply comes through."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.service.material import bot_of, lines, sample
from xiaoer import Bot, Choice, Conversation, Corpus, DecisionLog, Reply, read_log

LIST = re.compile(r"^\d+\. ", re.MULTILINE)
ASK = "您想问的是下面哪一个？"
CUT = "您发的内容比较长，我只读了开头部分。"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(
        {"id": "refund", "question": "退款多久到账", "answer": "三天。"},
        {"id": "cash", "question": "提现多久到账", "answer": "一天。"},
        {"id": "join-b", "question": "怎么入会", "answer": "点入会。", "audience": "buyer"},
        {"id": "join-m", "question": "怎么入会", "answer": "签约。", "audience": "merchant"},
        {"id": "steps", "question": "发票怎么开", "answer": "两步：\n1. 打开订单\n2. 点开发票"},
        audiences={"buyer": "买家", "merchant": "商家"},
        texts={"clarify": ASK, "cut": CUT},
        thresholds={"answer": 0.95, "clarify": 0.01},
    )


@pytest.mark.parametrize(
    ("query", "lead"),
    [
        ("多久到账", ASK),
        ("多久到账" + "？" * 600, f"{CUT}\n{ASK}"),
        ("怎么入会", "请问您是以下哪一种身份？答案会有所不同。"),
    ],
)
def test_the_list_is_left_out_and_the_notice_stays(bot: Bot, query: str, lead: str) -> None:
    reply = bot.ask(query)
    assert reply.action == "clarify"
    assert reply.lead == lead
    listed = reply.text.removeprefix(f"{lead}\n").split("\n")
    assert [line.split(". ")[0] for line in listed] == ["1", "2"]
    assert len(listed) == len(reply.choices)


@pytest.mark.parametrize("query", ["退款多久到账", "发票怎么开", "你好", "", "转人工", "随便"])
def test_without_choices_it_is_the_text(bot: Bot, query: str) -> None:
    """Also where an answer has a numbered list of its own."""
    reply = bot.ask(query)
    assert reply.action != "clarify"
    assert reply.lead == reply.text


def test_a_question_of_two_lines_and_an_empty_lead() -> None:
    bot = bot_of(
        {"question": "退款\n多久"},
        {"question": "退货多久到"},
        texts={"clarify": ""},
        thresholds={"answer": 1.0, "clarify": 0.01},
    )
    reply = bot.ask("退货退款")
    assert "退款\n多久" in reply.text
    assert reply.lead == ""


def test_parts_have_their_own_and_joined_they_are_the_whole_s(bot: Bot) -> None:
    reply = bot.ask("退款多久到账？多久到账？")
    assert [part.action for part in reply.parts] == ["answer", "clarify"]
    assert [part.lead for part in reply.parts] == ["三天。", ASK]
    assert reply.lead == f"三天。\n{ASK}"
    assert "1. " in reply.text


def test_a_cut_message_of_several_questions_says_so_once(bot: Bot) -> None:
    short = bot.corpus.settings.to_dict() | {"limits": {"query_chars": 40}}
    reader = Bot(Corpus.from_entries(bot.corpus, settings=short))
    reply = reader.ask("退款多久到账？多久到账？" + "啊" * 600)
    assert len(reply.parts) == 2
    assert reply.truncated > 0
    assert reply.text.startswith(f"{CUT}\n三天。")
    assert reply.text.count(CUT) == reply.lead.count(CUT) == 1
    assert reply.text == "\n".join(part.text for part in reply.parts)
    assert reply.lead == f"{CUT}\n三天。\n{ASK}"


def talks() -> Iterator[Reply]:
    for script in (
        ["退款多久到账", "没用", "1"],
        ["还没收到货？运费险怎么理赔？"],
        ["退款", "都不是", "转人工", "在吗"],
        ["怎么取消订单", "订单号3320195557711223344"],
        ["退款多久到账", "那运费险呢", "不对"],
        ["退款多久到账", "退款多久到账", "退款多久到账"],
    ):
        talk = Conversation(sample(), audience="buyer", id="t")
        yield from (talk.say(text) for text in script)


def test_in_conversations_no_list_is_left_in_it() -> None:
    found = list(talks())
    assert sum(bool(reply.choices) for reply in found) >= 4
    for reply in found:
        for one in (reply, *reply.parts):
            if one.choices:
                assert one.lead
                assert len(LIST.findall(one.text)) == len(LIST.findall(one.lead)) + len(one.choices)
            else:
                assert one.lead == one.text


@pytest.mark.slow
def test_it_holds_for_the_labelled_queries() -> None:
    for row in lines("../../faq/queries")[::7]:
        reply = sample().ask(row["q"])
        if reply.shown and not reply.parts:
            assert reply.lead == reply.text
        elif reply.choices and not reply.parts:
            listed = reply.text.removeprefix(reply.lead)
            assert len(LIST.findall(listed)) == len(reply.choices)
            assert listed.startswith("\n1. ")
        elif not reply.choices:
            assert reply.lead == reply.text


def test_json_log_and_old_lines(bot: Bot, tmp_path: Any) -> None:
    reply = bot.ask("多久到账")
    shape = dict(reply.to_dict())
    assert shape["lead"] == ASK
    assert Reply.from_dict(json.loads(json.dumps(shape))) == reply
    del shape["lead"]
    assert Reply.from_dict(shape).lead == reply.text
    with DecisionLog(tmp_path / "log.jsonl") as log:
        log.record(reply)
    (line,) = read_log(tmp_path / "log.jsonl").replies
    assert line.reply.lead == ASK
    old = (tmp_path / "log.jsonl").read_text(encoding="utf-8").replace(f'"lead":"{ASK}",', "")
    (tmp_path / "old.jsonl").write_text(old, encoding="utf-8")
    (line,) = read_log(tmp_path / "old.jsonl").replies
    assert line.reply.lead == reply.text


def test_a_reply_made_without_one_has_its_text() -> None:
    choices = (Choice("a", "甲"), Choice("b", "乙"))
    made = Reply(query="a", action="clarify", reason="ambiguous", text="哪个？", choices=choices)
    assert made.lead == "哪个？"
