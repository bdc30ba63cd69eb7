"""Each perturbation as a table of cases, its laws, and the arithmetic of the table."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.errors import UnknownNameError
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import Prediction
from xiaoer.evaluation.labelled.robustness import RobustnessTable, robustness
from xiaoer.evaluation.measures import Proportion, wilson
from xiaoer.evaluation.perturb import PHENOMENA, Edit, Phenomenon, choose_phenomena, perturb
from xiaoer.evaluation.perturb.edit import NEGATORS, editable, protected
from xiaoer.evaluation.perturb.script import chinese_numeral
from xiaoer.evaluation.perturb.words import cut
from xiaoer.text.characters.numerals import numeral_value
from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.characters.shapes import lookalikes
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.normalize import question_key
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

BY_NAME = {phenomenon.name: phenomenon for phenomenon in PHENOMENA}
SLIPS = ("homophone", "lookalike", "dropped", "doubled", "swapped")

# few enough fragments to collide, among them what must not be touched
FRAGMENTS = st.sampled_from(
    [
        *"怎么 退款 7天 七天 两个 15 ， 。 ？ 没收到 不能 能不能 上架 买 谢谢".split(),
        *"货 后 里 零 发票 開發票 iPhone 2026年 ok@a.cn http://a.cn/x 😀 第三天 好几天".split(),
        *" ,①\u200b",
        "１２件",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=8).map("".join)


def all_of(name: str, text: str) -> set[str]:
    """Everything that many draws make of a text."""
    return {edit.text for seed in range(60) for edit in perturb(text, BY_NAME[name], seed=seed)}


def one(name: str, text: str) -> Edit | None:
    edits = perturb(text, BY_NAME[name])
    return edits[0] if edits else None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "among"),
    [
        ("homophone", "怎么退款", "怎么推款"),
        ("lookalike", "账户余额怎么提现", "帐户余额怎么提现"),
        ("dropped", "怎么申请退款", "怎么请退款"),
        ("doubled", "怎么退款", "怎么退退款"),
        ("swapped", "怎么退款", "怎么款退"),
        ("emoji", "在吗，怎么退款", "在吗，🙏怎么退款"),
        ("filler", "订单怎么退款", "订单那个怎么退款"),
        ("filler", "怎么退款", "嗯，怎么退款"),
        ("padding", "怎么退款", "请问，怎么退款"),
        ("padding", "怎么退款", "怎么退款 谢谢"),
        ("negation_inserted", "哪些商品支持退货", "哪些商品不支持退货"),
        ("opposite", "怎么开通免密支付", "怎么关闭免密支付"),
    ],
)
def test_what_may_come_out(name: str, text: str, among: str) -> None:
    phenomenon = BY_NAME[name]
    random = Random(1)
    assert among in {
        edit.text for _ in range(2000) if (edit := phenomenon.apply(text, random)) is not None
    }


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("traditional", "退货后发票开给谁", "退貨後發票開給誰"),
        ("traditional", "里面的证书几时发出", "裡面的證書幾時發出"),
        ("full_width", "iPhone 7天,ok?", "ｉＰｈｏｎｅ ７天，ｏｋ？"),
        ("numerals", "7天无理由", "七天无理由"),
        ("numerals", "七天无理由", "7天无理由"),
        ("numerals", "2件还是十五个", "两件还是15个"),
        ("numerals", "2月20号，100元", "二月二十号，一百元"),
        ("negation_removed", "没收到货怎么办", "已经收到货怎么办"),
        ("negation_removed", "还没发货怎么改地址", "已经发货怎么改地址"),
        ("negation_removed", "快递一直没到", "快递已经到"),
        ("negation_removed", "哪些商品不能退", "哪些商品能退"),
        ("negation_removed", "没有发票怎么退", "有发票怎么退"),
        ("negation_removed", "优惠券打不开", "优惠券打得开"),
        ("negation_removed", "為什麼不顯示", "為什麼顯示"),
        ("negation_inserted", "收到货了怎么退", "没收到货怎么退"),
        ("negation_inserted", "已经发货了怎么改地址", "还没发货怎么改地址"),
        ("negation_inserted", "付了款怎么改", "没付款怎么改"),
        ("negation_inserted", "哪些商品能退", "哪些商品不能退"),
        ("negation_inserted", "如何申请退款", "如何才能不申请退款"),
        ("opposite", "定时上架", "定时下架"),
        ("opposite", "关闭以后再关闭", "开通以后再开通"),
    ],
)
def test_what_comes_out(name: str, text: str, expected: str) -> None:
    assert all_of(name, text) == {expected}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((name, "") for name in BY_NAME),
        *((name, "7天") for name in SLIPS),
        *((name, "退款") for name in SLIPS),
        ("lookalike", "abcd 7777天"),
        ("dropped", "上架下架"),  # each is a side of an opposite
        ("swapped", "哈哈哈哈"),
        ("full_width", "怎么退款"),
        ("traditional", "怎麼申請開發票"),
        ("numerals", "一直没到，第三天，好几天，2026年，1.5元，三星手机"),
        ("negation_inserted", "能退吗"),
        ("negation_inserted", "收到货了吗"),
        ("negation_inserted", "功能怎么用不了"),
        ("negation_inserted", "可以退？"),
        ("negation_inserted", "能不能退"),
        ("negation_removed", "能不能退"),
        ("negation_removed", "不能退吗"),
        ("negation_removed", "有没有发票"),
        ("negation_removed", "到账了没有"),
        ("negation_removed", "没收到货也没收到退款"),  # a second denial
        ("negation_removed", "不想要了怎么退"),
        ("negation_removed", "我上个月在你们店里买的那个电饭煲到现在都没收到货"),  # long
        ("opposite", "没注册过怎么开店"),
        ("opposite", "这样合规吗"),
        ("opposite", "开通以后怎么关闭"),
        ("opposite", "上面写着什么"),
    ],
)
def test_what_is_left_alone(name: str, text: str) -> None:
    assert all_of(name, text) == set()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("7天没收到", "7天没"),
        ("等了十五个工作日", "十五个工作日"),
        ("看http://a.cn吧", "http://a.cn"),
        ("怎么退款", ""),
    ],
)
def test_what_slips_leave_alone(text: str, held: str) -> None:
    assert "".join(text[at] for at in sorted(protected(text))) == held


def test_no_slip_says_the_opposite() -> None:
    """买 and 卖 sound alike; 末 and 未, 夫 and 无 look alike."""
    assert "卖" not in "".join(all_of("homophone", "买买买买"))
    assert "未" not in "".join(all_of("lookalike", "末末末末"))


@pytest.mark.parametrize("value", [1, 2, 10, 12, 20, 100, 101, 110, 999, 1000, 2000, 2030, 9999])
def test_numerals_are_read_back(value: int) -> None:
    for unit in ("天", "号"):
        assert numeral_value(chinese_numeral(value, unit)) == value


def test_only_numbers_rewritten_are_counted() -> None:
    assert one("numerals", "2026年买的，7天还是三个月") == Edit("2026年买的，七天还是3个月", 2)


def test_a_numeral_out_of_range() -> None:
    with pytest.raises(ValueError, match="found 0"):
        chinese_numeral(0)


@given(TEXTS, st.sampled_from(SLIPS), st.integers(0, 5))
def test_a_slip_is_one_edit_of_what_may_be_touched(text: str, name: str, seed: int) -> None:
    for new, edits in perturb(text, BY_NAME[name], seed=seed):
        assert edits == 1
        assert [c for c in new if c in NEGATORS] == [c for c in text if c in NEGATORS]
        places = editable(text)
        differing = [at for at, (a, b) in enumerate(zip(text, new, strict=False)) if a != b]
        if name == "dropped":
            assert new in {text[:at] + text[at + 1 :] for at in places}
        elif name == "doubled":
            assert new in {text[: at + 1] + text[at:] for at in places}
        elif name == "swapped":
            at = differing[0]
            assert differing == [at, at + 1]
            assert new[at : at + 2] == text[at : at + 2][::-1]
            assert {at, at + 1} <= set(places)
        else:
            (at,) = differing
            assert at in places
            assert len(new) == len(text)
            if name == "homophone":
                assert toneless(new[at]) == toneless(text[at])
            else:
                assert new[at] in lookalikes(text[at])


@given(TEXTS, st.sampled_from(("traditional", "full_width", "emoji", "numerals")))
@settings(max_examples=scaled(300))
def test_other_characters_have_the_same_key(text: str, name: str) -> None:
    for seed in range(3):
        for edit in perturb(text, BY_NAME[name], seed=seed):
            assert edit.text != text
            assert question_key(edit.text) == question_key(text)


@given(TEXTS)
def test_traditional_maps_back_and_counts_its_edits(text: str) -> None:
    for new, edits in perturb(text, BY_NAME["traditional"]):
        assert simplify(new) == simplify(text)
        assert edits == sum(a != b for a, b in zip(new, text, strict=True))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Lexicon.builtin())


@given(text=TEXTS, seed=st.integers(0, 50))
def test_padding_comes_off_again(analyzer: Analyzer, text: str, seed: int) -> None:
    text += "订单退款"  # so that it is no padding itself
    for edit in perturb(text, BY_NAME["padding"], seed=seed):
        assert analyzer.analyze(edit.text).key == analyzer.analyze(text).key


@given(TEXTS)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


@given(st.text(), st.sampled_from(PHENOMENA), st.integers(0, 3), st.integers(1, 3))
def test_any_text_can_be_perturbed_and_always_alike(
    text: str, phenomenon: Phenomenon, seed: int, most: int
) -> None:
    edits = perturb(text, phenomenon, seed=seed, most=most)
    assert edits == perturb(text, phenomenon, seed=seed, most=most)
    texts = [edit.text for edit in edits]
    assert len(texts) == len({*texts, text}) - 1 <= most
    assert all(edit.edits >= 1 for edit in edits)


def test_lone_surrogates_can_be_perturbed() -> None:
    assert all(isinstance(perturb("退款\ud83d怎么办", p), tuple) for p in PHENOMENA)


SCRIPT = """
from xiaoer.evaluation.perturb import PHENOMENA, perturb
for text in ("怎么开通7天无理由退货", "没收到货怎么办", "收到货了iPhone怎么退"):
    print([perturb(text, p, seed=3, most=3) for p in PHENOMENA])
