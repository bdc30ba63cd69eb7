"""The kernel equals its textbook form: cosines one by one, and a naive linear solver."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.matching.ranking.kernel import RIDGE, gram, powered, ridge

SQUARES = {term: (100 * n + 7) ** 2 for n, term in enumerate("abcdefgh")}
QUESTION = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
QUESTIONS = st.lists(QUESTION, min_size=1, max_size=7)
LAW = settings(max_examples=scaled(150), deadline=None)


def norm(terms: frozenset[str], squares: dict[str, int] = SQUARES) -> float:
    return math.sqrt(sum(squares[t] for t in terms))


def cosines(
    questions: list[frozenset[str]], squares: dict[str, int] = SQUARES
) -> list[list[float]]:
    return [
        [sum(squares[t] for t in a & b) / (norm(a, squares) * norm(b, squares)) for b in questions]
        for a in questions
    ]


def solve(rows: list[list[float]], target: list[float]) -> list[float]:
    """Gauss's elimination with the largest pivot."""
    table = [[*row, value] for row, value in zip(rows, target, strict=True)]
    for i in range(len(table)):
        pivot = max(range(i, len(table)), key=lambda r: abs(table[r][i]))
        table[i], table[pivot] = table[pivot], table[i]
        for r in range(len(table)):
            if r != i:
                share = table[r][i] / table[i][i]
                table[r] = [a - share * b for a, b in zip(table[r], table[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(table)]


@LAW
@given(QUESTIONS)
def test_the_gram_matrix_has_the_cosines_of_all_pairs(questions: list[frozenset[str]]) -> None:
    found = gram(questions, SQUARES, [norm(q) for q in questions])
    for row, expected in zip(found, cosines(questions), strict=True):
        assert row == pytest.approx(expected, abs=1e-12)
    assert all(found[i][i] == 1.0 for i in range(len(questions)))


def test_a_query_as_long_as_may_be_by_default_fits() -> None:
    """512 characters are at most 1,535 terms, and no weight is above 1000."""
    squares = {f"t{n}": 10**6 for n in range(1535)}
    questions = [frozenset(squares)] * 3
    assert gram(questions, squares, [norm(questions[0], squares)] * 3) == pytest.approx(
        [pytest.approx([1.0] * 3)] * 3
    )


@pytest.mark.parametrize("shared", [4300, 30_000])
def test_questions_as_long_as_the_settings_allow_fit(shared: int) -> None:
    squares = {f"t{n}": 10**6 for n in range(shared)}
    questions = [frozenset(squares), frozenset(squares), frozenset(["t0"])]
    found = gram(questions, squares, [norm(q, squares) for q in questions])
    assert found[0] == pytest.approx([1.0, 1.0, shared**-0.5])


@LAW
@given(QUESTIONS, st.data())
def test_ridge_solves_the_regularized_system(
    questions: list[frozenset[str]], data: st.DataObject
) -> None:
    """Also where two questions are the same, so that K alone has no inverse."""
    rows = cosines(questions)
    count = len(rows)
    value = st.floats(0, 1, allow_subnormal=False)
    target = data.draw(st.lists(value, min_size=count, max_size=count))
    penalty = data.draw(st.sampled_from([RIDGE, 0.1, 1.0]))
    regular = [
        [value + (penalty if i == j else 0.0) for j, value in enumerate(row)]
        for i, row in enumerate(rows)
    ]
    before = [list(row) for row in rows]
    assert ridge(rows, target, penalty) == pytest.approx(solve(regular, target), abs=1e-9)
    assert rows == before


def test_the_usual_penalty() -> None:
    rows, target = [[1.0, 0.5], [0.5, 1.0]], [0.9, 0.2]
    assert ridge(rows, target) == ridge(rows, target, RIDGE)
    assert ridge(rows, target) != ridge(rows, target, 2 * RIDGE)


def test_by_hand() -> None:
    """(1 + λ) z = k for one question; two that share nothing are solved apart."""
    assert ridge([[1.0]], [0.65], 0.3) == pytest.approx([0.5])
    assert ridge([[1.0, 0.0], [0.0, 1.0]], [0.65, 1.3], 0.3) == pytest.approx([0.5, 1.0])
    assert ridge([], []) == []


def test_what_rivals_share_cancels() -> None:
    """Cosines of .8 and 1 become .24 / 1.05 and .66 / 1.05: the rival's share falls by half."""
    z = ridge([[1.0, 0.8], [0.8, 1.0]], [0.8, 1.0], 0.3)
    assert z == pytest.approx([0.24 / 1.05, 0.66 / 1.05])


@pytest.mark.parametrize("power", [1, 2, 3])
def test_powers_are_taken_of_every_value(power: int) -> None:
    rows = [[1.0, 0.5], [0.25, 1.0]]
    assert powered(rows, power) == [[1.0, 0.5**power], [0.25**power, 1.0]]
