"""Links to what customers do themselves: fields filled in, percent-encoded, asked for once."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import bot_of
from xiaoer import Conversation, SelfServiceLink
from xiaoer.corpus.entry import SelfService
from xiaoer.hearing.values import only_values
from xiaoer.service.reply.self_service import filled, kind_of
from xiaoer.text.entities import EntityKind, find_entities

ORDER, PHONE, TRACKING = "3320195557711223344", "13800138000", "SF1234567890123"
MAIL, CARD, ID_CARD = "a.b@qq.com", "6222021234567890128", "11010519491231002X"


# --- which field is which ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("订单号", "order"), ("订单编号", "order"), ("order_id", "order"), ("OrderNo", "order"),
        ("运单号", "tracking"), ("快递单号", "tracking"), ("物流单号", "tracking"),
        ("tracking", "tracking"), ("WAYBILL", "tracking"), ("退货快递号", "tracking"),
        ("手机号", "phone"), ("联系电话", "phone"), ("mobile", "phone"), ("Phone", "phone"),
        ("银行卡号", "bank_card"), ("卡号", "bank_card"), ("身份证号", "id_card"),
        ("邮箱", "email"), ("email", "email"), ("E-mail", "email"),
        ("退款金额", "amount"), ("amount", "amount"), ("下单日期", "date"), ("date", "date"),
        ("店铺名称", None), ("昵称", None), ("商品链接", None), ("", None), ("号", None),
    ],
)  # fmt: skip
def test_a_field_s_name_says_which_kind_it_asks_for(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


# --- filling ----------------------------------------------------------------------------------

SERVICE = SelfService(
    label="去取消",
    url="https://example.com/o?id={订单号}&tel={手机号}#top",
    route="app://cancel/{订单号}/{{x}}",
    fields=("订单号", "手机号", "店铺名称"),
)


def test_known_fields_are_filled_and_the_others_stay_as_placeholders() -> None:
    link = filled(SERVICE, {"order": "123", "email": "a@b.cn"})
    assert link.url == "https://example.com/o?id=123&tel={手机号}#top"
    assert link.route == "app://cancel/123/{x}"
    assert link.filled == {"订单号": "123"}
    assert link.missing == ("手机号", "店铺名称")
    assert link.label == "去取消"


def test_nothing_known_fills_nothing() -> None:
    link = filled(SERVICE, {})
    assert (link.filled, link.missing) == ({}, SERVICE.fields)
    assert link.url == SERVICE.url


def test_a_link_without_a_place_is_only_a_label() -> None:
    link = filled(SelfService(label="找小票", fields=("订单号",)), {"order": "1"})
    assert (link.url, link.route, link.filled) == (None, None, {"订单号": "1"})


def test_two_fields_of_one_kind_have_the_same_value() -> None:
    service = SelfService(label="x", route="a?o={订单号}&n={order}", fields=("订单号", "order"))
    assert filled(service, {"order": "9"}).route == "a?o=9&n=9"


HOSTILE = (
    "a/b?c=&#{x}", "../../etc", "javascript:alert(1)", "{订单号}", "{{", "%2F", "a b\n", "中文",
    '"><script>', "1&tel=2", "é😀", "",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_cannot_leave_its_place(value: str) -> None:
    """It is one query value and one path segment, and is not expanded again."""
    link = filled(SERVICE, {"order": value, "phone": "2"})
    assert link.url is not None
    assert link.route is not None
    parts = urlsplit(link.url)
    assert (parts.netloc, parts.path, parts.fragment) == ("example.com", "/o", "top")
    values = parse_qs(parts.query, keep_blank_values=True)
    assert values == {"id": [value], "tel": ["2"]}
    assert link.route.count("/") == SERVICE.route.count("/") if SERVICE.route else False
    assert not set(link.route.removeprefix("app://cancel/").split("/")[0]) & set('{}?&#<>" \n')


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_values_are_got_back_from_the_url(order: str, phone: str) -> None:
    order, phone = (text.encode("utf-8", "replace").decode() for text in (order, phone))
    link = filled(SERVICE, {"order": order, "phone": phone})
    assert link.url is not None
    values = parse_qs(urlsplit(link.url).query, keep_blank_values=True)
    assert values == {"id": [order], "tel": [phone]}


def test_only_the_entry_s_own_names_are_filled() -> None:
    """Not what else is known, nor the settings' variables, nor names a value brings along."""
    bot = bot_of(
        {
            "question": "怎么取消订单",
            "self_service": {"label": "去", "route": "app://c?o={订单号}", "fields": ["订单号"]},
        },
        variables={"手机号": "400", "secret": "s"},
    )
    talk = Conversation(bot)
    talk.say(f"电话{PHONE}")
    reply = talk.say("怎么取消订单")
    assert reply.self_service is not None
    assert reply.self_service.route == "app://c?o={订单号}"
    assert "400" not in str(reply.self_service)


