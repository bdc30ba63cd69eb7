"""No two choices of a question back are called the same, as far as the entries differ."""

from typing import Any

import pytest

from tests.service.material import bot_of

SIDES = {"audiences": {"buyer": "买家", "merchant": "商家"}, "channels": {"app": "手机App"}}


@pytest.mark.parametrize(
    ("one", "other", "labels"),
    [
        ({"audience": "buyer"}, {}, ("怎么退款（买家）", "怎么退款")),
        ({"category": "退款"}, {"category": "售后"}, ("怎么退款（退款）", "怎么退款（售后）")),
        (
            {"audience": "buyer", "category": "退款"},
            {"audience": "buyer", "category": "售后"},
            ("怎么退款（退款）", "怎么退款（售后）"),
        ),
        (
            {"answer": "一到\n七天到账，以页面显示的时间为准，请耐心等候"},
            {"answer": "找{who}"},
            ("怎么退款（一到 七天到账，以页面显示的时间…）", "怎么退款（找店家）"),
        ),
        ({"variants": ["退钱"]}, {"question": "退钱"}, ("怎么退款", "退钱")),
    ],
)
def test_labels(one: dict[str, Any], other: dict[str, Any], labels: tuple[str, str]) -> None:
    question = other.get("question", "怎么退款")
    bot = bot_of(
        {"question": "怎么退款", **one},
        {"question": "怎么退款", **other},
        variables={"who": "店家"},
        **SIDES,
    )
    text = bot.ask(question, audience="buyer").text
    assert text.split("\n")[1:] == [f"{place}. {label}" for place, label in enumerate(labels, 1)]
