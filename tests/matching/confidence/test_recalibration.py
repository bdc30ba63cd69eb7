import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.matching.confidence.recalibration import Recalibration

SHARES = st.floats(0, 1)
PLATT = st.builds(
    Recalibration, method=st.just("platt"), slope=st.floats(0.01, 20), offset=st.floats(-30, 30)
)


@st.composite
def isotonic(draw: st.DrawFn) -> Recalibration:
    inner = st.floats(0, 1, exclude_min=True, exclude_max=True)
    lefts = sorted(draw(st.sets(inner, max_size=6)))
    values = sorted(draw(st.lists(SHARES, min_size=len(lefts), max_size=len(lefts))))
    points = ((0.0, 0.0), *zip(lefts, values, strict=True), (1.0, 1.0))
    return Recalibration(method="isotonic", points=points)


MAPS = PLATT | isotonic()


@given(MAPS, SHARES, SHARES)
def test_it_never_falls_and_stays_a_probability(found: Recalibration, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= found.apply(low) <= found.apply(high) <= 1.0


@given(MAPS)
def test_0_and_1_stay(found: Recalibration) -> None:
    assert (found.apply(0.0), found.apply(1.0)) == (0.0, 1.0)


@given(MAPS)
def test_as_json_and_back_it_is_the_same(found: Recalibration) -> None:
    assert Recalibration.from_dict(found.to_dict()) == found
    assert pickle.loads(pickle.dumps(found)) == found


def test_platt_is_logistic_in_the_log_odds() -> None:
    found = Recalibration(method="platt", slope=2.0, offset=-1.0)
    odds = math.log(0.8 / 0.2)
    assert found.apply(0.8) == pytest.approx(1 / (1 + math.exp(-(2 * odds - 1))))
    same = Recalibration(method="platt")
    assert [same.apply(c) for c in (0.1, 0.5, 0.99)] == pytest.approx([0.1, 0.5, 0.99])


def test_isotonic_draws_lines_between_its_points() -> None:
    points = ((0.0, 0.0), (0.5, 0.2), (0.8, 0.2), (1.0, 1.0))
    found = Recalibration(method="isotonic", points=points)
    told = [found.apply(c) for c in (0.25, 0.5, 0.6, 0.8, 0.9)]
    assert told == pytest.approx([0.1, 0.2, 0.2, 0.2, 0.6])


@pytest.mark.parametrize(
    "points",
    [
        (),
        ((0.0, 0.0),),
        ((0.0, 0.1), (1.0, 1.0)),
        ((0.0, 0.0), (1.0, 0.9)),
        ((0.0, 0.0), (0.5, 0.6), (0.7, 0.5), (1.0, 1.0)),
        ((0.0, 0.0), (0.5, 0.5), (0.5, 0.6), (1.0, 1.0)),
        ((0.0, 0.0), (float("nan"), 0.5), (1.0, 1.0)),
    ],
)
def test_points_that_do_not_rise_are_refused(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="points must rise"):
        Recalibration(method="isotonic", points=points)


@pytest.mark.parametrize(
    ("slope", "offset"), [(0.0, 0.0), (-1.0, 0.0), (math.nan, 0.0), (math.inf, 0.0), (1, math.inf)]
)
def test_a_falling_slope_is_refused(slope: float, offset: float) -> None:
    with pytest.raises(ValueError, match="slope must be above 0"):
        Recalibration(method="platt", slope=slope, offset=offset)
