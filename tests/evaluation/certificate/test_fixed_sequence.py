"""The certificate holds as often as it says, and is found where there is one."""

from itertools import pairwise
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.certificate.fixed_sequence import STARTS, Judged, certify, fewest, grid
from xiaoer.evaluation.certificate.outlook import answers_needed, outlook

CONFIDENCES = st.lists(st.sampled_from((0.1, 0.2, 0.5, 0.9)) | st.floats(0, 1), max_size=400)


def right(n: int) -> list[Judged]:
    return [Judged(1 - i / (2 * n), False) for i in range(n)]


# --- where it starts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("max_risk", "level", "n"),
    [(0.05, 0.05, 59), (0.10, 0.05, 29), (0.01, 0.05, 299), (0.5, 0.5, 1), (0.05, 0.01, 90)],
)
def test_the_fewest_answers_without_an_error(max_risk: float, level: float, n: int) -> None:
    assert fewest(max_risk, level) == n
    assert m.binomial_tail(0, n, max_risk) <= level < m.binomial_tail(0, n - 1, max_risk)


def test_59_right_answers_certify_five_per_cent_and_58_do_not() -> None:
    assert certify(right(58), 0.05, 0.95) is None
    found = certify(right(59), 0.05, 0.95)
    assert found is not None
    assert (found.answered, found.wrong, found.threshold) == (59, 0, right(59)[-1].confidence)
    assert found.bound == pytest.approx(m.upper_bound(0, 59))


def test_one_early_error_does_not_end_the_walk() -> None:
    """A walk from the very first answer would certify nothing."""
    rows = [*right(1000)]
    rows[0] = rows[0]._replace(wrong=True)
    found = certify(rows, 0.05, 0.95)
    assert found is not None
    assert found.answered == 1000


def test_a_later_start_goes_on_where_an_earlier_one_stopped() -> None:
    """Errors among the surest end the first walk; the risk of all is small all the same."""
    rows = [one._replace(wrong=5 <= at < 20) for at, one in enumerate(right(2000))]
    found = certify(rows, 0.05, 0.95)
    assert found is not None
    assert found.answered == 2000
    assert found.level < 0.05


# --- the grid ---------------------------------------------------------------------------------


@given(CONFIDENCES, st.sampled_from((0.05, 0.1, 0.3)), st.sampled_from((0.05, 0.1)))
def test_the_grid_runs_from_strict_to_lax_and_shares_all_of_delta(
    confidences: list[float], max_risk: float, delta: float
) -> None:
    steps = grid(confidences, max_risk, delta)
    if not steps:
        assert len(confidences) < fewest(max_risk, delta)
        return
    assert all(a.threshold > b.threshold for a, b in pairwise(steps))
    assert sum(step.level for step in steps) == pytest.approx(delta)
    assert 1 <= sum(step.level > 0 for step in steps) <= STARTS
    assert steps[0].level > 0
    assert steps[0].answered >= fewest(max_risk, delta)
    assert steps[-1].answered == len(confidences)
    for step in steps:
        assert step.answered == sum(c >= step.threshold for c in confidences)


@given(st.lists(st.tuples(st.sampled_from((0.1, 0.3, 0.7, 0.9)), st.booleans()), max_size=300))
def test_what_is_certified_is_counted_with_all_its_ties(rows: list[tuple[float, bool]]) -> None:
    judged = [Judged(c, wrong) for c, wrong in rows]
    found = certify(judged, 0.3, 0.9)
    assert found == certify(judged[::-1], 0.3, 0.9)
    if found is not None:
        reached = [one for one in judged if one.confidence >= found.threshold]
        assert found.answered == len(reached)
        assert found.wrong == sum(one.wrong for one in reached)
        assert m.upper_bound(found.wrong, found.answered, 0.9) <= found.bound <= 0.3


@given(st.lists(st.booleans(), min_size=100, max_size=200), st.randoms())
def test_the_grid_does_not_look_at_labels(wrong: list[bool], random: object) -> None:
    """With every confidence equal there is one threshold, whatever the labels."""
    judged = [Judged(0.5, one) for one in wrong]
    steps = grid([one.confidence for one in judged], 0.05, 0.05)
    assert [(step.threshold, step.answered) for step in steps] == [(0.5, len(wrong))]
    holds = m.upper_bound(sum(wrong), len(wrong)) <= 0.05
    assert (certify(judged, 0.05, 0.95) is not None) is holds