def test_a_link_is_the_same_after_json() -> None:
    link = filled(SERVICE, {"order": "1"})
    row = link.to_dict()
    assert row["missing"] == ["手机号", "店铺名称"]
    assert SelfServiceLink.from_dict(row) == link
    assert SelfServiceLink.from_dict(row).to_dict() == row


# --- nothing but values -----------------------------------------------------------------------

BARE = [
    (ORDER, {"order"}), (f"订单号{ORDER}", {"order"}), (f"订单号：{ORDER}", {"order"}),
    (f"订单号是{ORDER}", {"order"}), (f"我的订单号是 {ORDER}", {"order"}),
    (f"这是我的订单号：{ORDER}", {"order"}), (f"订单编号：{ORDER}", {"order"}),
    (f"{ORDER}是我的订单号", {"order"}), (f"{ORDER}这个", {"order"}), (f"给你 {ORDER}", {"order"}),
    (f"好的，{ORDER}", {"order"}), (f"订单：{ORDER}。", {"order"}), (f"【{ORDER}】", {"order"}),
    (f"就是{ORDER}呢", {"order"}), (f"订单号为{ORDER}", {"order"}),
    (PHONE, {"phone"}), ("138 0013 8000", {"phone"}), (f"手机号{PHONE}", {"phone"}),
    (f"手机{PHONE}", {"phone"}), (f"我的电话是{PHONE}", {"phone"}), (f"+86{PHONE}", {"phone"}),
    (f"电话号码：{PHONE}", {"phone"}), (f"我电话{PHONE}", {"phone"}), (f"{PHONE}!", {"phone"}),
    (TRACKING, {"tracking"}), (f"运单号{TRACKING}", {"tracking"}),
    (f"快递单号：{TRACKING}", {"tracking"}), (f"物流单号是{TRACKING}", {"tracking"}),
    (f"顺丰{TRACKING}", {"tracking"}), (f"顺丰快递 {TRACKING}", {"tracking"}),
    (f"订单号{ORDER}，手机{PHONE}", {"order", "phone"}), (f"{ORDER}\n{PHONE}", {"order", "phone"}),
    (f"邮箱：{MAIL}", {"email"}), (f"我的邮箱是{MAIL}", {"email"}), (MAIL, {"email"}),
    (f"银行卡号{CARD}", {"bank_card"}), (f"卡号：{CARD}", {"bank_card"}),
    (f"身份证号{ID_CARD}", {"id_card"}), (f"身份证{ID_CARD}", {"id_card"}),
]  # fmt: skip


def bare_values(text: str) -> frozenset[EntityKind]:
    """The kinds of the values that a text is made of."""
    values = find_entities(text)
    return frozenset(one.kind for one in values if only_values(text, values))


@pytest.mark.parametrize(("text", "kinds"), BARE)
def test_a_message_of_values_only_is_bare(text: str, kinds: set[str]) -> None:
    assert bare_values(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        f"订单{ORDER}到哪了", f"{ORDER}怎么还没发货", f"{ORDER}退款", f"帮我查一下{ORDER}",
        f"{ORDER}能退吗", f"取消订单{ORDER}", f"{PHONE}收不到验证码", f"换绑手机{PHONE}",
        f"{TRACKING}丢了", f"订单号{ORDER}不对", f"不是{ORDER}", f"{ORDER}没收到", f"转人工{ORDER}",
        f"{ORDER}？为什么", f"没有订单号，电话{PHONE}", "退了100元", "11月11日买的", "7天无理由",
        "怎么退款", "订单号", "我的订单号是", "手机号", "好的", "1", "", " ", "。", "👍",
        f"{ORDER}催一下", f"改成{PHONE}", f"{MAIL}登录不了", f"查{TRACKING}", f"{ORDER}的运费谁出",
    ],
)  # fmt: skip
def test_a_message_that_says_anything_else_is_not(text: str) -> None:
    assert bare_values(text) == frozenset()


@pytest.mark.parametrize("piece", ["我的", "这是", "就是", "的", "订单号", "快递单号", "银行卡号"])
def test_a_long_message_of_what_stands_around_values_is_read_to_its_end(piece: str) -> None:
    """Where two alternatives fit one piece, its time doubles with each: this would not end."""
    assert bare_values(f"{piece * 100}x {PHONE}") == frozenset()
    assert bare_values(f"{piece * 100} {PHONE}")


