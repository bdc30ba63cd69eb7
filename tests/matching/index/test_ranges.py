"""Ranges of questions: as sets of bits for each entry, without their square growth."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.matching.index.bitsum import members
from xiaoer.matching.index.ranges import Ranges

SIZES = st.lists(st.integers(0, 4), min_size=1, max_size=12)


def questions(sizes: list[int]) -> list[int]:
    return [entry for entry, size in enumerate(sizes) for _ in range(size)]


@given(SIZES, st.integers(0, 2**48 - 1))
def test_says_what_sets_of_bits_say(sizes: list[int], among: int) -> None:
    of = questions(sizes)
    among &= (1 << len(of)) - 1
    ranges = Ranges(of, len(sizes))
    masks = [sum(1 << n for n, own in enumerate(of) if own == entry) for entry in range(len(sizes))]
    for entry, mask in enumerate(masks):
        assert ranges.mask([entry]) == mask
        assert list(ranges[entry]) == members(mask)
        assert ranges.within(entry, among) == members(mask & among)
        assert ranges.has(entry, among) == bool(mask & among)
        assert ranges.is_partly(entry, among) == bool(mask & among and mask & ~among)
    assert ranges.mask(range(0, len(sizes), 2)) == sum(masks[::2])
    assert ranges.mask([]) == 0
    assert ranges.touched(among) == [n for n, mask in enumerate(masks) if mask & among]


def test_an_entry_costs_the_same_in_a_large_corpus() -> None:
    held = [sys.getsizeof(Ranges(range(n), n)._starts) / n for n in (1_000, 20_000)]
    assert held[1] < 1.2 * held[0] < 12
