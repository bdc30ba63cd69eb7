"""The quality that is promised, on the labelled queries and on the pairs of polarity.

`python -m tests.bench.quality` and `tests.bench.polarity` print the same figures by slice.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.bench.polarity import (
    Answered,
    Pair,
    ask_pairs,
    not_vetoed,
    opposite_answered,
    opposite_pairs,
    right_first,
    same_pairs,
)
from tests.service.material import FAQ, sample
from xiaoer.evaluation import Outcome, load_cases, outcomes, predict
from xiaoer.evaluation.measures import (
    Proportion,
    in_scope_answered,
    oos_answered,
    precision,
    top1,
)

pytestmark = pytest.mark.slow


def value(share: Proportion) -> float:
    """The share itself; the failing assertion shows hits and n beside it."""
    assert share.value is not None
    return share.value


# --- faq/queries.jsonl ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def found() -> tuple[Outcome, ...]:
    return outcomes(predict(sample()), load_cases(FAQ / "queries.jsonl"))


def test_the_denominators_are_what_they_should_be(found: tuple[Outcome, ...]) -> None:
    """All queries count, those without a candidate too."""
    inside = [outcome for outcome in found if outcome.case.in_scope]
    assert len(found) >= 900
    assert top1(found).n == in_scope_answered(found).n == len(inside)
    assert oos_answered(found).n == len(found) - len(inside)
    assert precision(found).n == sum(outcome.prediction.answered for outcome in found)


def test_no_query_is_exact(found: tuple[Outcome, ...]) -> None:
    """Such a query would measure nothing."""
    assert [o.case.q for o in found if o.prediction.confidence == 1.0] == []


def test_the_right_entry_is_first_for_85_percent_of_in_scope_queries(
    found: tuple[Outcome, ...],
) -> None:
    share = top1(found)
    assert value(share) >= 0.85, share


def test_60_percent_of_in_scope_queries_are_answered(found: tuple[Outcome, ...]) -> None:
    share = in_scope_answered(found)
    assert value(share) >= 0.60, share


def test_92_percent_of_the_answers_are_right(found: tuple[Outcome, ...]) -> None:
    """An answer to an out-of-scope query is a wrong one."""
    share = precision(found)
    assert value(share) >= 0.92, share


def test_8_percent_of_out_of_scope_queries_are_answered_at_most(
    found: tuple[Outcome, ...],
) -> None:
    share = oos_answered(found)
    assert value(share) <= 0.08, share


def test_a_wish_for_a_person_is_never_answered(found: tuple[Outcome, ...]) -> None:
    human = [outcome for outcome in found if outcome.case.slices["slice"] == "human"]
    assert len(human) >= 30
    assert not any(outcome.prediction.answered for outcome in human)


# --- polarity ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both() -> list[Answered]:
    """The wrong question and the right one in one corpus."""
    return ask_pairs(opposite_pairs())


@pytest.fixture(scope="module")
def wrong_only() -> list[Answered]:
    """The wrong question alone among others."""
    return ask_pairs(replace(pair, right=None) for pair in opposite_pairs())


@pytest.fixture(scope="module")
def same() -> list[Answered]:
    return ask_pairs(same_pairs())


def wrongly(found: Sequence[Answered]) -> list[str]:
    return [f"{one.pair.query} | {one.pair.wrong}" for one in found if one.gave == "wrong"]


def test_there_are_enough_pairs() -> None:
    """Distinct ones, of several kinds, each opposite with its right question."""
    for pairs in (opposite_pairs(), same_pairs()):
        assert len({pair.query for pair in pairs}) == len(pairs) >= 120
        assert len({pair.kind for pair in pairs}) >= 5
    assert all(pair.wrong and pair.right for pair in opposite_pairs())


def test_2_percent_get_the_opposite_s_answer_at_most_beside_the_right_one(
    both: list[Answered],
) -> None:
    share = opposite_answered(both)
    assert share.n >= 120
    assert value(share) <= 0.02, wrongly(both)


def test_2_percent_get_the_opposite_s_answer_at_most_where_it_stands_alone(
    wrong_only: list[Answered],
) -> None:
    share = opposite_answered(wrong_only)
    assert share.n >= 120
    assert value(share) <= 0.02, wrongly(wrong_only)


def test_85_percent_of_the_pairs_of_one_meaning_are_not_vetoed(same: list[Answered]) -> None:
    """With negators in them; nor is the right question kept from the first place."""
    share = not_vetoed(same)
    assert share.n >= 120
    assert value(share) >= 0.85, share
    assert value(right_first(same)) >= 0.85


def test_the_pairs_are_asked_of_a_corpus_with_both_questions_and_others() -> None:
    """Asked literally, each question is answered with its own side."""
    pair = Pair(query="怎么关闭免密", wrong="怎么开通免密", right="怎么关闭免密", kind="x")
    turned = replace(pair, query="怎么开通免密")
    (right,), (wrong,) = ask_pairs([pair]), ask_pairs([turned])
    assert (right.gave, wrong.gave) == ("right", "wrong")
    assert opposite_answered([right, wrong]) == (1, 2)
