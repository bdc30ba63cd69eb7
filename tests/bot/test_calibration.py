"""A bot and its calibration: what it certifies is exactly what the bot then does."""

import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.service.material import FAQ, THREE_ENTRIES, bot_of, sample
from xiaoer import Bot, Calibration, CalibrationError, CalibrationWarning, Reply
from xiaoer.evaluation import calibrate_bot, load_cases
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Outcome, outcomes, predict
from xiaoer.matching.confidence.calibration_file import calibration_path, write_calibration
from xiaoer.matching.confidence.recalibration import Recalibration
from xiaoer.matching.engine import ENGINE
from xiaoer.service.deciding.policy import CLARIFY, DOUBTFUL

PLATT = Recalibration(method="platt", slope=0.5, offset=-0.4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faq.yaml").write_text(THREE_ENTRIES, encoding="utf-8")
    return tmp_path


def calibration(bot: Bot, threshold: float, **more: object) -> Calibration:
    return Calibration(
        kind="certified",
        threshold=threshold,
        n=500,
        answered=300,
        wrong=4,
        coverage=0.6,
        risk=4 / 300,
        date="2026-11-23",
        fingerprint=bot.fingerprint,
        max_risk=0.05,
        confidence=0.95,
        bound=0.031,
        **more,  # type: ignore[arg-type]
    )


# --- the family: what a threshold answers -----------------------------------------------------


@pytest.fixture(scope="module")
def asked() -> list[tuple[Case, Reply]]:
    """A fifth of the sample's queries, put to the bot that answers at any confidence; and what
    they lack."""
    laxest = sample().with_threshold(0.0)
    exact = sample().corpus.entries[0].question
    more = [Case(q=q) for q in (exact, "再不退款我就找律师函起诉你们", "在吗")]
    cases = (*load_cases(FAQ / "queries.jsonl")[::5], *more)
    return [(case, laxest.ask(case.q, audience=case.slices.get("audience"))) for case in cases]


def thresholds(asked: list[tuple[Case, Reply]]) -> Iterator[float]:
    """The defaults and the ends, random ones, and confidences that were given."""
    random = Random(11)
    yield from (0.0, 0.7, DOUBTFUL, 1.0)
    yield from (random.random() for _ in range(3))
    yield from random.sample(sorted({reply.confidence for _, reply in asked}), 3)


@pytest.mark.slow
def test_decisions_derived_from_the_laxest_bot_are_those_of_a_bot_with_the_threshold(
    asked: list[tuple[Case, Reply]],
) -> None:
    """Exact questions, doubt, near ties, vague words, held rules and escalations included."""
    for threshold in thresholds(asked):
        bot = sample().with_threshold(threshold)
        for case, laxest in asked:
            reply = bot.ask(case.q, audience=case.slices.get("audience"))
            derived = laxest.answered and laxest.confidence >= threshold
            assert reply.answered is derived, (case.q, threshold)
            assert reply.confidence == laxest.confidence
            if derived:
                assert (reply.entry, reply.text) == (laxest.entry, laxest.text)
    reasons = {reply.reason for _, reply in asked}
    assert reasons >= {"matched", "human_requested", "restricted", "entry_escalates", "exact"}
    assert reasons >= {"ambiguous", "low_confidence", "here"}


def test_every_rule_but_the_threshold_holds_at_threshold_0() -> None:
    bot = bot_of(
        {"question": "多久发货"},
        {"question": "怎么开通免密支付"},
        {"question": "怎么提现", "audience": "buyer"},
        {"question": "怎么提现", "audience": "merchant"},
        {"question": "收到假货怎么办", "escalate": "human"},
        {"question": "余额怎么查", "channels": {"app": "甲"}},
        {"question": "余额怎么查", "channels": {"web": "乙"}},
        restricted=[{"name": "法律", "words": ["起诉"]}],
    ).with_threshold(0.0)
    assert bot.ask("多久发货").reason == "exact"
    assert bot.ask("大概多久能发货").answered
    for query in (
        "怎么提现",
        "怎么样提现",
        "收到了假货怎么办",
        "余额要怎么查",
        "我要起诉",
        "转人工",
        "你好",
        "xyz",
    ):
        assert not bot.ask(query).answered, query
    doubted = bot.ask("不开通免密支付怎么办")
    assert not doubted.answered or doubted.confidence >= DOUBTFUL


def test_another_threshold_is_another_bot_and_shares_the_rest() -> None:
    bot = sample()
    before = bot.threshold
    other = bot.with_threshold(before / 2)
    assert (other.threshold, bot.threshold) == (before / 2, before)
    assert other.corpus is bot.corpus
    assert (
        pickle.loads(pickle.dumps(bot_of({"question": "甲"}).with_threshold(0.25))).threshold
        == 0.25
    )
    for bad in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match=r"within 0\.\.1"):
            bot.with_threshold(bad)


# --- with a calibration -----------------------------------------------------------------------


def test_a_calibration_replaces_the_threshold_and_is_named_in_replies() -> None:
    bot = bot_of({"question": "退款多久到账"}, {"question": "多久发货"})
    confidence = bot.ask("退款几天到账").confidence
    strict, lax = (
        bot.with_calibration(calibration(bot, t)) for t in (confidence + 1e-9, confidence)
    )
    assert (strict.ask("退款几天到账").answered, lax.ask("退款几天到账").answered) == (False, True)
    assert lax.calibration is not None
    assert lax.ask("甲").engine == f"{ENGINE}+{lax.calibration.name}"
    assert (bot.calibration, bot.ask("甲").engine) == (None, ENGINE)
    assert lax.calibration.name in repr(lax)


