"""Greeting, thanks, goodbye, 在吗 and nothing at all are told from questions."""

from collections import Counter
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import bot_of, cases, lines
from xiaoer.service.acts import Act, recognize
from xiaoer.text.normalize import normalize

CHAT = ("greeting", "thanks", "goodbye", "here", "empty")
ROWS = lines("acts")


def act_of(text: str) -> Act | None:
    return recognize(text, normalize(text))


@pytest.mark.parametrize("row", cases("acts"))
def test_a_message_is_the_act_it_is(row: dict[str, Any]) -> None:
    """A question that merely holds the words of an act is none."""
    assert act_of(row["q"]) == row["act"]


def test_the_cases_have_every_act_and_questions() -> None:
    counts = Counter(row["act"] for row in ROWS)
    assert set(counts) == {*CHAT, None}
    assert min(counts.values()) >= 15
    assert {*CHAT, "human_requested"} == set(get_args(Act))


@pytest.mark.parametrize("tail", ["！！", "。", "~", " ", "😀", "👋🙏"])
def test_punctuation_and_emoji_behind_change_no_act(tail: str) -> None:
    for row in ROWS:
        if row["act"] not in (None, "empty") and "xfail" not in row:
            assert act_of(row["q"] + tail) == row["act"], row["q"]


def test_a_picture_alone_is_not_nothing() -> None:
    """The empty act is for messages without any content."""
    assert [act_of(text) for text in ("😀", "👍👍", "")] == [None, None, "empty"]


@pytest.mark.parametrize("act", CHAT)
def test_an_act_is_answered_with_the_text_of_the_settings(act: str) -> None:
    """Also where an entry would match, and with its variables filled in."""
    texts = {name: f"{{shop}}说{name}" for name in CHAT}
    bot = bot_of({"question": "谢谢你们的礼物怎么退"}, texts=texts, variables={"shop": "小店"})
    for row in ROWS:
        if row["act"] == act and "xfail" not in row:
            reply = bot.ask(row["q"])
            assert (reply.action, reply.reason, reply.text) == ("chat", act, f"小店说{act}")
            assert reply.entry is None
            assert reply.handoff is None


PIECES = "你好 谢谢 再见 在吗 在 拜 好的 吗 了 ， ？ 亲 客服 退款 转人工 88 😀".split(" ")


@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=6).map("".join))
def test_spaces_around_a_message_change_no_act(text: str) -> None:
    act = act_of(text)
    assert act is None or act in get_args(Act)
    assert act_of(f"  {text}\n") == act


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece != "转人工"]), max_size=5))
def test_a_question_in_the_message_is_no_act(pieces: list[str]) -> None:
    """Whatever is said around it: the customer wants an answer."""
    assert act_of("，".join([*pieces, "退款多久到账"])) is None
    assert act_of("，".join(["退款多久到账", *pieces])) is None
