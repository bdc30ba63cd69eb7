"""The index looks at all questions at once, and finds what looking at each one would find."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.matching.index import index as module
from xiaoer.matching.index.index import Index, QueryTerms
from xiaoer.matching.index.terms import view_terms
from xiaoer.text.utterance import Utterance

MakeIndex = Callable[[Sequence[tuple[int, Utterance]]], Index]
WORD = st.sampled_from(["退款", "退货", "多久", "到账", "怎么", "如何", "款", "a"])
FOLDED = {"如何": "怎么", "款": "退款"}
WORDS = st.lists(WORD, min_size=1, max_size=4).map(tuple)
LAW = settings(max_examples=scaled(150), deadline=None)


def folding(say: Callable[..., Utterance], words: Sequence[str]) -> Utterance:
    """An utterance whose folded words are others."""
    return say(*words, folded=[FOLDED.get(word, word) for word in words])


def naive_scores(index: Index, terms: QueryTerms, among: int | None = None) -> dict[int, int]:
    """Question → its integer sum, each looked at by itself; only those that share a term."""
    query = terms.folded | terms.written
    coarse = {
        q.number: sum(index.weights[t] // module._COARSE for t in q.folded | q.written)
        // module._LENGTH_SHARE
        for q in index.questions
    }
    longest = max(coarse.values(), default=0)
    return {
        q.number: longest
        - coarse[q.number]
        + sum(max(index.weights[t] // module._COARSE, 1) for t in query & (q.folded | q.written))
        for q in index.questions
        if query & (q.folded | q.written) and (among is None or among >> q.number & 1)
    }


def naive_pool(scores: dict[int, int], size: int) -> list[int]:
    if len(scores) <= size:
        return sorted(scores)
    border = sorted(scores.values(), reverse=True)[size - 1]
    return sorted(number for number, score in scores.items() if score >= border)


def check(index: Index, terms: QueryTerms, among: int | None, size: int) -> list[int]:
    """The pool, which must be that of the naive ranking."""
    pool = index.pool(terms, among, size)
    assert pool == naive_pool(naive_scores(index, terms, among), size)
    return pool


@LAW
@given(
    st.lists(WORDS, min_size=1, max_size=14),
    WORDS,
    st.integers(1, 6),
    st.none() | st.integers(0, 2**14 - 1),
)
def test_the_pool_is_that_of_an_exhaustive_ranking(
    make_index: MakeIndex,
    say: Callable[..., Utterance],
    rows: list[tuple[str, ...]],
    query: tuple[str, ...],
    size: int,
    among: int | None,
) -> None:
    """By the same integer sums, ties at the border all in, among any set of questions."""
    index = make_index([(number % 5, folding(say, words)) for number, words in enumerate(rows)])
    check(index, index.query_terms(folding(say, query)), among, size)


def test_ties_at_the_border_are_all_in(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    index = make_index([(n, say("退款", "多久")) for n in range(9)] + [(9, say("多久"))])
    assert index.pool(index.query_terms(say("退款")), size=3) == list(range(9))


def test_short_questions_come_before_long_ones(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    rows = [
        (0, say("退款", "到账", "需要", "多少", "天")),
        (1, say("退款", "到账")),
        (2, say("退款")),
    ]
    index = make_index(rows)
    assert index.pool(index.query_terms(say("退款")), size=1)[-1] == 2
    scores = naive_scores(index, index.query_terms(say("退款")))
    assert scores[2] > scores[1] > scores[0]


def test_zero_evidence_gives_an_empty_pool(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    index = make_index([(0, say("退款")), (1, say("发票"))])
    assert index.pool(index.query_terms(say("天气"))) == []
    assert index.pool(index.query_terms(say())) == []
    assert index.pool(index.query_terms(say("退款")), among=0) == []
    assert make_index([]).pool(index.query_terms(say("退款"))) == []


def test_excluded_questions_stay_out(make_index: MakeIndex, say: Callable[..., Utterance]) -> None:
    index = make_index([(0, say("退款")), (1, say("退款", "多久")), (2, say("退款", "到账"))])
    terms = index.query_terms(say("退款"))
    assert index.everyone == 0b111
    for among in range(8):
        assert index.pool(terms, among) == [n for n in range(3) if among >> n & 1]


def test_the_default_size_is_that_of_the_module(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    rows = [(n, say("退款", *"甲乙丙丁戊己庚辛"[: n % 8], chr(0x5000 + n))) for n in range(200)]
    index = make_index(rows)
    terms = index.query_terms(say("退款"))
    assert index.pool(terms) == index.pool(terms, size=module.POOL)
    assert module.POOL <= len(index.pool(terms)) < 200


@pytest.fixture(scope="module")
def large(make_index: MakeIndex, say: Callable[..., Utterance]) -> Index:
    """More questions than the index keeps wholly as sets of bits."""
    rng = random.Random(1)
    common = [chr(0x4E00 + n) for n in range(12)]
    rare = [chr(0x5000 + n) for n in range(1500)]
    rows = [
        (number // 3, say(*rng.sample(common, rng.randint(1, 3)), *rng.sample(rare, 2)))
        for number in range(4200)
    ]
    return make_index(rows)


def test_a_large_corpus_has_lists_and_sets(large: Index) -> None:
    postings = large._postings.values()
    lists = [len(posting) for posting in postings if isinstance(posting, tuple)]
    sets = [posting.bit_count() for posting in postings if isinstance(posting, int)]
    assert lists
    assert sets
    assert max(lists) < min(sets), "the rare terms are lists"


@pytest.mark.parametrize("size", [1, 48, 400])
def test_in_a_large_corpus_the_pool_is_that_of_an_exhaustive_ranking(
    large: Index, say: Callable[..., Utterance], size: int
) -> None:
    rng = random.Random(2)
    for _ in range(6):
        words = say(chr(0x4E00 + rng.randrange(12)), chr(0x5000 + rng.randrange(1500)))
        among = rng.choice([None, rng.getrandbits(4200)])
        assert check(large, large.query_terms(words), among, size)


def test_lists_of_questions_equal_sets_of_bits(large: Index) -> None:
    """A term kept as a list becomes the set that a small corpus would keep."""
    with_term: dict[str, int] = {}
    for question in large.questions:
        for term in question.folded | question.written:
            with_term[term] = with_term.get(term, 0) | 1 << question.number
    assert large._postings.keys() == with_term.keys()
    assert all(large._bits(term) == bits for term, bits in with_term.items())


def test_a_term_without_questions_has_no_bits(large: Index) -> None:
    assert large._bits("w没有") == 0


def test_questions_carry_their_terms_and_lengths(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    index = make_index([(3, say("如何", "退", folded=("怎么", "退")))])
    (question,) = index.questions
    assert (question.number, question.entry, question.text) == (0, 3, "如何退")
    assert question.folded == set(view_terms(("怎么", "退")))
    assert question.written == set(view_terms(("如何", "退")))
    weights = [index.weights[t] for t in question.folded]
    assert question.folded_norm == pytest.approx(sum(w * w for w in weights) ** 0.5)
    assert index.overlap(question.folded, question.written) == sum(
        index.weights[t] ** 2 for t in ("w退", "c退")
    )


def test_terms_that_the_corpus_lacks_count_in_the_length_of_a_query(
    make_index: MakeIndex, say: Callable[..., Utterance]
) -> None:
    index = make_index([(0, say("退款"))])
    known, unknown = index.query_terms(say("退款")), index.query_terms(say("退款", "龘"))
    assert known.folded_norm == index.questions[0].folded_norm
    extra = sum(index.weights[t] ** 2 for t in ("w龘", "c龘", "b款龘"))
    assert unknown.folded_norm == pytest.approx((known.folded_norm**2 + extra) ** 0.5)


def test_a_term_counts_once_an_entry(make_index: MakeIndex, say: Callable[..., Utterance]) -> None:
    """An entry with many variants does not make its own words common."""
    once = make_index([(0, say("退款")), (1, say("发票"))])
    often = make_index([(0, say("退款")), (0, say("退款", "款")), (1, say("发票"))])
    assert often.weights["w退款"] == once.weights["w退款"]


@LAW
@given(st.lists(WORDS, min_size=1, max_size=8), WORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_questions_changes_no_sum(
    make_index: MakeIndex,
    say: Callable[..., Utterance],
    rows: list[tuple[str, ...]],
    query: tuple[str, ...],
    random: random.Random,
) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    one = make_index([(n, say(*rows[n])) for n in range(len(rows))])
    other = make_index([(n, say(*rows[n])) for n in order])
    terms = one.query_terms(say(*query))
    assert other.query_terms(say(*query)) == terms
    found = {other.questions[n].entry for n in other.pool(terms, size=3)}
    assert found == set(one.pool(terms, size=3))
