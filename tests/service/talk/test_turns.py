"""Turns that lean on the talk, and those that only look as if they did."""

from datetime import datetime

import pytest

from tests.service.material import bot_of, sample
from xiaoer import Conversation, Reply

NOW = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


def talk_of(*texts: str, audience: str | None = "buyer") -> tuple[Conversation, list[Reply]]:
    talk = Conversation(sample(), audience=audience, id="t")
    return talk, [talk.say(text, NOW) for text in texts]


def last(*texts: str, audience: str | None = "buyer") -> Reply:
    return talk_of(*texts, audience=audience)[1][-1]


KIN = [
    (("入驻费用和保证金是多少", "审核几天"), "m-entry-review-time"),
    (("入驻费用和保证金是多少", "没审过咋办"), "m-entry-rejected"),
    (("收到空包或有问题的退货怎么办", "最后闹到平台 我这边拿什么证明"), "m-dispute-evidence"),
    (("怎么新建子账号", "只让她看订单 别的别给"), "m-subaccount-permission"),
]


@pytest.mark.parametrize(("texts", "entry"), KIN)
def test_what_is_not_clear_alone_is_looked_for_among_the_kin(
    texts: tuple[str, ...], entry: str
) -> None:
    assert not sample().ask(texts[-1], audience="merchant").answered
    reply = last(*texts, audience="merchant")
    offered = {choice.id for choice in reply.choices}
    assert entry in {reply.entry.id if reply.entry else "", *offered}


@pytest.mark.parametrize("text", ["那天气呢", "红烧肉要炖多久才烂", "你们老板姓什么"])
def test_another_world_is_no_kin(text: str) -> None:
    assert not last("入驻费用和保证金是多少", text, audience="merchant").answered


def test_a_denied_act_is_not_shown_among_the_kin() -> None:
    reply = last("怎么修改退款申请", "可我没申请退款啊")
    assert reply.shown is None
    assert "refund-apply" not in {choice.id for choice in reply.choices}


HOTEL = (
    {"id": "pets", "question": "能带宠物吗", "answer": "猫狗可以住，每只收清洁费 50 元。"},
    {"id": "wifi", "question": "无线网络怎么连", "answer": "名称和口令贴在书桌上。"},
    {"id": "late", "question": "半夜到能入住吗", "answer": "可以，我们把门锁密码发到您手机上。"},
    {"id": "bill", "question": "发票怎么开", "answer": "退房时在前台开。"},
)
TOLD = [
    ("能带宠物吗", "要交钱不", "pets"),
    ("能带宠物吗", "多少钱一只", "pets"),
    ("半夜到能入住吗", "密码怎么给我", "late"),
]


@pytest.mark.parametrize(("question", "follow", "entry"), TOLD)
def test_an_answer_that_tells_it_is_given_again(question: str, follow: str, entry: str) -> None:
    talk = Conversation(bot_of(*HOTEL))
    talk.say(question, NOW)
    reply = talk.say(follow, NOW)
    assert (reply.reason, reply.entry and reply.entry.id) == ("follow_up", entry)


@pytest.mark.parametrize("follow", ["几点能到", "早餐怎么给我", "放桌上了"])
def test_an_answer_that_does_not_tell_it_is_not(follow: str) -> None:
    talk = Conversation(bot_of(*HOTEL))
    talk.say("能带宠物吗", NOW)
    assert not talk.say(follow, NOW).answered


LOOKING = ["等下 我找找", "等我翻一下订单", "我去看看", "稍等我查查", "等会儿我找一下再说"]


@pytest.mark.parametrize("text", LOOKING)
def test_who_is_about_to_look_wishes_for_nobody(text: str) -> None:
    reply = last("在吗", text)
    assert (reply.action, reply.reason) == ("chat", "acknowledged")


@pytest.mark.parametrize("text", ["帮我找一下客服", "找人工", "等下 帮我找人工"])
def test_who_looks_for_a_person_wishes_for_one(text: str) -> None:
    assert last("在吗", text).reason == "human_requested"


OVER = ["没事了 想起来密码了哈哈", "找到了 在门口", "好了，取消成功了", "解决了~谢谢你"]
OPEN = ["没事了，帮我查下退款到哪了", "收到了 是坏的", "好了 怎么开发票", "收到了，少了一件"]


