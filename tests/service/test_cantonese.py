"""Written Cantonese in the words of the lists; what is not listed stays as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.service.cantonese import in_mandarin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我想揾真人倾", "我想找真人聊"),
        ("可唔可以同经理讲嘢", "可不可以同经理说话"),
        ("有冇人喺度", "有没有人在"),
        ("唔该晒", "谢谢"),
        ("唔使喇", "不用了"),
        ("我唔要机械人", "我不要机器人"),
        ("听唔明你讲乜嘢", "听不明你说什么"),
    ],
)
def test_listed_words_are_written_in_mandarin(text: str, said: str) -> None:
    assert in_mandarin(text) == said


@pytest.mark.parametrize("text", ["退款多久到账", "书架倾斜了", "左边有点歪", "", "zhuan ren gong"])
def test_mandarin_stays_as_it_is(text: str) -> None:
    assert in_mandarin(text) == text


@given(st.text(alphabet="唔该使冇有搵畀喺度嘅嘢讲乜边个倾点解系咪我要人 "))
def test_twice_is_once(text: str) -> None:
    once = in_mandarin(text)
    assert in_mandarin(once) == once
