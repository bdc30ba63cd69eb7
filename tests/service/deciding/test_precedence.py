"""The table of precedence: one order for the code, README and `explain`."""

import re
from typing import Any, get_args

import pytest

from tests.service.material import ROOT, bot_of, sample
from xiaoer import Bot, Conversation, Explanation
from xiaoer.service.deciding.policy import GROUNDS
from xiaoer.service.deciding.precedence import BY_NAME, PRECEDENCE, GroundName, first, in_order
from xiaoer.service.talk.ways import WAYS

NAMES = [ground.name for ground in PRECEDENCE]
_ITEM = re.compile(r"^\d+\. (`\w+`(?:[,、] ?`\w+`)*)[:：]", re.MULTILINE)


def side(name: str) -> list[str]:
    return [ground.name for ground in PRECEDENCE if ground.side == name]


# --- the table --------------------------------------------------------------------------------


def test_the_names_are_the_literals_in_the_order_of_the_table() -> None:
    assert list(get_args(GroundName)) == NAMES
    assert len({*(g.zh for g in PRECEDENCE)}) == len({*(g.en for g in PRECEDENCE)}) == len(NAMES)


@pytest.mark.parametrize(
    ("page", "heading"),
    [("xiaoer/README.md", "Precedence"), ("xiaoer/README.zh-CN.md", "先后次序")],
)
def test_readme_lists_the_table(page: str, heading: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    items = _ITEM.findall(section)
    assert re.findall(r"`(\w+)`", " ".join(items)) == NAMES
    assert len(items) == len(re.findall(r"^\d+\. ", section, re.MULTILINE))


def test_what_walks_the_table_walks_all_of_it_in_its_order() -> None:
    """The policy, a conversation, and the rules of escalation; a filter decides nothing."""
    alone = [name for name, _ in GROUNDS]
    talk = [name for name, _ in WAYS]
    for walked in (alone, talk):
        assert walked == sorted(walked, key=NAMES.index)
        assert walked[-1] == "rest"
    assert set(alone) == set(side("alone")) - {"several"}
    assert set(side("talk")) < set(talk)
    by_itself = {*side("alone"), *side("handover")} - {"value", "act", "escalation", "differs"}
    assert set(talk) == {*side("talk"), *by_itself}


def test_the_order_is_that_of_the_table_and_not_of_what_is_tried() -> None:
    tried: dict[GroundName, Any] = {
        "rest": lambda _: "last",
        "exact": lambda n: "e" if n == 1 else None,
        "core": lambda n: "c" if n < 2 else None,
    }
    walked = in_order(tried)
    assert [name for name, _ in walked] == ["core", "exact", "rest"]
    assert first(walked, 1) == ("core", "c")
    assert first(walked[1:], 1) == ("exact", "e")
    assert first(walked, 2) == ("rest", "last")


# --- what decides -----------------------------------------------------------------------------

ROWS = (
    {"id": "refund", "question": "怎么申请退款", "variants": ["退款怎么操作"], "answer": "好。"},
    {"id": "freight", "question": "退货运费谁出", "answer": "卖家出。"},
    {"id": "change", "question": "怎么换货", "answer": "点换货。"},
    {"id": "return", "question": "怎么退货", "answer": "点退货。"},
    {"id": "price-b", "question": "怎么改价", "answer": "不能改。", "audience": "buyer"},
    {"id": "price-m", "question": "怎么改价", "answer": "在后台改。", "audience": "merchant"},
    {"id": "person", "question": "怎么转人工", "answer": "在右上角。"},
    {"id": "call", "question": "转人工", "answer": "不该说的。"},
    {"id": "poison", "question": "食物中毒能赔吗", "answer": "不该说的。"},
    {"id": "two", "question": "2", "answer": "二。"},
    {"id": "thanks", "question": "多谢", "answer": "不客气。"},
    {"id": "sum", "question": "100元", "answer": "一百。"},
    {
        "id": "cancel", "question": "怎么取消订单", "answer": "在订单里取消。",
        "self_service": {"label": "取消", "url": "https://e.cn/{订单号}", "fields": ["订单号"]},
    },
)  # fmt: skip
SETTINGS: dict[str, Any] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "restricted": [{"name": "健康", "words": ["食物中毒"]}],
    "engine": {"platforms": ["拼多多"]},
}
ORDER = "3320195557711223344"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(*ROWS, **SETTINGS)


