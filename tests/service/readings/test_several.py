"""Several questions in one message: each has its part, in order, and one question has none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import FAQ, sample
from xiaoer import Conversation, Reply
from xiaoer.service.deciding.policy import ANSWER
from xiaoer.service.readings.several import MOST_PARTS, questions

QUERIES = [
    json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").split("\n") if line
]


# --- the questions of a message ---------------------------------------------------------------

SPLIT: list[tuple[str, list[str]]] = [
    ("怎么退款", ["怎么退款"]),
    ("", [""]),
    ("你好", ["你好"]),
    ("怎么退款？", ["怎么退款？"]),
    ("怎么退款？？？", ["怎么退款？？？"]),
    ("怎么退款 运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款，运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款、运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款？运费谁出？", ["怎么退款？", "运费谁出？"]),
    ("怎么退款?运费谁出?", ["怎么退款?", "运费谁出?"]),
    ("怎么退款\n运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款；运费谁出。", ["怎么退款；", "运费谁出。"]),
    ("怎么退款。还有运费谁出", ["怎么退款。", "运费谁出"]),
    ("怎么退款，另外运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款，然后还有运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款，顺便再问一下运费谁出", ["怎么退款", "运费谁出"]),
    ("怎么退款，还想问下多久到账", ["怎么退款", "多久到账"]),
    ("我买的鞋大了，能换吗？运费谁出", ["我买的鞋大了，能换吗？", "运费谁出"]),
    ("东西坏了，怎么办", ["东西坏了，怎么办"]),
    ("你好，怎么退款", ["你好，怎么退款"]),
    ("怎么退款，谢谢", ["怎么退款 谢谢"]),
    ("怎么退款？我很急。", ["怎么退款？ 我很急。"]),
    ("退款？发票？", ["退款？", "发票？"]),
    ("衣服破了，鞋子也大了，能退吗，运费呢", ["衣服破了，鞋子也大了，能退吗", "运费呢"]),
    ("能不能退，要不要运费", ["能不能退", "要不要运费"]),
    ("退不退，换不换", ["退不退", "换不换"]),
    ("有没有发票 可不可以退", ["有没有发票", "可不可以退"]),
    ("几天到账 谁出运费 在哪看 什么时候发货", ["几天到账", "谁出运费", "在哪看", "什么时候发货"]),
    ("等了好几天，没人管", ["等了好几天，没人管"]),
    ("我要退货 我要退款", ["我要退货 我要退款"]),
    ("想退款，想换货，想开发票", ["想退款，想换货，想开发票"]),
    ("7.5折怎么用", ["7.5折怎么用"]),
    ("怎么退款怎么退款", ["怎么退款怎么退款"]),
    ("？？？", ["？？？"]),
    ("，，，", ["，，，"]),
    ("怎么退款 ？运费谁出 ？", ["怎么退款", "运费谁出"]),
]


@pytest.mark.parametrize(("text", "found"), SPLIT)
def test_a_message_is_taken_apart_into_its_questions(text: str, found: list[str]) -> None:
    assert [part.rstrip(" ?？") for part in questions(text)] == [
        part.rstrip(" ?？") for part in found
    ]


def test_the_cases_are_many() -> None:
    assert len({text for text, _ in SPLIT}) == len(SPLIT) >= 30


PIECES = "怎么退款 运费谁出 ？ ， 。 \n 还有 我的鞋大了 谢谢 吗 呢 😀 . 7.5".split(" ")


@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=8).map("".join))
def test_no_word_of_a_message_is_lost(text: str) -> None:
    """But for separators and what links two questions."""

    def words(texts: tuple[str, ...] | list[str]) -> str:
        kept = "".join(texts).replace("还有", "")
        return "".join(char for char in kept if char.isalnum())

    found = questions(text)
    assert found
    assert words(found) == words([text])


@given(st.text(max_size=40))
def test_any_text_has_at_least_one_question(text: str) -> None:
    assert len(questions(text)) >= 1


# --- when a message is answered in parts ------------------------------------------------------


def ids(reply: Reply) -> list[str]:
    return [part.entry.id if part.entry else part.action for part in reply.parts]


TAKEN_APART = [
    "你好呀，打扰一分钟，存的好几个",
    "你好在吗，财务让我来问一下",
    "您好，辛苦帮看下，我上周申请了",
    "我的积分哪天到期",
]
"""Beginnings of the sample queries that are taken apart: one question each, whose beginning or end
(在哪里申请, 在哪里可以查到呢, 在哪里看) is near enough to an entry by itself."""


@pytest.mark.slow
def test_hardly_any_of_the_sample_queries_is_taken_apart() -> None:
    """Each of them is labelled with one entry."""
    split = [
        row["q"] for row in QUERIES if sample().ask(row["q"], audience=row.get("audience")).parts
    ]
    assert len(QUERIES) >= 1000
    assert len(split) == len(TAKEN_APART)
    assert all(map(str.startswith, split, TAKEN_APART)), split


TOGETHER = [
    ("还没发货能退吗 运费谁出", ["refund-unshipped", "freight-original-postage"]),
    ("优惠券呢，发票呢", ["clarify", "clarify"]),
    ("怎么开发票？退款多久到账？", ["invoice-apply", "refund-arrival"]),
    ("退款多久到账？怎么开发票？", ["refund-arrival", "invoice-apply"]),
    ("怎么取消订单，优惠券怎么使用", ["order-cancel", "coupon-use"]),
    ("运费险怎么理赔？包裹丢了怎么办", ["freight-claim", "escalate"]),
    ("包裹丢了怎么办？运费险怎么理赔", ["escalate", "freight-claim"]),
    ("怎么修改登录密码\n怎么换绑手机号", ["password-change", "phone-rebind"]),
    ("怎么开发票？怎么申请换货？退款多久到账", ["invoice-apply", "exchange-how", "refund-arrival"]),
    ("运费险怎么理赔，还有多久到账", ["freight-claim", "freight-arrival"]),
    ("支持哪些支付方式 能分期付款吗", ["pay-methods", "pay-installment"]),
]


@pytest.mark.parametrize(("text", "wanted"), TOGETHER)
def test_each_question_has_its_part_in_order(text: str, wanted: list[str]) -> None:
    assert ids(sample().ask(text, audience="buyer")) == wanted


@pytest.mark.xfail(reason="多久能到 alone is firm enough for the parcel, so the topic is not asked")
def test_a_part_without_a_subject_is_read_with_the_one_before_it() -> None:
    reply = sample().ask("退款怎么退，多久能到", audience="buyer")
    assert ids(reply) == ["refund-apply", "refund-arrival"]


def test_a_part_that_nothing_answers_is_not_dropped() -> None:
    reply = sample().ask("退款多久到账？红烧肉怎么炖？运费险怎么理赔", audience="buyer")
    assert ids(reply) == ["refund-arrival", "escalate", "freight-claim"]
    assert (reply.action, reply.handoff is not None) == ("escalate", True)


def test_small_talk_between_questions_hands_nothing_over() -> None:
    reply = sample().ask("退款多久到账？今天天气怎么样？运费险怎么理赔", audience="buyer")
    assert [part.action for part in reply.parts] == ["answer", "chat", "self_service"]
    assert reply.handoff is None


ONE = [
    "怎么退款", "我买的鞋大了，能换吗", "东西坏了怎么办，怎么申请退货",
    "怎么申请退款，怎么申请退款", "转人工，怎么退款，运费谁出", "你好在吗，退款多久到账？",
    "我要起诉你们？怎么退款？退款多久到账", "怎么开发票，谢谢", "今天天气怎么样？明天呢？",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_one_question_a_wish_or_a_topic_has_no_parts(text: str) -> None:
    assert sample().ask(text, audience="buyer").parts == ()


@pytest.mark.parametrize("text", [text for text, _ in TOGETHER])
def test_the_text_is_that_of_the_parts(text: str) -> None:
    reply = sample().ask(text, audience="buyer")
    assert reply.text == "\n".join(part.text for part in reply.parts)
    assert reply.query == text
    assert reply.confidence == min(part.confidence for part in reply.parts)
    assert 2 <= len(reply.parts) <= MOST_PARTS
    assert [part.parts for part in reply.parts] == [()] * len(reply.parts)
    assert Reply.from_dict(reply.to_dict()) == reply


def test_handed_over_if_a_part_is_asked_back_if_a_part_is_else_answered() -> None:
    actions = {text: sample().ask(text, audience="buyer").action for text, _ in TOGETHER}
    assert actions["运费险怎么理赔？包裹丢了怎么办"] == "escalate"
    assert actions["优惠券呢，发票呢"] == "clarify"
    assert actions["怎么开发票？退款多久到账？"] in ("answer", "self_service")


def test_more_questions_than_the_most_are_one() -> None:
    asked = [
        "怎么开发票", "怎么申请换货", "退款多久到账", "怎么取消订单", "运费险怎么理赔",
        "怎么换绑手机号", "怎么注销账号",
    ][: MOST_PARTS + 1]  # fmt: skip
    assert len(sample().ask("？".join(asked[:-1]), audience="buyer").parts) == MOST_PARTS
    assert sample().ask("？".join(asked), audience="buyer").parts == ()


# --- handover, choices ------------------------------------------------------------------------


def test_an_escalated_part_gives_one_handoff_for_the_whole_message() -> None:
    talk = Conversation(sample(), audience="buyer", id="t")
    reply = talk.say("运费险怎么理赔？包裹丢了怎么办")
    assert reply.handoff is not None
    assert (reply.handoff.id, reply.handoff.queue) == ("t-1", "after_sales")
    assert reply.handoff.query == "运费险怎么理赔？包裹丢了怎么办"
    assert (reply.handoff.entry, reply.handoff.topic) == ("logistics-lost", "物流")
    assert talk.to_dict()["handoff"] == {"id": "t-1", "queue": "after_sales"}
    talk.accepted()
    assert talk.say("在吗").action == "suppressed"


def test_the_parts_themselves_carry_no_second_packet() -> None:
    """A host that passes on every packet it sees would open two tickets."""
    for text in ("包裹丢了怎么办？怀疑买到假货怎么办", "运费险怎么理赔？包裹丢了怎么办"):
        reply = sample().ask(text, audience="buyer")
        assert reply.handoff is not None
        assert [part.handoff for part in reply.parts] == [None, None]


def test_choices_are_numbered_through() -> None:
    reply = sample().ask("优惠券呢，发票呢", audience="buyer")
    assert [part.action for part in reply.parts] == ["clarify", "clarify"]
    assert [choice.id for choice in reply.choices] == [
        "coupon-get", "coupon-use", "invoice-apply", "invoice-download",
    ]  # fmt: skip
    numbered = [line for line in reply.text.splitlines() if line[0].isdigit()]
    assert [line.split(".")[0] for line in numbered] == ["1", "2", "3", "4"]
    assert [line.split(". ")[1] for line in numbered] == [c.question for c in reply.choices]
    talk = Conversation(sample(), audience="buyer")
    talk.say("优惠券呢，发票呢")
    chosen = talk.say("3")
    assert chosen.entry is not None
    assert chosen.entry.id == "invoice-apply"


@pytest.mark.parametrize("text", [text for text, _ in TOGETHER] + ONE)
def test_ask_and_the_first_word_of_a_talk_agree(text: str) -> None:
    alone = sample().ask(text, audience="buyer")
    said = Conversation(sample(), audience="buyer").say(text)
    assert (said.action, said.reason, ids(said)) == (alone.action, alone.reason, ids(alone))
    assert said.text.startswith(alone.text)
    assert said.choices == alone.choices


@pytest.mark.slow
def test_a_threshold_decides_nothing_but_whether_to_answer() -> None:
    """The same messages are taken apart at any."""
    for text, _ in TOGETHER:
        counts = {
            len(sample().with_threshold(answer).ask(text, audience="buyer").parts)
            for answer in (0.0, 0.5, ANSWER, 1.0)
        }
        assert len(counts) == 1, text


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for text, _ in TOGETHER])
def test_a_threshold_decides_only_whether_to_answer(text: str) -> None:
    """What a certificate rests on: answered at t is answered at 0 with a confidence of t."""
    lax = sample().with_threshold(0.0).ask(text, audience="buyer")
    for answer in (0.3, 0.6, ANSWER, 0.9, 0.97, 1.0):
        reply = sample().with_threshold(answer).ask(text, audience="buyer")
        assert len(reply.parts) == len(lax.parts)
        assert reply.answered == (lax.answered and lax.confidence >= answer)
        assert reply.confidence == lax.confidence
