"""The matcher: exact questions, the guard in its place, what is reported."""

import pickle
import threading
from collections.abc import Callable

import pytest

from xiaoer.corpus.entry import Entry
from xiaoer.matching.match import Candidate, Match, Strike
from xiaoer.matching.matcher import REPORTED, Matcher
from xiaoer.text.utterance import Analyzer

Make = Callable[..., Matcher]
Ask = Callable[..., Match]


@pytest.fixture(scope="module")
def matcher(make_matcher: Make) -> Matcher:
    return make_matcher(
        ("arrival", "退款多久到账", "钱什么时候退回来", "退款还没到账"),
        ("apply", "怎么申请退款", "如何退款"),
        ("exchange", "怎么换货", "想换一件"),
        ("ship", "多久发货", "什么时候发货", "还没发货怎么办"),
        ("received", "收到货了怎么确认收货", "确认收货在哪里"),
        ("lost", "没收到货怎么办", "显示签收但没收到"),
        ("open", "怎么开通花呗", "花呗开通"),
        ("close", "怎么关闭花呗", "花呗关闭"),
    )


@pytest.mark.parametrize(
    ("query", "id", "question"),
    [
        ("退款多久到账", "arrival", "退款多久到账"),
        ("钱什么时候退回来？", "arrival", "钱什么时候退回来"),
        ("你好，請問怎麼申請退款", "apply", "怎么申请退款"),
        ("怎 么 换 货", "exchange", "怎么换货"),
        ("怎么关闭花呗😀", "close", "怎么关闭花呗"),
        ("没收到货怎么办", "lost", "没收到货怎么办"),
    ],
)
def test_an_exact_question_is_first_with_confidence_1(
    matcher: Matcher, ask: Ask, query: str, id: str, question: str
) -> None:
    match = ask(matcher, query)
    assert match.exact == (id,)
    assert match.confidence == 1.0
    assert match.candidates[0] == Candidate(id, question, 1.0)


def test_every_question_of_every_entry_is_exact(matcher: Matcher, ask: Ask) -> None:
    for entry in matcher.entries:
        for question in entry.questions:
            match = ask(matcher, question)
            assert (match.candidates[0].id, match.exact) == (entry.id, (entry.id,))


def test_in_a_self_test_an_exact_question_is_like_any_other(matcher: Matcher, ask: Ask) -> None:
    match = ask(matcher, "怎么换货", exact=False)
    assert match.exact == ()
    assert match.candidates[0].id == "exchange"
    assert match.candidates[0].score < 1.0
    assert match.confidence < 1.0


def test_a_question_of_two_entries_is_exact_in_both(make_matcher: Make, ask: Ask) -> None:
    """Where audiences do not overlap this is right; ties go to the smaller id."""
    matcher = make_matcher(("b", "怎么退款"), ("a", "多久到账", "怎么退款"), ("c", "退款规则"))
    match = ask(matcher, "怎么退款")
    assert match.exact == ("a", "b")
    assert {c.id for c in match.candidates[:2]} == {"a", "b"}
    assert [c.score for c in match.candidates[:2]] == [1.0, 1.0]
    assert (match.confidence, match.margin) == (0.5, 0.0)
    only_b = ask(matcher, "怎么退款", matcher.mask([1]))
    assert (only_b.exact, only_b.candidates[0].id) == (("b",), "b")


def test_an_exact_question_is_never_struck(make_matcher: Make, ask: Ask) -> None:
    """Its entry's other questions may say the opposite of it."""
    matcher = make_matcher(("a", "收到货了怎么评价", "没收到货怎么评价"), ("b", "没收到货怎么办"))
    match = ask(matcher, "没收到货怎么评价")
    assert (match.exact, match.candidates[0].id, match.struck) == (("a",), "a", ())


def test_an_exact_question_that_is_left_out_is_not_exact(matcher: Matcher, ask: Ask) -> None:
    """Left out alone: its entry has other questions, and answers for these."""
    (number,) = [q.number for q in matcher.index.questions if q.text == "如何退款"]
    match = ask(matcher, "如何退款", matcher.index.everyone & ~(1 << number))
    assert match.exact == ()
    assert match.confidence < 1.0


