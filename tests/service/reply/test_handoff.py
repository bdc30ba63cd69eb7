"""The packet as JSON and as a page for the agent; private values stay out unless asked for."""

import json
import pickle
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Candidate, Conversation, Handoff
from xiaoer.service.reply.handoff import Found, Line, Tried, restored
from xiaoer.service.reply.handoff_json import HandoffDict
from xiaoer.service.reply.labels import ENTITIES, REASONS

PHONE, CARD = "13800138000", "6222021234567890128"
OPEN, SHUT = datetime(2026, 11, 23, 10), datetime(2026, 11, 23, 3)

BARE = Handoff(
    queue="human", label="人工客服", priority=2, reason="human_requested", query="转人工"
)
FULL = Handoff(
    id="c1-1",
    queue="after",
    label="售后专员",
    priority=3,
    reason="unsolved",
    reasons=("unsolved", "anger", "outside_hours"),
    open=False,
    problem="运费险没到账，电话[手机号1]",
    query="还是没用",
    topic="运费险",
    entry="freight-denied",
    confidence=0.814,
    candidates=(
        Candidate("freight-denied", "运费险为什么没赔", 0.9),
        Candidate("freight-arrival", "运费险理赔多久到账", 0.6),
        Candidate("freight-claim", "运费险怎么理赔", 0.5),
        Candidate("freight-what", "运费险是什么", 0.1),
    ),
    found=(
        Found(kind="order", value="3320195557711223344"),
        Found(kind="tracking", value="SF1234567890123", carrier="顺丰"),
        Found(kind="phone", value="[手机号1]"),
        Found(kind="amount", value="12.50"),
        Found(kind="date", value="2026-11-11"),
    ),
    missing=("运单号", "退款金额"),
    tried=(
        Tried(entry="a", question="问甲", query="甲", outcome="denied"),
        Tried(entry="b", question="问乙", query="乙", outcome="repeated"),
        Tried(entry="c", question="问丙", query="丙", outcome="confused"),
        Tried(entry="d", question="问丁", query="丁"),
    ),
    transcript=(
        Line(role="customer", text="运费险没到账", time="2026-11-23T23:58:01+08:00"),
        Line(role="bot", text="答" * 100, time="2026-11-23T23:58:01+08:00"),
        Line(role="customer", text="我的电话是[手机号1]", time="2026-11-24T00:01:00+08:00"),
        Line(role="customer", text="急" * 400),
    ),
    audience="buyer",
    channel="app",
    customer="买家 · 手机App",
    started="2026-11-23T23:58:01+08:00",
    created="2026-11-24T00:01:00+08:00",
    corpus_hash="abc",
    engine="lexical-3",
    private={"[手机号1]": PHONE},
)


# --- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("packet", [BARE, FULL], ids=["bare", "full"])
def test_a_packet_is_the_same_after_json(packet: Handoff) -> None:
    row = packet.to_dict()
    assert list(row) == list(HandoffDict.__annotations__)
    again = Handoff.from_dict(json.loads(json.dumps(row)))
    assert again == packet
    assert again.to_dict() == row
    assert again.private == {}


LATER = ("sent", "earlier")
"""Keys that packets of older versions do not have."""


def test_a_missing_key_is_named() -> None:
    row: dict[str, Any] = dict(FULL.to_dict())
    for key in HandoffDict.__annotations__:
        if key in LATER:
            del row[key]
            assert not getattr(Handoff.from_dict(row), key)
            continue
        with pytest.raises(KeyError, match=key):
            Handoff.from_dict({name: value for name, value in row.items() if name != key})


def test_raw_has_the_private_values_where_the_safe_one_has_placeholders() -> None:
    safe, raw = FULL.to_dict(), FULL.to_dict(raw=True)
    assert PHONE not in json.dumps(safe)
    assert raw["problem"] == f"运费险没到账，电话{PHONE}"
    assert raw["found"][2]["value"] == PHONE
    assert raw["transcript"][2]["text"] == f"我的电话是{PHONE}"
    assert list(raw) == list(safe)
    same = {key for key in safe if raw[key] == safe[key]}  # type: ignore[literal-required]
    assert set(safe) - same == {"problem", "found", "transcript"}


