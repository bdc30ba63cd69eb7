"""Terms: words, characters, and pairs of neighbours."""

import pytest

from xiaoer.matching.index.terms import character_terms, view_terms, word_terms


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ((), []),
        (("退",), ["w退", "c退"]),
        (("怎么", "退"), ["w怎么", "w退", "c怎", "c么", "c退", "b怎么", "b么退"]),
        (("退", "退"), ["w退", "w退", "c退", "c退", "b退退"]),
        (("a1",), ["wa1", "ca", "c1", "ba1"]),
    ],
)
def test_the_terms_of_a_view(words: tuple[str, ...], terms: list[str]) -> None:
    assert view_terms(words) == terms


def test_pairs_reach_across_words_and_spaces() -> None:
    assert "b款多" in view_terms(("退款", "多久"))
    assert character_terms("退 款") == ["c退", "c款", "b退款"]


def test_a_word_a_character_and_a_pair_never_meet() -> None:
    """The first letter tells their kinds apart, also where the texts are the same."""
    terms = {*word_terms(["退款", "退"]), *character_terms("退款")}
    assert terms == {"w退款", "w退", "c退", "c款", "b退款"}
