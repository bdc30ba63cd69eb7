"""What is found in messages: the bars over the cases, and the laws of the search."""

import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.every import every
from tests.examples import scaled
from tests.text.secrets import secrets
from xiaoer.text import entities
from xiaoer.text.entities import (
    Entity,
    accounts,
    address,
    amounts,
    context,
    entity,
    find_accounts,
    find_entities,
    find_private,
    mail,
    search,
)
from xiaoer.text.entities.numbers import checks, codes, phones, tracking
from xiaoer.text.entities.numbers import long_runs as numbers
from xiaoer.text.entities.numbers import spelled_phones as spelled
from xiaoer.text.entities.numbers.checks import is_card, is_id_card, is_mobile, luhn
from xiaoer.text.private import digits, handles, papers, places
from xiaoer.text.private import search as private_search
from xiaoer.text.private.names import find as names
from xiaoer.text.redaction import PRIVATE
from xiaoer.text.regex import Regex

CASES = Path(__file__).parents[2] / "cases" / "entities.jsonl"
LAW = settings(max_examples=scaled(200), deadline=None)
BARS = {"order": 0.98, "tracking": 0.98, "phone": 0.98}
OTHER_BAR = 0.95
KINDS = (
    "order", "tracking", "phone", "amount", "date", "id_card", "bank_card", "email", "address",
)  # fmt: skip
FRAGMENTS = [
    "13800138000", "138", "0013", "8000", "0571", "88157858", "400-820-8820", "+86", "(021)", "1",
    "3320195557711223344", "6222021001112233447", "6222", "0210", "0111", "2233", "447",
    "11010519491231002X", "4111111111111111", "19491231", "SF", "YT", "1234567890123", "x", "-",
    " ", "  ", "\n", "，", ".", "@", "a.b@qq.com", "@qq.com", "订单", "订单号", "单号", "快递单号",
    "顺丰", "卡号", "电话", "元", "￥", "2026-11-11", "11月11日", "年", "3块5", "两百块", "浙江省",
    "杭州市", "余杭区", "文一西路", "幸福小区", "969号", "3栋", "2单元", "501", "在", "的", "州",
    "市", "一三八零零一三八零零零", "一", "SO-20240618-01", "A", "序列号", "IMEI", "微信",
    "wx_12345", "QQ", "身份证", "950", "退", "2.5万", "20240618", "生产",
    "\u200b", "１３８", "[手机号]", "[地址1]", "[", "]", "#", "和", "、", "转", "8", "A座", "村",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)

Labelled = tuple[str, str, str, str]


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def labelled(case: dict[str, Any]) -> Counter[Labelled]:
    return Counter(
        (e["kind"], e["text"], e["value"], e.get("carrier", "")) for e in case["entities"]
    )


def found_in(text: str) -> Counter[Labelled]:
    return Counter((e.kind, e.text, e.value, e.carrier) for e in find_entities(text))


@cache
def counts() -> dict[str, Counter[str]]:
    """Right, wrong and missed entities of each kind; text, value and carrier must all be right."""
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for case in cases():
        wanted, got = labelled(case), found_in(case["text"])
        for what, some in (
            ("right", wanted & got),
            ("wrong", got - wanted),
            ("missed", wanted - got),
        ):
            for one, count in some.items():
                tally[one[0]][what] += count
    return tally


def test_the_cases_are_many_and_of_every_kind() -> None:
    rows = cases()
    assert len(rows) >= 1200
    assert len({row["text"] for row in rows}) == len(rows)
    assert sum(not row["entities"] for row in rows) >= 400
    labels = Counter(e["kind"] for row in rows for e in row["entities"])
    assert set(labels) == set(KINDS)
    assert min(labels.values()) >= 10, labels
    assert min(labels[kind] for kind in BARS) >= 180, labels


@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall(kind: str) -> None:
    tally = counts()[kind]
    right = tally["right"]
    precision = right / (right + tally["wrong"])
    recall = right / (right + tally["missed"])
    assert min(precision, recall) >= BARS.get(kind, OTHER_BAR), (
        f"{kind}: precision {precision:.3f}, recall {recall:.3f}, {dict(tally)}"
    )


def test_a_wrong_answer_is_counted() -> None:
    """Else the bars could not fail."""
    wanted, got = Counter(["a", "b"]), Counter(["b", "c"])
    assert (wanted & got, got - wanted, wanted - got) == (
        Counter(["b"]),
        Counter(["c"]),
        Counter(["a"]),
    )
    assert found_in("我的手机13800138000") != Counter([("phone", "13800138000", "1380013800", "")])