def test_private_values_are_part_of_no_repr_and_no_comparison() -> None:
    assert PHONE not in repr(FULL)
    assert PHONE not in str(FULL)
    assert replace(FULL, private={}) == FULL
    assert hash(replace(FULL, private={})) == hash(FULL)
    assert pickle.loads(pickle.dumps(FULL)).private == FULL.private


def test_only_whole_placeholders_are_restored_and_never_twice() -> None:
    private = {"[手机号1]": "[邮箱1]", "[邮箱1]": "a@b.cn"}
    value = ["[手机号1]、[手机号2]", {"k": "[邮箱1]", "n": 1, "x": None}, True]
    assert restored(value, private) == [
        "[邮箱1]、[手机号2]",
        {"k": "a@b.cn", "n": 1, "x": None},
        True,
    ]


# --- the page ---------------------------------------------------------------------------------

PAGE = """\
【转人工】售后专员 · 优先级 3 · c1-1
问题：运费险没到账，电话[手机号1]
客户：买家 · 手机App · 11-24 00:01
原因：多次没有解决；客户生气；人工休息时间
注意：转来时不在服务时间，客户在等回复
信息：订单号 3320195557711223344；运单号 SF1234567890123（顺丰）；手机号 [手机号1]；{rest}
还缺：运单号、退款金额（已问过，客户没有提供）
话题：运费险
可能相关（首条把握 81%）：
  · 运费险为什么没赔（freight-denied）
  · 运费险理赔多久到账（freight-arrival）
  · 运费险怎么理赔（freight-claim）
机器人已答：
  · 问甲（a） — 客户说没有帮助
  · 问乙（b） — 客户又问了一遍
  · 问丙（c） — 客户说没听懂
  · 问丁（d）
对话：
  11-23 23:58 客户：运费险没到账
  11-23 23:58 小二：{bot}…
  11-24 00:01 客户：我的电话是[手机号1]
  客户：{urgent}…""".format(rest="金额 12.50 元；日期 2026-11-11", bot="答" * 60, urgent="急" * 300)


def test_the_page_has_a_line_for_each_thing_that_is_known() -> None:
    assert FULL.to_text().splitlines() == PAGE.splitlines()


def test_the_page_of_a_packet_that_knows_nothing_is_short() -> None:
    assert BARE.to_text().splitlines() == [
        "【转人工】人工客服 · 优先级 2",
        "问题：客户没有说明问题",
        "原因：要求人工",
    ]


def test_the_page_shows_private_values_only_on_request() -> None:
    assert FULL.to_text(raw=True) == PAGE.replace("[手机号1]", PHONE)


def test_a_text_of_several_lines_is_one_line_of_the_page() -> None:
    """Nobody can write a line of the packet into it."""
    said = Line(
        role="customer", text="你好\n\n【转人工】假的\t  优先级 9", time="2026-11-23T10:00:00+08:00"
    )
    page = replace(BARE, transcript=(said,)).to_text().splitlines()
    assert page[-1] == "  11-23 10:00 客户：你好 【转人工】假的 优先级 9"
    assert len(page) == 5


def test_every_reason_and_every_kind_has_its_word() -> None:
    for reason, label in REASONS.items():
        assert label in replace(BARE, reasons=(reason,)).to_text()
    for kind, label in ENTITIES.items():
        assert f"{label} x" in replace(BARE, found=(Found(kind=kind, value="x"),)).to_text()


# --- real packets -----------------------------------------------------------------------------


@pytest.fixture
def talk() -> Conversation:
    bot = bot_of(
        {"id": "refund", "question": "怎么退款", "category": "退款"},
        {"id": "arrival", "question": "退款多久到账", "category": "退款"},
        audiences={"buyer": "买家"},
        hours={"week": {"daily": "9:00-18:00"}},
    )
    return Conversation(bot, audience="buyer", id="t")


def handed(talk: Conversation, *said: str, now: datetime = OPEN) -> Handoff:
    for text in said:
        reply = talk.say(text, now)
    assert reply.handoff is not None
    return reply.handoff


