"""Every measure against a slow implementation written from its definition, ties included."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction

IDS = st.sampled_from("abc")
# few values, so that most draws have ties; both ends, where logarithms are clipped
PROBABILITIES = st.sampled_from((0.0, 0.1, 0.25, 0.5, 1 / 3, 0.9, 1.0)) | st.floats(0, 1)


@st.composite
def outcome(draw: st.DrawFn) -> Outcome:
    ranking = tuple(draw(st.lists(IDS, max_size=3, unique=True)))
    gold = tuple(draw(st.lists(IDS, max_size=2, unique=True)))
    answered = draw(st.booleans()) and bool(ranking)
    slices = {} if gold else {"oos": draw(st.sampled_from(("near", "far")))}
    return Outcome(
        Case(q="q", gold=gold, slices=slices),
        Prediction(
            id=draw(st.sampled_from(ranking)) if ranking else None,
            confidence=draw(PROBABILITIES),
            answered=answered,
            ranking=ranking,
            held=draw(st.sampled_from((False, False, True))),
        ),
    )


OUTCOMES = st.lists(outcome(), max_size=40)
FORECASTS = st.lists(st.tuples(PROBABILITIES, st.booleans()), max_size=60)


def same(a: float | None, b: float | None) -> bool:
    return a is None and b is None if a is None or b is None else abs(a - b) <= 1e-9


def share(truths: list[bool]) -> float | None:
    return truths.count(True) / len(truths) if truths else None


@given(OUTCOMES, st.integers(1, 4))
def test_ranking(rows: list[Outcome], k: int) -> None:
    inside = [(p.ranking, c.gold) for c, p in rows if c.gold]
    found = [any(r[i] in gold for i in range(min(k, len(r)))) for r, gold in inside]
    assert same(m.recall_at(k, rows).value, share(found))
    assert m.recall_at(k, rows).n == len(inside)
    assert same(m.top1(rows).value, share([r[:1] != () and r[0] in g for r, g in inside]))
    ranks = [max([1 / (r.index(id) + 1) for id in g if id in r], default=0.0) for r, g in inside]
    assert same(m.mrr(rows), sum(ranks) / len(ranks) if ranks else None)


@given(OUTCOMES)
def test_macro_gives_each_entry_one_vote(rows: list[Outcome]) -> None:
    values = []
    for id in "abc":
        hits = [o.top_is_right for o in rows if o.case.gold[:1] == (id,)]
        if hits:
            values.append(sum(hits) / len(hits))
    expected = sum(values) / len(values) if values else None
    assert same(m.macro(lambda group: m.top1(group).value, rows), expected)


@given(OUTCOMES)
def test_decisions(rows: list[Outcome]) -> None:
    answered = [o for o in rows if o.prediction.answered]
    wrong = [o for o in answered if o.prediction.id not in o.case.gold]
    outside = [o for o in rows if not o.case.gold]
    assert m.coverage(rows) == (len(answered), len(rows))
    assert m.precision(rows) == (len(answered) - len(wrong), len(answered))
    assert m.risk(rows) == (len(wrong), len(answered))
    assert m.wrong_answer_rate(rows) == (len(wrong), len(rows))
    assert m.in_scope_answered(rows).n == len(rows) - len(outside)
    assert m.oos_answered(rows) == (sum(o in answered for o in outside), len(outside))
    near, far = m.oos_answered(rows, "near"), m.oos_answered(rows, "far")
    assert (near.hits + far.hits, near.n + far.n) == m.oos_answered(rows)


@given(st.lists(PROBABILITIES, max_size=25), st.lists(PROBABILITIES, max_size=25))
def test_auroc(positives: list[float], negatives: list[float]) -> None:
    wins = [(p > n) + 0.5 * (p == n) for p in positives for n in negatives]
    assert same(m.auroc(positives, negatives), sum(wins) / len(wins) if wins else None)


@given(OUTCOMES)
def test_scope_auroc(rows: list[Outcome]) -> None:
    sides = [
        [o.prediction.confidence for o in rows if bool(o.case.gold) is s] for s in (True, False)
    ]
    assert same(m.scope_auroc(rows), m.auroc(*sides))


@given(FORECASTS)
def test_probability_losses(rows: list[tuple[float, bool]]) -> None:
    p, y = [row[0] for row in rows], [row[1] for row in rows]
    brier = sum((1 - q) ** 2 if truth else q**2 for q, truth in rows)
    assert same(m.brier(p, y), brier / len(rows) if rows else None)
    epsilon = 2.0**-52
    losses = [-log(max(q if truth else 1 - q, epsilon)) for q, truth in rows]
    assert same(m.log_loss(p, y), sum(losses) / len(rows) if rows else None)


def slow_bins(rows: list[tuple[float, bool]], bins: int) -> list[list[tuple[float, bool]]]:
    """A bin begins where a cut was passed and no tie is torn apart."""
    rows = sorted(rows)
    cuts = [b * len(rows) // bins for b in range(1, bins)]
    groups: list[list[tuple[float, bool]]] = []
    start = 0
    for i, row in enumerate(rows):
        passed = any(start < cut <= i for cut in cuts)
        if not groups or (passed and row[0] != rows[i - 1][0]):
            groups.append([])
            start = i
        groups[-1].append(row)
    return groups


@given(FORECASTS, st.integers(1, 20), st.randoms(use_true_random=False))
def test_ece_of_equal_mass(rows: list[tuple[float, bool]], bins: int, random: object) -> None:
    groups = slow_bins(rows, bins)
    gap = sum(abs(sum(y for _, y in g) - sum(p for p, _ in g)) for g in groups)
    p, y = [row[0] for row in rows], [row[1] for row in rows]
    assert same(m.ece(p, y, bins), gap / len(rows) if rows else None)
    found = m.equal_mass_bins(p, y, bins)
    assert [b.n for b in found] == [len(g) for g in groups]
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert m.equal_mass_bins([row[0] for row in rows], [row[1] for row in rows], bins) == found


def test_bins_are_of_equal_mass_without_ties() -> None:
    p = [i / 45 for i in range(45)]
    assert [b.n for b in m.equal_mass_bins(p, [True] * 45)] == [3] * 15


def slow_points(rows: list[Outcome]) -> list[tuple[float, int, int]]:
    points = []
    rows = [o for o in rows if not o.prediction.held]
    for t in sorted({o.prediction.confidence for o in rows}, reverse=True):
        taken = [o for o in rows if o.prediction.confidence >= t]
        right = sum(any(o.prediction.ranking[:1] == (id,) for id in o.case.gold) for o in taken)
        points.append((t, len(taken), right))
    return points


@given(OUTCOMES)
def test_risk_coverage(rows: list[Outcome]) -> None:
    points = slow_points(rows)
    assert [point[:3] for point in m.risk_coverage_curve(rows)] == points
    risks = []
    for o in rows:
        if o.prediction.held:
            continue
        _, answered, right = next(p for p in points if p[0] == o.prediction.confidence)
        risks.append(1 - right / answered)
    assert same(m.aurc(rows), sum(risks) / len(risks) if risks else None)


@given(OUTCOMES, st.sampled_from((0.0, 0.5, 2 / 3, 0.9, 0.95, 1.0)))
def test_coverage_at_precision(rows: list[Outcome], target: float) -> None:
    fits = [(n, t) for t, n, right in slow_points(rows) if right / n >= target]
    if not rows:
        assert m.coverage_at_precision(rows, target) is None
    else:
        assert same(m.coverage_at_precision(rows, target), max(fits, default=(0, 0))[0] / len(rows))
    assert m.best_threshold(rows, target) == (max(fits)[1] if fits else None)


@given(OUTCOMES, st.floats(0, 1))
def test_raising_the_target_never_raises_coverage(rows: list[Outcome], target: float) -> None:
    if rows:
        lax = m.coverage_at_precision(rows, target * 0.9)
        strict = m.coverage_at_precision(rows, target)
        assert lax is not None
        assert strict is not None
        assert lax >= strict


def test_empty_denominators_give_none() -> None:
    assert m.top1([]).value is None
    assert m.precision([]).value is None
    assert m.oos_answered([]).interval() is None
    values = [m.mrr([]), m.scope_auroc([]), m.brier([], []), m.log_loss([], []), m.ece([], [])]
    assert [*values, m.aurc([]), m.best_point([], 0.9), m.macro(m.mrr, [])] == [None] * 8
    assert m.equal_mass_bins([], []) == m.risk_coverage_curve([]) == ()


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="k must be at least 1"):
        m.recall_at(0, [])
    with pytest.raises(ValueError, match=r"within 0\.\.1, found 1\.5"):
        m.coverage_at_precision([], 1.5)
    with pytest.raises(ValueError, match="found 1 and 2"):
        m.brier([0.5], [True, False])
    with pytest.raises(ValueError, match="bins must be at least 1"):
        m.ece([], [], bins=0)
