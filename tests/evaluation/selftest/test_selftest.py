import json
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from xiaoer.bot import Bot
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.settings import Settings, Thresholds
from xiaoer.errors import XiaoerError
from xiaoer.evaluation.selftest.result import SelfTest
from xiaoer.evaluation.selftest.self_test import SelfTestError, far_questions, self_test
from xiaoer.text.normalize import question_key

QUESTIONS: Mapping[str, Sequence[str]] = {
    "arrival": ("退款多久到账", "退款几天能到", "钱什么时候退回来", "退的钱多久到我账上"),
    "apply": ("怎么申请退款", "退款在哪里申请", "申请退款的步骤", "我要申请退款怎么弄"),
    "invoice": ("怎么开发票", "发票在哪里申请", "可以开电子发票吗", "开票在哪里操作"),
    "address": ("怎么修改收货地址", "收货地址填错了怎么改", "地址写错能改吗", "改收货地址在哪"),
    "password": ("忘记密码怎么办", "登录密码忘了", "密码想不起来怎么登录", "怎么找回密码"),
    "odd": ("螃蟹死了赔不赔", "花瓶磕掉一个角", "羽绒服钻毛厉害吗"),
}
NOW = datetime(2026, 1, 1)


def entries(**changes: Entry) -> list[Entry]:
    made = [
        Entry(id=id, question=first, variants=tuple(rest), answer=f"答 {id}")
        for id, (first, *rest) in QUESTIONS.items()
    ]
    return [changes.get(entry.id, entry) for entry in made]


def bot_of(rows: Sequence[Entry], answer: float | None = None) -> Bot:
    return Bot(Corpus.from_entries(rows, Settings(thresholds=Thresholds(answer=answer))))


@pytest.fixture(scope="module")
def bot() -> Bot:
    return bot_of(entries(), answer=0.3)


@pytest.fixture(scope="module")
def found(bot: Bot) -> SelfTest:
    return self_test(bot)


# --- a bot without some of its questions ------------------------------------------------------


@pytest.mark.slow
def test_a_question_left_out_is_neither_exact_nor_the_closest(bot: Bot) -> None:
    whole = bot.ask("退款多久到账")
    without = bot.without(["退款多久到账"]).ask("退款多久到账")
    assert whole.reason == "exact"
    assert without.reason != "exact"
    assert "退款多久到账" not in [candidate.question for candidate in without.candidates]
    assert without.confidence < whole.confidence


def test_an_entry_left_out_is_no_candidate(bot: Bot) -> None:
    reply = bot.without(QUESTIONS["invoice"]).ask("怎么开发票")
    assert "invoice" not in [candidate.id for candidate in reply.candidates]


def test_without_nothing_only_the_exact_match_goes(bot: Bot) -> None:
    reply = bot.without(()).ask("怎么开发票")
    assert (reply.reason, reply.entry) == ("matched", bot.corpus["invoice"])
    assert reply.candidates[0].question == "怎么开发票"


def test_a_question_written_otherwise_is_left_out_too(bot: Bot) -> None:
    reply = bot.without(["请问，怎么開發票？"]).ask("怎么开发票")
    assert "怎么开发票" not in [candidate.question for candidate in reply.candidates]


@pytest.mark.parametrize("id", QUESTIONS)
def test_leaving_out_is_nearly_like_never_having_had_the_question(bot: Bot, id: str) -> None:
    """Only the weights of words still know it, which tells in so small a corpus."""
    first, *rest = QUESTIONS[id]
    shorter = Entry(id=id, question=rest[0], variants=tuple(rest[1:]), answer="答")
    rebuilt = bot_of(entries(**{id: shorter}), answer=0.3).ask(first)
    without = bot.without([first]).ask(first)
    assert without.confidence == pytest.approx(rebuilt.confidence, abs=0.1)
    assert [c.id for c in without.candidates[:1]] == [c.id for c in rebuilt.candidates[:1]]


# --- the groups -------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_question_is_left_out_once_and_asked_for_its_entry(found: SelfTest) -> None:
    asked = [(outcome.case.q, outcome.case.gold) for outcome in found.groups.new]
    assert asked == [(q, (id,)) for id in sorted(QUESTIONS) for q in QUESTIONS[id]]


def test_a_question_whose_entry_is_left_out_must_not_be_answered(found: SelfTest) -> None:
    assert [o.case.q for o in found.groups.near] == [o.case.q for o in found.groups.new]
    for outcome in found.groups.near:
        assert (outcome.case.gold, outcome.case.oos) == ((), "near")
    for outcome, own in zip(found.groups.near, found.groups.new, strict=True):
        assert own.case.gold[0] not in outcome.prediction.ranking


