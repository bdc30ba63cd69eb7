"""What comes before and behind an exact question: the precedence of README, case by case."""

from typing import Any

import pytest

from tests.service.material import bot_of, cases
from xiaoer import Bot, Conversation, Reply
from xiaoer.evaluation.cases.prediction import prediction_of

OTHER = "怎么换货"


def outcome(reply: Reply) -> tuple[str, str | None]:
    return reply.reason, reply.entry.id if reply.entry else None


@pytest.mark.parametrize("row", cases("exact_first"))
def test_an_exact_question_has_its_place(row: dict[str, Any]) -> None:
    """Before values, acts and every wish but the core of one; behind restricted topics."""
    bot = bot_of(*({"question": text} for text in row["own"]), **row.get("settings", {}))
    assert outcome(bot.ask(row["q"])) == (row["reason"], row.get("entry"))


# --- questions of several entries -------------------------------------------------------------


def shared(*answers: str, **settings: Any) -> Bot:
    """Entries e1, e2 … that all have one question, each with its answer."""
    return bot_of(*({"question": "怎么退款", "answer": text} for text in answers), **settings)


def test_different_answers_are_asked_back() -> None:
    reply = shared("一到七天到账", "找店家", "一到七天到账").ask("请问怎么退款？")
    assert (reply.action, reply.reason, reply.confidence) == ("clarify", "ambiguous", 0.5)
    assert [choice.id for choice in reply.choices] == ["e1", "e2"]
    assert [c.id for c in reply.candidates] == ["e1", "e2"]
    assert (reply.exact, reply.margin) == (True, 0.0)
    assert reply.text.endswith("1. 怎么退款（一到七天到账）\n2. 怎么退款（找店家）")


def test_equal_answers_are_one_entry() -> None:
    """Equal once the variables are filled in; nothing is seen of the others."""
    bot = shared("{days} 天", "7 天", " 7 天\n", variables={"days": "7"})
    reply = bot.ask("怎么退款")
    assert (outcome(reply), reply.confidence, reply.margin) == (("exact", "e1"), 1.0, 1.0)
    assert [c.id for c in reply.candidates] == ["e1"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "other",
    [
        {"self_service": {"label": "申请", "url": "https://example.com/a"}},
        {"escalate": "human"},
        {"links": [{"label": "规则", "url": "https://example.com/r"}]},
        {"image": "a.png"},
        {"channels": {"app": "在 App 里点"}},
    ],
)
def test_what_makes_an_answer_another(other: dict[str, Any]) -> None:
    one = {"question": "怎么退款", "answer": "点退款"}
    settings: dict[str, Any] = {"queues": {"human": {"label": "人"}}, "channels": {"app": "App"}}
    bot = bot_of({**one, "category": "退"}, {**one, **other}, **settings)
    assert bot.ask("怎么退款", channel="app").reason == "ambiguous"
    alike = bot_of({**one, **other}, {**one, **other, "hot": True}, **settings)
    assert alike.ask("怎么退款", channel="app").confidence == 1.0


def test_the_answers_of_the_channel_are_compared() -> None:
    settings = {"channels": {"app": "App", "web": "网页"}}
    own = {"question": "怎么退款", "answer": "点退款"}
    bot = bot_of(
        {**own, "channels": {"app": "点右上角", "web": None}},
        {**own, "channels": {"app": None, "web": None}},
        **settings,
    )
    assert bot.ask("怎么退款", channel="app").reason == "ambiguous"
    assert outcome(bot.ask("怎么退款", channel="web")) == ("exact", "e1")


def test_only_those_that_the_customer_may_get_count() -> None:
    rows = [{"question": "怎么退款", "audience": whom} for whom in ("buyer", "merchant")]
    sides = {"buyer": "买家", "merchant": "商家"}
    bot = bot_of(*rows, {"question": "怎么退款", "enabled": False}, audiences=sides)
    reply = bot.ask("怎么退款", audience="merchant")
    assert (outcome(reply), reply.confidence) == (("exact", "e2"), 1.0)
    unknown = bot.ask("怎么退款")
    assert (unknown.reason, unknown.confidence) == ("audience", 0.5)
    assert prediction_of(unknown).held


def test_no_threshold_answers_what_is_asked_back() -> None:
    for answer in (0.0, 0.5, 1.0):
        reply = shared("一", "二").with_threshold(answer).ask("怎么退款")
        assert reply.action == "clarify"
        assert prediction_of(reply).held
    near = bot_of({"question": "怎么开通花呗"}, {"question": "怎么关闭花呗"}).ask("花呗")
    assert near.action == "clarify"
    assert not prediction_of(near).held


def test_a_choice_is_taken_and_the_question_repeated_leads_to_a_person() -> None:
    talk = Conversation(shared("一", "二"))
    assert talk.say("怎么退款").action == "clarify"
    assert outcome(talk.say("2")) == ("chosen", "e2")
    talk = Conversation(shared("一", "二"))
    assert [talk.say("怎么退款").action for _ in range(3)] == ["clarify", "clarify", "escalate"]


