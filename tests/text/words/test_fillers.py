"""Fillers: greetings and padding come off the ends of a text, and nothing else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text.words.fillers import ONLY_ALONE, ONLY_AT_END, FillerStripper
from xiaoer.text.words.lexicon import Lexicon

STRIPPER = FillerStripper(
    {
        "问候": ("你好", "你好啊", "请问", "谢谢"),
        ONLY_AT_END: ("啊", "呢"),
        ONLY_ALONE: ("亲", "在"),
    }
)
FRAGMENTS = ["你好", "你", "请问", "谢谢", "啊", "呢", "亲", "在", "退款", "好", " ", "问"]
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda p: " ".join("".join(p).split()))


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("你好请问怎么退款谢谢", "怎么退款"),
        ("你好啊怎么退款", "怎么退款"),
        ("怎么退款啊", "怎么退款"),
        ("怎么退款呢谢谢啊", "怎么退款"),
        ("啊怎么退款", "啊怎么退款"),
        ("怎么你好退款", "怎么你好退款"),
        ("亲 怎么退款", "怎么退款"),
        ("亲密付怎么开通", "亲密付怎么开通"),
        ("密码在", "密码在"),
        ("你好 退款 谢谢 到账", "退款 到账"),
        ("退款你好 请问到账", "退款 到账"),
        ("", ""),
    ],
)
def test_they_come_off_the_ends_of_the_parts(text: str, gives: str) -> None:
    assert STRIPPER.strip(text) == gives


@pytest.mark.parametrize("text", ["你好", "亲", "啊", "你好 亲", "请问谢谢啊", "亲 在"])
def test_a_text_of_fillers_stays_as_it_is(text: str) -> None:
    assert STRIPPER.strip(text) == text


@settings(max_examples=scaled(150), deadline=None)
@given(TEXT)
def test_stripping_twice_is_stripping_once(text: str) -> None:
    once = STRIPPER.strip(text)
    assert STRIPPER.strip(once) == once


@settings(max_examples=scaled(150), deadline=None)
@given(TEXT)
def test_what_is_left_stood_in_the_text(text: str) -> None:
    """In order and part by part; only an empty text becomes empty."""
    left = STRIPPER.strip(text)
    assert bool(left) == bool(text)
    parts = iter(text.split(" "))
    assert all(any(kept in part for part in parts) for kept in left.split(" "))


@pytest.mark.parametrize("sections", [{}, {"问候": ()}, {"问候": ("",)}])
def test_without_fillers_nothing_changes(sections: dict[str, tuple[str, ...]]) -> None:
    assert FillerStripper(sections).strip("你好 怎么退款") == "你好 怎么退款"


def test_phrases_are_taken_literally() -> None:
    strip = FillerStripper({"": ("c++", "a.b")}).strip
    assert strip("c++怎么退aab") == "怎么退aab"


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("你好请问怎么退款谢谢", "怎么退款"),
        ("亲 在吗 怎么退款", "怎么退款"),
        ("麻烦问一下运费谁出", "运费谁出"),
        ("不好意思打扰一下 没收到货", "没收到货"),
        ("不能退吗", "不能退吗"),
        ("为什么没到账", "为什么没到账"),
        ("哈密瓜坏了能退吗", "哈密瓜坏了能退吗"),
    ],
)
def test_the_built_in_fillers_keep_negators_and_question_words(text: str, gives: str) -> None:
    assert FillerStripper(Lexicon.builtin().fillers).strip(text) == gives


@pytest.mark.parametrize(
    "text",
    [
        "我的订单还在吗",
        "年底扣分还在不在",
        "退货太麻烦了",
        "在不在保修期内",
    ],
)
def test_the_built_in_fillers_leave_what_belongs_to_the_sentence(text: str) -> None:
    assert FillerStripper(Lexicon.builtin().fillers).strip(text) == text
