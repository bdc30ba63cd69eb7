"""What the packet of a handover says: the problem, what was found, tried and is missing."""

from datetime import datetime
from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Bot, Conversation, Handoff

NOW = datetime(2026, 11, 23, 10)
ORDER, OTHER_ORDER, TRACKING = "3320195557711223344", "3320195557711223355", "SF1234567890123"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(
        {"id": "refund", "question": "申请退款", "category": "退款", "related": ["change"]},
        {"id": "change", "question": "申请换货", "category": "换货"},
        {"id": "hurt", "question": "被烫伤了怎么办", "category": "安全", "escalate": "after"},
        {
            "id": "cancel",
            "question": "怎么取消订单",
            "category": "订单",
            "self_service": {"label": "取消", "route": "app://c?o={订单号}", "fields": ["订单号"]},
        },
        audiences={"buyer": "买家"},
        channels={"app": "手机App"},
        queues={"human": {"label": "人"}, "after": {"label": "售后", "priority": 3}},
        offers=[{"name": "help", "label": "平台介入", "queue": "after", "words": ["做主"]}],
    )


def handed(bot: Bot, *said: str, **who: Any) -> Handoff:
    talk = Conversation(bot, id="t", **who)
    for text in said:
        reply = talk.say(text, NOW)
    assert reply.handoff is not None, reply
    return reply.handoff


# --- the problem ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (["转人工"], ""),
        (["你好", "转人工"], ""),
        (["申请退款", "转人工"], "申请退款"),
        (["申请退款", "没用", "没用"], "申请退款"),
        (["申请退款", "谢谢", "你好", "转人工"], "申请退款"),
        (["申请退款", "申请换货", "转人工"], "申请换货"),
        (["今晚月色真美吗"] * 3, "今晚月色真美吗"),
        (["申请退款", *["今晚月色真美吗"] * 3], "今晚月色真美吗"),
        (["被烫伤了怎么办"], "被烫伤了怎么办"),
        (["申请退款"] * 3, "申请退款"),
        (["垃圾", "垃圾"], "垃圾"),
        (["申请退款", "垃圾", "垃圾"], "申请退款"),
        (["申请退款\n请平台做主", "2"], "申请退款 请平台做主"),
        ([f"我的手机收到就是坏的{'，' * 3}你们商家还骂人，转人工"], None),
    ],
)
def test_the_problem_is_the_customer_s_last_question(
    bot: Bot, said: list[str], problem: str | None
) -> None:
    """None: the message itself, which says what it is about."""
    packet = handed(bot, *said)
    assert packet.problem == (said[-1] if problem is None else problem)
    assert packet.query == said[-1]


def test_a_long_problem_is_cut_behind_its_beginning(bot: Bot) -> None:
    packet = handed(bot, *["月色" * 200] * 3)
    assert packet.problem == "月色" * 100 + "…"
    assert packet.query == "月色" * 200


def test_the_topic_and_the_candidates_are_those_of_the_problem(bot: Bot) -> None:
    packet = handed(bot, "申请退款", "转人工")
    assert (packet.topic, packet.entry, packet.confidence) == ("退款", "refund", 1.0)
    assert packet.candidates[0].id == "refund"
    alone = handed(bot, "转人工")
    assert (alone.topic, alone.entry, alone.candidates, alone.confidence) == ("", None, (), 0.0)


def test_what_nothing_is_near_has_the_topic_of_the_talk(bot: Bot) -> None:
    packet = handed(bot, "申请退款", *["今晚月色真美吗"] * 3)
    assert (packet.topic, packet.entry) == ("退款", "refund")
    assert handed(bot, *["今晚月色真美吗"] * 3).topic == ""


def test_an_entry_that_hands_over_is_the_topic(bot: Bot) -> None:
    packet = handed(bot, "申请退款", "被烫伤了怎么办")
    assert (packet.topic, packet.entry, packet.queue) == ("安全", "hurt", "after")
    assert packet.priority == 3


# --- reasons ----------------------------------------------------------------------------------


def test_the_deciding_rule_comes_first_then_the_others(bot: Bot) -> None:
    packet = handed(bot, "垃圾", "今晚月色真美，垃圾")
    assert packet.reason == packet.reasons[0] == "anger"
    assert "out_of_scope" in packet.reasons
    assert handed(bot, "转人工").reasons == ("human_requested",)


def test_a_taken_offer_is_a_reason_of_its_own(bot: Bot) -> None:
    packet = handed(bot, "申请退款，请平台做主", "2")
    assert (packet.reason, packet.reasons) == ("offer_taken", ("offer_taken",))


# --- what was found ---------------------------------------------------------------------------


