"""One customer's talk: each turn is understood by those before, and people come in time."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Bot, Conversation, QueryTypeError, Reply, UnknownNameError

MONDAY = datetime(2026, 11, 23, 10)
NIGHT = datetime(2026, 11, 23, 3)
ORDER = "3320195557711223344"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(
        {"id": "refund", "question": "申请退款", "related": ["change"], "category": "退款"},
        {"id": "change", "question": "申请换货", "category": "退款"},
        {"id": "a", "question": "怎么举报刷单"},
        {"id": "b", "question": "怎么举报假货"},
        {"id": "price-b", "question": "会员价格", "audience": "buyer"},
        {"id": "price-m", "question": "会员价格", "audience": "merchant"},
        {
            "id": "cancel",
            "question": "怎么取消订单",
            "self_service": {"label": "去", "route": "app://c?o={订单号}", "fields": ["订单号"]},
        },
        {"id": "hurt", "question": "被烫伤了怎么办", "escalate": "after", "answer": "先冲凉水"},
        audiences={"buyer": "买家", "merchant": "商家"},
        channels={"app": "App", "web": "网页"},
        queues={"human": {"label": "人", "text": "正在转接"}, "after": {"label": "售后"}},
        restricted=[
            {"name": "法律", "words": ["起诉"]},
            {"name": "安全", "words": ["中毒"], "text": "请先拨打120"},
        ],
        hours={"week": {"daily": "9:00-18:00"}},
    )


@pytest.fixture
def talk(bot: Bot) -> Conversation:
    return Conversation(bot, id="t")


def say(talk: Conversation, *said: str, now: datetime = MONDAY) -> Reply:
    for text in said:
        reply = talk.say(text, now)
    return reply


def outcome(reply: Reply) -> tuple[str, str, str | None]:
    return reply.action, reply.reason, reply.entry.id if reply.entry else None


# --- choices ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["2", "②", "第二个", "选2", "二", "假货", "假货那个", "２号", "后一个"]
)
def test_a_choice_is_taken_by_number_place_or_words(talk: Conversation, said: str) -> None:
    asked = say(talk, "举报")
    assert (asked.action, [choice.id for choice in asked.choices]) == ("clarify", ["a", "b"])
    reply = say(talk, said)
    assert outcome(reply) in (("answer", "chosen", "b"), ("answer", "matched", "b"))


def test_none_of_them_asks_to_rephrase_and_counts(talk: Conversation) -> None:
    assert outcome(say(talk, "举报", "都不是"))[:2] == ("chat", "rephrase")
    assert talk.to_dict()["unsolved"] == 1
    assert say(talk, "没听懂").reason == "unsolved"


def test_a_new_question_after_a_choice_is_one(talk: Conversation) -> None:
    assert outcome(say(talk, "举报", "申请退款")) == ("answer", "exact", "refund")


@pytest.mark.parametrize("said", ["3", "9", "第八个"])
def test_a_number_nobody_offered_is_told_so(talk: Conversation, said: str) -> None:
    assert outcome(say(talk, "举报", said))[:2] == ("chat", "pick")
    assert say(talk, "1").entry is not None


def test_a_number_on_nothing_asks_for_words(talk: Conversation) -> None:
    assert outcome(say(talk, "1"))[:2] == ("chat", "empty")


def test_a_number_still_stands_after_an_answer_and_chat(talk: Conversation) -> None:
    say(talk, "举报", "1", "谢谢")
    assert outcome(say(talk, "2")) == ("answer", "chosen", "b")


def test_a_related_question_is_taken_by_its_number(talk: Conversation) -> None:
    reply = say(talk, "申请退款")
    assert [choice.id for choice in reply.related] == ["change"]
    assert outcome(say(talk, "1")) == ("answer", "chosen", "change")


def test_a_menu_the_host_has_shown_is_answered_by_number(bot: Bot) -> None:
    talk = Conversation(bot)
    talk.offer(say(talk, "举报").choices[::-1])
    assert outcome(say(talk, "1")) == ("answer", "chosen", "b")


def test_who_asks_is_chosen_by_number(talk: Conversation) -> None:
    reply = say(talk, "会员价格")
    assert (reply.action, reply.reason) == ("clarify", "audience")
    assert outcome(say(talk, "2")) == ("answer", "chosen", "price-m")


# --- unsolved ---------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["没用", "不对", "没解决", "👎", "还是不行"])
def test_the_next_rung_after_a_denial_is_another_entry(talk: Conversation, said: str) -> None:
    reply = say(talk, "申请退款", said)
    assert (reply.action, reply.reason) == ("clarify", "unsolved")
    assert "refund" not in [choice.id for choice in reply.choices]
    assert "change" in [choice.id for choice in reply.choices]


def test_where_there_is_none_it_asks_for_other_words_then_hands_over(talk: Conversation) -> None:
    assert outcome(say(talk, "没用"))[:2] == ("chat", "denied")
    assert outcome(say(talk, "没用"))[:2] == ("escalate", "unsolved")


def test_the_same_question_again_is_not_answered_again(talk: Conversation) -> None:
    say(talk, "申请退款")
    assert outcome(say(talk, "申请退款！"))[:2] == ("clarify", "unsolved")
    reply = say(talk, "申请退款")
    assert outcome(reply)[:2] == ("escalate", "repeated")
    assert reply.handoff is not None
    assert reply.handoff.tried[-1].outcome == "repeated"


def test_after_thanks_it_is_a_new_question(talk: Conversation) -> None:
    assert outcome(say(talk, "申请退款", "谢谢", "申请退款")) == ("answer", "exact", "refund")


def test_asked_back_twice_in_a_row_was_not_solved(talk: Conversation) -> None:
    """Nor is the nearest entry guessed."""
    say(talk, "举报", "举报")
    assert talk.to_dict()["unsolved"] == 1
    assert outcome(say(talk, "举报"))[:2] == ("escalate", "unsolved")


def test_confusion_is_answered_in_other_words_and_counts(talk: Conversation) -> None:
    assert outcome(say(talk, "申请退款", "没听懂"))[:2] == ("chat", "confused")
    assert outcome(say(talk, "说清楚点"))[:2] == ("escalate", "unsolved")


# --- handover ---------------------------------------------------------------------------------


def test_once_a_person_has_the_talk_the_bot_is_silent_with_one_id_and_one_packet(
    talk: Conversation,
) -> None:
    first = say(talk, "转人工")
    assert first.handoff is not None
    assert (first.handoff.id, talk.handed_over, talk.waiting) == ("t-1", True, True)
    talk.accepted()
    assert not talk.waiting
    for text in ("在吗", "转人工", "申请退款", "1", "", "起诉你们", "谢谢"):
        reply = say(talk, text)
        assert (reply.action, reply.reason, reply.text) == ("suppressed", "handed_over", "")
        assert (reply.query, reply.handoff, reply.candidates) == (text, None, ())
    assert talk.to_dict()["handoff"] == {"id": "t-1", "queue": "human"}


def test_released_the_customer_starts_with_the_bot_again(talk: Conversation) -> None:
    say(talk, "申请退款", "转人工")
    talk.release()
    assert not talk.handed_over
    assert outcome(say(talk, "申请退款")) == ("answer", "exact", "refund")
    again = say(talk, "转人工").handoff
    assert again is not None
    assert again.id == "t-2"
    said = ["申请退款", "转人工"]
    assert [line.text for line in again.transcript if line.role == "customer"] == said * 2


def test_release_without_a_handover_changes_nothing(talk: Conversation) -> None:
    say(talk, "申请退款")
    before = talk.to_dict()
    talk.release()
    assert talk.to_dict() == before


@pytest.mark.parametrize(
    ("minutes", "action"), [(29, "suppressed"), (30, "answer"), (600, "answer")]
)
def test_who_comes_back_after_the_idle_time_starts_with_the_bot(
    bot: Bot, minutes: int, action: str
) -> None:
    talk = Conversation(bot, idle=timedelta(minutes=30))
    say(talk, "转人工")
    talk.accepted()
    assert say(talk, "申请退款", now=MONDAY + timedelta(minutes=minutes)).action == action


def test_the_idle_time_counts_from_the_last_message(bot: Bot) -> None:
    talk = Conversation(bot, idle=timedelta(minutes=30))
    say(talk, "转人工")
    talk.accepted()
    for minutes in (20, 40, 60):
        assert say(talk, "在吗", now=MONDAY + timedelta(minutes=minutes)).action == "suppressed"
    assert say(talk, "在吗", now=MONDAY + timedelta(minutes=90)).action == "chat"


def test_an_idle_talk_without_a_handover_goes_on(bot: Bot) -> None:
    talk = Conversation(bot, idle=timedelta(minutes=1))
    say(talk, "举报")
    assert say(talk, "1", now=MONDAY + timedelta(hours=3)).reason == "chosen"


def test_on_another_day_a_number_chooses_nothing_that_was_listed(talk: Conversation) -> None:
    say(talk, "举报")
    assert say(talk, "1", now=MONDAY + timedelta(days=3)).reason == "empty"


def test_without_an_idle_time_it_is_silent_for_good(talk: Conversation) -> None:
    say(talk, "转人工")
    talk.accepted()
    assert say(talk, "在吗", now=MONDAY + timedelta(days=900)).action == "suppressed"


# --- hours ------------------------------------------------------------------------------------

CLOSED = (
    "现在是人工客服的休息时间，今天 9:00 恢复服务。"
    "您可以接着留言，把问题说清楚，人工客服上班后会看到。"
)


@pytest.mark.parametrize("said", ["转人工", "今晚月色真美", "起诉你们", "申请退款 申请退款"])
def test_at_night_nothing_is_promised_but_the_opening(bot: Bot, said: str) -> None:
    if said == "申请退款 申请退款":
        talk = Conversation(bot)
        reply = say(talk, "申请退款", "申请退款", "申请退款", now=NIGHT)
    else:
        reply = bot.ask(said, now=NIGHT)
    assert reply.text == CLOSED
    assert reply.action == "escalate"
    assert reply.handoff is not None
    assert (reply.handoff.open, reply.handoff.reasons[-1]) == (False, "outside_hours")


def test_a_topic_s_own_text_and_an_entry_s_answer_are_said_at_night_too(bot: Bot) -> None:
    assert bot.ask("食物中毒", now=NIGHT).text == f"请先拨打120\n{CLOSED}"
    assert bot.ask("被烫伤了怎么办", now=NIGHT).text == f"先冲凉水\n{CLOSED}"
    assert "正在转接" in bot.ask("转人工", now=MONDAY).text


def test_who_wants_a_person_about_a_topic_is_told_what_to_do_at_once(bot: Bot) -> None:
    for now in (MONDAY, NIGHT):
        reply = bot.ask("食物中毒了，转人工", now=now)
        assert reply.reason == "human_requested"
        assert reply.text.startswith("请先拨打120\n")
        assert reply.handoff is not None
        assert "restricted" in reply.handoff.reasons


@pytest.mark.parametrize(
    "source",
    [
        {"escalation": [{"rule": "restricted", "text": "正在为您转接"}]},
        {"routing": [{"topic": "法律", "queue": "human", "text": "正在为您转接"}]},
        {"texts": {"restricted": "正在为您转接"}},
    ],
)
def test_what_a_rule_or_a_route_says_of_a_topic_is_not_said_at_night(source: Any) -> None:
    """Only the topic's own text is written for the night as well."""
    bot = bot_of(
        {"question": "申请退款"},
        restricted=[{"name": "法律", "words": ["起诉"]}],
        hours={"week": {"daily": "9:00-18:00"}},
        **source,
    )
    assert bot.ask("起诉你们", now=MONDAY).text == "正在为您转接"
    assert bot.ask("起诉你们", now=NIGHT).text == CLOSED


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 23, 8, 59), "今天 9:00"),
        (datetime(2026, 11, 23, 18, 0), "明天 9:00"),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "今天 9:00"),
    ],
)
def test_the_opening_is_told_in_the_corpus_s_time(bot: Bot, now: datetime, opens: str) -> None:
    assert f"，{opens} 恢复服务" in bot.ask("转人工", now=now).text