def test_slips_keep_the_entry_and_mostly_find_it(found: SelfTest) -> None:
    questions = {q for group in QUESTIONS.values() for q in group}
    texts = [outcome.case.q for outcome in found.groups.known]
    assert len(texts) == len(questions)
    assert sum(text not in questions for text in texts) > 0.9 * len(texts)
    assert found.hopeful.top1 > found.cautious.top1
    assert found.hopeful.top1 > 0.9


@pytest.mark.slow
def test_far_questions_are_of_another_world() -> None:
    texts = far_questions()
    assert len(texts) == len({question_key(text) for text in texts}) >= 40
    sample = Bot.sample()
    answered = [text for text in texts if sample.ask(text).answered]
    assert len(answered) <= 1, answered  # 推荐几本好看的科幻小说: by a question about 推荐


@pytest.mark.slow
def test_an_entry_with_one_question_is_named_not_asked() -> None:
    rows = entries(odd=Entry(id="odd", question="花瓶磕掉一个角", answer="答"))
    found = self_test(bot_of(rows))
    assert found.alone == ("odd",)
    assert not any(outcome.case.gold == ("odd",) for outcome in found.groups.new)
    assert any(outcome.case.gold == ("odd",) for outcome in found.groups.known)


def test_where_no_entry_has_variants_the_page_says_that_it_flatters() -> None:
    rows = [Entry(id=id, question=qs[0], answer="答") for id, qs in QUESTIONS.items()]
    found = self_test(bot_of(rows))
    assert found.groups.new == ()
    assert found.expected.top1 == found.hopeful.top1
    assert "以上数字偏高" in found.to_markdown()
    assert "these figures flatter" in found.to_markdown("en")


@pytest.mark.slow
def test_who_may_not_be_given_an_entry_does_not_test_it() -> None:
    rows = [*entries(), Entry(id="off", question="停用的问题", answer="答", enabled=False)]
    found = self_test(bot_of(rows))
    assert found.entries == len(QUESTIONS)
    assert not any(
        "停用" in outcome.case.q for _, group in found.groups.named() for outcome in group
    )


@pytest.mark.slow
def test_questions_are_asked_by_the_audience_of_their_entry() -> None:
    rows = [replace(entry, audience=("buyer",)) for entry in entries()]
    found = self_test(bot_of(rows))
    assert {outcome.case.slices["audience"] for outcome in found.groups.new} == {"buyer"}


