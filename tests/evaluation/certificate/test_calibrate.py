"""`calibrate`: what is counted, what is said about it, and bad input."""

import json
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.evaluation.scripted import CASES, CORPUS, says, scripted
from xiaoer.evaluation import (
    Case,
    CasesError,
    Certification,
    Prediction,
    Predictor,
    calibrate,
)  # fmt: skip
from xiaoer.evaluation import (
    measures as m,
)
from xiaoer.matching.confidence.calibration_file import read_calibration, write_calibration
from xiaoer.source.findings.diagnostics import Place

TODAY = date(2026, 11, 23)


def population(
    n: int, *, wrong: float = 0.0, silent: int = 0, seed: int = 0
) -> tuple[list[Case], Predictor]:
    """n answered queries of which a share is wrong, and silent ones that are never answered."""
    random = Random(seed)
    cases = [Case(q=f"问{i}", gold=("a",)) for i in range(n + silent)]
    replies: dict[str, Prediction] = {}
    for i, case in enumerate(cases):
        if i >= n:
            replies[case.q] = says(None, 0.99, action="escalate")
        else:
            replies[case.q] = says("b" if random.random() < wrong else "a", 0.5 + i / (2 * n + 2))
    return cases, scripted(replies)


def certification(
    n: int = 200, silent: int = 100, wrong: float = 0.0, **more: float
) -> Certification:
    cases, predictor = population(n, silent=silent, wrong=wrong)
    return calibrate(predictor, cases, in_scope_only=True, **more)  # type: ignore[arg-type]


# --- what is counted --------------------------------------------------------------------------


def test_all_queries_count_and_only_answers_are_risked() -> None:
    found = certification()
    assert found.certified
    assert found.found is not None
    assert (found.n, found.answerable, found.found.answered, found.found.wrong) == (
        300,
        200,
        200,
        0,
    )
    assert found.coverage == pytest.approx(2 / 3)
    assert found.threshold == 0.5
    assert found.found.bound == pytest.approx(m.upper_bound(0, 200, 1 - found.found.level))
    assert (found.why, found.outlook) == ("", None)


def test_an_answer_is_right_by_what_was_answered_not_by_what_ranks_first() -> None:
    cases = [Case(q=f"问{i}", gold=("a",)) for i in range(60)]
    first_is_wrong = calibrate(
        lambda case: says("a", 0.9, ranking=("b", "a")), cases, in_scope_only=True
    )
    assert first_is_wrong.certified
    first_is_right = calibrate(
        lambda case: says("b", 0.9, ranking=("a", "b")), cases, in_scope_only=True
    )
    assert not first_is_right.certified


def test_an_answer_out_of_scope_is_wrong() -> None:
    assert not calibrate(lambda case: says("a"), [Case(q=f"问{i}") for i in range(500)]).certified


def test_chat_and_what_rules_hold_are_never_answers() -> None:
    cases = [Case(q=f"问{i}") for i in range(100)]
    found = calibrate(lambda case: says("a", 1.0, action="chat", held=True), cases)
    assert (found.answerable, found.outlook) == (0, None)
    assert found.why == "too_few"


def test_leaks_are_kept_apart() -> None:
    cases = [*population(60)[0], Case(q="怎么退款？", gold=("a",))]
    found = calibrate(lambda case: says("a"), cases, corpus=CORPUS, in_scope_only=True)
    assert (found.n, [leak.id for leak in found.leaks]) == (60, ["a"])


