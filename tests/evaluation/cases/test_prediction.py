import pytest

from xiaoer.corpus.entry import Entry
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction, outcomes, predict, prediction_of
from xiaoer.matching.match import Candidate
from xiaoer.service.reply.action import Action, Reason
from xiaoer.service.reply.reply import Reply


class FakeBot:
    def __init__(self, **replies: Reply) -> None:
        self.replies = replies
        self.asked: list[tuple[str, str | None]] = []

    def ask(self, query: str, *, audience: str | None = None) -> Reply:
        self.asked.append((query, audience))
        return self.replies[query]


CANDIDATES = (
    Candidate(id="a", question="甲", score=0.9),
    Candidate(id="b", question="乙", score=0.4),
)


def test_a_bot_becomes_a_predictor() -> None:
    bot = FakeBot(
        yes=Reply(
            query="yes",
            action="self_service",
            reason="matched",
            text="",
            entry=Entry(id="b", question="乙"),
            confidence=0.8,
            candidates=CANDIDATES,
        ),
        no=Reply(
            query="no",
            action="clarify",
            reason="ambiguous",
            text="",
            confidence=0.3,
            candidates=CANDIDATES,
        ),
        none=Reply(query="none", action="escalate", reason="out_of_scope", text=""),
    )
    cases = [Case(q="yes", slices={"audience": "buyer"}), Case(q="no"), Case(q="none")]
    assert [outcome.prediction for outcome in outcomes(predict(bot), cases)] == [
        Prediction(
            id="b", confidence=0.8, answered=True, ranking=("a", "b"), action="self_service"
        ),
        Prediction(id="a", confidence=0.3, answered=False, ranking=("a", "b"), action="clarify"),
        Prediction(id=None, confidence=0.0, answered=False, ranking=(), action="escalate"),
    ]
    assert bot.asked == [("yes", "buyer"), ("no", None), ("none", None)]


@pytest.mark.parametrize("confidence", [-0.1, 1.01, float("nan"), float("inf")])
def test_a_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(ValueError, match=r"within 0\.\.1"):
        Prediction(id=None, confidence=confidence, answered=False)


def test_an_answer_needs_an_entry() -> None:
    with pytest.raises(ValueError, match="needs the id"):
        Prediction(id=None, confidence=0.5, answered=True)


@pytest.mark.parametrize(
    ("action", "reason", "held"),
    [
        ("chat", "greeting", True),
        ("escalate", "human_requested", True),
        ("escalate", "restricted", True),
        ("suppressed", "handed_over", True),
        ("escalate", "entry_escalates", True),
        ("escalate", "low_confidence", False),
        ("clarify", "ambiguous", False),
    ],
)
def test_what_rules_settle_is_held(action: Action, reason: Reason, held: bool) -> None:
    assert prediction_of(Reply(query="", action=action, reason=reason, text="")).held is held


def test_right_is_what_was_answered_not_what_ranks_first() -> None:
    prediction = Prediction(id="b", confidence=0.5, answered=True, ranking=("a", "b"))
    outcome = Outcome(Case(q="甲", gold=("b",)), prediction)
    assert outcome.answer_is_right
    assert not outcome.top_is_right
    silent = Prediction(id="b", confidence=0.5, answered=False, ranking=("b",))
    assert not Outcome(Case(q="甲", gold=("b",)), silent).answer_is_right
    assert not Outcome(Case(q="甲"), prediction).answer_is_right