@every(cases())
def test_a_span_is_the_text_as_written(case: dict[str, Any]) -> None:
    for one in find_entities(case["text"]):
        assert case["text"][one.start : one.end] == one.text


def test_an_entity_says_where_it_stands_in_the_text_as_given() -> None:
    text = "\u200b电话\u200b１３８－００\u200b１３－８０００，"
    assert find_entities(text) == (
        Entity(
            kind="phone",
            text="１３８－００\u200b１３－８０００",
            start=4,
            end=18,
            value="13800138000",
        ),
    )


@LAW
@given(TEXT)
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for one in find_entities(text):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


@LAW
@given(TEXT)
@example("订单和单元元11[")
def test_the_quick_exits_hide_nothing(text: str) -> None:
    """Texts that cannot name anything are left at once; the whole search would say the same."""
    assert find_entities(text) == search.search(text, long=True, short=True)


@pytest.mark.slow
def test_the_quick_exits_hide_nothing_in_the_cases() -> None:
    for case in cases():
        whole = search.search(case["text"], long=True, short=True)
        assert find_entities(case["text"]) == whole


@LAW
@given(TEXT)
def test_the_private_ones_are_those_of_the_whole_search(text: str) -> None:
    kinds = PRIVATE
    assert [e for e in find_private(text) if e.kind in kinds] == [
        e for e in find_entities(text) if e.kind in kinds
    ]


BEFORE = st.sampled_from(
    ["", "订单", "订单号", "单号：", "我的电话", "卡号", " ", "x", "A座 ", "，"]
)
AFTER = st.sampled_from(["", "怎么还没发", " ", "，", "x", "元", "-1", "手机", "这个订单"])
RUN = st.from_regex("[1-9][0-9]{13,23}", fullmatch=True) | st.builds(
    lambda head, phone, tail: f"{head}{phone}{tail}",
    st.from_regex("[1-9][0-9]{1,8}", fullmatch=True),
    st.sampled_from(["13800138000", "4008208820", "057188157858", "8613912345678"]),
    st.from_regex("[0-9]{2,8}", fullmatch=True),
)


@pytest.mark.slow
@settings(max_examples=scaled(500), deadline=None)
@given(BEFORE, RUN, AFTER)
def test_no_phone_is_found_inside_a_longer_number(before: str, run: str, after: str) -> None:
    found = find_entities(before + run + after)
    assert not [one for one in found if one.kind == "phone"], found


@pytest.mark.parametrize("text", ["12315", "110", "95188", "10086", "12306", "96110"])
def test_a_service_number_is_no_phone(text: str) -> None:
    assert find_entities(f"电话{text}打不通") == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("订单号6222021001112233447", ["order"]),
        ("6222021001112233447", ["bank_card"]),
        ("2893847561029384756", ["order"]),
        ("卡号6222 0210 0111 2233 447", ["bank_card"]),
        ("3602021001112233443是我的卡", ["bank_card"]),
        ("3602021001112233443", ["order"]),
        ("6222021001112233448", ["bank_card"]),
        ("3602021001112233448", ["order"]),
        ("身份证11010519491231002X", ["id_card"]),
        ("110105194912310021", ["id_card"]),
        ("订单号110105194912310021", ["order"]),
        ("订单13800138000", ["phone"]),
        ("订单号13800138000", ["order"]),
        ("快递单号123456789012", ["tracking"]),
        ("123456789012", []),
        ("序列号123456789012345678", []),
        ("身份证110105194912310021", ["id_card"]),
        ("11010519491231003X", ["id_card"]),
        ("身份证110105491231002", ["id_card"]),
        ("110105491231002", ["order"]),
        ("卡号6222021001112233448", ["bank_card"]),
        ("会员卡号6212345678901", []),
        ("卡号62 2202 1001 112233447", ["bank_card"]),
        ("6222 0210 0111 2233 448", ["bank_card"]),
        ("3320 1955 5771 1223 344", ["order"]),
        ("订单SM-G998012", []),
        ("订单号SM-G998012", ["order"]),
        ("订单HZ-250106-0087", ["order"]),
        ("单号MP20240903112233", ["order"]),
        ("单号MP1029384756", ["tracking"]),
        ("电话138、0013、8000", ["phone"]),
        ("138、0013、8000", []),
        ("1、3、8、0、0、1、3、8、0、0、0", ["phone"]),
        ("一三八零零一三八零零零一直打不通", ["phone"]),
        ("一三五发货，二四六不发", []),
        ("退款45.60", ["amount"]),
        ("评分45.60", []),
        ("20240903生产的", ["date"]),
        ("型号20240903", []),
        ("怎么取消订单，“6228488142900471”怎么改", ["bank_card"]),
        ("怎么取消订单 6228 4881 4290 0471", ["bank_card"]),
        ("订单号是6228488142900471", ["order"]),
        ("取消订单，6228488142900472", ["order"]),
    ],
)
def test_what_a_long_number_is(text: str, kinds: list[str]) -> None:
    """The rules of `entities.numbers`, one by one."""
    assert [one.kind for one in find_entities(text)] == kinds


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("加我微信 Li_1988", ["li_1988"]),
        ("QQ号：293847561，微信号是wxid_8a2b3c4d", ["293847561", "wxid_8a2b3c4d"]),
        ("ＱＱ２９３８４７５６１", ["293847561"]),
        ("微信支付293847元", []),
        ("微信20000元", []),
        ("QQ音乐2024", []),
        ("微信8.0.29版本", []),
        ("微信pay", []),
    ],
)
def test_accounts_elsewhere_are_found_apart_from_entities(text: str, values: list[str]) -> None:
    """They are masked, but nothing that a handoff reports."""
    found = find_accounts(text)
    assert [one.value for one in found] == values
    assert all(text[one.start : one.end] == one.text for one in found)
    assert not {one.kind for one in find_entities(text)} - {"amount"}