@pytest.mark.parametrize("text", OVER)
def test_a_matter_that_is_over_gets_no_answer(text: str) -> None:
    reply = last("忘记登录密码怎么办", text)
    assert (reply.action, reply.reason in ("solved", "thanks")) == ("chat", True)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_asked_behind_it_is_no_end(text: str) -> None:
    assert last("忘记登录密码怎么办", text).reason != "solved"


@pytest.mark.parametrize("who", ["我是卖家", "卖家", "我是商家啊", "是卖家"])
def test_a_role_alone_is_who_asks(who: str) -> None:
    talk, (_, reply) = talk_of("运费险怎么开", who, audience=None)
    assert talk.audience == "merchant"
    assert reply.understood == "运费险怎么开"
    assert all(choice.id.startswith("m-") for choice in reply.choices)


HALVES = [
    (("2026 1122", "1234 5678"), {"order": "2026112212345678"}),
    (("2026-1122", "1234-5678"), {"order": "2026112212345678"}),
    (("我电话 1370000", "后四位5512"), {"phone": "13700005512"}),
]


@pytest.mark.parametrize(("texts", "known"), HALVES)
def test_halves_are_joined_whatever_stands_between(
    texts: tuple[str, ...], known: dict[str, str]
) -> None:
    talk, _ = talk_of("怎么取消订单", *texts)
    assert talk.to_dict()["known"] == known


def test_half_a_phone_is_no_order_and_no_question() -> None:
    talk, replies = talk_of("怎么取消订单", "我电话 1370000")
    assert (replies[-1].action, replies[-1].reason) == ("chat", "noted")
    assert talk.to_dict()["known"] == {}


def test_who_wished_for_a_person_tells_that_person() -> None:
    _, replies = talk_of("人工", "我买的奶粉 快过期了才发给我", "退款多久到账", "我要退货")
    assert [reply.reason for reply in replies[1:3]] == ["waiting", "matched"]
    assert replies[3].answered


def test_who_did_not_wish_is_answered_as_before() -> None:
    _, replies = talk_of("同一订单重复扣款怎么办", "我买的奶粉 快过期了才发给我")
    assert [reply.action for reply in replies] == ["escalate", "answer"]


def test_an_entry_that_calls_for_a_person_tells_its_answer_while_one_comes() -> None:
    talk, replies = talk_of("同一订单重复扣款怎么办", "包裹丢了怎么办")
    entry = sample().corpus["logistics-lost"]
    assert replies[1].entry == entry
    assert replies[1].handoff is None
    assert replies[1].text.endswith(entry.answer[-10:])
    assert talk.waiting
    handoff = replies[0].handoff
    assert handoff
    state = talk.to_dict()["handoff"]
    assert state
    assert state["id"] == handoff.id


def test_a_nod_before_a_question_is_not_the_message() -> None:
    reply = last("怎么申请开发票", "行 那券呢")
    assert {choice.id for choice in reply.choices} == {
        "coupon-use",
        "coupon-get",
        "coupon-unusable",
    }


def test_what_is_meant_is_read_without_what_is_not() -> None:
    reply = last("优惠券在哪里领", "我说的是国补 不是优惠券")
    assert reply.entry
    assert reply.entry.id == "subsidy-get"


def test_what_was_tried_and_failed_is_no_question() -> None:
    assert last("App闪退或打不开怎么办", "更新到最新版了还是不行").reason == "unsolved"
    assert last("优惠券在哪里领", "更新到最新版了还是不行怎么办").reason != "unsolved"


def test_what_somebody_said_goes_on_with_what_was_told() -> None:
    reply = last("刚有人打电话 说是淘宝客服", "说我快递丢了 要给我退双倍", audience=None)
    assert reply.entry
    assert reply.entry.id == "scam-fake-service"
    assert reply.understood.startswith("刚有人打电话")


def test_a_lone_word_of_several_entries_is_not_guessed_by_the_topic() -> None:
    assert last("驿站收保管费合理吗", "投诉").reason == "underspecified"


def test_why_alone_offers_no_neighbours() -> None:
    reply = last("为什么别人看到的价格比我低", "凭啥")
    assert (reply.reason, reply.choices) == ("not_covered", ())