def test_a_shared_question_beside_another_is_asked_back_in_its_place() -> None:
    bot = bot_of(
        {"question": "怎么退款", "answer": "一"},
        {"question": "怎么退款", "answer": "二"},
        {"question": "运费谁出", "answer": "三"},
    )
    reply = bot.ask("怎么退款？运费谁出？")
    assert [part.reason for part in reply.parts] == ["ambiguous", "exact"]
    assert not reply.exact
    assert prediction_of(reply).held


def test_many_entries_with_one_question() -> None:
    bot = shared(*map(str, range(40)))
    reply = bot.ask("怎么退款")
    assert (reply.reason, reply.confidence) == ("ambiguous", 1 / 40)
    assert [c.id for c in reply.candidates] == ["e1", "e10", "e11", "e12", "e13"]


# --- anger, and what gave way -----------------------------------------------------------------


def test_a_question_of_the_corpus_is_not_angry_by_its_words() -> None:
    """A picture still shows anger, but an answer comes first."""
    settings = {"escalation": [{"rule": "anger", "turns": 2}]}
    bot = bot_of({"question": "你们是骗子吗"}, {"question": OTHER}, **settings)
    talk = Conversation(bot)
    for text in ("你们是骗子吗", OTHER):
        assert talk.say(text).reason == "exact"
    assert talk.to_dict()["angry"] == 0
    talk.say("你们是骗子吗😡")
    assert talk.to_dict()["angry"] == 1


@pytest.mark.parametrize(
    ("own", "query", "gave_way"),
    [
        ("小二介入", "小二介入", "human_requested"),
        ("100元", "100元", "noted"),
        ("没用", "没用", "denied"),
        ("你有什么用处", "你有什么用", "insult"),
        ("转人工", "转人工", None),
        ("怎么退款", "怎么退款", None),
    ],
)
def test_an_explanation_names_what_gave_way(own: str, query: str, gave_way: str | None) -> None:
    why = bot_of({"question": own}, {"question": OTHER}).explain(query)
    assert why.gave_way == gave_way
    assert why.to_dict()["gave_way"] == gave_way
    assert why.exact == (("e1",) if own == query else ())
    assert (f"and so not taken for: {gave_way}" in why.to_text("en")) is (gave_way is not None)
    assert ("own question of: e1" in why.to_text("en")) is (own == query)


# --- what the bot has just asked for ----------------------------------------------------------

ASKING: list[dict[str, Any]] = [
    {"question": "怎么退款到卡", "answer": "一"},
    {"question": "怎么退款到钱包", "answer": "二"},
    {"question": "2", "answer": "两号楼"},
    {
        "question": "怎么报销",
        "answer": "填金额",
        "self_service": {"label": "报销", "route": "app://r?n={金额}", "fields": ["金额"]},
    },
    {"question": "100元", "answer": "百元区"},
    {"question": "平台介入", "answer": "怎么介入"},
    {"question": "商家不同意退款", "answer": "先协商"},
]
OFFERS: dict[str, Any] = {
    "queues": {"human": {"label": "人"}, "mediation": {"label": "介入"}},
    "offers": [{"name": "mediate", "label": "平台介入", "queue": "mediation", "words": ["不同意"]}],
}


def talk_of(*said: str) -> list[tuple[str, str | None]]:
    talk = Conversation(bot_of(*ASKING, **OFFERS))
    return [outcome(talk.say(text)) for text in said]


def test_a_number_chooses_before_a_question_of_that_number() -> None:
    assert talk_of("2")[-1] == ("exact", "e3")
    assert talk_of("退款到", "2")[-1] == ("chosen", "e2")
    assert talk_of("退款到", "怎么报销", "2")[-1] == ("exact", "e3")


@pytest.mark.slow
def test_a_field_that_was_asked_for_comes_before_a_question_of_its_value() -> None:
    assert talk_of("100元")[-1] == ("exact", "e5")
    assert talk_of("怎么报销", "100元")[-1] == ("field_given", "e4")
    assert talk_of("怎么报销", "100元", "100元")[-1] == ("exact", "e5")


def test_an_offer_is_taken_by_its_label_before_a_question_of_that_name() -> None:
    assert talk_of("平台介入")[-1] == ("exact", "e6")
    assert talk_of("商家不同意退款", "平台介入")[-1] == ("offer_taken", None)


def test_a_person_and_a_restricted_topic_come_before_what_was_asked_for() -> None:
    assert talk_of("怎么报销", "转人工")[-1] == ("human_requested", None)
    settings = {**OFFERS, "restricted": [{"name": "钱", "words": ["100元"]}]}
    talk = Conversation(bot_of(*ASKING, **settings))
    talk.say("怎么报销")
    assert talk.say("100元").reason == "restricted"
