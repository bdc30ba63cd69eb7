"""The measures of decisions, selection and pairs against slow ones, scikit-learn and scipy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation.scripted import OUTCOMES, SOME_OUTCOMES, outcome
from tests.examples import scaled
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.evaluation.labelled.figures import RISKS, figures_of
from xiaoer.evaluation.labelled.headline import COMPARED, HEADLINES, headline, headline_differences

HEADLINE_MEASURES: dict[str, m.Measure] = {
    "top1": lambda r: m.top1(r).value,
    "coverage": lambda r: m.coverage(r).value,
    "precision": lambda r: m.precision(r).value,
    "coverage_at_5": lambda r: m.coverage_at_precision(r, 1 - 0.05),
}


def same(a: float | None, b: float | None) -> bool:
    return a is None and b is None if a is None or b is None else abs(a - b) <= 1e-9


@given(OUTCOMES)
def test_needless_escalations(rows: list[Outcome]) -> None:
    hits = n = 0
    for case, said in rows:
        if len(case.gold) == 0:
            continue
        n += 1
        if said.answered or said.action in ("clarify", "chat", "suppressed") or said.held:
            continue
        hits += bool(said.ranking) and said.ranking[0] in case.gold
    assert m.needless_escalations(rows) == (hits, n)


@pytest.mark.slow
@given(OUTCOMES)
def test_questions_back(rows: list[Outcome]) -> None:
    asked = [row for row in rows if row.prediction.action == "clarify"]
    good = [c for c, p in asked if any(g == choice for g in c.gold for choice in p.choices)]
    assert m.clarify_rate(rows) == (len(asked), len(rows))
    assert m.clarify_success(rows) == (len(good), len(asked))


@pytest.mark.slow
@given(OUTCOMES)
def test_macro_top1(rows: list[Outcome]) -> None:
    shares = []
    for id in "abc":
        mine = [o for o in rows if o.case.gold and o.case.gold[0] == id]
        if mine:
            shares.append(sum(o.top_is_right for o in mine) / len(mine))
    assert same(figures_of(rows).macro_top1, sum(shares) / len(shares) if shares else None)


@given(OUTCOMES)
def test_aurc_is_the_area_of_a_step_for_each_group_of_ties(rows: list[Outcome]) -> None:
    free = [o for o in rows if not o.prediction.held]
    area, before = 0.0, 0
    for t in sorted({o.prediction.confidence for o in free}, reverse=True):
        taken = [o for o in free if o.prediction.confidence >= t]
        wrong = sum(o.prediction.ranking[:1] not in [(g,) for g in o.case.gold] for o in taken)
        area += (len(taken) - before) / len(free) * wrong / len(taken)
        before = len(taken)
    assert same(figures_of(rows).aurc, area if free else None)


@given(OUTCOMES)
def test_coverage_at_each_risk(rows: list[Outcome]) -> None:
    free = [o for o in rows if not o.prediction.held]
    for found, limit in zip(figures_of(rows).at_risk, RISKS, strict=True):
        best, at = 0, None
        for t in {o.prediction.confidence for o in free}:
            taken = [o for o in free if o.prediction.confidence >= t]
            right = sum(o.top_is_right for o in taken)
            if right / len(taken) >= 1 - limit and len(taken) > best:
                best, at = len(taken), t
        assert (found.coverage, found.threshold) == ((best, len(rows)), at)


@given(st.lists(st.booleans(), max_size=40))
def test_brier_of_the_best_constant(truths: list[bool]) -> None:
    grid = [k / 1000 for k in range(1001)]
    best = min(sum((p - t) ** 2 for t in truths) / len(truths) for p in grid) if truths else None
    found = m.brier_of_constant(truths)
    if best is None:
        assert found is None
    else:
        assert found is not None
        assert best - 1e-6 <= found <= best + 1e-9  # the grid's step costs it up to its square
        share = sum(truths) / len(truths)
        assert same(found, m.brier([share] * len(truths), truths))


@given(OUTCOMES)
@pytest.mark.slow
def test_probability_of_the_figures(rows: list[Outcome]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    found = figures_of(rows)
    p, y = m.confidences(rows)
    if not rows:
        assert (found.brier, found.log_loss, found.ece) == (None, None, None)
        return
    assert same(found.brier, metrics.brier_score_loss(y, p, pos_label=True))
    assert same(found.log_loss, metrics.log_loss(y, p, labels=[False, True]))


@given(OUTCOMES)
@pytest.mark.slow
def test_decisions_of_the_figures(rows: list[Outcome]) -> None:
    """Micro precision over (answer, gold) pairs, and accuracy, as scikit-learn has them."""
    metrics = pytest.importorskip("sklearn.metrics")
    answered = [o for o in rows if o.prediction.answered]
    found = figures_of(rows)
    if answered:
        right = [o.prediction.id in o.case.gold for o in answered]
        expected = metrics.accuracy_score([True] * len(answered), right)
        assert same(found.precision.value, expected)
    assert found.coverage == (len(answered), len(rows))


@pytest.mark.slow
@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=80))
def test_mcnemar(pairs: list[tuple[bool, bool]]) -> None:
    stats = pytest.importorskip("scipy.stats")
    b, c = pairs.count((True, False)), pairs.count((False, True))
    found = m.mcnemar(pairs)
    assert found[:2] == (b, c)
    assert same(found.p, stats.binomtest(b, b + c).pvalue if b + c else 1.0)


def test_mcnemar_of_thousands_stays_a_probability() -> None:
    stats = pytest.importorskip("scipy.stats")
    found = m.mcnemar([(True, False)] * 1100 + [(False, True)] * 900)
    assert found.p == pytest.approx(stats.binomtest(900, 2000).pvalue, rel=1e-9)


@pytest.mark.slow
@settings(max_examples=scaled(60))
@given(SOME_OUTCOMES, st.integers(0, 5))
def test_the_quick_bootstrap_is_the_general_one(rows: list[Outcome], seed: int) -> None:
    found = headline(rows, resamples=12, seed=seed)
    assert list(found) == list(HEADLINES) == list(HEADLINE_MEASURES)
    for name, measure in HEADLINE_MEASURES.items():
        expected = m.bootstrap(rows, measure, resamples=12, seed=seed)
        assert (expected is None) is (found[name] is None)
        if expected is not None:
            assert found[name] == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.slow
@settings(max_examples=scaled(40))
@given(st.lists(st.tuples(outcome(), outcome()), min_size=1, max_size=20))
def test_the_quick_differences_are_the_general_ones(pairs: list[tuple[Outcome, Outcome]]) -> None:
    measures: dict[str, m.Measure] = {
        **HEADLINE_MEASURES,
        "wrong_answer_rate": lambda r: m.wrong_answer_rate(r).value,
        "shown_rate": lambda r: m.shown_rate(r).value,
        "shown_precision": lambda r: m.shown_precision(r).value,
    }
    first = [a for a, _ in pairs]
    second = [Outcome(a.case, b.prediction) for a, b in pairs]
    found = headline_differences(first, second, resamples=12, seed=3)
    assert list(found) == list(COMPARED) == list(measures)
    for name, measure in measures.items():
        expected = m.bootstrap_difference(first, second, measure, resamples=12, seed=3)
        assert (expected is None) is (found[name] is None)
        if expected is not None:
            assert found[name] == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_differences_need_the_same_cases() -> None:
    rows = [Outcome(Case(q=q), Prediction(id=None, confidence=0, answered=False)) for q in "甲乙"]
    with pytest.raises(ValueError, match="the same cases in the same order"):
        headline_differences(rows, rows[::-1])


def test_the_bootstrap_of_nothing_has_no_values() -> None:
    assert headline([]) == dict.fromkeys(HEADLINES)
    with pytest.raises(ValueError, match="resamples must be at least 1"):
        headline([], resamples=0)
