"""A system that says what a table tells it to, and outcomes drawn at random."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from xiaoer.corpus.corpus import Corpus
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, Prediction, Predictor

IDS = "abc"
ACTIONS = ("answer", "clarify", "chat", "escalate", "suppressed", "")
# few values, so that most draws have ties
CONFIDENCES = st.sampled_from((0.0, 0.1, 0.25, 0.5, 1 / 3, 0.9, 1.0)) | st.floats(0, 1)


@st.composite
def outcome(draw: st.DrawFn) -> Outcome:
    """Any outcome over three entries: every action, several gold ids, no candidates at all."""
    ranking = tuple(draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True)))
    gold = tuple(draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True)))
    action = draw(st.sampled_from(ACTIONS))
    answered = action == "answer" and bool(ranking)
    slices = {"audience": draw(st.sampled_from(("buyer", "merchant")))}
    if not gold:
        slices["oos"] = draw(st.sampled_from(("near", "far")))
    return Outcome(
        Case(q=draw(st.sampled_from("甲乙丙丁")), gold=gold, slices=slices),
        Prediction(
            id=draw(st.sampled_from(ranking)) if ranking else None,
            confidence=draw(CONFIDENCES),
            answered=answered,
            ranking=ranking,
            action=action,
            held=draw(st.sampled_from((False, False, True))) and not answered,
            choices=tuple(draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True)))
            if action == "clarify"
            else (),
        ),
    )


OUTCOMES = st.lists(outcome(), max_size=30)
SOME_OUTCOMES = st.lists(outcome(), min_size=1, max_size=30)


def says(id: str | None, confidence: float = 0.9, **more: Any) -> Prediction:
    """An answer with the entry; another action where one is given."""
    action = more.pop("action", "answer")
    ranking = more.pop("ranking", (id,) if id else ())
    answered = action in ("answer", "self_service")
    return Prediction(
        id=id, confidence=confidence, answered=answered, ranking=ranking, action=action, **more
    )


def scripted(replies: Mapping[str, Prediction]) -> Predictor:
    """The system that replies to each query as the table says."""
    return lambda case: replies[case.q]


CORPUS = Corpus.from_entries(
    [
        {"id": "a", "question": "怎么退款", "answer": "甲"},
        {"id": "b", "question": "怎么退货", "answer": "乙"},
        {"id": "c", "question": "怎么换货", "answer": "丙"},
        {"id": "d", "question": "运费谁出", "answer": "丁"},
        {"id": "h", "question": "我要投诉", "escalate": "human"},
    ]
)
CASES = (
    Case(q="一", gold=("a",), slices={"slice": "plain", "audience": "buyer"}),
    Case(q="二", gold=("a", "b"), slices={"slice": "plain"}),
    Case(q="三", gold=("b",), slices={"slice": "typo"}),
    Case(q="四", gold=("b",), slices={"slice": "typo"}),
    Case(q="五", gold=("c",), slices={"slice": "typo"}),
    Case(q="六", slices={"slice": "oos_near"}),
    Case(q="七", slices={"slice": "oos_far"}),
    Case(q="八", gold=("h",)),
    Case(q="你好", slices={"slice": "oos_far"}),
)
REPLIES = {
    "一": says("a", 0.95),
    "二": says("b", 0.9),
    "三": says("a", 0.8),
    "四": says("b", 0.4, action="escalate"),
    "五": says("b", 0.3, action="clarify", ranking=("b", "c"), choices=("b", "c")),
    "六": says("d", 0.85),
    "七": says(None, 0.0, action="escalate"),
    "八": says("h", 0.9, action="escalate", held=True),
    "你好": says("a", 0.2, action="chat", held=True),
}
"""Two right, two wrong of four answers; one needless escalation; one good question back."""
