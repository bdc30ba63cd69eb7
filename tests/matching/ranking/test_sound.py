"""The sound of questions: a wrong character that sounds right keeps its term."""

import math
from collections.abc import Callable, Sequence

import pytest

from xiaoer.matching.index.index import Index
from xiaoer.matching.index.weights import SCALE
from xiaoer.matching.ranking.sound import SoundView, sound_terms
from xiaoer.text.utterance import Utterance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("退款", "腿宽"),
        ("运费险", "运非线"),
        ("优惠券", "优惠劝"),
        ("什么", "神么"),
        ("女装", "旅装"),
    ],
)
def test_homophones_and_southern_accents_sound_the_same(one: str, other: str) -> None:
    assert sound_terms(one) == sound_terms(other)


def test_the_terms_are_syllables_and_pairs_of_neighbours() -> None:
    assert sound_terms("退款") == {"tui", "kuan", "tui kuan"}
    assert sound_terms("退款a") == {"tui", "kuan", "a", "tui kuan", "kuan a"}
    assert sound_terms("退") == {"tui"}
    assert sound_terms("") == frozenset()
    assert sound_terms("退款") != sound_terms("款退")


@pytest.fixture(scope="module")
def view(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> SoundView:
    rows = [(0, say("退款")), (0, say("款")), (1, say("退货")), (2, say("发票"))]
    return SoundView(make_index(rows).questions)


def square(df: int) -> int:
    """The squared weight of a sound that df of three entries have."""
    return round(SCALE * math.log(4 / (df + 0.5)) / math.log(4)) ** 2 + 1


def test_cosines_by_hand(view: SoundView) -> None:
    """A term counts once an entry; one that the corpus does not have is as rare as can be."""
    tui, kuan, pair, none = square(2), square(1), square(1), SCALE**2
    asked = math.sqrt(tui + kuan + pair)
    assert view.cosines("腿宽", [0, 1, 2, 3]) == pytest.approx(
        [1.0, kuan / (asked * math.sqrt(kuan)), tui / (asked * math.sqrt(tui + 2 * square(1))), 0.0]
    )
    unknown = math.sqrt(tui + 2 * none)
    assert view.cosines("退啊", [2]) == pytest.approx(
        [tui / (unknown * math.sqrt(tui + 2 * square(1)))]
    )


def test_what_has_no_sound_shares_none(view: SoundView) -> None:
    assert view.cosines("", [0, 3]) == [0.0, 0.0]
    assert view.cosines("天气", [0, 3]) == [0.0, 0.0]


def test_all_pairs_are_the_cosines(view: SoundView) -> None:
    pairs = view.gram([0, 2, 3])
    for row, key in zip(pairs, ("退款", "退货", "发票"), strict=True):
        assert row == pytest.approx(view.cosines(key, [0, 2, 3]))


def test_a_question_without_a_sound_divides_nothing(
    make_index: Callable[[Sequence[tuple[int, Utterance]]], Index], say: Callable[..., Utterance]
) -> None:
    view = SoundView(make_index([(0, say()), (1, say("退款"))]).questions)
    assert view.gram([0, 1]) == [[1.0, 0.0], [0.0, 1.0]]
    assert view.cosines("退款", [0, 1]) == pytest.approx([0.0, 1.0])
