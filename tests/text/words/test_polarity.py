"""What a text denies: a table of sentences, and the laws of the reading."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.polarity import WHETHER, Polarity, PolarityReader

CASES = Path(__file__).parents[2] / "cases" / "polarity_reader.jsonl"
LEXICON = Lexicon.builtin()
ANALYZER = Analyzer(LEXICON)
FOLDING = LEXICON.folding()
READER = PolarityReader(LEXICON.negation, ANALYZER.segmenter.cut, lambda w: FOLDING.get(w, w))
MARKS = re.compile("[\ue001\ue002]")
LAW = settings(max_examples=scaled(150), deadline=None)
FRAGMENTS = [
    "没", "不", "不能", "能", "能不能", "可以", "收到", "收不到", "货", "退款", "退", "到账", "了",
    "吗", "多久", "怎么", "不想", "不要", "不是", "不得不", "没有", "有没有", "打不开", "别",
    "无法", "还没", "都", " ", "7天无理由", "不好意思", "难道", "非", "不可", "没办法", "禁止",
    "iphone",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(lambda p: " ".join("".join(p).split()))


def rows() -> list[Any]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in map(json.loads, lines)
    ]


def read(text: str) -> Polarity:
    utterance = ANALYZER.analyze(text)
    return READER.read(utterance.core, utterance.folded)


@pytest.mark.parametrize("case", rows())
def test_what_a_sentence_denies_and_whether_it_asks(case: dict[str, Any]) -> None:
    """The denied predicates, folded, and how; a question with 能不能 or a tail 没 asks."""
    found = read(case["text"])
    assert dict(found.denied) == case["denied"]
    assert (WHETHER in found.tokens) == case.get("asks", False)


def test_the_table_has_every_kind_of_sentence() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    kinds = Counter(kind for case in cases for kind in case["denied"].values())
    assert len(cases) > 100
    assert all(kinds[kind] >= 20 for kind in ("event", "possibility", "plain"))
    assert sum(not case["denied"] for case in cases) >= 30


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("没收到货怎么办", ("商品", "怎么办")),
        ("未付款订单怎么取消", ("订单", "怎么", "取消")),
        ("东西没收到 退款", ("商品", " ", "退款")),
        ("有的收到了有的没收到", ("有", "的", "收到", "了", "有", "的")),
        ("能不能退", (WHETHER, "退")),
        ("发货了没", ("发货", WHETHER)),
        ("不得不取消订单", ("取消", "订单")),
        ("7天无理由怎么退", ("怎么", "退")),
        ("怎么退款", ("怎么", "退款")),
        ("没提现成功怎么办", ("怎么办",)),
    ],
)
def test_tokens_are_what_is_affirmed_or_named(text: str, tokens: tuple[str, ...]) -> None:
    """The denied predicate is not among them; a space ends a part, a ? asks whether."""
    assert read(text).tokens == tokens


def test_a_part_ends_in_a_text_without_negators_too() -> None:
    assert read("东西坏了 退货").tokens == ("商品", "坏", " ", "退货")


def test_what_must_be_done_is_named() -> None:
    assert "取消" in read("非要取消不可").tokens


@pytest.mark.parametrize(
    ("text", "predicate", "forms", "others"),
    [
        ("收不到验证码", "收", {"收到", "收得到"}, {"收了"}),
        ("打不开链接", "打", {"打开", "打得开"}, {"打到"}),
        ("付不了款", "付款", {"付了", "付好", "付成功"}, {"付款"}),
        ("登不进去", "登", {"登进去", "登得进去"}, set()),
    ],
)
def test_what_says_that_a_failing_verb_succeeds(
    text: str, predicate: str, forms: set[str], others: set[str]
) -> None:
    found = set(read(text).achieved[predicate])
    assert forms <= found
    assert not others & found


@pytest.mark.parametrize("text", ["没收到货", "不能退", "不想要了", "怎么退款"])
def test_only_a_verb_with_its_complement_has_forms_of_success(text: str) -> None:
    assert dict(read(text).achieved) == {}


@LAW
@given(TEXT)
def test_a_reading_is_made_of_the_text(text: str) -> None:
    """No token is empty or a mark of the reader's, and only what is denied can be achieved."""
    utterance = ANALYZER.analyze(text)
    found = READER.read(utterance.core, utterance.folded)
    assert all(found.tokens)
    assert all(found.denied)
    assert not MARKS.search("".join(found.tokens))
    assert set(found.achieved) <= set(found.denied)


@pytest.mark.parametrize("text", ["怎么7天无理由不到账", "7天无理由不了", "收不到收不到收不到没有"])
def test_no_mark_of_the_reader_is_denied(text: str) -> None:
    assert not MARKS.search("".join(read(text).denied))


@LAW
@given(TEXT)
def test_words_known_already_change_nothing(text: str) -> None:
    utterance = ANALYZER.analyze(text)
    assert READER.read(utterance.core, utterance.folded) == READER.read(utterance.core)


@LAW
@given(TEXT.filter(lambda text: not re.search("[不没无别禁非难]", text)))
def test_a_text_without_negators_denies_nothing(text: str) -> None:
    utterance = ANALYZER.analyze(text)
    found = READER.read(utterance.core, utterance.folded)
    assert (dict(found.denied), dict(found.achieved)) == ({}, {})
    assert [t for t in found.tokens if t != " "] == list(utterance.folded)
    assert found.text == utterance.core


def test_no_more_denials_are_read_than_a_sentence_has() -> None:
    """Each costs a segmentation, and a text of negators has hundreds."""
    verbs = "退款 发货 签收 付款 登录 提现 评价 充值 续费 开票 换货 投诉".split()
    assert len(read(" ".join(f"不{verb}" for verb in verbs)).denied) == 8
    assert len(read(" ".join(f"不{verb}" for verb in verbs[:5])).denied) == 5


def test_without_a_lexicon_the_negators_of_the_grammar_are_left() -> None:
    """The lists of harmless words, of A-not-A and of complements are the lexicon's."""
    bare = PolarityReader({}, ANALYZER.segmenter.cut, lambda w: w)
    assert dict(bare.read("没收到货").denied) == {"收到": "event"}
    assert dict(bare.read("不好意思").denied) != {}
    assert dict(bare.read("打不开").denied) == {"开": "plain"}
    assert dict(bare.read("").denied) == {}


def test_folding_is_the_callers() -> None:
    bare = PolarityReader({}, lambda text: tuple(text), lambda w: {"甲": "乙"}.get(w, w))
    assert bare.read("甲不甲") == bare.read("乙不乙")
    assert dict(bare.read("不甲").denied) == {"乙": "plain"}
    assert bare.read("甲").tokens == ("乙",)
