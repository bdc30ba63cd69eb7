"""Every part of an evaluation on nine queries that can be counted by hand; then its laws."""

import pickle

import pytest
from hypothesis import given, settings

from tests.evaluation.scripted import CASES, CORPUS, REPLIES, SOME_OUTCOMES, says, scripted
from tests.examples import scaled
from xiaoer.errors import UnknownNameError
from xiaoer.evaluation import (
    Case,
    CasesError,
    Costs,
    Evaluation,
    Outcome,
    evaluate,
    evaluation_of,
    predict,
)
from xiaoer.evaluation.labelled.slices import MOST_VALUES
from xiaoer.evaluation.perturb import PHENOMENA
from xiaoer.service.reply.reply import Choice, Reply


def measured(**options: object) -> Evaluation:
    return evaluate(scripted(REPLIES), CASES, corpus=CORPUS, resamples=50, **options)  # type: ignore[arg-type]


FOUND = measured()


def test_ranking() -> None:
    f = FOUND.figures
    assert (f.n, f.in_scope) == (9, 6)
    assert f.top1 == (4, 6)  # 一 二 四 八
    assert f.r3 == f.r5 == (5, 6)
    assert f.mrr == pytest.approx((1 + 1 + 0 + 1 + 1 / 2 + 1) / 6)
    assert f.macro_top1 == pytest.approx((1 + 1 / 2 + 0 + 1) / 4)


def test_decisions() -> None:
    f = FOUND.figures
    assert f.coverage == (4, 9)
    assert f.precision == (2, 4)
    assert f.risk == (2, 4)
    assert f.wrong_answer_rate == (2, 9)
    assert f.in_scope_answered == (3, 6)
    assert f.needless_escalations == (1, 6)  # 四; an entry that is a person's business is not
    assert f.clarify_rate == (1, 9)
    assert f.clarify_success == (1, 1)
    assert (f.oos_answered, f.oos_near_answered, f.oos_far_answered) == ((1, 3), (1, 1), (0, 2))


def test_selective() -> None:
    f = FOUND.figures
    held = 2
    assert sum(point.answered for point in FOUND.curve[-1:]) == len(CASES) - held
    limits = {limit.name: limit for limit in f.at_risk}
    assert list(limits) == [f"coverage_at_{k}" for k in (1, 2, 5, 10)]
    assert limits["coverage_at_5"].coverage == (2, 9)
    assert limits["coverage_at_5"].threshold == 0.9


def test_slices_are_those_of_the_cases_with_their_size() -> None:
    found = [(one.key, one.value, one.n) for one in FOUND.slices]
    assert found == [
        ("audience", "buyer", 1),
        ("slice", "typo", 3),
        ("slice", "oos_far", 2),
        ("slice", "plain", 2),
        ("slice", "oos_near", 1),
    ]
    typo = FOUND.slices[1].figures
    assert (typo.top1, typo.coverage, typo.precision) == ((1, 3), (1, 3), (0, 1))
    assert typo.precision.interval() is not None


def test_a_key_of_too_many_values_is_no_slice() -> None:
    cases = [Case(q=str(k), gold=("a",), slices={"n": str(k)}) for k in range(MOST_VALUES + 1)]
    found = evaluate(lambda case: says("a"), cases, resamples=1)
    assert found.slices == ()
    assert found.keys_left_out == ("n",)
    assert "keys_left_out" in found.notes


def test_confusions_errors_and_entries_never_right() -> None:
    assert [(one.gold, one.answered, one.n) for one in FOUND.confusions] == [
        (None, "d", 1),
        ("b", "a", 1),
    ]
    assert FOUND.confusions[1].gold_question == "怎么退货"
    assert [(one.case.q, one.answered, one.confidence) for one in FOUND.errors] == [
        ("六", "d", 0.85),
        ("三", "a", 0.8),
    ]
    # b was answered right in 二; h is a person's business
    assert [(one.id, one.n, one.ranked_first) for one in FOUND.missed] == [("c", 1, 0)]
    assert FOUND.unasked == ("d",)


def test_the_worst_errors_can_be_explained() -> None:
    found = measured(worst=1, explain=lambda case: f"因为 {case.q}")
    assert [one.explanation for one in found.errors] == ["因为 六"]


def test_chat_is_never_an_answer() -> None:
    class Greets:
        def ask(self, query: str, *, audience: str | None = None) -> Reply:
            return Reply(query=query, action="chat", reason="greeting", text="您好", confidence=1.0)

    found = evaluate(predict(Greets()), [Case(q="在吗", gold=("a",)), Case(q="你好")], resamples=1)
    assert found.figures.coverage == (0, 2)
    assert found.figures.needless_escalations == (0, 1)
    assert found.curve == ()
    assert "nothing_answered" in found.notes


def test_choices_of_a_reply_reach_the_prediction() -> None:
    class Asks:
        def ask(self, query: str, *, audience: str | None = None) -> Reply:
            both = (Choice("a", "甲"), Choice("b", "乙"))
            return Reply(query=query, action="clarify", reason="ambiguous", text="", choices=both)

    found = evaluate(predict(Asks()), [Case(q="x", gold=("b",)), Case(q="y")], resamples=1)
    assert found.figures.clarify_success == (1, 2)


