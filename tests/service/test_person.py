"""A wish for a person is recognized however it is typed; a question about persons is not one."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import FAQ, bot_of, cases, lines
from xiaoer.service.acts import recognize
from xiaoer.service.person import wants_person
from xiaoer.text.normalize import normalize

WANTED, OTHERS = "person_wanted", "person_not_wanted"
KINDS = {
    "clean", "typo", "homophone", "traditional", "pinyin", "padded", "angry", "emoji", "spaced",
    "english",
}  # fmt: skip


def wants(text: str) -> bool:
    return recognize(text, normalize(text)) == "human_requested"


def firm(name: str) -> list[str]:
    """The queries of a file that are not expected to fail."""
    return [row["q"] for row in lines(name) if "xfail" not in row]


@pytest.mark.parametrize("row", cases(WANTED))
def test_a_wish_for_a_person_is_one(row: dict[str, Any]) -> None:
    assert wants(row["q"])


@pytest.mark.parametrize("row", cases(OTHERS))
def test_a_question_about_persons_is_no_wish_for_one(row: dict[str, Any]) -> None:
    assert not wants(row["q"])


def test_the_cases_are_many_and_of_every_kind() -> None:
    wanted, others = lines(WANTED), lines(OTHERS)
    assert len({row["q"] for row in wanted}) >= 120
    assert len({row["q"] for row in others}) >= 80
    kinds = Counter(row["kind"] for row in wanted)
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 5
    assert not {row["q"] for row in wanted} & {row["q"] for row in others}


def test_of_the_rounds_of_fresh_phrasings_at_most_2_per_cent_are_wrong() -> None:
    rows = lines("person_rounds")
    missed = [row["q"] for row in rows if row["wanted"] and not wants(row["q"])]
    taken = [row["q"] for row in rows if not row["wanted"] and wants(row["q"])]
    asked_for = sum(row["wanted"] for row in rows)
    assert asked_for >= 600
    assert len(rows) - asked_for >= 600
    assert len({row["q"] for row in rows}) == len(rows)
    assert len(missed) <= 0.02 * asked_for, missed
    assert len(taken) <= 0.02 * (len(rows) - asked_for), taken


@pytest.mark.parametrize("tail", ["！！！", "。", "～", " 🙏", "\n"])
def test_punctuation_behind_changes_no_wish(tail: str) -> None:
    for name, wished in ((WANTED, True), (OTHERS, False)):
        for query in firm(name):
            assert wants(query + tail) is wished, query


def test_the_bot_hands_over_for_a_wish_and_only_for_one() -> None:
    """Even where the corpus answers the very words."""
    bot = bot_of(
        {"question": "转人工", "variants": ["人工", "人工客服几点上班"]},
        queues={"first": {"label": "一线", "text": "马上来"}},
    )
    for query in firm(WANTED):
        reply = bot.ask(query)
        assert (reply.action, reply.reason) == ("escalate", "human_requested"), query
        assert reply.text == "马上来"
        assert reply.handoff is not None
        assert (reply.handoff.queue, reply.handoff.query) == ("first", reply.query)
    for query in firm(OTHERS):
        assert bot.ask(query).reason != "human_requested", query
    assert bot.ask("人工客服几点上班").text == "答案1"


def test_of_the_sample_queries_exactly_the_wishes_are_taken_for_one() -> None:
    rows = [
        json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").split("\n") if line
    ]
    wished = [row["q"] for row in rows if row["slice"] == "human"]
    assert len(wished) >= 55
    assert [row["q"] for row in rows if wants(row["q"])] == wished


STORY = "我上周在你们这买的电饭煲锅盖是裂的，联系了商家好多次一直没有人处理，"


@pytest.mark.parametrize("times", [1, 4, 10])
def test_a_wish_is_found_in_a_long_message_and_none_in_a_long_story(times: int) -> None:
    assert wants(STORY * times + "转人工")
    assert wants("转人工，" + STORY * times)
    assert not wants(STORY * times + "退款多久到账")


def test_a_part_too_long_to_be_a_wish_is_not_looked_at() -> None:
    assert not wants_person("转人工" * 41)
    assert wants_person("转人工" * 41 + " 转人工")


@pytest.mark.parametrize("robot", ["机器人", "智能客服", "自动回复", "人工智障", "ai"])
@pytest.mark.parametrize("negator", ["不要", "别", "不想要", "不想跟", "别再用"])
def test_who_refuses_the_robot_wants_a_person(negator: str, robot: str) -> None:
    assert wants(negator + robot)


@pytest.mark.parametrize("person", ["人工", "转人工", "找真人", "叫你们经理", "联系客服"])
@pytest.mark.parametrize(
    "negator", ["不要", "不用", "不需要", "不想", "别", "别给我", "我不要", "先别", "不必", "无需"]
)
def test_who_refuses_the_person_does_not(negator: str, person: str) -> None:
    assert wants(person) or person == "叫你们经理"
    assert not wants(negator + person)


@pytest.mark.parametrize("word", ["能不能", "要不要", "可不可以", "要不", "为什么不", "不用你了"])
def test_a_negation_that_refuses_nothing_leaves_the_wish(word: str) -> None:
    assert wants(word + "转人工")


@pytest.mark.parametrize("way", ["入工", "忍宫", "ren gong", "rengong", "ren工", "人公", "人丁"])
def test_a_person_is_heard_by_sound_and_seen_by_shape(way: str) -> None:
    assert wants(f"我要{way}客服")
    assert not wants(f"{way}客服几点上班")
    assert not wants(f"不用{way}客服")


@pytest.mark.parametrize(
    ("told", "wished"),
    [
        ("系统点不了所以想找人工客服", True),
        ("死机器人我要和人说话", True),
        ("快递丢了三天了我要找人工问问怎么回事", True),
        ("让客服给我打电话", True),
        ("希望有个人来处理这件事", True),
        ("尼玛的转人工", True),
        ("商家让客服给我打电话", False),
        ("我让客服查了三天", False),
        ("派个人来把箱子拿走", False),
        ("他说我要人工", False),
        ("昨天给我转人工了", False),
        ("退款需要人工吗", False),
        ("我想找人工湖", False),
        ("为什么我转不了人工", False),
    ],
)
def test_a_wish_among_other_words_has_to_be_the_customers_own(told: str, wished: bool) -> None:
    assert wants(told) is wished


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("我想搵真人傾", True),
        ("可唔可以轉真人客服", True),
        ("叫你哋經理出嚟", True),
        ("唔使轉人工", False),
        ("人工客服幾點返工", False),
    ],
)
def test_a_wish_in_cantonese_is_one(text: str, wished: bool) -> None:
    assert wants(text) is wished


PIECES = (
    "转 人工 客服 找 人 真人 不 吗 怎么 几点 上班 电话 投诉 ren gong 一 个 换 我要 退款 ，"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_a_wish_stays_one_when_said_after_a_story(text: str) -> None:
    """The part between punctuation decides, whatever stands in the other parts."""
    if wants(text):
        assert wants(f"我的快递到现在都没有更新，{text}")


@given(st.text(alphabet="转人工找客服rengo zh不一个123"))
def test_it_is_a_yes_or_a_no_for_any_text(text: str) -> None:
    assert wants_person(normalize(text)) in (True, False)
