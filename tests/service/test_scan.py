"""A text is covered by listed words when it can be, in time linear in its length."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.service import acts, person, scan
from xiaoer.service.scan import LONGEST_WORD, Scanner
from xiaoer.text.resources import read_lines

KINDS = {"真人": "strong", "人员": "person", "呼叫": "call", "换人": "wish", "客套": "padding"}
SCANNER = Scanner("person.txt", KINDS)


class Counting(dict[str, Any]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def get(self, key: str, default: Any = None) -> Any:
        self.asked += 1
        return super().get(key, default)


def list_of(monkeypatch: pytest.MonkeyPatch, rows: Iterable[tuple[str, str]]) -> Scanner:
    """A scanner of a small list; a kind is named as its section, ``whole`` is never split."""
    rows = list(rows)
    monkeypatch.setattr(scan, "read_lines", lambda _: iter(rows))
    return Scanner("small", {title: title for title, _ in rows}, whole={"whole"})


def sets(*kinds: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(names.split()) for names in kinds)


def test_a_covering_is_found_where_the_longest_word_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = list_of(monkeypatch, [("call", "转 接"), ("person", "个人 人"), ("strong", "个 人工")])
    assert small.coverings("接个人工") == sets("call strong")
    assert small.coverings("接个人") == sets("call person", "call strong person")
    assert small.coverings("接个人了") == sets()
    assert small.coverings("") == sets("")


def test_a_whole_word_is_split_only_where_it_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = list_of(monkeypatch, [("a", "机器 人 人工"), ("whole", "机器人")])
    assert small.coverings("机器人") == sets("whole")
    assert small.coverings("机器人工") == sets("a")


def test_a_word_may_be_of_several_kinds_and_is_known_normalized(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = list_of(monkeypatch, [("a", "一个"), ("b", "一个")])
    assert small.coverings("1个") == small.coverings("一个") == sets("a", "b")


@given(st.text(alphabet="转接个人工客服要我不一1", max_size=12))
def test_endings_are_the_coverings_of_what_is_left(text: str) -> None:
    endings = SCANNER.endings(text)
    assert list(endings) == [SCANNER.coverings(text[start:]) for start in range(len(text) + 1)]


@given(st.text(alphabet="转接个人工客服要我", max_size=8))
def test_a_covering_is_found_exactly_when_there_is_one(text: str) -> None:
    """Against every way to cut the text."""
    known = {word for title, line in read_lines("person.txt") if title in KINDS
             for word in line.split(" ")}  # fmt: skip
    inner = range(1, len(text))
    cuts = (cut for size in range(len(text)) for cut in combinations(inner, size))
    covered = not text or any(
        all(text[a:b] in known for a, b in zip((0, *cut), (*cut, len(text)), strict=True))
        for cut in cuts
    )
    assert bool(SCANNER.coverings(text)) is covered


@pytest.mark.parametrize("word", ["人工", "转人工", "转人", "个人", "要", "我要", "human"])
@pytest.mark.parametrize("tail", ["", "几点", "工"])
def test_500_repeated_words_cost_a_few_looks_at_each_character(word: str, tail: str) -> None:
    scanner = Scanner("person.txt", KINDS)
    scanner.coverings("")
    words = scanner._words
    assert words is not None
    counted = Counting(words.bits)
    object.__setattr__(words, "bits", counted)
    text = word * 500 + tail
    coverings = scanner.coverings(text)
    assert counted.asked <= LONGEST_WORD * len(text)
    assert len(coverings) <= 2 ** len(KINDS)


@pytest.mark.parametrize("scanner", [person._SCANNER, acts._SCANNER])
def test_no_chinese_word_of_a_list_is_longer_than_it_says(scanner: Scanner) -> None:
    scanner.coverings("")
    words = scanner._words
    assert words is not None
    assert max(len(word) for word in words.bits if not word.isascii()) <= LONGEST_WORD
    assert all(len(lengths) <= LONGEST_WORD for lengths in words.lengths.values())


def test_every_section_of_a_list_has_a_kind() -> None:
    titles = {title for title, _ in read_lines("person.txt")}
    assert titles == {*person._SECTIONS, "拼音"}