@pytest.mark.parametrize(("n", "certified"), [(58, False), (59, True)])
def test_59_right_answers_are_enough(n: int, certified: bool) -> None:
    found = certification(n, silent=41)
    assert found.certified is certified
    assert found.why == ("" if certified else "too_few")
    if found.outlook is not None:
        seen = found.outlook
        assert seen.at_zero == seen.at_rate == -(-59 * (n + 41) // seen.answered)


def test_a_laxer_limit_and_less_confidence_answer_more() -> None:
    cases, _ = population(600)
    random = Random(5)
    replies = {c.q: says("a" if random.random() > i / 2000 else "b", 1 - i / 700)
               for i, c in enumerate(cases)}  # fmt: skip
    shares = [
        calibrate(
            scripted(replies), cases, max_risk=risk, confidence=sure, in_scope_only=True
        ).coverage
        for risk, sure in ((0.05, 0.99), (0.05, 0.9), (0.1, 0.9), (0.2, 0.9))
    ]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_the_same_input_gives_the_same_result_in_any_order() -> None:
    cases, predictor = population(300, wrong=0.02)
    found = calibrate(predictor, cases, in_scope_only=True)
    assert found == calibrate(predictor, cases, in_scope_only=True)
    turned = calibrate(predictor, cases[::-1], in_scope_only=True)
    assert (turned.found, turned.outlook) == (found.found, found.outlook)
    assert pickle.loads(pickle.dumps(found)) == found


# --- what is said -----------------------------------------------------------------------------


def test_the_page_says_what_holds_and_what_it_assumes() -> None:
    zh, en = (certification().to_markdown(lang) for lang in ("zh", "en"))
    assert "有 95% 的把握，答了的里面答错的不超过 5%" in zh
    assert "300 条标注问题会回答 200 条（应答率 66.7%），其中答错 0 条" in zh
    assert "以后的问题和这批标注问题是同样来的" in zh
    assert "with 95% confidence, at most 5% of the answers are wrong" in en
    assert "assumes queries drawn like these" in en


def test_the_page_says_why_not_and_what_it_would_take() -> None:
    few = certification(40, silent=40)
    zh, en = (few.to_markdown(lang) for lang in ("zh", "en"))
    assert "不能保证" in zh
    assert "80 条里最多会回答 40 条；就算一条不错，也要有 59 条回答" in zh
    assert "Of 80, 40 are answered at most; even without an error it takes 59 answers" in en
    assert few.outlook is not None
    assert f"{few.outlook.at_zero} without an error" in en
    risky = certification(400, wrong=0.3)
    assert risky.why == "too_risky"
    assert "never (it is not below 5%)" in risky.to_markdown("en")
    assert "多少条也不行" in risky.to_markdown("zh")
    nothing = calibrate(lambda case: says(None, 0.0, action="escalate"), CASES, in_scope_only=True)
    assert "Nothing is answered at any threshold." in nothing.to_markdown("en")


def test_its_repr_is_one_line_of_figures() -> None:
    assert repr(certification()) == (
        "Certification(risk <= 0.05 at 0.95: threshold 0.5000, coverage 0.667, 0 of 200 wrong, "
        "bound 0.0149)"
    )
    assert repr(certification(40, silent=40)) == (
        "Certification(risk <= 0.05 at 0.95: not certified, too_few, 80 queries)"
    )


def test_to_dict_is_plain_json() -> None:
    for found in (certification(), certification(40), certification(400, wrong=0.3)):
        shape = found.to_dict()
        assert json.loads(json.dumps(shape)) == shape
        assert shape["certified"] is found.certified


# --- what is kept -----------------------------------------------------------------------------


def test_the_record_to_keep_has_the_figures(tmp_path: Path) -> None:
    found = replace(certification(), fingerprint="ab" * 32)
    kept = found.calibration(TODAY, note="十月")
    assert kept is not None
    assert (kept.kind, kept.threshold, kept.date, kept.note) == (
        "certified", 0.5, "2026-11-23", "十月",
    )  # fmt: skip
    assert (kept.n, kept.answered, kept.wrong, kept.risk) == (300, 200, 0, 0.0)
    assert (kept.max_risk, kept.confidence) == (0.05, 0.95)
    write_calibration(kept, tmp_path / "c.json")
    assert read_calibration(tmp_path / "c.json") == kept


def test_what_is_not_certified_or_no_bot_is_not_kept() -> None:
    assert certification(40).calibration(TODAY) is None
    with pytest.raises(ValueError, match="only what calibrate_bot certified"):
        certification().calibration(TODAY)


# --- bad input --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0.0, 1.0, -0.1, 5, float("nan")])
@pytest.mark.parametrize("name", ["max_risk", "confidence"])
def test_limits_are_between_0_and_1(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} must be between 0 and 1, found {value!r}"):
        certification(200, 100, 0.0, **{name: value})


def test_no_queries_and_nothing_but_leaks_are_errors() -> None:
    with pytest.raises(CasesError, match="no queries; expected at least one"):
        calibrate(lambda case: says("a"), [])
    leak = Case(q="怎么退款", gold=("a",), place=Place(file="q.jsonl", line=1))
    with pytest.raises(CasesError, match=r"q\.jsonl:1: all 1 queries equal a question"):
        calibrate(lambda case: says("a"), [leak], corpus=CORPUS)


def test_labels_without_an_out_of_scope_query_are_refused() -> None:
    """As the command does; the fault is in both languages."""
    cases = [Case(q=f"问{i}", gold=("a",)) for i in range(7)]
    with pytest.raises(CasesError, match="none of the 7 labels is out of scope") as caught:
        calibrate(lambda case: says("a"), cases)
    assert "in_scope_only=True" in str(caught.value)
    assert "7 条标注里没有一条不该回答的问题" in caught.value.render("zh")
    assert calibrate(lambda case: says("a"), cases, in_scope_only=True).n == 7


def test_in_scope_only_leaves_the_others_out() -> None:
    cases = [Case(q="问", gold=("a",)), Case(q="别的", gold=())]
    found = calibrate(lambda case: says("a"), cases, in_scope_only=True)
    assert (found.mix.in_scope, found.mix.out_of_scope) == (1, 0)
    assert calibrate(lambda case: says("a"), cases).mix.out_of_scope == 1


def test_an_unknown_gold_id_is_an_error() -> None:
    with pytest.raises(CasesError, match='no entry has the id "z"'):
        calibrate(lambda case: says("a"), [Case(q="问", gold=("z",))], corpus=CORPUS)
