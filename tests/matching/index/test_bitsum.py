"""Sums over bits of integers equal sums over lists."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.matching.index.bitsum import add_weighted, members, top

SIZE = 12
SET = st.integers(0, 2**SIZE - 1)
WEIGHTED = st.lists(st.tuples(SET, st.integers(0, 40)), max_size=9)
LAW = settings(max_examples=scaled(200), deadline=None)


def naive_sums(weighted: list[tuple[int, int]]) -> list[int]:
    return [sum(w for members, w in weighted if members >> d & 1) for d in range(SIZE)]


def sums_of(planes: list[int]) -> list[int]:
    return [sum((plane >> d & 1) << k for k, plane in enumerate(planes)) for d in range(SIZE)]


def naive_top(sums: list[int], among: int, count: int) -> list[int]:
    """Those whose sum is at least that of the count-th best."""
    numbers = [d for d in range(SIZE) if among >> d & 1]
    if len(numbers) <= count:
        return numbers
    border = sorted((sums[d] for d in numbers), reverse=True)[count - 1]
    return [d for d in numbers if sums[d] >= border]


@LAW
@given(WEIGHTED)
def test_planes_hold_the_sums(weighted: list[tuple[int, int]]) -> None:
    assert sums_of(add_weighted([], weighted)) == naive_sums(weighted)


@pytest.mark.slow
@LAW
@given(WEIGHTED, WEIGHTED)
def test_sums_add_to_sums(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    planes = add_weighted([], first)
    before = list(planes)
    assert sums_of(add_weighted(planes, second)) == naive_sums(first + second)
    assert planes == before, "what is given is not changed"


@LAW
@given(WEIGHTED, st.randoms(use_true_random=False))
def test_the_order_of_the_sets_changes_nothing(weighted: list[tuple[int, int]], random) -> None:
    shuffled = list(weighted)
    random.shuffle(shuffled)
    assert sums_of(add_weighted([], shuffled)) == sums_of(add_weighted([], weighted))


def test_nothing_and_no_weight_add_nothing() -> None:
    assert add_weighted([], []) == []
    assert add_weighted([], [(0b101, 0)]) == []


def test_a_thousand_sets_carry_far() -> None:
    assert sums_of(add_weighted([], [(0b11, 1000)] * 1000))[:3] == [10**6, 10**6, 0]


@LAW
@given(WEIGHTED, SET, st.integers(1, SIZE))
@example([(0b01, 2), (0b10, 1)], 0b111, 1)
def test_the_top_is_exactly_the_best_and_those_tied_with_the_last(
    weighted: list[tuple[int, int]], among: int, count: int
) -> None:
    found = members(top(add_weighted([], weighted), among, count))
    assert found == naive_top(naive_sums(weighted), among, count)


@LAW
@given(WEIGHTED, SET, st.permutations(range(SIZE)), st.integers(1, SIZE))
def test_renumbering_changes_nothing(
    weighted: list[tuple[int, int]], among: int, order: list[int], count: int
) -> None:
    """Ties at the border are all in, so numbers decide nothing."""

    def moved(numbers: int) -> int:
        return sum(1 << order[d] for d in members(numbers))

    found = top(add_weighted([], weighted), among, count)
    other = top(add_weighted([], [(moved(m), w) for m, w in weighted]), moved(among), count)
    assert other == moved(found)


@given(st.sets(st.integers(0, 300)))
def test_members_are_the_bits_ascending(numbers: set[int]) -> None:
    assert members(sum(1 << n for n in numbers)) == sorted(numbers)
