"""Negatives: queries that look like an entry and must not get its answer."""

from collections.abc import Callable

import pytest

from xiaoer.corpus.entry import Entry
from xiaoer.matching.match import Match, Strike
from xiaoer.matching.matcher import Matcher

Make = Callable[..., Matcher]
Ask = Callable[..., Match]


@pytest.fixture(scope="module")
def matcher(make_matcher: Make) -> Matcher:
    return make_matcher(
        Entry(
            id="refund",
            question="怎么申请退款",
            variants=("我要退款",),
            answer="…",
            negatives=("怎么申请退款贷款", "信用卡怎么申请退款"),
        ),
        Entry(id="loan", question="贷款怎么申请", answer="…"),
    )


@pytest.mark.parametrize(
    "query", ["怎么申请退款贷款", "怎么申请退款贷款？？", "请问怎麼申請退款貸款"]
)
def test_a_negative_itself_strikes(matcher: Matcher, ask: Ask, query: str) -> None:
    match = ask(matcher, query)
    assert [c.id for c in match.candidates] == ["loan"]
    (strike,) = match.struck
    assert strike == Strike(
        id="refund", question="怎么申请退款", why="negative", words=("怎么申请退款贷款",)
    )


def test_what_looks_more_like_a_negative_than_like_the_entry_is_struck(
    matcher: Matcher, ask: Ask
) -> None:
    match = ask(matcher, "信用卡怎么去申请退款")
    assert "refund" not in [c.id for c in match.candidates]
    assert match.struck[0].words == ("信用卡怎么申请退款",)


@pytest.mark.parametrize("query", ["怎么申请退款", "我要退款", "怎么申请一下退款", "退款"])
def test_what_looks_more_like_the_entry_is_not(matcher: Matcher, ask: Ask, query: str) -> None:
    match = ask(matcher, query)
    assert match.candidates[0].id == "refund"
    assert match.struck == ()


def test_a_query_must_look_like_a_negative_at_all(make_matcher: Make, ask: Ask) -> None:
    """Nearer to the negative than to the entry, but near to neither: not struck by it."""
    matcher = make_matcher(
        Entry(id="a", question="退款到账时间说明", answer="…", negatives=("贷款利息怎么计算",))
    )
    match = ask(matcher, "利息和退款")
    assert [c.id for c in match.candidates] == ["a"]


def test_an_exact_question_comes_before_another_entrys_negative(
    make_matcher: Make, ask: Ask
) -> None:
    matcher = make_matcher(
        Entry(id="a", question="怎么退款", answer="…", negatives=("怎么退货",)),
        Entry(id="b", question="怎么退货", answer="…"),
    )
    match = ask(matcher, "怎么退货")
    assert (match.exact, match.candidates[0].id) == (("b",), "b")
    assert "a" not in [c.id for c in match.candidates]