# --- in a talk --------------------------------------------------------------------------------

CANCEL = {
    "id": "cancel",
    "question": "怎么取消订单",
    "answer": "点取消",
    "self_service": {
        "label": "去取消",
        "route": "app://cancel?o={订单号}&p={手机号}",
        "fields": ["订单号", "手机号"],
    },
}
NAME = {
    "id": "rename",
    "question": "店铺怎么改名",
    "self_service": {"label": "去改", "route": "app://r?n={店铺名称}", "fields": ["店铺名称"]},
}
OPEN = "您可以在这里自助办理：去取消"
ASKED = "您也可以把订单号、手机号发给我，我帮您直接打开对应的页面。"


@pytest.fixture
def talk() -> Conversation:
    return Conversation(bot_of(CANCEL, NAME), id="t")


def route(reply: Any) -> str:
    assert reply.self_service is not None
    return str(reply.self_service.route)


def test_fields_are_filled_from_the_same_message() -> None:
    reply = bot_of(CANCEL).ask(f"怎么取消订单，订单号{ORDER}")
    assert (reply.action, route(reply)) == ("self_service", f"app://cancel?o={ORDER}&p={{手机号}}")
    assert reply.asks == ()


def test_what_is_missing_is_asked_for_once(talk: Conversation) -> None:
    first = talk.say("怎么取消订单")
    assert (first.text, first.asks) == (f"点取消\n{ASKED}", ("订单号", "手机号"))
    talk.say("谢谢")
    again = talk.say("怎么取消订单")
    assert (again.text, again.asks) == ("点取消", ())


def test_what_was_asked_for_is_filled_in_when_it_comes(talk: Conversation) -> None:
    talk.say("怎么取消订单")
    one = talk.say(ORDER)
    assert (one.action, one.reason) == ("self_service", "field_given")
    assert route(one) == f"app://cancel?o={ORDER}&p={{手机号}}"
    two = talk.say(f"手机{PHONE}")
    assert (two.reason, route(two)) == ("field_given", f"app://cancel?o={ORDER}&p={PHONE}")
    assert two.self_service is not None
    assert two.self_service.missing == ()
    assert (one.text, two.text) == (OPEN, OPEN)


def test_what_was_said_before_needs_no_asking(talk: Conversation) -> None:
    assert talk.say(f"订单号{ORDER}").reason == "noted"
    assert talk.say(f"我的手机号是{PHONE}").reason == "noted"
    reply = talk.say("怎么取消订单")
    assert (route(reply), reply.asks) == (f"app://cancel?o={ORDER}&p={PHONE}", ())
    assert reply.text == "点取消"


def test_the_last_value_of_a_kind_counts(talk: Conversation) -> None:
    talk.say(f"订单号{ORDER}")
    talk.say("怎么取消订单")
    reply = talk.say("订单号2026112212345678")
    assert route(reply) == "app://cancel?o=2026112212345678&p={手机号}"


@pytest.mark.parametrize("said", [TRACKING, f"邮箱{MAIL}", "2026-11-11"])
def test_a_value_of_another_kind_is_noted_and_fills_nothing(talk: Conversation, said: str) -> None:
    talk.say("怎么取消订单")
    reply = talk.say(said)
    assert (reply.action, reply.reason) == ("chat", "noted")


def test_a_question_with_the_number_is_a_question(talk: Conversation) -> None:
    talk.say("怎么取消订单")
    assert talk.say(f"{ORDER}店铺怎么改名").reason != "field_given"


def test_a_field_of_no_known_kind_is_the_host_s_and_never_asked_for(talk: Conversation) -> None:
    reply = talk.say("店铺怎么改名")
    assert reply.asks == ()
    assert reply.self_service is not None
    assert reply.self_service.missing == ("店铺名称",)
    assert route(reply) == "app://r?n={店铺名称}"


def test_ask_without_a_talk_asks_for_nothing() -> None:
    reply = bot_of(CANCEL).ask("怎么取消订单")
    assert (reply.text, reply.asks) == ("点取消", ())


def test_fields_asked_for_in_vain_are_missing_in_the_packet(talk: Conversation) -> None:
    talk.say("怎么取消订单")
    talk.say(ORDER)
    reply = talk.say("转人工")
    assert reply.handoff is not None
    assert reply.handoff.missing == ("手机号",)
    assert [(found.kind, found.value) for found in reply.handoff.found] == [("order", ORDER)]