# --- what is kept apart, refused, noted ---------------------------------------------------------


def test_a_query_that_equals_a_question_is_kept_apart() -> None:
    leaking = Case(q="怎么 退款？", gold=("a",))
    found = evaluate(scripted(REPLIES), [leaking, *CASES], corpus=CORPUS, resamples=50)
    assert [(leak.case, leak.id) for leak in found.leaks] == [(leaking, "a")]
    assert found.figures == FOUND.figures
    assert "leaks" in found.notes


def test_nothing_to_measure_is_an_error() -> None:
    with pytest.raises(CasesError, match="no queries; expected at least one"):
        evaluate(scripted(REPLIES), [])
    with pytest.raises(CasesError, match=r'all 1 queries equal .* such as "怎么退款" of "a"'):
        evaluate(scripted(REPLIES), [Case(q="怎么退款", gold=("a",))], corpus=CORPUS)


def test_unknown_gold_ids_are_an_error() -> None:
    with pytest.raises(CasesError, match='no entry has the id "x"'):
        evaluate(scripted(REPLIES), [Case(q="一", gold=("x",))], corpus=CORPUS)


def test_unknown_audiences_are_named_all_at_once() -> None:
    def strict(case: Case) -> object:
        if case.slices.get("audience") not in (None, "buyer"):
            raise UnknownNameError("audience", case.slices["audience"], ("buyer",))
        return says("a")

    cases = [Case(q=str(k), slices={"audience": name}) for k, name in enumerate(("buyr", "x"))]
    with pytest.raises(CasesError) as caught:
        evaluate(strict, cases)  # type: ignore[arg-type]
    assert [fault.nearest for fault in caught.value.faults] == ["buyer", ""]
    assert 'unknown audience "buyr"; did you mean "buyer"?' in str(caught.value)


def test_one_class_alone_is_noted() -> None:
    inside = [case for case in CASES if case.in_scope]
    outside = [case for case in CASES if not case.in_scope]
    found = evaluate(scripted(REPLIES), inside, resamples=5)
    assert found.notes == ("no_out_of_scope",)
    assert found.figures.oos_answered.value is None
    found = evaluate(scripted(REPLIES), outside, resamples=5)
    assert found.notes == ("no_in_scope",)
    assert found.figures.top1.value is None
    assert found.headline["top1"] is None


def test_progress_is_told_case_by_case() -> None:
    told: list[tuple[int, int]] = []
    measured(progress=lambda done, total: told.append((done, total)))
    assert told == [(k, 9) for k in range(1, 10)]


def test_the_robustness_table_comes_when_asked_for() -> None:
    told: list[tuple[int, int]] = []
    cases = [Case(q="怎么申请退款", gold=("a",))]
    found = evaluate(
        lambda case: says("a"),
        cases,
        perturbed=True,
        resamples=1,
        progress=lambda done, total: told.append((done, total)),
    )
    assert found.robustness is not None
    assert found.robustness.base == (1, 1)
    assert told[0] == (1, 1)
    assert told[-1] == (1 + len(PHENOMENA),) * 2
    assert FOUND.robustness is None


# --- the record -------------------------------------------------------------------------------


def test_the_repr_is_the_sum_of_it() -> None:
    assert repr(FOUND) == (
        "Evaluation(9 cases, top1 4/6, coverage 4/9, precision 2/4, out of scope answered 1/3)"
    )


def test_it_pickles_and_is_the_same_again() -> None:
    assert pickle.loads(pickle.dumps(FOUND)) == FOUND
    assert measured() == FOUND
    assert measured(seed=1).figures == FOUND.figures


def test_values_are_plain_numbers() -> None:
    values = FOUND.values()
    assert values["precision"] == 0.5
    assert values["coverage_at_5"] == pytest.approx(2 / 9)
    assert values["cost_per_1000"] is None
    assert measured(costs=Costs()).values()["cost_per_1000"] is not None


def test_outcomes_at_hand_give_the_same() -> None:
    rows = [Outcome(case, REPLIES[case.q]) for case in CASES]
    assert evaluation_of(rows, corpus=CORPUS, resamples=50) == FOUND


@settings(max_examples=scaled(40))
@given(SOME_OUTCOMES)
def test_the_figures_fit_together(rows: list[Outcome]) -> None:
    found = evaluation_of(rows, resamples=2)
    f = found.figures
    assert f.precision.hits + f.risk.hits == f.coverage.hits == f.precision.n
    assert f.wrong_answer_rate.hits == f.risk.hits == sum(one.n for one in found.confusions)
    assert f.oos_near_answered.hits + f.oos_far_answered.hits == f.oos_answered.hits
    assert len(found.errors) == min(20, f.risk.hits)
    for key in ("audience", "oos"):
        parts = [one.n for one in found.slices if one.key == key]
        assert sum(parts) == sum(key in row.case.slices for row in rows)
    coverages = [limit.coverage.hits for limit in f.at_risk]
    assert coverages == sorted(coverages)
    assert found.headline["coverage"] is not None
    assert found.headline["coverage"].value == f.coverage.value