def test_check_digits() -> None:
    assert is_id_card("11010519491231002X")
    assert not is_id_card("110105194912310020")
    assert not is_id_card("110105194913310021")
    assert not is_id_card("000105194912310021")
    assert is_id_card("110105194912310021", checked=False)
    assert is_id_card("110105491231002", checked=False)
    assert not is_id_card("110105491331002", checked=False)
    assert luhn("6222021001112233447")
    assert not luhn("6222021001112233448")
    assert is_card("6222021001112233447")
    assert not is_card("1111111111111117", known_range=False)
    assert is_mobile("8613800138000")
    assert not is_mobile("12800138000")


# --- time -------------------------------------------------------------------------------------

MODULES = (
    entities, entity, accounts, address, amounts, checks, codes, context, mail, numbers, phones,
    search, spelled, tracking, digits, handles, names, papers, places, private_search,
)  # fmt: skip
PATTERNS = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Regex)
}
UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")


def without_literals(pattern: str) -> str:
    """A pattern without escapes and character classes, so that what is left of * and + repeats."""
    return re.sub(r"\[(?:\\.|[^\]\\])*\]", "c", re.sub(r"\\[^dws\]\[]", "e", pattern))


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_is_bounded(name: str) -> None:
    """No repetition without an end: from one place a pattern looks at a bounded stretch, so the
    work on a text is its length times a constant."""
    assert not UNBOUNDED.search(without_literals(PATTERNS[name].pattern)), name


def test_an_unbounded_pattern_would_be_seen() -> None:
    assert len(PATTERNS) > 30
    for pattern in ("a*", "[0-9]+", r"\d+", "(?:ab)+?", "x{3,}"):
        assert UNBOUNDED.search(without_literals(pattern))
    for pattern in ("a{1,3}", r"\+86", "[+*]", r"[\]+]", "a?"):
        assert not UNBOUNDED.search(without_literals(pattern))


@pytest.mark.parametrize(
    "piece",
    ["1", "1-", "一", "一、", "1.", "A1", "A-1", "微信a", "QQ1",
     "1 ", "13800138000 ", "路", "区1号", "省市区县", "A-", "a@", "a.", "块", "1,",
     "订单1", "6222 ", "1号1", "中山路 ", "＠", "\u200b1", "[", "百"],
)  # fmt: skip
def test_ten_thousand_characters_of_one_piece_are_searched(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    for one in find_entities(text):
        assert one.text == text[one.start : one.end]


def test_importing_compiles_no_pattern_of_the_search() -> None:
    code = (
        "import sys; from xiaoer.text.entities import find_entities; find_entities('怎么退款');"
        "print('xiaoer.text.entities.search' in sys.modules); find_entities('13800138000');"
        "print('xiaoer.text.entities.search' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "True"]


def test_generated_secrets_are_found_with_their_kind() -> None:
    """Also where a sentence names the same kind in another place."""
    wrong = [
        (kind, secret, sentence)
        for kind, secret, sentence in secrets(500, seed=11)
        if kind not in {one.kind for one in find_private(sentence)}
    ]
    assert wrong == []
