"""Normalization: every step by itself, all of them together, and the laws of the whole."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text import normalize as module
from xiaoer.text.normalize import (
    DEFAULT_CAP,
    STEPS,
    normalize,
    question_key,
    replace_surrogates,
    trace,
)

CASES = Path(__file__).parents[1] / "cases"
STEP_OF = {step.name: step for step in STEPS}
LAW = settings(max_examples=scaled(200), deadline=None)
SIGNS = "./&=^→<>≤≥≠≈±:-*~#$€£₩‰%+、"

# Fragments that become one another, join, or undo each other's work.
COLLIDING = [
    "ＡＢ", "１２", "①", "㎡", "ﬁ", "㍿", "ﷺ", "½", "Ⅳ", "㊗", "𝟗", "٣", "ｶ", "ﾞ", "゛",
    "\u0301", "\u0303", "\u0345", "e\u0301", "\u0130", "ß", "\u1e9e", "ſ", "ς", "Σ", "K",
    "一", "七", "十", "十五", "两", "百", "千", "万", "零", "〇", "几", "数", "多", "统",
    "天", "个月", "个工作日", "元", "小时", "件", "号", "折", "期",
    "1", "12", "123456789", "1234-5678", "12345678", "13800138000", "-", "--", "sf", "yt",
    ".", "1.5", "%", "+", "c++", "c#", "#", "*", "~", "到", "至", "百分之", "≥", "<", ">=", "=",
    "$", "¥", "￥", "：", ":", "/", "1,299", ",", "、", "°", "℃", "−", "—", "w-30", "s-xl", "'",
    "^", "&", "→", "400-800-8888", "2026/11/11", ".00", "9:30",
    "订单号", "单号：",
    "急", "啊", "三三三", "零零", "退款", "怎 么", "退", "七 天",
    " ", "  ", "\u3000", "\u00a0", "\t", "\n", "\x00", "\x85", "\u2028",
    "😀", "👍🏻", "👨\u200d👩\u200d👧", "🇨🇳", "❤\ufe0f", "1\ufe0f\u20e3",
    "\u200d", "\ufe0f", "\u200b", "\u202e", "\ufeff", "\u1100", "\u1161", "\u11a8", "\uac00",
    "\ud83d", "\ude00", "\ud800", "\ufffd", "\ue000", "\ue001",
    "[手机号]", "[地址1]", "138 0013 8000", "0571-88157858", "文一西路", "余杭区", "3栋",
    "6222 0210", "0111 2233 447", "11010519491231002X", "www.", "http://a.b", "https://", "@",
    "a@b.c", "_", "貨", "裏", "發", "，", "？", "·", "x",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(COLLIDING), max_size=14).map("".join)
CAP = st.sampled_from([3, 5, 8, 12, DEFAULT_CAP])


def rows(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


STEP_CASES = rows("normalize_steps.jsonl")


@pytest.mark.parametrize("case", STEP_CASES, ids=lambda c: f"{c['step']}-{c['text']!a}")
def test_a_step_does_what_its_name_says(case: dict[str, str]) -> None:
    assert STEP_OF[case["step"]].apply(case["text"]) == case["gives"]


def test_every_step_has_a_case_that_changes_something() -> None:
    changing = {case["step"] for case in STEP_CASES if case["text"] != case["gives"]}
    assert changing == set(STEP_OF)


def test_the_order_of_the_steps() -> None:
    """Labels while their numbers are there; private values before anything changes their form;
    NFKC before the rest; numerals before signs, which belong to digits; long numbers before the
    punctuation that they are made of."""
    assert [step.name for step in STEPS] == [
        "mask_labels",
        "mask_private",
        "compatibility",
        "lower",
        "visible",
        "mask_urls",
        "simplify",
        "numerals_to_digits",
        "one_spelling",
        "mask_numbers",
        "emoji_to_space",
        "punctuation_to_space",
        "shorten_repeats",
        "squeeze",
        "join_spread",
    ]
    assert all(step.label for step in STEPS)


@pytest.mark.parametrize("case", rows("normalize.jsonl"), ids=lambda c: ascii(c["text"]))
def test_all_steps_together(case: dict[str, str]) -> None:
    assert normalize(case["text"]) == case["gives"]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("发货日期2026-11-11", "发货日期2026-11-11"),
        ("400-88888", "400~88888"),
    ],
)
def test_fewer_than_nine_digits_are_not_masked_for_their_hyphens(text: str, gives: str) -> None:
    assert normalize(text) == gives


@LAW
@given(TEXT, CAP)
@example(
    "百12345678三三三件yt@b期万天零", DEFAULT_CAP
)  # takes five rounds, more than any other found
@example("七 12345678七天", DEFAULT_CAP)
def test_twice_is_once(text: str, cap: int) -> None:
    """normalize(normalize(x)) == normalize(x), at any cap."""
    once = normalize(text, cap)
    assert normalize(once, cap) == once


@LAW
@given(TEXT, CAP)
def test_never_longer_than_the_cap(text: str, cap: int) -> None:
    """Also where NFKC makes eighteen characters of one."""
    assert len(normalize(text, cap)) <= cap


@LAW
@given(TEXT)
def test_only_letters_digits_signs_and_single_spaces_are_left(text: str) -> None:
    """Lower case, nothing invisible; a sign only beside a letter, a digit or another sign."""
    found = normalize(text)
    found.encode()
    assert all(c.isalnum() or c in SIGNS + " " for c in found)
    assert found == found.lower() == found.strip()
    assert "  " not in found
    for match in re.finditer(f"[{re.escape(SIGNS)}]+", found):
        around = found[max(match.start() - 4, 0) : match.end() + 4]
        assert set(match[0]) <= set("%+") or re.search("[0-9a-z]", around), (match[0], found)


@LAW
@given(TEXT, CAP)
def test_the_trace_replays_the_road(text: str, cap: int) -> None:
    """Every step of a trace is that step applied to the text before it, and changes it."""
    text = replace_surrogates(text[:cap])
    for name, after in trace(text, cap):
        assert STEP_OF[name].apply(text)[:cap] == after != text
        text = after
    assert text == normalize(text, cap)


def test_a_trace_names_the_steps_that_changed_something() -> None:
    assert trace("怎 么退？？") == (
        ("compatibility", "怎 么退??"),
        ("punctuation_to_space", "怎 么退  "),
        ("squeeze", "怎 么退"),
    )
    assert trace("怎么退款") == ()


@LAW
@given(
    st.lists(st.sampled_from([c for c in COLLIDING if c.isascii() or "\u4e00" <= c[0] <= "\u9fff"]))
)
def test_the_short_cut_for_plain_text_changes_nothing(fragments: list[str]) -> None:
    """Han, a-z, digits and spaces skip the Unicode steps; all steps would give the same."""
    text = "".join(fragments)
    every, short = text, text
    for step in STEPS:
        every = step.apply(every)
    for step in module._steps_for(text):
        short = step.apply(short)
    assert short == every


def test_the_short_cut_is_taken() -> None:
    assert len(module._steps_for("怎么退 款 7天 iphone")) < len(STEPS)
    assert module._steps_for("怎么退款？") == STEPS


def test_a_text_is_cut_before_any_work() -> None:
    """What stands behind the cap has no influence, not even as the end of a long number."""
    assert normalize("退款12345678" + "9" * 9, 10) == "退款12345678"
    assert normalize("退" * 2 + "款" * 2, 3) == "退退款"
    assert normalize("ﷺ" * 600) == normalize("ﷺ" * 512)
    assert DEFAULT_CAP == 512


def test_lone_surrogates_become_replacement_characters() -> None:
    assert replace_surrogates("a\ud83d\udc4db\udfff") == "a\ufffd\ufffdb\ufffd"
    assert replace_surrogates("😀") == "😀"


@pytest.mark.parametrize("case", rows("identity.jsonl"), ids=lambda c: ascii(c["one"] + c["other"]))
def test_what_is_one_question_and_what_is_another(case: dict[str, str | bool]) -> None:
    """Signs of values differ; spellings of one value do not."""
    one, other = question_key(str(case["one"])), question_key(str(case["other"]))
    assert one
    assert (one == other) is case["same"]


VALUES = st.lists(
    st.sampled_from("3 5 35 18 1.5 c xl 天 元 岁 - ~ : / # ++ ≥ ≤ < > = * $ € % . 、".split()),
    max_size=4,  # fewer digits than a number that is masked has
)
DIGITS = re.compile("[0-9a-z]+")


@LAW
@given(VALUES, VALUES)
@example(["3", "-", "5", "天"], ["3", "5", "天"])
def test_no_sign_between_two_digits_is_lost(one: list[str], other: list[str]) -> None:
    """Texts with one key have the same runs of digits and letters."""
    left, right = "".join(one), "".join(other)
    if question_key(left) == question_key(right):
        assert DIGITS.findall(left) == DIGITS.findall(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("怎么 退款?", "怎麼退款！"),
        ("七天无理由", "7 天 无理由"),
        ("ＡＰＰ打不开", "app打不开。"),
        ("退\u200b款", "退款😀"),
    ],
)
def test_one_key_for_one_question(one: str, other: str) -> None:
    assert question_key(one) == question_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("没收到货", "收到货"), ("怎么退款", "退款怎么"), ("1.5元", "15元")]
)
def test_different_questions_have_different_keys(one: str, other: str) -> None:
    assert question_key(one) != question_key(other)


def test_normalizing_needs_no_dictionary() -> None:
    """The door of a text is light: no jieba, no YAML, no rapidfuzz."""
    code = (
        "import sys; from xiaoer.text.normalize import normalize; normalize('七天無理由？');"
        "print(sorted({'jieba', 'yaml', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
