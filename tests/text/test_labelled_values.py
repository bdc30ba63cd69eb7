"""The label of a number is no question; it is one where the label is what is asked."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.labels import FORMS, ask_pairs, own_pairs, replied_alike
from tests.examples import scaled
from tests.service.material import sample
from xiaoer.text.labelled_values import mask_labels
from xiaoer.text.normalize import normalize, question_key
from xiaoer.text.order_cards import without_card
from xiaoer.text.redaction import DROPPED, redact

CASES = Path(__file__).parents[1] / "cases" / "labels.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
LAW = settings(max_examples=scaled(300), deadline=None)
FRAGMENTS = (
    "订单号 快递单号 单号 手机号 我的 是 ： ， （ ） 吗 202601011234567890 SF1234567890123"
    " 13800138000 [手机号] 1234 取消 填 我要退货 到哪了 [订单卡片] 商品： 金额： 99元 不对 这个 、"
)
TEXT = st.lists(st.sampled_from([" ", "\n", *FRAGMENTS.split()]), max_size=9).map("".join)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row["text"]))
def test_what_a_labelled_number_asks(row: dict[str, str]) -> None:
    assert question_key(row["text"]) == question_key(row["asks"])


@LAW
@given(TEXT)
def test_masking_labels_ends(text: str) -> None:
    """Twice is once for the whole of normalization, and nothing grows."""
    assert len(mask_labels(text)) <= len(text)
    assert normalize(normalize(text)) == normalize(text)


@LAW
@given(TEXT)
def test_a_placeholder_is_as_good_as_its_value(text: str) -> None:
    """Of a kind that normalization drops."""
    assert normalize(redact(text, DROPPED)) == normalize(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("[订单卡片] 订单号：1234567890 商品：连衣裙", " "),
        ("[订单卡片]我要退货", "[订单卡片]我要退货"),
        ("商品：连衣裙 颜色：白", "商品：连衣裙 颜色：白"),
        ("订单号：1234567890", "订单号：1234567890"),
        ("[商品] 商品：保温 杯\n怎么退", " \n怎么退"),
    ],
)
def test_what_is_a_card(text: str, rest: str) -> None:
    assert without_card(text).split() == rest.split()


@pytest.mark.slow
def test_questions_are_answered_as_without_a_label() -> None:
    """The bar is 95 %; every form is tried with every question."""
    found = ask_pairs(own_pairs(), sample())
    share = replied_alike(found)
    assert share.n == 180
    assert len(FORMS) == 12
    assert share.value is not None
    assert share.value >= 0.98
