"""What is masked where text leaves: messages with the values in them, and questions that name a
kind and lose nothing."""

from pathlib import Path

import pytest

from tests.bench.masking import Message, measure, read, survives
from tests.every import every
from xiaoer.text.normalize import normalize
from xiaoer.text.private import find_leaving
from xiaoer.text.redaction import DROPPED, PRIVATE, redact, restore
from xiaoer.text.redactor import Redactor

CASES = Path(__file__).parents[2] / "cases" / "private.jsonl"
MISSED, OVER = 0.01, 0.003
MESSAGES = read(CASES)
PLAIN = [message.text for message in MESSAGES if not message.secrets]


def test_the_cases_are_many_of_every_kind() -> None:
    kinds = [kind for message in MESSAGES for kind, _ in message.secrets]
    assert len(kinds) >= 650
    assert len(PLAIN) >= 350
    for kind in ("phone", "name", "passport", "plate", "address", "bank_card", "id_card", "email"):
        assert kinds.count(kind) >= 20, kind


@pytest.mark.slow
def test_hardly_a_value_survives_and_hardly_a_question_is_changed() -> None:
    """The patterns were mended on these: a new round is the measure, this holds what was won."""
    result = measure(MESSAGES)
    missed, over = result["missed"], result["over"]
    assert isinstance(missed, list)
    assert isinstance(over, list)
    assert len(missed) <= MISSED * sum(len(one.secrets) for one in MESSAGES), missed
    assert len(over) <= OVER * len(PLAIN), over


def test_a_value_that_survives_would_be_seen() -> None:
    assert measure([Message(text="张三丰好", secrets=(("name", "张三丰"),))])["missed"]
    assert measure([Message(text="我叫王小明", secrets=())])["over"]
    assert survives("13800138000", "电话13800138000", "电话[手机号]38000")


@every(PLAIN)
def test_a_question_that_names_a_kind_is_matched_as_it_was_typed(text: str) -> None:
    """姓名怎么改, 车牌怎么绑定: matching sees every word."""
    assert redact(text, PRIVATE - DROPPED) == text
    leaving = redact(text, PRIVATE - DROPPED)
    assert normalize(leaving) == normalize(text)


@pytest.mark.parametrize(
    "text",
    ["我叫王小明怎么改名", "车牌沪A12345绑错了", "微信：mei_li_xx 登录不了", "收件人李娜写错了"],
)
def test_what_is_masked_on_leaving_is_not_dropped_before_matching(text: str) -> None:
    (found,) = find_leaving(text)
    assert redact(text) != text
    kept = "".join(char for char in normalize(found.text) if char.isalnum())
    seen = "".join(char for char in normalize(text) if char.isalnum())
    assert kept in seen


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我叫王小明", [("name", "王小明")]),
        ("姓名：欧阳娜娜，电话", [("name", "欧阳娜娜")]),
        ("把收件人从张三丰改成李莫愁", [("name", "张三丰"), ("name", "李莫愁")]),
        ("我姓诸葛", [("name", "诸葛")]),
        ("李娜收", [("name", "李娜")]),
        ("收件人张伟，张伟是我", [("name", "张伟"), ("name", "张伟")]),
        ("加Q 30211745", [("handle", "30211745")]),
        ("球球号：30211745", [("handle", "30211745")]),
        ("绿泡泡 moon_77", [("handle", "moon_77")]),
        ("lemon0615（微信）", [("handle", "lemon0615")]),
        ("扣扣三零二一一七四五", [("handle", "三零二一一七四五")]),
        ("粤B·D12345", [("plate", "粤B·D12345")]),
        ("香港身份证A123456(7)", [("permit", "A123456(7)")]),
        ("湖北省孝感市汉川市马口镇高观村", [("place", "湖北省孝感市汉川市马口镇高观村")]),
        ("台胞证 01234567", [("permit", "01234567")]),
        ("型号黑A12345有货吗", []),
        ("微信支付20000元", []),
        ("我叫车怎么没来", []),
        ("收件人信息怎么改", []),
        ("我是商家怎么入驻", []),
        ("小区菜鸟驿站几点关", []),
        ("广东省深圳市能送到吗", []),
        ("取件码 17-3-2906", []),
    ],
)
def test_what_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in find_leaving(text)] == found
    assert all(text[one.start : one.end] == one.text for one in find_leaving(text))


def test_a_name_beside_a_phone_or_an_address_needs_no_word() -> None:
    text = "李雷 13800138000 浙江省杭州市余杭区文一西路969号3幢 韩梅梅收"
    assert redact(text) == "[姓名] [手机号] [地址] [姓名]收"
    assert redact("寄到杭州市文一西路969号3幢，双11能到吗") == "寄到[地址]，双11能到吗"
    assert redact("马上 3320195557711223344") == "马上 3320195557711223344"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("你好，谭鹏程的课调到几点了", "你好，[姓名]的课调到几点了"),
        ("名字登错了吧，我看单子上是袁晓慧", "名字登错了吧，我看单子上是[姓名]"),
        ("袁晓慧同款外套有吗", "袁晓慧同款外套有吗"),
        ("郭德纲签名版还有吗", "郭德纲签名版还有吗"),
        ("任何时候都可以退吗", "任何时候都可以退吗"),
    ],
)
def test_what_looks_like_a_name_by_itself_needs_no_announcement(text: str, masked: str) -> None:
    """But for what is sold under the name of a famous person."""
    assert redact(text) == masked


def test_one_name_has_one_number_in_a_conversation_and_comes_back() -> None:
    redactor = Redactor()
    said = ["我叫王小明", "收件人王小明，车牌粤B·D12345", "粤BD12345"]
    masked = [redactor.redact(text) for text in said]
    assert masked == ["我叫[姓名1]", "收件人[姓名1]，车牌[车牌号1]", "[车牌号1]"]
    assert restore(masked[0], redactor.originals) == said[0]
    later = Redactor(originals=dict(redactor.originals))
    assert later.redact("我叫王小明") == "我叫[姓名1]"


@every(MESSAGES[::4])
def test_masking_twice_is_once(message: Message) -> None:
    once = redact(message.text)
    assert redact(once) == once