@pytest.mark.parametrize("query", ["？？", "98765432109", ""])
def test_a_query_without_a_letter_is_no_exact_question(
    make_matcher: Make, ask: Ask, query: str
) -> None:
    """Long numbers are masked: an entry titled by a phone number has no key."""
    match = ask(make_matcher(("phone", "12345678901"), ("a", "怎么退款")), query)
    assert (match.exact, match.confidence) == ((), 0.0)


@pytest.mark.parametrize(
    ("query", "right", "wrong"),
    [
        ("快递一直没收到", "lost", "received"),
        ("花呗怎么关", "close", "open"),
        ("我想关闭花呗", "close", "open"),
        ("帮我开通一下花呗", "open", "close"),
    ],
)
def test_the_opposite_is_struck_before_the_winner_is_chosen(
    matcher: Matcher, ask: Ask, query: str, right: str, wrong: str
) -> None:
    match = ask(matcher, query)
    ids = [c.id for c in match.candidates]
    assert ids[0] == right
    assert wrong not in ids


def test_a_struck_candidate_that_would_have_come_first_is_reported(
    make_matcher: Make, ask: Ask
) -> None:
    matcher = make_matcher(("open", "怎么开通花呗"), ("limit", "花呗额度多少"))
    match = ask(matcher, "怎么关闭花呗")
    assert [c.id for c in match.candidates] == ["limit"]
    assert match.struck == (
        Strike(id="open", question="怎么开通花呗", why="polarity", words=("关闭", "开通")),
    )


def test_what_the_query_denies_and_the_first_only_names_is_in_doubt(
    make_matcher: Make, ask: Ask
) -> None:
    """Of the first candidate's closest question; an exact question leaves none."""
    matcher = make_matcher(("time", "退款多久到账"), ("lost", "怎么开发票"))
    assert ask(matcher, "退款没有到账").doubt == ("到账",)
    assert ask(matcher, "退款什么时候到账").doubt == ()
    own = make_matcher(("time", "退款没到账"), ("other", "退款多久到账"))
    assert ask(own, "退款没到账").doubt == ()


def test_one_struck_far_behind_the_winner_is_not_reported(matcher: Matcher, ask: Ask) -> None:
    assert ask(matcher, "花呗怎么关闭掉").struck == ()


def test_an_entry_keeps_its_questions_that_do_not_say_the_opposite(
    make_matcher: Make, ask: Ask
) -> None:
    """One struck question does not strike the entry, while another is almost as close."""
    matcher = make_matcher(("a", "花呗开通怎么弄", "花呗怎么弄"))
    match = ask(matcher, "花呗关闭怎么弄")
    assert match.candidates[0][:2] == ("a", "花呗怎么弄")
    far = make_matcher(("a", "花呗开通怎么弄", "花呗利息明细查看"))
    assert ask(far, "花呗关闭怎么弄").candidates == ()


def test_an_entry_that_stays_is_not_reported_as_struck(make_matcher: Make, ask: Ask) -> None:
    """The closest question says the opposite, the next does not, the last one does again."""
    matcher = make_matcher(
        ("a", "花呗开通在手机上怎么弄", "花呗在手机上怎么操作", "开通在手机上弄")
    )
    match = ask(matcher, "花呗关闭在手机上怎么弄")
    assert [c.id for c in match.candidates] == ["a"]
    assert match.struck == ()


