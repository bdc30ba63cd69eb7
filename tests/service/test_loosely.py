"""A short message that is an act and little else is one; what names a thing is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.service.loosely import loosely_said


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("真心谢谢", "thanks"),
        ("我被你绕晕了", "confused"),
        ("你又没有理解", "denied"),
        ("那我去忙了", "goodbye"),
        ("我自己弄好了", "solved"),
    ],
)
def test_light_words_around_an_act_leave_it_one(words: str, act: str) -> None:
    assert loosely_said(words) == {act}


@pytest.mark.parametrize(
    "words",
    [
        "谢谢你帮我退款", "没收到", "解决了吗", "好用吗", "没用怎么弄", "弄好了没",
        "我可以问你什么", "一谢谢", "", "谢", "的了着", "谢谢" * 9, "火大不大",
    ],
)  # fmt: skip
def test_a_thing_a_question_or_nothing_is_no_act(words: str) -> None:
    assert loosely_said(words) == frozenset()


@given(st.text(alphabet="真心谢谢解决了没用不对我你的吗退款", max_size=16))
def test_a_thing_in_it_makes_it_none(words: str) -> None:
    if "退" in words or "款" in words:
        assert not loosely_said(words)
