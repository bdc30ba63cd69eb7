"""Chinese numerals in front of a unit; everywhere else they are parts of words."""

import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text.characters import numerals as module
from xiaoer.text.characters.numerals import numeral_value, numerals_to_digits
from xiaoer.text.resources import read_items

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below 10⁸ as it is written in full, by schoolbook rules."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        tail = ("零" if 0 < low < 1000 else "") + chinese(low) if low else ""
        return chinese(high) + "万" + tail
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text or "零"


@settings(max_examples=scaled(200), deadline=None)
@given(st.integers(0, 99_999_999))
@example(10_000_000)
@example(10_101_010)
def test_a_numeral_written_in_full_has_its_value(number: int) -> None:
    assert numeral_value(chinese(number)) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十五", 15), ("百", 100), ("两", 2), ("两百", 200), ("二〇", None), ("〇", 0)],
)
def test_short_forms(numeral: str, value: int | None) -> None:
    assert numeral_value(numeral) == value


@pytest.mark.parametrize(
    "numeral",
    ["", "一二", "三五", "七八", "十十", "十百", "百千", "零十", "万", "万一", "一万万", "天"],
)
def test_what_is_no_numeral_has_no_value(numeral: str) -> None:
    assert numeral_value(numeral) is None


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("七天无理由", "7天无理由"),
        ("等了十五个工作日", "等了15个工作日"),
        ("两件八折", "2件8折"),
        ("分十二期", "分12期"),
        ("一百零八块钱", "108块钱"),
        ("三万五千元", "35000元"),
        ("一个月零三天", "1个月3天"),
        ("满一百减二十元", "满一百减20元"),
        ("十万元以上", "100000元以上"),
    ],
)
def test_in_front_of_a_unit_they_are_digits(text: str, gives: str) -> None:
    assert numerals_to_digits(text) == gives


@pytest.mark.parametrize(
    "text",
    [
        "一直没到",
        "二维码打不开",
        "万一坏了",
        "一般多久",
        "三包",
        "十分满意",
        "四六级",
        "千万别发",
        "统一",
        "唯一个人",
        "好几十块",
        "几十块钱",
        "数百元",
        "三五天",
        "七八个月",
        "十几天",
        "二十多天",
        "第一",
    ],
)
def test_vague_ones_and_parts_of_words_stay(text: str) -> None:
    assert numerals_to_digits(text) == text


@pytest.mark.parametrize("unit", read_items("units.txt"))
def test_every_unit_of_the_list_counts(unit: str) -> None:
    assert numerals_to_digits(f"要十二{unit}") == f"要12{unit}"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一百八", 180),
        ("两千三", 2300),
        ("一千二百五", 1250),
        ("一百零八", 108),
        ("十八", 18),
        ("两万五", 25000),
    ],
)
def test_the_scale_left_out_at_the_end_is_the_next_one(numeral: str, value: int) -> None:
    """一百八块钱 is 180 yuan; 108 is 一百零八."""
    assert numeral_value(numeral) == value


def test_a_run_longer_than_any_numeral_stays() -> None:
    assert numerals_to_digits("一" * 40 + "天") == "一" * 40 + "天"


def test_threads_may_be_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_pattern", None)
    gate = threading.Barrier(8)
    found: list[str] = []

    def work() -> None:
        gate.wait(timeout=10)
        found.append(numerals_to_digits("七天"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["7天"] * 8