def test_at_most_five_candidates_best_first(make_matcher: Make, ask: Ask) -> None:
    words = "到账 申请 取消 进度 失败 规则 凭证".split()
    rows = [(f"e{n:02}", f"退款{word}") for n, word in enumerate(words)]
    match = ask(make_matcher(*rows), "退款进度怎么看")
    assert len(match.candidates) == REPORTED == 5
    assert match.candidates[0].id == "e03"
    scores = [c.score for c in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert match.margin == scores[0] - scores[1]


@pytest.mark.parametrize("query", ["", "？？", "天气", "龘龘", "😀", "\ud83d", "hello world"])
def test_zero_evidence_gives_nothing(make_matcher: Make, ask: Ask, query: str) -> None:
    assert ask(make_matcher(("a", "怎么退款"), ("b", "多久发货")), query) == Match()


def test_without_entries_there_is_nothing(make_matcher: Make, ask: Ask) -> None:
    assert ask(make_matcher(), "怎么退款") == Match()


def test_the_only_candidate_has_the_whole_margin(make_matcher: Make, ask: Ask) -> None:
    match = ask(make_matcher(("a", "怎么退款")), "退款呀怎么弄")
    assert match.margin == match.candidates[0].score > 0


def test_sets_of_questions_are_named_by_entry(matcher: Matcher) -> None:
    """Entries are numbered by id, whatever the order they are given in."""
    assert [e.id for e in matcher.entries] == sorted(e.id for e in matcher.entries)
    for number, entry in enumerate(matcher.entries):
        assert matcher.mask([number]).bit_count() == len(entry.questions)
        assert matcher.entries_in(matcher.mask([number])) == {entry.id}
    assert matcher.is_among(matcher.mask([0, 2]), matcher.entries[2].id)
    assert not matcher.is_among(matcher.mask([0, 2]), matcher.entries[1].id)
    everyone = matcher.mask(range(len(matcher.entries)))
    assert everyone == matcher.index.everyone
    assert matcher.mask([]) == 0
    assert matcher.entries_in(0) == frozenset()


def test_the_words_of_an_entry_are_those_of_all_its_questions(make_matcher: Make) -> None:
    matcher = make_matcher(("b", "如何退款", "多久到账"), ("a", "发货"))
    assert matcher.words_of(0) == {"发货"}
    assert matcher.words_of(1) == {"怎么", "退款", "多久", "到账"}


@pytest.mark.parametrize("limit", [0, 1, 2, 10])
def test_search_ranks_by_closeness_without_a_threshold(
    matcher: Matcher, analyzer: Analyzer, limit: int
) -> None:
    found = matcher.search(analyzer.analyze("退款"), matcher.index.everyone, limit)
    assert [c.id for c in found] == ["apply", "arrival"][:limit]
    assert [c.question for c in found] == ["如何退款", "退款还没到账"][:limit]
    scores = [c.score for c in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_search_keeps_to_the_eligible(matcher: Matcher, analyzer: Analyzer) -> None:
    number = [e.id for e in matcher.entries].index("arrival")
    found = matcher.search(analyzer.analyze("退款"), matcher.mask([number]), 10)
    assert [c.id for c in found] == ["arrival"]
    assert matcher.search(analyzer.analyze("退款"), 0, 10) == ()


def test_the_guard_does_not_search(matcher: Matcher, analyzer: Analyzer) -> None:
    found = matcher.search(analyzer.analyze("关闭花呗"), matcher.index.everyone, 10)
    assert {"open", "close"} <= {c.id for c in found}


def test_threads_find_the_same(matcher: Matcher, ask: Ask) -> None:
    queries = ["退款要多久", "没收到货", "怎么换", "花呗怎么关", "确认收货"] * 4
    expected = [ask(matcher, q) for q in queries]
    gate, found = threading.Barrier(4), []

    def work() -> None:
        gate.wait(timeout=10)
        found.append([ask(matcher, q) for q in queries])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_a_match_pickles(matcher: Matcher, ask: Ask) -> None:
    for query in ("怎么关闭", "没收到", "怎么退款", ""):
        match = ask(matcher, query)
        assert pickle.loads(pickle.dumps(match)) == match


def test_a_long_query_is_matched_by_its_beginning(make_matcher: Make, ask: Ask) -> None:
    matcher = make_matcher(Entry(id="a", question="怎么退款", answer="…"), ("b", "多久发货"))
    assert ask(matcher, "怎么申请退款" + "啊" * 100_000).candidates[0].id == "a"
    assert ask(matcher, "龘" * 600 + "多久发货").candidates == ()
