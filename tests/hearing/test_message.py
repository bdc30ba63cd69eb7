"""A message: what was read of a text once, and what is asked of it later."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from xiaoer.hearing.acts import act_of, spoken
from xiaoer.hearing.hear import Hearing
from xiaoer.hearing.message import Message, read
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

_ANALYZER, _HEARING = Analyzer(Lexicon.builtin()), Hearing()
ORDER, PHONE, OTHER = "3320195557711223344", "13800138000", "13900139000"


def message(text: str) -> Message:
    return read(_ANALYZER.analyze(text), _HEARING)


def test_it_has_the_words_the_values_and_what_was_heard() -> None:
    read = message(f"不对，我电话{PHONE}")
    assert read.utterance == _ANALYZER.analyze(f"不对，我电话{PHONE}")
    assert [value.text for value in read.values] == [PHONE]
    assert read.heard == _HEARING.hear(read.utterance.raw, read.utterance.text)
    assert read.rest is not None
    assert read.rest.text == "不对"


def test_without_values_there_is_nothing_left_to_hear() -> None:
    assert message("谢谢").rest is None
    assert message("谢谢").values == ()


def test_of_each_kind_the_last_value_is_given() -> None:
    read = message(f"订单号{ORDER}，电话{PHONE}，不对，是{OTHER}")
    assert read.given == {"order": ORDER, "phone": OTHER}
    assert read.kinds == {"order", "phone"}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (f"订单号：{ORDER}", {"order"}), (f"{ORDER}\n{PHONE}", {"order", "phone"}),
        (f"{ORDER}怎么还没到", set()), ("怎么退款", set()), ("", set()), ("。", set()),
    ],
)  # fmt: skip
def test_a_message_of_values_only_is_bare(text: str, bare: set[str]) -> None:
    assert message(text).bare_kinds == bare


@pytest.mark.parametrize(
    ("text", "other", "has"),
    [
        ("100元", "100元", True), ("100块", "退100元怎么退", True), ("100元", "退200元", False),
        (f"订单号{ORDER}", "订单号", False), ("怎么退款", "别的", True),
        ("100元和11月11日", "100元", False),
    ],
)  # fmt: skip
def test_another_text_has_all_its_values_or_not(text: str, other: str, has: bool) -> None:
    assert message(text).values_in(other) is has


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (f"不对，我电话{PHONE}", "denied"),
        (f"{ORDER} 谢谢", "thanks"),
        (f"转人工 {ORDER}", "human_requested"),
        (f"订单号{ORDER}", "empty"),
        (f"订单{ORDER}到哪了", None),
        ("不对，是100元", "denied"),  # in the whole no act is heard
        ("知道了，2026-11-11", "acknowledged"),
        ("没有用 11月20日", "denied"),
        ("对，100元", None),
        ("谢谢", "thanks"),
    ],
)
def test_an_act_is_heard_beside_values(text: str, act: str | None) -> None:
    """In the whole first; where that is none, in what is left."""
    assert act_of(spoken(message(text))) == act


def test_the_core_of_a_wish_is_heard_behind_a_greeting() -> None:
    read = message("您好 转人工")
    assert read.heard.core
    assert not message("转人工要排队吗").heard.core


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("转人工", True), ("你好，转人工，谢谢", True), ("转人工，快递到哪了", False),
        ("快递到哪了，转人工", False), ("人工服务，怎么开发票，谢谢", False), ("", False),
    ],
)  # fmt: skip
def test_a_wish_is_bare_where_every_clause_is(text: str, bare: bool) -> None:
    """Each clause by its own scores."""
    assert message(text).heard.bare is bare


def test_it_is_frozen_and_pickles() -> None:
    read = message(f"不对，我电话{PHONE}")
    assert pickle.loads(pickle.dumps(read)) == read
    with pytest.raises(FrozenInstanceError):
        read.values = ()  # type: ignore[misc]
