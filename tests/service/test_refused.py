"""That the merchant refuses is told from others' refusals and from questions about the rules."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import cases, lines
from xiaoer.service.refused import merchant_refused
from xiaoer.text.normalize import normalize

ROWS = lines("refused")


def refused(text: str) -> bool:
    return merchant_refused(normalize(text))


def wrong() -> list[str]:
    return [row["q"] for row in ROWS if refused(row["q"]) is not row["refused"]]


@pytest.mark.parametrize("row", cases("refused"))
def test_a_message_says_that_the_merchant_refuses_or_not(row: dict[str, Any]) -> None:
    assert refused(row["q"]) is row["refused"]


def test_the_cases_are_many_of_both_kinds() -> None:
    yes = [row["q"] for row in ROWS if row["refused"]]
    assert len(yes) >= 60
    assert len(ROWS) - len(yes) >= 60
    assert len({row["q"] for row in ROWS}) == len(ROWS)
    assert len(wrong()) <= 0.02 * len(ROWS)


@pytest.mark.parametrize("merchant", ["商家", "卖家", "店家", "旗舰店", "他们家"])
@pytest.mark.parametrize("deed", ["拒绝退款", "不回消息", "一直拖着", "把我拉黑了", "不给开发票"])
def test_whoever_the_merchant_is_and_whatever_he_does(merchant: str, deed: str) -> None:
    assert refused(merchant + deed)
    assert refused(f"我上周买的，{merchant}已经三天了{deed}，怎么办")


@pytest.mark.parametrize("other", ["快递", "快递员", "平台", "买家", "驿站", "银行"])
@pytest.mark.parametrize("deed", ["拒绝", "不回消息", "一直拖着", "不处理"])
def test_another_who_refuses_is_no_merchant(other: str, deed: str) -> None:
    assert not refused(other + deed)
    assert not refused(f"卖家已发货{other}{deed}")


@pytest.mark.parametrize("asks", ["可以", "能不能", "怎么", "如何", "是否", "会不会", "有权"])
def test_asking_whether_he_may_says_nothing(asks: str) -> None:
    assert not refused(f"商家{asks}拒绝退款")


@given(st.text(alphabet="商家拒绝不退回被我可以 ", max_size=60))
def test_it_is_a_yes_or_a_no_for_any_text(text: str) -> None:
    assert refused(text) in (True, False)
    if "商家" not in text and "被" not in text:
        assert not refused(text)
