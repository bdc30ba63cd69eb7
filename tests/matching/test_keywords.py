"""Keywords nominate an entry or forbid it, and set no confidence."""

from collections.abc import Callable

import pytest

from xiaoer.corpus.entry import Entry, Keywords
from xiaoer.matching.keywords import KeywordRules
from xiaoer.matching.match import Match, Strike
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

Make = Callable[..., Matcher]
Ask = Callable[..., Match]


def entry(id: str, question: str = "怎么退款", **keywords: tuple[str, ...]) -> Entry:
    return Entry(id=id, question=question, answer="…", keywords=Keywords(**keywords))


RULES = KeywordRules(
    [
        entry("any", any=("运费险", "运费 寶")),
        entry("plain"),
        entry("all", all=("退货", "运费")),
        entry("both", any=("保险",), all=("退货", "赔")),
        entry("none", none=("商家", "ＶＩＰ")),
        entry("empty", any=("？？", ""), none=("😀",), all=("！",)),
    ]
)


@pytest.mark.parametrize(
    ("key", "nominated"),
    [
        ("运费险怎么买", {0}),
        ("运费宝是什么", {0}),
        ("运费谁出", set()),
        ("退货运费谁出", {2}),
        ("退货怎么赔", {3}),
        ("买个保险", {3}),
        ("退货保险运费", {2, 3}),
        ("赔运费险", {0}),
        ("", set()),
        ("商家", set()),
    ],
)
def test_one_word_of_any_or_every_word_of_all_nominates(key: str, nominated: set[int]) -> None:
    assert RULES.nominated(key) == nominated


@pytest.mark.parametrize(
    ("key", "forbidden"),
    [("商家怎么退款", {4: "商家"}), ("vip商家", {4: "商家"}), ("vip", {4: "vip"}), ("退款", {})],
)
def test_one_word_of_none_forbids_and_is_named(key: str, forbidden: dict[int, str]) -> None:
    """The first that is listed, when several do."""
    assert RULES.forbidden(key) == forbidden


def test_words_without_a_letter_say_nothing() -> None:
    """An empty keyword would stand in every query."""
    rules = KeywordRules([entry("empty", any=("？？", ""), none=("😀",), all=("！",))])
    assert rules.nominated("怎么退款") == frozenset()
    assert rules.forbidden("怎么退款") == {}


def test_a_nominated_entry_becomes_a_candidate_without_a_shared_term(
    make_matcher: Make, ask: Ask
) -> None:
    bare = make_matcher(("refund", "怎么退款"), ("wheel", "轮胎漏气"))
    assert ask(bare, "爆了救援").candidates == ()
    matcher = make_matcher(
        entry("refund", "怎么退款"), entry("wheel", "轮胎漏气", any=("爆",), all=("甲", "乙"))
    )
    assert [c.id for c in ask(matcher, "爆了救援").candidates] == ["wheel"]
    assert [c.id for c in ask(matcher, "甲方乙方").candidates] == ["wheel"]
    assert ask(matcher, "甲方救援").candidates == ()


def test_a_keyword_is_evidence_and_no_answer(make_matcher: Make, ask: Ask) -> None:
    """It lifts an entry above its equal, and does not make the query an exact question."""
    plain = make_matcher(("a", "怎么申请退款"), ("b", "怎么申请换货"))
    keyworded = make_matcher(entry("a", "怎么申请退款"), entry("b", "怎么申请换货", any=("坏了",)))
    before, after = ask(plain, "坏了怎么申请"), ask(keyworded, "坏了怎么申请")
    assert before.candidates[0].id == "a"
    assert after.candidates[0].id == "b"
    assert (after.exact, after.candidates[1].id) == ((), "a")
    assert after.confidence < 1.0


def test_a_forbidden_entry_is_struck_and_says_why(make_matcher: Make, ask: Ask) -> None:
    matcher = make_matcher(
        entry("a", "怎么申请退款", any=("退款",), none=("商家",)), entry("b", "商家退款流程")
    )
    match = ask(matcher, "商家怎么申请退款")
    assert [c.id for c in match.candidates] == ["b"]
    assert match.struck == (
        Strike(id="a", question="怎么申请退款", why="keyword", words=("商家",)),
    )
    assert ask(matcher, "怎么申请退款呢").candidates[0].id == "a"


def test_an_exact_question_comes_before_a_forbidding_keyword(make_matcher: Make, ask: Ask) -> None:
    matcher = make_matcher(entry("a", "商家怎么退款", none=("商家",)), entry("b", "怎么退款"))
    match = ask(matcher, "商家怎么退款？")
    assert (match.candidates[0].id, match.exact, match.confidence) == ("a", ("a",), 1.0)
    assert match.struck == ()


def test_keywords_nominate_within_the_eligible_only(make_matcher: Make, ask: Ask) -> None:
    matcher = make_matcher(entry("a", "怎么退款", any=("险",)), entry("b", "轮胎", any=("险",)))
    for number, id in enumerate(("a", "b")):
        match = ask(matcher, "险种", matcher.mask([number]))
        assert [c.id for c in match.candidates] == [id]
    assert ask(matcher, "险种", 0).candidates == ()


def test_a_nominated_entry_whose_question_is_a_phone_number(make_matcher: Make, ask: Ask) -> None:
    """Numbers of nine digits are masked, so that the question 12345678901 has no terms."""
    matcher = make_matcher(entry("phone", "12345678901", any=("电话",)), entry("refund"))
    assert ask(matcher, "电话多少").candidates[0].id == "phone"


def test_a_nominated_entry_is_a_candidate_however_many_are_closer(
    make_matcher: Make, analyzer: Analyzer
) -> None:
    """Its questions are far behind the twenty that are compared with each other."""
    closer = [entry(f"e{n:02}", f"退款{n}号") for n in range(30)]
    matcher = make_matcher(*closer, entry("wheel", "轮胎漏气", any=("爆",)))
    found = matcher.consider(analyzer.analyze("退款爆"))
    assert "wheel" in {matcher.entries[r.evidence.entry].id for r in found.ranked}


def test_at_most_32_candidates_however_many_a_keyword_nominates(
    make_matcher: Make, analyzer: Analyzer
) -> None:
    matcher = make_matcher(*(entry(f"e{n}", f"退款{n}号", any=("退款",)) for n in range(60)))
    found = matcher.consider(analyzer.analyze("退款"))
    assert 1 < len(found.ranked) <= 32
