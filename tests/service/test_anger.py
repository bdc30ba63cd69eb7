"""Anger is told from the subjects that people ask about: complaints, swindlers, bad reviews."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.material import FAQ, cases, lines
from xiaoer.service.anger import angry_picture, is_angry, masked_anger
from xiaoer.text.normalize import normalize

ROWS = lines("anger")


@pytest.mark.parametrize("row", cases("anger"))
def test_a_message_is_angry_or_not(row: dict[str, Any]) -> None:
    assert is_angry(normalize(row["q"])) is row["angry"]


def test_the_cases_are_many_of_both_kinds() -> None:
    angry = [row["q"] for row in ROWS if row["angry"]]
    assert len(angry) >= 80
    assert len(ROWS) - len(angry) >= 120
    assert len({row["q"] for row in ROWS}) == len(ROWS)


def test_of_the_rounds_of_fresh_phrasings_at_most_2_per_cent_are_wrong() -> None:
    rows = lines("anger_rounds")
    wrong = [row["q"] for row in rows if is_angry(normalize(row["q"])) is not row["angry"]]
    assert len(rows) >= 500
    assert not {row["q"] for row in rows} & {row["q"] for row in ROWS}
    assert len(wrong) <= 0.02 * len(rows), wrong


@pytest.mark.parametrize("tail", ["！！！", "。", "~", " ", "😀"])
def test_punctuation_behind_changes_nothing(tail: str) -> None:
    for row in ROWS:
        assert is_angry(normalize(row["q"] + tail)) is row["angry"], row["q"]


def test_of_the_sample_queries_only_the_angry_are() -> None:
    """At most 1.5 % are; those that are say so."""
    rows = [
        json.loads(line) for line in (FAQ / "queries.jsonl").read_text("utf-8").split("\n") if line
    ]
    angry = [row["q"] for row in rows if is_angry(normalize(row["q"]))]
    assert 0 < len(angry) <= 0.015 * len(rows), angry
    said = ("耍我", "糊弄我", "破机器人", "机器人糊弄", "给老子")
    assert all(any(word in q for word in said) for q in angry)


def test_the_settings_words_count_wherever_they_stand() -> None:
    assert not is_angry("你们真会玩 退款呢")
    assert is_angry("你们真会玩 退款呢", ("会玩",))
    assert is_angry("你们真 会玩", ("真会玩",))
    assert not is_angry("退款多久到账", ("会玩",))


@pytest.mark.parametrize("raw", ["😡", "退款呢😡😡", "好的[发怒]", "【愤怒】", "🖕"])
def test_a_picture_of_anger_is_seen(raw: str) -> None:
    assert angry_picture(raw)


@pytest.mark.parametrize("raw", ["", "😀", "愤怒的小鸟", "[微笑]", "【愤怒的小鸟】抱枕", "发怒"])
def test_another_picture_or_the_bare_name_is_none(raw: str) -> None:
    assert not angry_picture(raw)


def test_what_is_masked_is_the_anger() -> None:
    assert masked_anger("垃圾平台 退款呢", "X") == "X 退款呢"
    assert masked_anger("垃圾桶破了", "X") == "垃圾桶破了"


def test_anger_stays_anger_behind_a_story() -> None:
    """But for a few words that are abuse only when nothing else is said (猪, 烦死了)."""
    for row in ROWS:
        if row["angry"] and len(row["q"]) > 4 and row["q"] not in ("烦死人了", "诈骗平台"):
            assert is_angry(normalize(f"退款一直没到。{row['q']}")), row["q"]


@given(st.text(alphabet="垃圾平台骗子滚sb桶 你妈的1个月没人管"))
def test_it_is_a_yes_or_a_no_for_any_text(text: str) -> None:
    angry = is_angry(normalize(text))
    assert (masked_anger(normalize(text), "\0") != normalize(text)) is angry
