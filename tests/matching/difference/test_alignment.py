"""Two texts side by side: shared words, pieces, and words that have changed places."""

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.matching.difference.alignment import Piece, align, swapped, trimmed

WORDS = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=7)


@given(WORDS, WORDS)
def test_nothing_is_lost(ours: list[str], theirs: list[str]) -> None:
    pairs, pieces = align(ours, theirs)
    assert all(ours[a] == theirs[b] for a, b in pairs)
    left = [word for piece in pieces for word in piece.ours]
    other = [word for piece in pieces for word in piece.theirs]
    assert sorted([*left, *(ours[a] for a, _ in pairs)]) == sorted(ours)
    assert sorted([*other, *(theirs[b] for _, b in pairs)]) == sorted(theirs)


def test_words_of_one_side_only_are_put_together() -> None:
    pieces = align(("怎么", "加入", "社群"), ("社群", "怎么", "退出")).pieces
    assert pieces == (Piece(("加入",), ("退出",)),)


def test_common_ends_are_cut() -> None:
    assert trimmed("上海发货吗", "北京发货吗") == ("上海", "北京", 0, 3)
    assert trimmed("甲甲", "甲") == ("甲", "", 1, 0)


def test_two_that_have_changed_places() -> None:
    assert swapped("供货商赔给代理商", "代理商赔给供货商") == ("供货商", "赔给", "代理商")
    assert swapped("甲乙丙", "丙甲乙") is None
    assert swapped("甲" * 20, "甲" * 20) is None
