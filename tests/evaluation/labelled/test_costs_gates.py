"""What the decisions cost, the cheapest threshold, and requirements on figures."""

import pickle

import pytest
from hypothesis import given

from tests.evaluation.scripted import CASES, REPLIES, SOME_OUTCOMES
from xiaoer.errors import UnknownNameError
from xiaoer.evaluation import Costs, CostsError, Gate, GateError, Outcome, evaluation_of
from xiaoer.evaluation.labelled.costs import cost_figures
from xiaoer.evaluation.labelled.figures import figures_of
from xiaoer.evaluation.labelled.gates import FIGURES

OUTCOMES = [Outcome(case, REPLIES[case.q]) for case in CASES]


# --- costs ------------------------------------------------------------------------------------


def test_costs_of_the_nine_queries() -> None:
    found = cost_figures(OUTCOMES, Costs(wrong=20, human=3, clarify=0.5))
    # 三 六 wrong; 四 七 八 a person; 五 a good question back; 一 二 right; 你好 free
    assert found.per_1000 == pytest.approx(1000 * (2 * 20 + 3 * 3 + 0.5) / 9)
    # 一 二 answered; 三 四 六 七 八 a person, 五 still asked back
    assert (found.threshold, found.best_coverage) == (0.9, (2, 9))
    assert found.best_per_1000 == pytest.approx(1000 * (5 * 3 + 0.5) / 9)
    assert found.best_risk == (0, 2)


def test_what_is_cheaper_now_is_said_to_be() -> None:
    found = evaluation_of(OUTCOMES, costs=Costs(), resamples=1)
    assert "阈值取 0.900 时最低，为 1722" in found.to_markdown("zh")
    right = evaluation_of([OUTCOMES[0]], costs=Costs(), resamples=1)
    assert "换成任何一个阈值都不会更低（最低 0）" in right.to_markdown("zh")
    wrong = evaluation_of([OUTCOMES[2]], costs=Costs(), resamples=1)
    assert "answering none would cost least: 3000" in wrong.to_markdown("en")


def test_free_errors_are_answered_and_dear_ones_never() -> None:
    assert cost_figures(OUTCOMES, Costs(wrong=0)).best_coverage.hits == 7
    dear = cost_figures([OUTCOMES[2]], Costs())
    assert (dear.threshold, dear.best_per_1000, dear.best_coverage) == (None, 3000, (0, 1))


def test_a_useless_question_back_costs_a_person_too() -> None:
    lost = OUTCOMES[4]._replace(case=OUTCOMES[0].case)
    assert Costs().of(lost) == 3.5
    swallowed = OUTCOMES[8]._replace(case=OUTCOMES[0].case)
    assert Costs().of(swallowed) == 3


@given(SOME_OUTCOMES)
def test_the_threshold_is_the_cheapest_of_all(rows: list[Outcome]) -> None:
    costs = Costs(wrong=7, human=2, clarify=0.25)

    def at(threshold: float) -> float:
        total = 0.0
        for row in rows:
            said = row.prediction
            if said.held:
                total += costs.of(row)
            elif said.confidence >= threshold:
                total += 0 if row.top_is_right else costs.wrong
            else:
                total += costs.of(row) if said.action == "clarify" else costs.human
        return 1000 * total / len(rows)

    every = [2.0, *(row.prediction.confidence for row in rows)]
    found = cost_figures(rows, costs)
    assert found.best_per_1000 == pytest.approx(min(map(at, every)), abs=1e-9)
    assert at(2.0 if found.threshold is None else found.threshold) == pytest.approx(
        found.best_per_1000, abs=1e-9
    )


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("wrong=20,human=3,clarify=0.5", Costs(wrong=20, human=3, clarify=0.5)),
        (" human = 1 ", Costs(human=1)),
        ("wrong=0", Costs(wrong=0)),
    ],
)
def test_costs_are_read(text: str, costs: Costs) -> None:
    assert Costs.parse(text) == costs


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", '"" is no name=number'),
        ("wrong", '"wrong" is no name=number'),
        ("wrong=x", '"wrong=x" is no name=number'),
        ("wrong=-1", '"wrong=-1" is not a number from 0'),
        ("wrong=nan", '"wrong=nan" is not a number from 0'),
        ("wrong=1,wrong=2", '"wrong" is given twice'),
    ],
)
def test_costs_that_cannot_be_read(text: str, why: str) -> None:
    with pytest.raises(CostsError) as caught:
        Costs.parse(text)
    assert str(caught.value) == (
        f'costs "{text}": {why}; expected such as wrong=20,human=3,clarify=0.5'
    )
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.text, again.why) == (text, why)


def test_an_unknown_cost_has_a_nearest() -> None:
    with pytest.raises(UnknownNameError, match='unknown cost "wrng"; did you mean "wrong"'):
        Costs.parse("wrng=3")
    with pytest.raises(ValueError, match="the cost wrong must be a number from 0"):
        Costs(wrong=-1)


# --- gates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("precision>=0.5", True),
        ("precision>0.5", False),
        ("precision<=0.5", True),
        ("precision<0.5", False),
        ("precision >= 50%", True),
        ("coverage>=0.6", False),
        ("coverage_at_5>=0.2", True),
        ("oos_near_answered<=8%", False),
    ],
)
def test_gates_of_the_nine_queries(text: str, passed: bool) -> None:
    assert Gate.parse(text).check(figures_of(OUTCOMES).values()).passed is passed


def test_a_figure_without_a_value_meets_no_gate() -> None:
    values = figures_of([]).values()
    for text in ("precision>=0", "precision<=1", "cost_per_1000<=9"):
        found = Gate.parse(text).check(values)
        assert (found.value, found.passed) == (None, False)


@pytest.mark.parametrize("text", ["precision", "precision=0.9", ">=0.9", "precision>=x", "a b>=1",
                                  "precision>=nan", "precision=>0.9", ""])  # fmt: skip
def test_gates_that_cannot_be_read(text: str) -> None:
    with pytest.raises(GateError) as caught:
        Gate.parse(text)
    assert str(caught.value) == (
        f'requirement "{text}": expected a figure, one of >= > <= <, and a number, such as '
        "precision>=0.95"
    )
    assert pickle.loads(pickle.dumps(caught.value)).text == text


def test_an_unknown_figure_has_a_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        Gate.parse("precison>=0.9")
    assert caught.value.nearest == "precision"
    assert set(figures_of(OUTCOMES).values()) == set(FIGURES) - {"cost_per_1000"}


def test_a_gate_is_written_as_it_is_read() -> None:
    gate = Gate.parse("risk <= 5%")
    assert str(gate) == "risk<=0.05"
    assert Gate.parse(str(gate)) == gate
    assert gate.check({"risk": 0.04}).to_dict() == {
        "figure": "risk",
        "comparison": "<=",
        "limit": 0.05,
        "value": 0.04,
        "passed": True,
    }
