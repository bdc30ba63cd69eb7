"""What a message is other than a question: a greeting, an assent, a denial, an insult, nothing."""

import json
from collections import Counter
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import FAQ, bot_of, cases, lines, sample
from xiaoer.service.acts import Act, recognize
from xiaoer.service.heard import heard
from xiaoer.service.pictures import without_pictures
from xiaoer.text.normalize import normalize

CHAT = (
    "greeting", "thanks", "goodbye", "here", "empty", "acknowledged", "solved", "confused",
    "denied", "insult",
)  # fmt: skip
ROWS = lines("acts")
QUERIES = [
    json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").split("\n") if line
]


def act_of(text: str) -> Act | None:
    return recognize(text, normalize(text))


@pytest.mark.parametrize("row", cases("acts"))
def test_a_message_is_the_act_it_is(row: dict[str, Any]) -> None:
    """A question that merely holds the words of an act is none."""
    assert act_of(row["q"]) == row["act"]


def test_the_cases_are_many_and_have_every_act_and_questions() -> None:
    counts = Counter(row["act"] for row in ROWS)
    assert set(counts) == {*CHAT, None}
    assert min(counts.values()) >= 30
    assert counts.total() - counts[None] >= 600
    assert len({row["q"] for row in ROWS}) == len(ROWS)
    assert sum("part" in row for row in ROWS) >= 500
    assert {*CHAT, "human_requested"} == set(get_args(Act))


def test_of_the_rounds_of_fresh_phrasings_at_most_2_per_cent_are_wrong() -> None:
    rows = lines("acts_rounds")
    wrong = [(row["q"], row["act"]) for row in rows if act_of(row["q"]) != row["act"]]
    assert len(rows) >= 1000
    assert not {row["q"] for row in rows} & {row["q"] for row in ROWS}
    assert len(wrong) <= 0.02 * len(rows), wrong


@pytest.mark.parametrize("tail", ["！！", "。", "~", " ", "😀", "👋🙏", "[微笑]", "(´ω`)"])
def test_punctuation_and_emoji_behind_words_change_no_act(tail: str) -> None:
    for row in ROWS:
        if row["act"] and without_pictures(row["q"], normalize(row["q"]))[0]:
            assert act_of(row["q"] + tail) == row["act"], row["q"]


@pytest.mark.parametrize("bad", ["😡", "👎", "[弱]"])
def test_a_picture_of_anger_or_denial_counts_beside_words(bad: str) -> None:
    assert act_of("好的" + bad) == act_of(bad)
    assert act_of("退款多久到账" + bad) is None


def test_a_picture_nobody_knows_is_nothing_and_a_named_one_is_not() -> None:
    texts = ("🛁", "🛁🧴", "[图片]", "", "😀", "👍👍", "👎", "(^_^)", "图片")
    assert [act_of(text) for text in texts] == [
        "empty", "empty", "empty", "empty", "acknowledged", "solved", "denied", "empty", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("谢谢，解决了", "solved"),
        ("好的谢谢", "thanks"),
        ("没用，谢谢", "denied"),
        ("没听懂，谢谢", "confused"),
        ("不用了，谢谢", "thanks"),
        ("你好，在吗", "here"),
        ("垃圾，没用", "insult"),
        ("好的，拜拜", "goodbye"),
        ("谢谢，转人工", "human_requested"),
    ],
)
def test_of_several_acts_the_one_that_matters_most_decides(text: str, act: Act) -> None:
    assert act_of(text) == act


@pytest.mark.parametrize(
    "text", ["xiexie", "xie xie ni", "hao de", "hao的", "zaima", "没you用", "接决了", "bu dui"]
)
def test_a_message_is_heard_as_it_sounds(text: str) -> None:
    assert act_of(text) == act_of(heard(normalize(text)))
    assert act_of(text) is not None


@pytest.mark.parametrize("text", ["部队", "bu dui 退款", "xie", "mei shou dao", "鞋鞋", ""])
def test_what_only_sounds_alike_or_says_more_is_not_heard(text: str) -> None:
    """A homophone has to share a character, and the whole message has to be listed words."""
    assert heard(text) in ("", "谢")


@pytest.mark.parametrize("word", ["平台", "问题", "商家", "答案", "请", "步骤", "吗"])
def test_a_word_that_only_goes_with_others_is_no_act(word: str) -> None:
    assert act_of(word) is None


def test_of_all_acts_at_most_2_per_cent_are_answered_with_an_entry() -> None:
    acts = [row["q"] for row in ROWS if row["act"]]
    answered = [q for q in acts if sample().ask(q).action in ("answer", "self_service")]
    assert len(answered) <= 0.02 * len(acts), answered


def test_of_the_sample_queries_at_most_1_per_cent_are_taken_for_an_act() -> None:
    """None of them is one that an entry should answer."""
    taken = [row for row in QUERIES if act_of(row["q"]) not in (None, "human_requested")]
    assert len(taken) <= 0.01 * len(QUERIES), taken
    assert not [row["q"] for row in taken if row["gold"]]


@pytest.mark.parametrize("act", CHAT)
def test_an_act_is_answered_with_the_text_of_the_settings(act: str) -> None:
    """Also where an entry would match, and with its variables filled in."""
    texts = {name: f"{{shop}}说{name}" for name in CHAT}
    bot = bot_of({"question": "谢谢你们的礼物怎么退"}, texts=texts, variables={"shop": "小店"})
    for row in ROWS:
        if row["act"] == act:
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