def ground(why: Explanation | None) -> str:
    assert why is not None
    assert why.to_dict()["ground"] == why.ground
    assert why.to_text("en").splitlines()[-2] == (
        f"precedence: {why.ground} · {BY_NAME[why.ground].en}"
    )
    assert f"先后次序: {why.ground} · {BY_NAME[why.ground].zh}" in why.to_text().splitlines()
    return why.ground


ALONE = [
    # more than one ground holds for these: the first of them decides
    ("转人工", "core"),  # an entry has these words
    ("人工客服", "core"),
    ("食物中毒了，转人工", "wish"),
    ("食物中毒能赔吗", "restricted"),
    ("食物中毒怎么办", "restricted"),
    ("怎么转人工", "exact"),  # a wish elsewhere
    ("多谢", "exact"),  # an act elsewhere
    ("100元", "exact"),  # a value elsewhere
    ("怎么改价", "exact"),  # asked back
    ("太差了，我要人工", "wish"),
    ("200元", "value"),
    (f"订单号{ORDER}", "value"),
    ("谢谢", "act"),
    ("", "act"),
    ("退货运费谁出？怎么换货", "several"),
    ("怎样申请退款呢", "matched"),
    ("拼多多怎么申请退款", "differs"),
    ("退款操作怎么弄", "matched"),
    ("红烧肉要炖多久", "rest"),
    ("货", "rest"),
]


@pytest.mark.parametrize(("query", "decided"), ALONE)
def test_the_first_ground_that_holds_decides_a_query(bot: Bot, query: str, decided: str) -> None:
    assert ground(bot.explain(query)) == decided


def after(bot: Bot, *said: str) -> Explanation | None:
    talk = Conversation(bot)
    for text in said:
        talk.say(text)
    return talk.why()


@pytest.mark.parametrize(
    ("said", "decided"),
    [
        (("怎么改价", "2"), "requested"),  # an entry's own question is 2
        (("2",), "exact"),
        (("怎么改价", "转人工"), "core"),
        (("怎么改价", "食物中毒能赔吗"), "restricted"),
        (("怎么改价", "怎么转人工"), "exact"),
        (("退换货", "换货的那个"), "pointed"),
        (("退货还是换货", "换货的那个"), "pointed"),
        (("退款操作怎么弄",), "matched"),
        (("怎么改价", "我是商家"), "audience"),
        (("怎么取消订单", ORDER), "field"),
        ((ORDER,), "field"),
        (("怎么改价", "1"), "choice"),
        (("怎么改价", "都不是"), "choice"),
        (("怎么取消订单", "谢谢"), "reaction"),
        (("怎么取消订单", "没用"), "reaction"),
        (("怎么取消订单", "没用", "没用"), "escalation"),
        (("退货运费谁出", "那锅炉呢"), "rest"),
    ],
)
def test_the_first_ground_that_holds_decides_a_turn(
    bot: Bot, said: tuple[str, ...], decided: str
) -> None:
    assert ground(after(bot, *said)) == decided


def test_a_short_turn_that_goes_on_is_decided_by_what_it_goes_on_from() -> None:
    assert ground(after(sample(), "货到付款可以不", "那微信呢")) == "follow_up"


def test_every_ground_that_can_decide_is_one_of_the_cases() -> None:
    told = {decided for _, decided in ALONE}
    assert {*side("alone"), "core", "restricted", "wish"} == told
