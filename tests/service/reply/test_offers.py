"""Further rungs are offered once the customer called for them, where they fit."""

from typing import Any

import pytest

from tests.service.material import bot_of
from xiaoer import Conversation, Offer
from xiaoer.corpus.entry import Entry
from xiaoer.service.reply.offers import Offers

MEDIATION = {
    "name": "mediation",
    "label": "申请平台介入",
    "queue": "expert",
    "words": ["平台做主", "平臺 評理"],
    "category": ["退款"],
    "audience": "buyer",
    "text": "在{path}提交",
}
ROWS = (
    {"id": "refund", "question": "怎么退款", "category": "退款", "related": ["vip"]},
    {"id": "silent", "question": "商家一直不理我怎么办", "category": "退款"},
    {"id": "vip", "question": "怎么开通会员", "category": "会员"},
)
SETTINGS: dict[str, Any] = {
    "queues": {"human": {"label": "人"}, "expert": {"label": "专家", "text": "专家来"}},
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "variables": {"path": "订单详情"},
    "offers": [MEDIATION, {"name": "letter", "label": "写信", "queue": "human", "words": ["写信"]}],
}
OFFER = Offer("mediation", "申请平台介入", "expert", "在订单详情提交")


@pytest.fixture(scope="module")
def offers() -> Offers:
    return bot_of(*ROWS, **SETTINGS).desk.offers


@pytest.fixture
def talk() -> Conversation:
    return Conversation(bot_of(*ROWS, **SETTINGS), audience="buyer", id="t")


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("商家拒绝退款", ("mediation", "letter")),
        ("卖家三天不回消息了", ("mediation", "letter")),
        ("请平台做主", ("mediation",)),
        ("平台评理", ("mediation",)),
        ("平 台 評 理 !", ("mediation",)),
        ("我想写信", ("letter",)),
        ("写信请平台做主", ("mediation", "letter")),
        ("怎么退款", ()),
        ("买家拒收了", ()),
        ("商家可以拒绝退款吗", ()),
        ("平台", ()),
        ("", ()),
    ],
)
def test_an_offer_is_called_for_by_a_refusal_or_its_words(
    offers: Offers, text: str, called: tuple[str, ...]
) -> None:
    """Of refusals there is one kind, so every offer is called for by it."""
    desk = bot_of(*ROWS, **SETTINGS).desk
    assert offers.called_for(desk.read(text)) == called


def test_without_offers_nothing_is_called_for() -> None:
    bot = bot_of(*ROWS, audiences=SETTINGS["audiences"])
    assert bot.desk.offers.called_for(bot.desk.read("商家拒绝退款，平台做主")) == ()
    assert bot.ask("商家一直不理我怎么办").offers == ()


@pytest.mark.parametrize(
    ("category", "audience", "made"),
    [
        ("退款", "buyer", ["mediation", "letter"]),
        ("退款", None, ["mediation", "letter"]),
        (None, "buyer", ["mediation", "letter"]),
        (None, None, ["mediation", "letter"]),
        ("会员", "buyer", ["letter"]),
        ("退款", "merchant", ["letter"]),
        (None, "merchant", ["letter"]),
    ],
)
def test_it_is_made_where_the_category_and_the_customer_fit(
    offers: Offers, category: str | None, audience: str | None, made: list[str]
) -> None:
    entry = Entry(id="x", question="问", category=category) if category else None
    names = ("letter", "mediation", "gone")
    assert [offer.name for offer in offers.made(names, entry, audience)] == made


def test_it_has_its_text_filled_and_is_plain_json(offers: Offers) -> None:
    (offer,) = offers.made(("mediation",), None, None)
    assert offer == OFFER
    assert offer.to_dict() == {
        "name": "mediation",
        "label": "申请平台介入",
        "queue": "expert",
        "text": "在订单详情提交",
    }
    assert Offer.from_dict(offer.to_dict()) == offer


# --- in a talk --------------------------------------------------------------------------------


def test_a_refusal_told_earlier_is_remembered_with_the_next_answer(talk: Conversation) -> None:
    """The rungs in order: the answer first, the offer beside it."""
    assert talk.say("怎么退款").offers == ()
    reply = talk.say("商家一直不理我怎么办")
    assert (reply.action, reply.offers[0]) == ("answer", OFFER)
    assert talk.say("怎么开通会员").offers == (Offer("letter", "写信", "human"),)
    assert talk.to_dict()["offers"] == ["mediation", "letter"]


@pytest.mark.parametrize("said", ["1", "①", "第一个", "选1"])
def test_taking_an_offer_hands_over_to_its_queue(talk: Conversation, said: str) -> None:
    talk.say("商家一直不理我怎么办")
    reply = talk.say(said)
    assert (reply.action, reply.reason, reply.text) == ("escalate", "offer_taken", "专家来")
    assert reply.handoff is not None
    assert (reply.handoff.queue, reply.handoff.entry) == ("expert", "silent")
    assert reply.handoff.problem == "商家一直不理我怎么办"
    assert (reply.handoff.query, reply.handoff.confidence) == (said, 1.0)


def test_offers_are_numbered_after_the_related_questions(talk: Conversation) -> None:
    talk.say("商家一直不理我怎么办")
    reply = talk.say("怎么退款")
    assert [choice.id for choice in reply.related] == ["vip"]
    assert [offer.name for offer in reply.offers] == ["mediation", "letter"]
    state = talk.to_dict()
    assert [pick["id"] for pick in state["picks"]] == ["vip", "mediation", "letter"]
    assert talk.say("2").reason == "offer_taken"


def test_no_offer_is_made_with_what_is_no_answer(talk: Conversation) -> None:
    talk.say("商家一直不理我怎么办")
    assert talk.say("谢谢").offers == ()
    assert talk.say("你好").offers == ()


def test_a_merchant_is_offered_nothing_that_is_for_buyers() -> None:
    talk = Conversation(bot_of(*ROWS, **SETTINGS), audience="merchant", id="t")
    reply = talk.say("商家一直不理我怎么办")
    assert [offer.name for offer in reply.offers] == ["letter"]


def test_one_turn_knows_what_it_says_itself() -> None:
    reply = bot_of(*ROWS, **SETTINGS).ask("商家一直不理我怎么办")
    assert [offer.name for offer in reply.offers] == ["mediation", "letter"]


def test_after_a_handover_the_customer_is_offered_nothing_of_before(talk: Conversation) -> None:
    talk.say("商家一直不理我怎么办")
    talk.say("转人工")
    talk.release()
    assert talk.say("怎么退款").offers == ()
