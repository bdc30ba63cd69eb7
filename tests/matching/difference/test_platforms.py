"""A question about another platform is answered by an entry that names it, or not at all."""

from typing import Any

import pytest

from xiaoer import Bot, Corpus, Reply
from xiaoer.evaluation.cases.prediction import prediction_of

ROWS: list[dict[str, Any]] = [
    {"id": "coupon", "question": "运费券怎么用", "answer": "下单时选。"},
    {"id": "refund", "question": "怎么退款", "answer": "在订单里申请。"},
    {"id": "move", "question": "拼多多的店怎么搬过来", "answer": "用搬家工具。"},
]
SETTINGS: dict[str, Any] = {
    "engine": {"platforms": ["闲鱼", "拼多多", "京东"]},
    "thresholds": {"answer": 0.3},
}


def ask(query: str, settings: dict[str, Any] = SETTINGS) -> Reply:
    return Bot(Corpus.from_entries(ROWS, settings)).ask(query)


@pytest.mark.parametrize(
    "query", ["闲鱼的运费券怎么用", "京东的运费券怎么用", "京东白条的运费券怎么用"]
)
def test_a_platform_that_no_entry_names_is_out_of_scope(query: str) -> None:
    reply = ask(query)
    assert (reply.action, reply.reason) == ("escalate", "out_of_scope")
    assert reply.difference is not None
    assert (reply.difference.kind, reply.difference.theirs) == ("platform", "")
    assert prediction_of(reply).held


def test_one_that_another_entry_names_is_asked_about() -> None:
    reply = ask("拼多多怎么退款")
    assert reply.action == "clarify"
    assert [choice.id for choice in reply.choices] == ["move"]


def test_an_entry_that_names_it_answers() -> None:
    reply = ask("拼夕夕的店怎么搬过来")
    assert (reply.action, reply.entry and reply.entry.id) == ("answer", "move")
    assert reply.difference is None


def test_names_are_words() -> None:
    assert ask("北京东站的运费券怎么用").difference is None


def test_without_a_list_nothing_is_a_platform() -> None:
    assert ask("闲鱼的运费券怎么用", {"engine": {"differences": "none"}}).difference is None