def test_where_nobody_comes_within_a_year_no_time_is_told() -> None:
    week = {"mon": "9:00-9:01"}
    bot = bot_of({"question": "申请退款"}, hours={"week": week})
    assert "，11月30日 9:00 恢复服务" in bot.ask("转人工", now=MONDAY).text
    never = {"2026-11-23..2027-11-22": "closed", "2027-11-23..2028-11-22": "closed"}
    shut = bot_of({"question": "申请退款"}, hours={"week": week, "special": never})
    assert "，服务时间 恢复服务" in shut.ask("转人工", now=MONDAY).text


def test_an_answer_at_night_is_the_same(bot: Bot) -> None:
    assert bot.ask("申请退款", now=NIGHT) == bot.ask("申请退款", now=MONDAY)


# --- who and what -----------------------------------------------------------------------------


def test_an_audience_or_a_channel_nobody_declared_is_an_error(bot: Bot) -> None:
    with pytest.raises(UnknownNameError, match='unknown audience "byer"; did you mean "buyer"'):
        Conversation(bot, audience="byer")
    with pytest.raises(UnknownNameError, match="unknown channel"):
        Conversation(bot, channel="fax")


def test_the_audience_can_become_known(talk: Conversation) -> None:
    say(talk, "会员价格")
    talk.audience = "merchant"
    assert outcome(say(talk, "会员价格")) == ("answer", "exact", "price-m")
    with pytest.raises(UnknownNameError):
        talk.audience = "nobody"
    assert talk.audience == "merchant"


