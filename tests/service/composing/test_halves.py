"""Private numbers sent in two messages are masked wherever the packet has a half of them."""

import pytest

from tests.service.material import sample
from xiaoer import Conversation
from xiaoer.service.composing.halves import split_values


@pytest.mark.parametrize(
    ("first", "second", "value", "kind"),
    [
        ("我电话 13800", "138000", "13800138000", "phone"),
        ("1380013", "8000", "13800138000", "phone"),
        ("身份证 110101", "199003074514", "110101199003074514", "id_card"),
        ("卡号 622202", "0200112233445", "6222020200112233445", "bank_card"),
    ],
)
def test_no_half_of_a_private_number_leaves_with_the_packet(
    first: str, second: str, value: str, kind: str
) -> None:
    talk = Conversation(sample(), audience="buyer")
    for text in ("怎么取消订单", first, second):
        talk.say(text)
    packet = talk.say("转人工").handoff
    assert packet is not None
    shown = str({**packet.to_dict(), "private": None})
    assert first[-5:] not in shown
    assert second not in shown
    (found,) = (one for one in packet.found if one.kind == kind)
    assert packet.private[found.value] == value
    assert [line.text for line in packet.transcript].count(found.value) >= 1


@pytest.mark.parametrize(
    "texts",
    [
        ("20261122", "12345678"),  # an order stays readable
        ("13800", "能退吗", "138000"),  # not one after the other
        ("13800138000", "13900139000"),  # each is one by itself
        ("买了138件", "花了00138元的那种衣服，现在想退掉可以吗"),
        ("120", "99"),
    ],
)
def test_what_makes_no_private_number_is_none(texts: tuple[str, ...]) -> None:
    assert split_values(texts) == ()


def test_digits_that_are_no_half_stay_in_other_messages() -> None:
    talk = Conversation(sample(), audience="buyer")
    for text in ("花了8000元，能退吗", "1380013", "8000"):
        talk.say(text)
    packet = talk.say("转人工").handoff
    assert packet is not None
    said = [line.text for line in packet.transcript if line.role == "customer"]
    assert said[:3] == ["花了8000元，能退吗", "[手机号1]", "[手机号1]"]
