"""From the pool to candidates: exact cosines in two views, best first."""

import math
from collections.abc import Callable, Sequence

import pytest

from xiaoer.matching.index.index import Index
from xiaoer.matching.index.nominate import Scored, by_entry, score_pool
from xiaoer.text.utterance import Utterance


@pytest.fixture(scope="module")
def index(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> Index:
    return make_index(
        [
            (1, say("怎么", "退钱", folded=("怎么", "退款"))),
            (0, say("退款")),
            (2, say("发票")),
            (0, say("退款")),
            (2, say("怎么", "办")),
        ]
    )


def naive(index: Index, left: frozenset[str], right: frozenset[str]) -> float:
    def length(terms: frozenset[str]) -> float:
        return math.sqrt(sum(index.weights.square(t) for t in terms))

    shared = sum(index.weights.square(t) for t in left & right)
    return shared / (length(left) * length(right))


@pytest.mark.parametrize(
    ("words", "folded"),
    [(("如何", "退款"), ("怎么", "退款")), (("怎么", "退款"), None), (("退钱",), ("退款",))],
)
def test_both_cosines_by_hand(
    index: Index,
    say: Callable[..., Utterance],
    words: tuple[str, ...],
    folded: tuple[str, ...] | None,
) -> None:
    """What the customer wrote beside what was written, and both after folding."""
    terms = index.query_terms(say(*words, folded=folded))
    for found in score_pool(index, terms, range(5)):
        number = found.question.number
        question = index.questions[number]
        assert found.folded == pytest.approx(naive(index, terms.folded, question.folded))
        assert found.written == pytest.approx(naive(index, terms.written, question.written))
        assert found.mean == pytest.approx((found.folded + found.written) / 2)


def test_synonyms_are_close_after_folding_only(index: Index, say: Callable[..., Utterance]) -> None:
    terms = index.query_terms(say("如何", "退款", folded=("怎么", "退款")))
    scored = {s.question.number: s for s in score_pool(index, terms, range(5))}
    assert scored[0].folded == pytest.approx(1.0)
    assert scored[0].written < scored[1].written
    assert scored[2].mean == 0.0


def test_the_best_are_first_and_ties_go_to_the_smaller_number(
    index: Index, say: Callable[..., Utterance]
) -> None:
    scored = score_pool(index, index.query_terms(say("退款")), [4, 3, 2, 1, 0])
    assert [s.question.number for s in scored] == [1, 3, 0, 2, 4]
    assert scored[0].mean == scored[1].mean == pytest.approx(1.0)


def test_an_empty_query_has_no_cosine(index: Index, say: Callable[..., Utterance]) -> None:
    scored = score_pool(index, index.query_terms(say()), range(5))
    assert {(s.folded, s.written) for s in scored} == {(0.0, 0.0)}


def test_entries_come_in_the_order_of_their_best_question(index: Index) -> None:
    order = [Scored(question=index.questions[n], folded=0.5, written=0.5) for n in (3, 0, 1, 4)]
    groups = by_entry(order)
    assert list(groups) == [0, 1, 2]
    assert [[s.question.number for s in items] for items in groups.values()] == [[3, 1], [0], [4]]
    assert by_entry([]) == {}
