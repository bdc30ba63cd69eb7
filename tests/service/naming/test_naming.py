"""Acts that are denied, roles that are named, words of the audiences, what choices share."""

import pytest

from tests.service.material import bot_of, sample, share_tokenizers
from xiaoer.service.naming.denied import denies_act

tokenizers = pytest.fixture(scope="module", autouse=True)(share_tokenizers)

DENIED = [
    "我没申请退款", "没想取消订单", "退货申请不是我点的", "我没有开通自动续费", "我从没下单买过",
    "我根本没申请过换货", "我没要你们取消",
]  # fmt: skip
ASKED = [
    "没收到退款", "没申请退款能退吗", "退款申请不了", "取消订单没成功", "我要申请退款", "没发货",
    "怎么没退款", "付款不成功", "没有退款按钮怎么办",
]  # fmt: skip


@pytest.mark.parametrize("said", DENIED)
def test_denied(said: str) -> None:
    assert denies_act(said, "怎么申请退款")
    assert not denies_act(said, "订单不是我下的怎么办")


@pytest.mark.parametrize("said", ASKED)
def test_not_denied(said: str) -> None:
    assert not denies_act(said, "怎么申请退款")


SIDES = {"buyer": "买家", "merchant": "商家"}
ROWS = (
    {"id": "extend", "question": "怎么延长收货时间", "audience": "buyer"},
    {"id": "close-b", "question": "怎么关闭订单", "variants": ["关单"], "audience": "buyer"},
    {"id": "close-m", "question": "怎么关闭买家的订单", "audience": "merchant"},
    {"id": "slow", "question": "商家怎么还不发货", "audience": "buyer"},
)


def test_a_role_that_is_named_does_not_get_the_other_s_answer() -> None:
    bot = bot_of(*ROWS, audiences=SIDES)
    assert bot.ask("怎么延长收货时间").answered
    assert not bot.ask("商家怎么延长收货时间").answered
    assert bot.ask("商家怎么还不发货呀").answered


def test_words_of_an_audience_hide_nothing() -> None:
    bot = bot_of(*ROWS, audiences=SIDES, audience_words={"merchant": ["我是卖家"]})
    reply = bot.ask("我是卖家，怎么延长收货时间")
    assert reply.candidates[0].id == "extend"
    first = bot.ask("我是卖家，怎么关闭订单").candidates[0].id
    assert first == "close-m"


def test_choices_share_what_the_message_names() -> None:
    reply = sample().ask("这件还有吗", audience="buyer")
    assert reply.choices == ()
    kept = sample().ask("退货运费谁出", audience="buyer").choices
    assert {choice.id for choice in kept} >= {"return-freight-who", "exchange-freight"}