"""


@pytest.mark.slow
def test_hash_seeds_change_nothing() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(printed) == 1


def test_phenomena_by_name() -> None:
    assert [p.name for p in choose_phenomena(["opposite", "emoji"])] == ["opposite", "emoji"]
    with pytest.raises(UnknownNameError, match='unknown phenomenon "homofone"; did you mean "homo'):
        choose_phenomena(["homofone"])


def upper(text: str, _random: Random) -> Edit | None:
    return Edit(text.upper(), 1) if text.isalpha() else None


def marked(must: str, name: str = "upper") -> Phenomenon:
    return Phenomenon(name=name, title="大写", must=must, apply=upper)  # type: ignore[arg-type]


def fake(**answers: str | None) -> Callable[[Case], Prediction]:
    """Answers each query with the id given for it; None: would say "a", but does not."""

    def predictor(case: Case) -> Prediction:
        id = answers[case.q]
        confidence = 0.9 if id == "a" else 0.6
        return Prediction(id=id or "a", confidence=confidence, answered=id is not None)

    return predictor


CASES = [
    Case(q="p", gold=("a",)),
    Case(q="q", gold=("a",)),
    Case(q="r", gold=("b", "a")),
    Case(q="s", gold=("a",)),
    Case(q="4", gold=("a",)),
    Case(q="wrong", gold=("a",)),
    Case(q="silent", gold=("a",)),
    Case(q="nothing"),
]
PREDICTOR = fake(
    p="a", q="a", r="a", s="a", **{"4": "a"}, wrong="c", silent=None,
    P="a", Q=None, R="b", S="c",
)  # fmt: skip


def test_the_counts() -> None:
    found = robustness(PREDICTOR, CASES, phenomena=[marked("stay")])
    assert found.base == Proportion(5, 7)  # out-of-scope cases are no base
    row = found["upper"]
    assert (row.kept, row.lost, row.wrong, row.left_out, row.n) == (2, 1, 1, 1, 4)
    assert row.good == Proportion(2, 4)
    assert [(e.perturbed, e.fate, e.answered) for e in row.examples] == [
        ("S", "wrong", "c"),
        ("Q", "lost", None),
    ]
    assert row.examples[0].right == "a"


def test_the_counts_where_the_answer_must_change() -> None:
    """Any right answer of the clean query is the same answer; silence and another are changes."""
    row = robustness(PREDICTOR, CASES, phenomena=[marked("change")])["upper"]
    assert (row.changed, row.same, row.n, row.left_out) == (2, 2, 4, 1)
    assert row.good == Proportion(2, 4)
    assert [(e.perturbed, e.fate) for e in row.examples] == [("P", "kept"), ("R", "kept")]
    assert (
        robustness(PREDICTOR, CASES, phenomena=[marked("change")], examples=1)["upper"].examples
        == (row.examples[:1])
    )


@pytest.fixture
def both() -> RobustnessTable:
    return robustness(
        PREDICTOR, CASES, seed=4, phenomena=[marked("stay"), marked("change", "again")]
    )


def test_as_json(both: RobustnessTable) -> None:
    found = json.loads(json.dumps(both.to_dict(), allow_nan=False))
    assert found["base"]["hits"] == 5
    assert (found["seed"], found["per_case"]) == (4, 1)
    stay, change = found["rows"]
    interval = wilson(1, 4)
    assert interval is not None
    assert stay["lost"] == {"value": 0.25, "hits": 1, "n": 4, "interval": list(interval)}
    assert change["same"]["hits"] == change["changed"]["hits"] == 2
    assert "kept" not in change
    assert stay["examples"][0]["perturbed"] == "S"


def test_as_markdown(both: RobustnessTable) -> None:
    text = both.to_markdown()
    assert text.startswith("Base: 5 of 7 in-scope queries are answered right; seed 4")
    assert "| phenomenon | n | left out | kept % | lost % | became wrong % |" in text
    assert "| phenomenon | n | left out | changed % | still the same answer % |" in text
    assert "| 大写 upper | 4 | 1 | 50.0 [15.0, 85.0] 2 | 25.0 [4.6, 69.9] 1 |" in text
    assert "- s → S: `c` (0.60), clean `a`" in text


def test_markup_in_queries_is_escaped() -> None:
    case = Case(q="a|b\n*c*", gold=("a",))
    predictor = fake(**{case.q: "a", case.q.upper(): None})
    shout = Phenomenon(
        name="shout", title="喊", must="stay", apply=lambda text, _: Edit(text.upper(), 1)
    )
    text = robustness(predictor, [case], phenomena=[shout]).to_markdown()
    assert r"- a\|b \*c\* → A\|B \*C\*: no answer (0.60), clean `a`" in text


def test_the_repr(both: RobustnessTable) -> None:
    assert repr(both) == "RobustnessTable(base 5/7, seed 4, upper 2/4 kept, again 2/4 changed)"


def test_nothing_to_measure() -> None:
    found = robustness(PREDICTOR, [], phenomena=[marked("stay")])
    assert found.base == Proportion(0, 0)
    assert found["upper"].to_dict()["kept"] == {"value": None, "hits": 0, "n": 0, "interval": None}
    assert "| 大写 upper | 0 | 0 | – | – | – |" in found.to_markdown()
    with pytest.raises(KeyError):
        found["lower"]


def test_tables_are_equal_and_pickle(both: RobustnessTable) -> None:
    assert pickle.loads(pickle.dumps(both)) == both


def test_the_order_of_the_cases_does_not_matter() -> None:
    cases = [Case(q=q, gold=("a",)) for q in ("怎么退款啊", "怎么开发票", "快递到哪里了")]

    def echo(case: Case) -> Prediction:
        return Prediction(id="a", confidence=len(case.q) % 7 / 10, answered=len(case.q) == 5)

    assert robustness(echo, cases) == robustness(echo, cases[::-1])


def test_several_of_a_case() -> None:
    def yes(case: Case) -> Prediction:
        return Prediction(id="a", confidence=1.0, answered=True)

    found = robustness(yes, [Case(q="怎么申请退款", gold=("a",))], per_case=3)
    assert found["homophone"].n == 3
    assert (found["traditional"].n, found["traditional"].left_out) == (1, 0)
    assert found["full_width"].left_out == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"per_case": 0}, "per_case >= 1"),
        ({"examples": -1}, "examples >= 0"),
        ({"phenomena": [marked("stay"), marked("change")]}, "named twice: upper, upper"),
    ],
)
def test_wrong_arguments(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        robustness(PREDICTOR, CASES, **arguments)  # type: ignore[arg-type]
