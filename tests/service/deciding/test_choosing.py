"""A message names a choice by number, by place or by its words; anything else names none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import cases, lines
from xiaoer.service.deciding.choosing import chosen, chosen_by_words

ROWS = lines("choices")


@pytest.mark.parametrize("row", cases("choices"))
def test_a_message_names_the_choice_it_names(row: dict[str, Any]) -> None:
    assert chosen(row["q"], row["count"]) == row["chosen"]


def test_the_cases_are_many_and_of_every_kind() -> None:
    assert len({(row["q"], row["count"]) for row in ROWS}) == len(ROWS) >= 120
    assert sum(row["chosen"] is None for row in ROWS) >= 60
    assert sum(row["chosen"] == "none" for row in ROWS) >= 30


@given(st.integers(0, 10**6), st.integers(1, 9), st.sampled_from(["{}", "选{}", "第{}个", "({})"]))
def test_a_number_is_itself_up_to_999(number: int, count: int, form: str) -> None:
    assert chosen(form.format(number), count) == (number if 1 <= number <= 999 else None)


@given(st.text(alphabet="第123一二个选最后都不是没有的件吧 ①", max_size=12), st.integers(1, 5))
def test_spaces_around_change_nothing_and_any_text_is_read(text: str, count: int) -> None:
    named = chosen(text, count)
    assert named in (None, "none") or 1 <= int(named) <= 999
    assert chosen(f" {text}\n", count) == named


def test_a_message_that_says_more_is_a_question() -> None:
    for row in ROWS:
        if row["chosen"] not in (None, "none"):
            assert chosen(row["q"] + "退款多久到账", row["count"]) is None, row["q"]


QUESTIONS = (
    ("怎么", "申请", "退货"),
    ("运费险", "怎么", "理赔"),
    ("退货", "运费", "谁", "出"),
    ("怎么", "申请", "换货"),
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("运费险 的", 2),
        ("换货 那个", 4),
        ("我要 换货 的", 4),
        ("申请 换货", 4),
        ("退货 运费", 3),
        ("退货运费 那个", 3),
        ("怎么 申请 退货", 1),
        ("申请 退货", 1),
        ("选 理赔", 2),
        ("退货 那个", None),
        ("怎么 申请", None),
        ("怎么", None),
        ("退货 地址", None),
        ("换货 多久", None),
        ("理赔 换货", None),
        ("那个", None),
        ("的 是", None),
        ("", None),
        ("货", None),
    ],
)
def test_words_name_the_one_choice_that_has_them_all(words: str, named: int | None) -> None:
    """Two that fit equally name none; a word that no choice has makes a new question."""
    assert chosen_by_words(words.split(), QUESTIONS) == named


def test_the_choice_that_has_nothing_else_is_meant_where_several_fit() -> None:
    choices = (("怎么", "退款"), ("怎么", "退款", "到账"))
    assert chosen_by_words(["怎么", "退款"], choices) == 1
    assert chosen_by_words(["退款"], choices) is None
    assert chosen_by_words(["退款", "退款", "到账"], choices) == 2


@given(st.lists(st.sampled_from("退货 换货 运费 谁 的 那个 到账".split()), max_size=5))
def test_the_order_of_choices_and_words_changes_nothing(words: list[str]) -> None:
    named = chosen_by_words(words, QUESTIONS)
    mirrored = chosen_by_words(words[::-1], QUESTIONS[::-1])
    assert mirrored == (None if named is None else len(QUESTIONS) + 1 - named)


@pytest.mark.parametrize("text", "是 是的 对 对的！ 嗯 嗯嗯，是这个 没错 就是这个 YES".split(" "))
def test_a_yes_names_a_single_choice_only(text: str) -> None:
    assert chosen(text, 1) == 1
    assert chosen(text, 2) is None


@pytest.mark.parametrize("text", ["是吗", "对不起", "不是", "对了还有运费", "是不是"])
def test_what_only_begins_like_a_yes_is_none(text: str) -> None:
    assert chosen(text, 1) in (None, "none")
