"""Which entries have which words."""

from collections.abc import Callable

from xiaoer.matching.matcher import Matcher

Make = Callable[..., Matcher]


def test_entries_are_found_by_all_of_the_words(make_matcher: Make) -> None:
    matcher = make_matcher(("a", "怎么退款"), ("b", "退款多久到账", "多久退货"), ("c", "退货"))
    assert matcher.entries_with(["退款"]) == {0, 1}
    assert matcher.entries_with(["退款", "退货"]) == {1}
    assert matcher.entries_with(["退款", "天气"]) == frozenset()


def test_without_words_every_entry_is_found(make_matcher: Make) -> None:
    assert make_matcher(("a", "怎么退款"), ("b", "退货")).entries_with(()) == {0, 1}
    assert make_matcher().entries_with(()) == frozenset()
