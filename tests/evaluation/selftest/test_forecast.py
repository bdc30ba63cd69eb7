import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction
from xiaoer.evaluation.selftest.forecast import LEAST_ANSWERED, Groups, Mix, forecast, raised


def outcome(confidence: float, right: bool, *, answered: bool = True) -> Outcome:
    id = "a" if right else "b"
    said = Prediction(id=id, confidence=confidence, answered=answered, ranking=(id,))
    return Outcome(Case(q="问", gold=("a",)), said)


def silent(confidence: float = 0.1, right: bool = False) -> Outcome:
    return outcome(confidence, right, answered=False)


RIGHT, WRONG = outcome(0.9, True), outcome(0.8, False)


def groups(**parts: tuple[Outcome, ...]) -> Groups:
    none = (silent(),)
    return Groups(**{"new": none, "known": none, "near": none, "far": none, **parts})


def test_the_groups_count_by_their_shares() -> None:
    asked = groups(
        new=(RIGHT, WRONG, silent(), silent(right=True)),  # half answered, half of these right
        known=(RIGHT, RIGHT, RIGHT, silent()),
        near=(WRONG, silent(), silent(), silent(), silent()),
    )
    found = forecast(asked, Mix(oos_share=0.2, known_share=0.75, near_share=0.5))
    in_scope = 0.75 * 0.75 + 0.25 * 0.5
    right = 0.75 * 0.75 + 0.25 * 0.25
    assert found.in_scope_answered == pytest.approx(in_scope)
    assert found.oos_answered == pytest.approx(0.1)
    assert found.coverage == pytest.approx(0.8 * in_scope + 0.2 * 0.1)
    assert found.precision == pytest.approx(0.8 * right / (0.8 * in_scope + 0.02))
    assert found.wrong_answer_rate == pytest.approx(0.8 * (in_scope - right) + 0.02)
    assert found.top1 == pytest.approx(0.75 * 0.75 + 0.25 * 0.5)


def test_where_nothing_is_answered_there_is_no_precision() -> None:
    found = forecast(groups(), Mix())
    assert (found.coverage, found.precision, found.wrong_answer_rate) == (0.0, None, 0.0)


def test_known_questions_stand_for_new_ones_where_there_are_none() -> None:
    asked = groups(new=(), known=(RIGHT, silent()))
    assert forecast(asked, Mix()).in_scope_answered == 0.5
    assert sum(Mix().weights(asked).values()) == pytest.approx(1.0)
    assert Mix().weights(asked)["new"] == 0.0


@pytest.mark.parametrize("name", ["oos_share", "known_share", "near_share"])
def test_a_share_is_within_0_and_1(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be within 0..1, found 1.5"):
        Mix(**{name: 1.5})


confidences = st.sampled_from([0.7, 0.75, 0.8, 0.9, 0.95, 1.0])
rows = st.lists(
    st.builds(outcome, confidences, st.booleans(), answered=st.booleans()), min_size=10, max_size=30
)
shares = st.sampled_from([0.0, 0.3, 0.5, 1.0])


@pytest.mark.slow
@given(
    st.builds(Groups, new=rows.map(tuple), known=rows.map(tuple), near=rows.map(tuple),
              far=rows.map(tuple)),
    st.builds(Mix, oos_share=shares, known_share=shares, near_share=shares),
    st.sampled_from([0.0, 0.1, 0.3, 1.0]),
)  # fmt: skip
def test_the_raised_threshold_is_the_laxest_within_the_limit(
    asked: Groups, mix: Mix, limit: float
) -> None:
    """Against trying each confidence in turn."""
    weights = mix.weights(asked)
    good: list[tuple[float, int]] = []
    for threshold in (0.7, 0.75, 0.8, 0.9, 0.95, 1.0):
        coverage = lost = 0.0
        answered = 0
        for name, group in asked.named():
            in_it = [o for o in group if o.prediction.answered]
            in_it = [o for o in in_it if o.prediction.confidence >= threshold]
            answered += len(in_it)
            coverage += weights[name] * len(in_it) / len(group)
            lost += weights[name] * sum(o.answer_is_wrong for o in in_it) / len(group)
        if answered >= LEAST_ANSWERED and coverage and lost <= limit * coverage + 1e-12:
            good.append((threshold, answered))
    found = raised(asked, mix, limit + 1e-12, least=0.5)
    assert (found is None) is (not good)
    if found:
        assert found.answered == good[0][1]
        assert found.risk <= limit + 1e-9
        everyone = sum(o.prediction.answered for _, group in asked.named() for o in group)
        if found.answered == everyone:
            assert found.threshold == 0.5
        else:
            assert found.threshold >= good[0][0]


def test_too_few_answers_are_not_judged() -> None:
    few = tuple(outcome(0.9, True) for _ in range(LEAST_ANSWERED - 1))
    assert raised(groups(known=few), Mix(), 0.05, least=0.5) is None
    assert raised(groups(known=(*few, RIGHT)), Mix(), 0.05, least=0.5) is not None


def test_equal_confidences_enter_together() -> None:
    tied = (*(outcome(0.9, True) for _ in range(40)), *(outcome(0.8, i < 20) for i in range(40)))
    found = raised(groups(known=tied, new=tied), Mix(oos_share=0.0), 0.1, least=0.5)
    assert found is not None
    assert (found.threshold, found.answered, found.wrong) == (0.9, 80, 0)