@pytest.mark.parametrize("text", [None, 5, b"x", ["x"]])
def test_what_is_no_text_is_an_error_and_changes_nothing(talk: Conversation, text: Any) -> None:
    say(talk, "申请退款")
    before = talk.to_dict()
    with pytest.raises(QueryTypeError):
        talk.say(text)
    assert talk.to_dict() == before
    say(talk, "转人工")
    with pytest.raises(QueryTypeError):
        talk.say(text)


def test_ids_are_the_host_s_or_unique(bot: Bot) -> None:
    assert Conversation(bot, id="c-42").id == "c-42"
    assert len({Conversation(bot).id for _ in range(100)}) == 100


def test_why_explains_the_last_reply_of_this_object(talk: Conversation, bot: Bot) -> None:
    assert talk.why() is None
    reply = say(talk, "申请退款")
    why = talk.why()
    assert why is not None
    assert (why.query, why.reply.entry) == ("申请退款", reply.entry)
    say(talk, "申请退款", "申请退款")
    again = talk.why()
    assert again is not None
    assert again.rules[0] == "repeated"
    assert Conversation.from_dict(bot, talk.to_dict()).why() is None


def test_the_repr_tells_what_matters_and_no_words(talk: Conversation) -> None:
    say(talk, "我的电话13800138000", "转人工")
    assert repr(talk) == "Conversation('t', 4 lines, handed over)"