def test_all_that_the_customer_gave_each_value_once_the_latest_last(bot: Bot) -> None:
    packet = handed(
        bot,
        f"订单{ORDER}，运单{TRACKING}",
        f"订单号{OTHER_ORDER}",
        f"订单号{ORDER}",
        "2026年11月11日",
        "128.5元",
        "转人工",
    )
    assert [(f.kind, f.value) for f in packet.found] == [
        ("tracking", TRACKING),
        ("order", OTHER_ORDER),
        ("order", ORDER),
        ("date", "2026-11-11"),
        ("amount", "128.50"),
    ]
    assert packet.found[0].carrier == "顺丰"


def test_what_the_bot_said_is_not_found(bot: Bot) -> None:
    said = bot_of({"question": "怎么退款", "answer": f"例如订单{ORDER}，电话13800138000"})
    packet = handed(said, "怎么退款", "转人工")
    assert packet.found == ()
    assert "13800138000" in str(packet.to_dict())  # the shop's own number is no secret


def test_no_more_than_twenty_are_listed(bot: Bot) -> None:
    orders = [f"33201955577112{number:05}" for number in range(30)]
    packet = handed(bot, *(f"订单号{order}" for order in orders), "转人工")
    assert len(packet.found) <= 20
    assert packet.found[-1].value == orders[-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我的电话 87654321", "phone"),
        ("手机138 0013 8000", "phone"),
        ("银行卡号6222021234567890128", "bank_card"),
        ("身份证11010519491231002X", "id_card"),
        ("邮箱a.b@qq.com", "email"),
    ],
)
def test_a_private_value_is_found_and_masked_also_where_a_word_before_it_tells_what_it_is(
    bot: Bot, text: str, kind: str
) -> None:
    packet = handed(bot, text, "转人工")
    assert [found.kind for found in packet.found] == [kind]
    assert packet.found[0].value.startswith("[")
    assert packet.to_dict(raw=True)["found"][0]["value"] in text


# --- what was asked and tried -----------------------------------------------------------------


def test_what_was_asked_for_and_not_given_is_missing(bot: Bot) -> None:
    assert handed(bot, "怎么取消订单", "转人工").missing == ("订单号",)
    assert handed(bot, "怎么取消订单", ORDER, "转人工").missing == ()
    assert handed(bot, "申请退款", "转人工").missing == ()


def test_a_number_in_the_very_message_that_hands_over_is_not_missing(bot: Bot) -> None:
    packet = handed(bot, "怎么取消订单", f"转人工，订单号{ORDER}")
    assert packet.missing == ()
    assert [found.value for found in packet.found] == [ORDER]


def test_what_was_tried_has_what_the_customer_said_of_it(bot: Bot) -> None:
    packet = handed(bot, "申请退款", "没用", "1", "没听懂")
    assert [(one.entry, one.query, one.outcome) for one in packet.tried] == [
        ("refund", "申请退款", "denied"),
        ("change", "申请换货", "confused"),
    ]
    again = handed(bot, "申请退款", "申请退款", "申请退款")
    assert [one.outcome for one in again.tried] == ["repeated"]


def test_the_transcript_is_whole_and_oldest_first(bot: Bot) -> None:
    packet = handed(bot, "你好", "申请退款", "转人工")
    assert [(line.role, line.text) for line in packet.transcript[::2]] == [
        ("customer", "你好"),
        ("customer", "申请退款"),
        ("customer", "转人工"),
    ]
    assert {line.role for line in packet.transcript[1::2]} == {"bot"}
    assert {line.time for line in packet.transcript} == {"2026-11-23T10:00:00+08:00"}


# --- who and when -----------------------------------------------------------------------------


def test_the_customer_is_named_as_people_call_them(bot: Bot) -> None:
    packet = handed(bot, "转人工", audience="buyer", channel="app")
    assert (packet.audience, packet.channel) == ("buyer", "app")
    assert packet.customer == "买家 · 手机App"
    assert handed(bot, "转人工", channel="app").customer == "手机App"
    assert handed(bot, "转人工").customer == ""


def test_the_times_are_those_of_the_first_message_and_of_the_handover(bot: Bot) -> None:
    talk = Conversation(bot, id="t")
    talk.say("申请退款", datetime(2026, 11, 23, 9, 30))
    packet = talk.say("转人工", NOW).handoff
    assert packet is not None
    assert packet.started == "2026-11-23T09:30:00+08:00"
    assert packet.created == "2026-11-23T10:00:00+08:00"
    assert handed(bot, "转人工").started == packet.created


def test_ask_makes_no_id_and_tells_no_time(bot: Bot) -> None:
    """So the same query has the same reply at any moment."""
    packet = bot.ask("转人工").handoff
    assert packet is not None
    assert (packet.id, packet.started, packet.created) == ("", "", "")
    assert (packet.corpus_hash, packet.engine) == (bot.corpus.hash, bot.desk.engine)
    assert bot.ask("转人工") == bot.ask("转人工")