# --- (a) simulations with a known risk --------------------------------------------------------

DRAWS, N, LIMIT, DELTA = 2000, 400, 0.05, 0.05
ALLOWED = DELTA + 2 * sqrt(DELTA * (1 - DELTA) / DRAWS)


@pytest.mark.slow
def test_flat_risk_just_above_the_limit_is_rarely_certified() -> None:
    random, violations = Random(1), 0
    for _ in range(DRAWS):
        rows = [Judged(random.random(), random.random() < LIMIT + 0.001) for _ in range(N)]
        violations += certify(rows, LIMIT, 1 - DELTA) is not None
    assert violations / DRAWS <= ALLOWED


@pytest.mark.slow
def test_of_a_rising_risk_no_more_than_the_limit_is_certified() -> None:
    """P(wrong) at confidence c is (1 − c)³, so that the risk of c ≥ t is (1 − t)³/4."""
    random, violations, certified = Random(2), 0, 0
    for _ in range(DRAWS):
        drawn = [random.random() for _ in range(N)]
        rows = [Judged(c, random.random() < (1 - c) ** 3) for c in drawn]
        found = certify(rows, LIMIT, 1 - DELTA)
        certified += found is not None
        violations += found is not None and (1 - found.threshold) ** 3 / 4 > LIMIT
    assert violations / DRAWS <= ALLOWED
    assert certified / DRAWS > 0.5


@pytest.mark.slow
def test_an_uncorrected_scan_would_violate_it() -> None:
    """What the fixed sequence is for: the same draws, each threshold tested for itself."""
    random, violations = Random(1), 0
    for _ in range(300):
        rows = [Judged(random.random(), random.random() < LIMIT + 0.001) for _ in range(N)]
        steps = grid([one.confidence for one in rows], LIMIT, DELTA)
        rows.sort(reverse=True)
        violations += any(
            m.binomial_tail(sum(r.wrong for r in rows[: s.answered]), s.answered, LIMIT) <= DELTA
            for s in steps
        )
    assert violations / 300 > 2 * DELTA


def test_noise_escalates_everything() -> None:
    """(d) Half of the answers are wrong, whatever the confidence says."""
    random = Random(3)
    for _ in range(200):
        rows = [Judged(random.random(), random.random() < 0.5) for _ in range(N)]
        assert certify(rows, 0.10, 0.95) is None


# --- what it would take -----------------------------------------------------------------------


@given(st.integers(0, 40), st.sampled_from((0.05, 0.1, 0.2)))
def test_the_answers_needed_are_enough_unless_the_rate_is_too_high(
    wrong: int, max_risk: float
) -> None:
    rate = wrong / 200
    n = answers_needed(rate, max_risk, 0.95)
    if rate >= max_risk:
        assert n is None
    else:
        assert n is not None
        assert n >= 1
        assert m.upper_bound(-(-wrong * n // 200), n) <= max_risk + 1e-9


def test_the_outlook_names_queries_not_answers() -> None:
    """Of 100 queries half are answered, 2 of them wrong."""
    rows = [Judged(1 - i / 100, i in (30, 40)) for i in range(50)]
    found = outlook(rows, 100, 0.05, 0.95)
    assert found is not None
    seen = rows[: found.answered]
    assert found.threshold == seen[-1].confidence
    assert found.wrong == sum(one.wrong for one in seen)
    assert found.at_zero == -(-59 * 100 // found.answered)
    # no error was seen there
    assert found.wrong == 0
    assert found.at_rate == found.at_zero


def test_the_outlook_says_never_where_every_rate_is_too_high() -> None:
    rows = [Judged(1 - i / 100, i % 2 == 0) for i in range(50)]
    found = outlook(rows, 100, 0.05, 0.95)
    assert found is not None
    assert found.at_rate is None
    assert found.at_zero >= 59
    assert outlook([], 100, 0.05, 0.95) is None
