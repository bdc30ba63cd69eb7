"""What a message is other than a question: a greeting, an assent, a denial, an insult, nothing."""

import json
from collections import Counter
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.every import every
from tests.hearing.heard import act, heard
from tests.service.material import FAQ, bot_of, lines, sample
from xiaoer.hearing.acts import Act, is_angry, merchant_refused
from xiaoer.hearing.pictures import angry_picture, without_pictures
from xiaoer.text.normalize import normalize

CHAT = (
    "greeting", "thanks", "goodbye", "here", "empty", "acknowledged", "solved", "confused",
    "denied", "insult",
)  # fmt: skip
SMALL = (
    "identity", "abilities", "trial", "stuck", "laugh", "chitchat", "picture", "voice",
    "attachment", "sticker", "recalled",
)  # fmt: skip
"""Small talk has cases of its own, ``small_talk.jsonl``."""
ROWS = [row for row in lines("acts") if "xfail" not in row]
QUERIES = [
    json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").split("\n") if line
]


@every(lines("acts"))
def test_a_message_is_the_act_it_is(row: dict[str, Any]) -> None:
    """These phrases are listed: they have to be heard as they are listed."""
    assert act(row["q"]) == row["act"]


@every(lines("anger"))
def test_a_message_is_angry_or_not(row: dict[str, Any]) -> None:
    assert is_angry(heard(row["q"])) is row["angry"]


@every(lines("refused"))
def test_a_message_says_that_the_merchant_refuses_or_not(row: dict[str, Any]) -> None:
    assert merchant_refused(heard(row["q"])) is row["refused"]


def test_the_cases_are_many_and_have_every_act_and_questions() -> None:
    counts = Counter(row["act"] for row in ROWS)
    assert set(counts) == {*CHAT, None}
    assert min(counts.values()) >= 30
    assert {*CHAT, *SMALL, "noted", "human_requested"} == set(get_args(Act))


@pytest.mark.parametrize("tail", ["！！", "。", "~", " ", "😀", "👋🙏", "[微笑]", "(´ω`)"])
def test_punctuation_and_emoji_behind_words_change_no_act(tail: str) -> None:
    for row in ROWS[::4]:
        if row["act"] and without_pictures(row["q"], normalize(row["q"]))[0]:
            assert act(row["q"] + tail) == row["act"], row["q"]


@pytest.mark.parametrize("bad", ["😡", "👎", "[弱]"])
def test_a_picture_of_anger_or_denial_counts_beside_words(bad: str) -> None:
    assert act("好的" + bad) == act(bad)
    assert act("退款多久到账" + bad) is None


def test_a_picture_nobody_knows_is_nothing_and_a_named_one_is_not() -> None:
    texts = ("🛁", "🛁🧴", "[图片]", "", "😀", "👍👍", "👎", "(^_^)", "图片")
    assert [act(text) for text in texts] == [
        "empty", "empty", "picture", "empty", "acknowledged", "solved", "denied", "empty", None,
    ]  # fmt: skip


@pytest.mark.parametrize("raw", ["😡", "退款呢😡😡", "好的[发怒]", "【愤怒】", "🖕"])
def test_a_picture_of_anger_is_seen(raw: str) -> None:
    assert angry_picture(raw)


@pytest.mark.parametrize("raw", ["", "😀", "愤怒的小鸟", "[微笑]", "【愤怒的小鸟】抱枕", "发怒"])
def test_another_picture_or_the_bare_name_is_none(raw: str) -> None:
    assert not angry_picture(raw)


@pytest.mark.parametrize("merchant", ["商家", "卖家", "店家"])
@pytest.mark.parametrize("deed", ["拒绝退款", "不回消息", "一直拖着", "把我拉黑了", "不给开发票"])
def test_whoever_the_merchant_is_and_whatever_he_does(merchant: str, deed: str) -> None:
    assert merchant_refused(heard(merchant + deed))


@pytest.mark.parametrize(
    "text", ["买家拒收", "商家可以拒绝退款吗", "平台不处理怎么办", "退款多久到账"]
)
def test_another_who_refuses_is_no_merchant(text: str) -> None:
    assert not merchant_refused(heard(text))


@pytest.mark.slow
def test_of_all_acts_at_most_2_per_cent_are_answered_with_an_entry() -> None:
    acts = [row["q"] for row in ROWS if row["act"]]
    answered = [q for q in acts if sample().ask(q).action in ("answer", "self_service")]
    assert len(answered) <= 0.02 * len(acts), answered


@pytest.mark.slow
def test_of_the_sample_queries_hardly_one_is_taken_for_an_act_or_for_angry() -> None:
    other = (None, "human_requested", *SMALL)
    taken = [row["q"] for row in QUERIES if act(row["q"]) not in other]
    chatted = [row["q"] for row in QUERIES if row["gold"] and act(row["q"]) in SMALL]
    angry = [row["q"] for row in QUERIES if is_angry(heard(row["q"]))]
    assert len(taken) <= 0.015 * len(QUERIES), taken
    assert len(chatted) <= 0.003 * len(QUERIES), chatted
    assert len(angry) <= 0.02 * len(QUERIES), angry


@pytest.mark.parametrize("name", CHAT)
def test_an_act_is_answered_with_the_text_of_the_settings(name: str) -> None:
    """Also where an entry would match, and with its variables filled in."""
    texts = {other: f"{{shop}}说{other}" for other in CHAT}
    bot = bot_of({"question": "谢谢你们的礼物怎么退"}, texts=texts, variables={"shop": "小店"})
    for row in ROWS:
        if row["act"] == name:
            reply = bot.ask(row["q"])
            assert (reply.action, reply.reason, reply.text) == ("chat", name, f"小店说{name}")
            assert reply.entry is None
            assert reply.handoff is None


PIECES = "你好 谢谢 再见 在吗 在 拜 好的 吗 了 ， ？ 亲 客服 退款 转人工 88 😀".split(" ")


@pytest.mark.slow
@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=6).map("".join))
def test_spaces_around_a_message_change_no_act(text: str) -> None:
    found = act(text)
    assert found is None or found in get_args(Act)
    assert act(f"  {text}\n") == found


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece != "转人工"]), max_size=5))
def test_a_question_in_the_message_is_no_act(pieces: list[str]) -> None:
    """Whatever is said around it: the customer wants an answer."""
    assert act("，".join([*pieces, "退款多久到账"])) is None
    assert act("，".join(["退款多久到账", *pieces])) is None