def test_the_moment_may_be_in_any_offset(talk: Conversation) -> None:
    say(talk, "你好", now=datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert talk.to_dict()["last"] == "2026-11-23T10:00:00+08:00"


def test_two_talks_on_one_bot_know_nothing_of_each_other(bot: Bot) -> None:
    one, other = Conversation(bot), Conversation(bot)
    say(one, "举报", f"订单号{ORDER}")
    assert outcome(say(other, "1"))[:2] == ("chat", "empty")
    assert ORDER not in json.dumps(other.to_dict())


# --- acts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("你好", "greeting"), ("谢谢", "thanks"), ("再见", "goodbye"), ("在吗", "here"),
        ("好的", "acknowledged"), ("嗯", "acknowledged"), ("没听懂", "confused"),
        ("说清楚点", "confused"), ("傻逼", "insult"), ("😡", "insult"), (".", "empty"),
        ("", "empty"), ("  \n", "empty"), ("解决了", "solved"), ("88", "goodbye"),
    ],
)  # fmt: skip
def test_an_act_has_its_short_reply_before_and_after_an_answer(
    bot: Bot, said: str, reason: str
) -> None:
    for before in ((), ("申请退款",), ("举报",)):
        reply = say(Conversation(bot), *before, said)
        assert outcome(reply) == ("chat", reason, None), before
        assert reply.text
