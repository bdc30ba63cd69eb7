"""Nearly a question of the corpus: asked, with the answer below; and what is said to it."""

from typing import Any

import pytest

from xiaoer import Bot, Conversation, Corpus, Reply
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, predict, prediction_of
from xiaoer.evaluation.labelled.figures import figures_of

ROWS: list[dict[str, Any]] = [
    {"id": "days", "question": "7天内可以退货吗", "answer": "可以，7天内都行。"},
    {
        "id": "invoice",
        "question": "纸质发票怎么申请",
        "answer": "在{app}里申请。",
        "self_service": {"label": "申请发票", "route": "app://invoice"},
    },
    {"id": "law", "question": "怎么起诉卖家", "answer": "请咨询。", "category": "法律"},
    {"id": "person", "question": "定金怎么退款", "answer": "由专员处理。", "escalate": "human"},
    {
        "id": "merchant",
        "question": "店铺怎么开通直播",
        "answer": "去后台。",
        "audience": "merchant",
    },
    {"id": "ship", "question": "多久发货", "answer": "48小时内。"},
]
SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "variables": {"app": "小店"},
    "restricted": [{"name": "法律", "categories": ["法律"]}],
}
BOT = Bot(Corpus.from_entries(ROWS, SETTINGS))


def ask(query: str, **more: Any) -> Reply:
    return BOT.ask(query, **more)


def test_the_question_stands_above_the_answer() -> None:
    reply = ask("15天内可以退货吗")
    assert (reply.action, reply.reason, reply.entry) == ("clarify", "unsure", None)
    assert reply.shown is not None
    assert reply.shown.id == "days"
    assert [choice.id for choice in reply.choices] == ["days"]
    assert reply.text.split("\n") == [
        "您想问的是“7天内可以退货吗”吗？您说的是“15天”，这里说的是“7天”。",
        "可以，7天内都行。",
        "是的话请回复 1，不是的话请换个说法，或者回复“转人工”。",
    ]
    assert reply.lead == reply.text
    assert not reply.answered
    assert prediction_of(reply).held


def test_it_is_one_shape_there_and_back() -> None:
    reply = ask("15天内可以退货吗")
    assert Reply.from_dict(reply.to_dict()) == reply


def test_no_threshold_answers_it() -> None:
    reply = BOT.with_threshold(0.0).ask("15天内可以退货吗")
    assert not reply.answered


def test_the_question_itself_is_answered() -> None:
    reply = ask("7天内可以退货吗")
    assert (reply.action, reply.shown, reply.difference) == ("answer", None, None)


def test_the_button_comes_after_a_yes() -> None:
    talk = Conversation(BOT)
    first = talk.say("电子发票怎么申请")
    assert first.shown is not None
    assert first.self_service is None
    assert "在小店里申请。" in first.text
    second = talk.say("1")
    assert (second.action, second.reason) == ("self_service", "chosen")
    assert second.self_service is not None


@pytest.mark.parametrize("said", ["是的", "对"])
def test_a_yes_is_a_choice(said: str) -> None:
    talk = Conversation(BOT)
    talk.say("15天内可以退货吗")
    reply = talk.say(said)
    assert reply.entry is not None
    assert reply.entry.id == "days"


def test_a_no_is_taken_as_in_any_choice() -> None:
    talk = Conversation(BOT)
    talk.say("15天内可以退货吗")
    assert talk.say("都不是").reason == "rephrase"


@pytest.mark.parametrize("query", ["怎么起诉买家", "尾款怎么退款"])
def test_what_a_person_must_answer_is_not_shown(query: str) -> None:
    reply = ask(query)
    assert reply.shown is None
    assert reply.action == "escalate"


def test_no_other_audience_sees_it() -> None:
    assert ask("店铺怎么关闭直播", audience="buyer").shown is None


def test_of_two_questions_each_keeps_its_number() -> None:
    reply = ask("15天内可以退货吗？电子发票怎么申请？")
    if reply.parts:
        assert "回复 1" in reply.text
        assert "回复 2" in reply.text


def test_figures_count_the_shown_apart() -> None:
    cases = [
        Case(q="15天内可以退货吗"),
        Case(q="五天内可以退货吗", gold=("days",)),
        Case(q="7天内可以退货吗", gold=("days",)),
    ]
    found = figures_of([Outcome(case, predict(BOT)(case)) for case in cases])
    assert found.shown_rate == (2, 3)
    assert found.shown_precision == (1, 2)
    assert found.coverage == (1, 3)
    assert found.precision == (1, 1)


@pytest.mark.parametrize(
    ("lang", "line"), [("zh", "数字不同：15天 / 7天"), ("en", "another number: 15天 / 7天")]
)
def test_it_is_explained(lang: Any, line: str) -> None:
    assert line in BOT.explain("15天内可以退货吗").to_text(lang)