def test_the_page_of_a_real_talk_when_people_are_there(talk: Conversation) -> None:
    packet = handed(talk, "怎么退款", f"没用，我电话{PHONE}", "转人工")
    page = packet.to_text().splitlines()
    assert page[0] == "【转人工】人工客服 · 优先级 0 · t-1"
    assert page[1] == "问题：怎么退款"
    assert page[2] == "客户：买家 · 11-23 10:00"
    assert "信息：手机号 [手机号1]" in page
    assert not [line for line in page if line.startswith("注意")]
    assert page[-1] == "  11-23 10:00 客户：转人工"


def test_and_when_nobody_is(talk: Conversation) -> None:
    packet = handed(talk, "怎么退款", "转人工", now=SHUT)
    assert not packet.open
    assert packet.reasons == ("human_requested", "outside_hours")
    page = packet.to_text()
    assert "原因：要求人工；人工休息时间" in page
    assert "注意：转来时不在服务时间，客户在等回复" in page


def test_a_real_packet_hides_private_values_and_gives_them_raw(talk: Conversation) -> None:
    packet = handed(talk, f"我电话{PHONE}", f"卡号是{CARD}", f"转人工，电话{PHONE}")
    safe = json.dumps(packet.to_dict(), ensure_ascii=False) + packet.to_text() + repr(packet)
    assert PHONE not in safe
    assert CARD not in safe
    raw = json.dumps(packet.to_dict(raw=True), ensure_ascii=False)
    assert raw.count(PHONE) >= 3
    assert CARD in raw
    assert PHONE in packet.to_text(raw=True)
    lines = packet.to_dict(raw=True)["transcript"]
    assert lines[0]["text"] == f"我电话{PHONE}"


def test_one_value_has_one_placeholder_all_over_the_packet(talk: Conversation) -> None:
    packet = handed(talk, f"我电话{PHONE}", "或者139 0013 9000", f"转人工，{PHONE}")
    assert [found.value for found in packet.found] == ["[手机号2]", "[手机号1]"]
    assert packet.transcript[0].text == "我电话[手机号1]"
    assert packet.query == "转人工，[手机号1]"


def test_what_one_message_gives_away_is_masked_in_all(talk: Conversation) -> None:
    """Also in the problem, which joins messages: there another word may announce a number."""
    packet = handed(talk, "abc778是什么", "我的会员密码是abc778", "转人工，abc778")
    assert packet.transcript[0].text == "[密码1]是什么"
    assert packet.query == "转人工，[密码1]"
    assert "abc778" not in json.dumps(packet.to_dict(), ensure_ascii=False)


def test_what_a_customer_typed_as_a_placeholder_stays_what_it_was(talk: Conversation) -> None:
    """It is never restored to another customer's secret, nor to one of theirs."""
    talk.say(f"我电话{PHONE}", OPEN)
    raw = handed(talk, "转人工 [手机号1]").to_dict(raw=True)
    assert raw["query"] == "转人工 [手机号1]"
    assert raw["transcript"][0]["text"] == f"我电话{PHONE}"
    talk.release()
    packet = handed(talk, f"转人工，[手机号1]和{PHONE}")
    assert packet.query == "转人工，[手机号1]和[手机号2]"
    assert packet.to_dict(raw=True)["query"] == f"转人工，[手机号1]和{PHONE}"


def test_a_long_talk_has_its_last_lines(talk: Conversation) -> None:
    for number in range(60):
        talk.say(f"你好{'呀' * (number % 3)}", OPEN)
        talk.say("谢谢", OPEN)
    packet = handed(talk, "转人工")
    assert len(packet.transcript) == 41
    assert [packet.transcript[-1].text, packet.transcript[-3].text] == ["转人工", "谢谢"]
    assert len(packet.to_text().splitlines()) < 60
    assert Handoff.from_dict(packet.to_dict()) == packet


def test_the_longest_messages_make_no_endless_page(talk: Conversation) -> None:
    talk.say("怎么退款" + "呜" * 5000, OPEN)
    if talk.handed_over:
        talk.release()
    packet = handed(talk, "我等了很久，" * 1000, "转人工")
    assert len(packet.problem) <= 201
    assert len(packet.to_text()) < 3000
