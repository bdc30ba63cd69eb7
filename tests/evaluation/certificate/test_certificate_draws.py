"""(b)–(d) of the certificate's proof, small: the sample's queries are the population.

``python -m tests.bench.certificate`` has other sets, more draws, and the power.
"""

from collections.abc import Sequence

import pytest

from tests.bench.certificate import DELTA, Population, Truth, population
from tests.bench.certificate import drawn as drawn_from
from tests.service.material import FAQ, sample
from xiaoer.evaluation import load_cases
from xiaoer.evaluation import measures as m
from xiaoer.evaluation.cases.prediction import outcomes, predict
from xiaoer.evaluation.certificate.fixed_sequence import Judged

DRAWS = 500


@pytest.fixture(scope="module")
def faq() -> Population:
    cases = load_cases(FAQ / "queries.jsonl")[::2]
    return population("faq", outcomes(predict(sample().with_threshold(0.0)), cases))


@pytest.mark.parametrize(("n", "limit"), [(300, 0.10), (300, 0.20), (1000, 0.10)])
@pytest.mark.slow
def test_the_true_risk_is_above_the_limit_in_at_most_a_twentieth_of_draws(
    faq: Population, n: int, limit: float
) -> None:
    found = drawn_from(faq, n, limit, DRAWS)
    assert found["violated"].hits <= DELTA * DRAWS
    assert found["violated"].n == DRAWS


@pytest.mark.slow
def test_most_draws_of_a_thousand_certify_something(faq: Population) -> None:
    found = drawn_from(faq, 1000, 0.20, DRAWS)
    assert found["certified"].value > 0.9
    assert found["share"] > 0.6


@pytest.mark.slow
def test_noise_escalates_everything(faq: Population) -> None:
    found = drawn_from(faq.noise(1), 300, 0.10, DRAWS)
    assert found["certified"].hits <= DELTA * DRAWS


def test_the_truth_is_the_risk_of_the_whole_set() -> None:
    """The bench's own arithmetic, against a slow one."""
    rows: Sequence[Judged | None] = (
        Judged(0.9, False), Judged(0.5, True), None, Judged(0.9, True), Judged(0.2, False), None,
    )  # fmt: skip
    truth: Truth = Population(name="x", rows=tuple(rows)).risks()
    for threshold in (0.9, 0.5, 0.3, 0.2, 0.0):
        reached = [row for row in rows if row and row.confidence >= threshold]
        wrong = sum(row.wrong for row in reached)
        assert truth.at(threshold) == (wrong / len(reached), len(reached) / len(rows))
    assert truth.best(0.5) == 4 / 6
    assert truth.best(0.1) == 0.0
    assert m.Proportion(2, 4).value == truth.at(0.0)[0]