def test_a_corpus_that_nobody_may_be_given_is_an_error() -> None:
    bot = bot_of([Entry(id="off", question="停用的问题", answer="答", enabled=False)])
    with pytest.raises(SelfTestError) as caught:
        self_test(bot)
    assert isinstance(caught.value, XiaoerError)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == (
        "none of the 1 entries can be tested: each is disabled or outside its valid time; "
        "enable one, or give a `now` at which one is valid"
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    "wrong", [{"oos_share": 1.1}, {"known_share": -0.1}, {"near_share": 2.0}, {"most": 0}]
)
def test_impossible_shares_and_samples_are_errors(bot: Bot, wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        self_test(bot, **wrong)  # type: ignore[arg-type]


# --- draws ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_large_corpora_are_sampled_by_the_seed(bot: Bot) -> None:
    one, same, other = (self_test(bot, most=5, sample=4, seed=seed) for seed in (1, 1, 2))
    sizes = {name: len(group) for name, group in one.groups.named()}
    assert sizes == {"new": 5, "known": 4, "near": 4, "far": len(far_questions())}
    assert one == same
    assert one.groups != other.groups


@pytest.mark.slow
def test_the_order_of_the_entries_changes_nothing(found: SelfTest) -> None:
    again = self_test(bot_of(entries()[::-1], answer=0.3))
    assert again.groups == found.groups
    assert again.to_dict() == found.to_dict() | {"corpus_hash": again.corpus_hash}


def test_progress_counts_every_query(bot: Bot) -> None:
    told: list[tuple[int, int]] = []
    found = self_test(
        bot, most=3, sample=2, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(at, found.groups.n) for at in range(1, found.groups.n + 1)]


# --- findings ---------------------------------------------------------------------------------


def test_an_entry_of_unlike_questions_is_thin(found: SelfTest) -> None:
    thin = {one.id: one for one in found.thin}
    assert "odd" in thin
    assert (thin["odd"].n, thin["odd"].found) == (3, 0)
    assert set(thin["odd"].lost) == set(QUESTIONS["odd"])
    assert "invoice" not in thin


@pytest.mark.slow
def test_entries_that_share_a_question_are_rivals() -> None:
    twins = {
        "one": ("门店几点开门", "营业时间", "几点关门呀"),
        "two": ("门店几点关门", "几点开门呀"),
    }
    rows = [
        Entry(id=i, question=q[0], variants=tuple(q[1:]), answer="答") for i, q in twins.items()
    ]
    found = self_test(bot_of([*entries(), *rows]))
    pair = found.rivals[0]
    assert (pair.first, pair.second) == ("one", "two")
    assert pair.lost + pair.taken == pair.n >= 3
    assert set(pair.taken_examples) <= set(twins["two"])


# --- a first calibration ----------------------------------------------------------------------


@pytest.mark.slow
def test_a_raised_threshold_gives_what_asking_again_gives() -> None:
    """Else the figures written into the calibration would be another bot's."""
    loose = self_test(bot_of(entries(), answer=0.02))
    found = loose.calibration("f", date(2026, 1, 1), max_risk=0.05)
    assert found is not None
    assert 0.02 < found.threshold < 1.0
    again = self_test(bot_of(entries(), answer=found.threshold))
    answered = [o for _, group in again.groups.named() for o in group if o.prediction.answered]
    assert found.answered == len(answered)
    assert found.wrong == sum(outcome.answer_is_wrong for outcome in answered)
    assert found.coverage == pytest.approx(again.expected.coverage)
    assert found.risk == pytest.approx(1 - (again.expected.precision or 0))


def test_a_first_calibration_is_marked_as_not_certified(found: SelfTest) -> None:
    calibration = found.calibration("print", date(2026, 1, 2), max_risk=0.5)
    assert calibration is not None
    assert (calibration.kind, calibration.certified) == ("self_test", False)
    assert (calibration.confidence, calibration.bound) == (None, None)
    assert (calibration.date, calibration.fingerprint) == ("2026-01-02", "print")
    assert calibration.max_risk == 0.5


def test_a_self_test_never_makes_a_bot_bolder(found: SelfTest) -> None:
    calibration = found.calibration("f", date(2026, 1, 1), max_risk=1.0)
    assert calibration is not None
    assert calibration.threshold == found.threshold == 0.3


def test_where_nothing_is_good_enough_there_is_no_calibration() -> None:
    found = self_test(bot_of(entries()), most=5, sample=5)
    assert found.calibration("f", date(2026, 1, 1), max_risk=0.0) is None


# --- results ----------------------------------------------------------------------------------


def test_the_result_is_a_record(found: SelfTest) -> None:
    assert pickle.loads(pickle.dumps(found)) == found
    expected = found.expected
    assert repr(found) == (
        f"SelfTest(6 entries, 23 questions, {found.groups.n} asked, expected coverage "
        f"{expected.coverage:.3f}, precision {expected.precision:.3f})"
    )


def test_as_json_it_has_every_figure_and_finding(found: SelfTest) -> None:
    shape = json.loads(json.dumps(found.to_dict()))
    assert list(shape) == [
        "format", "corpus_hash", "seed", "entries", "questions", "threshold", "mix", "forecast",
        "asked", "thin", "alone", "rivals",
    ]  # fmt: skip
    assert shape["forecast"]["expected"]["coverage"] == found.expected.coverage
    assert set(shape["forecast"]) == {"expected", "cautious", "hopeful"}
    assert shape["asked"]["new"]["n"] == len(found.groups.new)
    assert shape["mix"] == {"oos_share": 0.3, "known_share": 0.5, "near_share": 0.5}
    assert [one["id"] for one in shape["thin"]] == [one.id for one in found.thin]


def test_the_page_says_what_it_is_in_both_languages(found: SelfTest) -> None:
    chinese, english = found.to_markdown(), found.to_markdown("en")
    assert chinese.startswith("# 自测结果（没有标注数据）\n")
    assert "不是测量，更不是保证" in chinese
    assert "30.0% 的问题不归知识库管" in chinese
    assert "neither a measurement nor a guarantee" in english
    for page in (chinese, english):
        assert "花瓶磕掉一个角" in page
        assert f"{100 * found.expected.coverage:.0f}" in page


@pytest.mark.slow
def test_texts_of_the_corpus_cannot_mark_up_the_page() -> None:
    evil = "<script>alert(1)</script>|螃蟹"
    rows = entries(odd=Entry(id="odd", question=evil, variants=("花瓶碎了", "羽绒服"), answer="答"))
    page = self_test(bot_of(rows)).to_markdown()
    assert evil not in page
    assert "\\<script\\>" in page


@pytest.mark.slow
def test_the_corpus_can_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "faq.jsonl"
    rows = [
        {"id": id, "question": first, "variants": rest, "answer": "答"}
        for id, (first, *rest) in QUESTIONS.items()
    ]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert self_test(Bot.load(file), now=NOW).questions == 23