def test_a_recalibration_changes_the_confidence_told_and_no_decision() -> None:
    bot = bot_of({"question": "退款多久到账"}, {"question": "多久发货"}, {"question": "怎么退款"})
    plain = bot.with_calibration(calibration(bot, 0.4))
    told = bot.with_calibration(calibration(bot, 0.4, recalibration=PLATT))
    for query in ("退款几天到账", "什么时候发货", "退款", "天气", "退款多久到账", "转人工", "在吗"):
        before, after = plain.ask(query), told.ask(query)
        assert after.confidence == PLATT.apply(before.confidence)
        changed = {"confidence": before.confidence, "engine": before.engine}
        handoff = after.handoff and replace(after.handoff, **changed)  # type: ignore[arg-type]
        assert replace(after, **changed, handoff=handoff) == before  # type: ignore[arg-type]
    assert told.ask("退款多久到账").confidence == 1.0
    why = told.explain("退款几天到账")
    assert why.reply == told.ask("退款几天到账")
    assert why.thresholds == (PLATT.apply(0.4), PLATT.apply(min(CLARIFY, 0.4)))


def test_it_pickles_with_its_calibration() -> None:
    bot = bot_of({"question": "退款多久到账"})
    bot = bot.with_calibration(calibration(bot, 0.4, recalibration=PLATT))
    again = pickle.loads(pickle.dumps(bot))
    assert again.calibration == bot.calibration
    assert again.ask("退款几天到账") == bot.ask("退款几天到账")


def test_one_of_another_corpus_is_refused() -> None:
    bot, other = bot_of({"question": "退款多久到账"}), bot_of({"question": "多久发货"})
    with pytest.raises(CalibrationError, match="calibration: it was made for another corpus"):
        other.with_calibration(calibration(bot, 0.5))


# --- loaded -----------------------------------------------------------------------------------


def test_the_calibration_beside_the_corpus_is_used(folder: Path) -> None:
    bot = Bot.load(folder)
    assert bot.calibration is None
    kept = calibration(bot, 0.123)
    write_calibration(kept, folder / "calibration.json")
    for required in (False, True):
        again = Bot.load(folder, require_calibration=required)
        assert (again.calibration, again.threshold) == (kept, 0.123)
    # the single file is another door: its calibration has its name
    assert Bot.load(folder / "faq.yaml").calibration is None
    shutil.move(folder / "calibration.json", folder / "faq.calibration.json")
    assert Bot.load(folder / "faq.yaml").calibration == kept


def test_answers_may_change_and_questions_may_not(folder: Path) -> None:
    write_calibration(calibration(Bot.load(folder), 0.123), calibration_path(folder))
    text = THREE_ENTRIES.replace("在订单里申请。", "请在订单详情里申请。")
    (folder / "faq.yaml").write_text(text, encoding="utf-8")
    assert Bot.load(folder, require_calibration=True).threshold == 0.123
    (folder / "faq.yaml").write_text(text.replace("我要退款", "我想退款"), encoding="utf-8")
    with pytest.warns(CalibrationWarning, match="no longer fits") as caught:
        bot = Bot.load(folder)
    assert caught[0].filename == __file__
    assert bot.calibration is None
    assert bot.threshold == Bot(bot.corpus).threshold
    with pytest.raises(CalibrationError, match="no longer fits"):
        Bot.load(folder, require_calibration=True)


def test_a_missing_one_may_be_an_error(folder: Path) -> None:
    with pytest.raises(CalibrationError, match=r"calibration\.json: there is no such file"):
        Bot.load(folder, require_calibration=True)


def test_a_damaged_one_is_an_error_always(folder: Path) -> None:
    (folder / "calibration.json").write_text("{", encoding="utf-8")
    with pytest.raises(CalibrationError, match=r"calibration\.json: not a file of JSON"):
        Bot.load(folder)


# --- the whole road ---------------------------------------------------------------------------


@pytest.mark.slow
def test_the_loaded_bot_does_exactly_what_was_certified(tmp_path: Path) -> None:
    """Its answers on the very queries are those that were counted."""
    corpus = tmp_path / "faq"
    shutil.copytree(FAQ, corpus)
    cases = load_cases(FAQ / "queries.jsonl")[::2]
    found = calibrate_bot(sample(), cases, max_risk=0.2)
    kept = found.calibration(_today(), note="测试")
    assert kept is not None
    # a map may not be worth keeping here; with one, what is told is not what decides
    kept = replace(kept, recalibration=kept.recalibration or PLATT)
    write_calibration(kept, calibration_path(corpus))
    bot = Bot.load(corpus, require_calibration=True)
    leaking = {leak.case for leak in found.leaks}
    rows: tuple[Outcome, ...] = outcomes(predict(bot), [c for c in cases if c not in leaking])
    assert len(rows) == kept.n
    assert sum(row.prediction.answered for row in rows) == kept.answered
    assert sum(row.answer_is_wrong for row in rows) == kept.wrong


def test_a_bot_that_has_a_calibration_is_calibrated_as_if_it_had_none() -> None:
    bot = bot_of({"question": "退款多久到账"}, {"question": "多久发货"})
    cases = [Case(q="退款几天到账", gold=("e1",)), Case(q="什么时候发货", gold=("e2",))]
    has = bot.with_calibration(calibration(bot, 0.9, recalibration=PLATT))
    apart = {"in_scope_only": True}
    assert calibrate_bot(has, cases, **apart) == calibrate_bot(bot, cases, **apart)


def _today() -> date:
    return date(2026, 11, 23)
