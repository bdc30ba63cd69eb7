"""The guard: what contradicts what, pair by pair, and over the two files of labelled pairs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.matching.polarity import Guard, Stance
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon, Opposite, corpus_lexicon
from xiaoer.text.words.polarity import PolarityReader

CASES = Path(__file__).parents[1] / "cases"
LAW = settings(max_examples=scaled(150), deadline=None)
FRAGMENTS = [
    "没", "不", "不能", "能", "能不能", "可以", "收到", "收不到", "货", "退款", "退货", "换货",
    "到账", "了", "吗", "多久", "怎么", "开通", "关闭", "取消", "关注", "想", "不想", "要",
    "不是", "没有", "有没有", "发货", "打不开", "打开", "成功", "拒绝", "同意", "冻结", "解冻",
    "无法", "还没", "已经", "，", "之前", "上架", "下架",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)

SAME_NOT_VETOED = 0.85
"""The bar of the issue; the 128 of 130 on the day this was written are held by the next."""
SAME_FLOOR = 0.97
OPPOSITE_FLOOR = 0.88
"""Pairs of opposites that the guard itself strikes: 116 of 130 on the day this was written."""
RIGHT_FLOOR = 0.96
"""Right answers to the same queries that it lets pass: 126 of 130."""


class Reader:
    """Stances of texts under one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        folding = lexicon.folding()
        self.analyzer = Analyzer(lexicon)
        self.polarity = PolarityReader(
            lexicon.negation, self.analyzer.segmenter.cut, lambda w: folding.get(w, w)
        )
        self.guard = Guard(lexicon.opposites, lexicon)

    def stance(self, text: str) -> Stance:
        utterance = self.analyzer.analyze(text)
        return self.guard.stance(self.polarity.read(utterance.core, utterance.folded))

    def conflict(self, query: str, question: str) -> tuple[str, ...]:
        return self.guard.conflict(self.stance(query), self.stance(question))


BUILTIN = Reader(Lexicon.builtin())


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def pairs() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{case['law']}: {case['query']} / {case['question']}",
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in lines("guard_pairs.jsonl")
    ]


@pytest.mark.parametrize("case", pairs())
def test_a_pair(case: dict[str, Any]) -> None:
    assert bool(BUILTIN.conflict(case["query"], case["question"])) == case["conflict"]
    assert bool(BUILTIN.conflict(case["question"], case["query"])) == case["conflict"]


def share(rows: list[dict[str, Any]], holds: Callable[[dict[str, Any]], bool]) -> float:
    return sum(map(holds, rows)) / len(rows)


def test_pairs_of_one_meaning_are_not_vetoed() -> None:
    rows = lines("polarity_same.jsonl")
    assert len(rows) >= 120
    passed = share(rows, lambda r: not BUILTIN.conflict(r["query"], r["question"]))
    assert passed >= SAME_NOT_VETOED
    assert passed >= SAME_FLOOR


def test_pairs_of_opposites_are_vetoed() -> None:
    rows = lines("polarity_opposite.jsonl")
    assert len(rows) >= 120
    assert (
        share(rows, lambda r: bool(BUILTIN.conflict(r["query"], r["wrong_question"])))
        >= OPPOSITE_FLOOR
    )


def test_the_right_answers_to_them_are_not() -> None:
    rows = lines("polarity_opposite.jsonl")
    passed = share(rows, lambda r: not BUILTIN.conflict(r["query"], r["right_question"]))
    assert passed >= RIGHT_FLOOR


@LAW
@given(TEXT)
def test_no_text_contradicts_itself(text: str) -> None:
    assert BUILTIN.conflict(text, text) == ()


@LAW
@given(TEXT, TEXT)
def test_contradiction_is_mutual(one: str, other: str) -> None:
    """Query and question alike: the guard does not ask which is which."""
    assert set(BUILTIN.conflict(one, other)) == set(BUILTIN.conflict(other, one))


@pytest.mark.parametrize(
    ("query", "question", "words"),
    [
        ("没收到货", "收到货了", ("收到",)),
        ("怎么开通花呗", "怎么关闭花呗", ("开通", "关闭")),
        ("不想退了", "怎么退款", ("退",)),
        ("没收到货怎么开通", "收到货了怎么关闭", ("收到", "开通", "关闭")),
    ],
)
def test_a_contradiction_names_its_words(query: str, question: str, words: tuple[str, ...]) -> None:
    assert BUILTIN.conflict(query, question) == words


@pytest.mark.parametrize(
    ("query", "question", "count"),
    [
        ("怎么退货", "怎么换货", 1),
        ("买家怎么退货", "卖家怎么换货", 2),
        ("怎么退货", "怎么退货", 0),
        ("退货还是换货", "怎么换货", 0),
        ("怎么开发票", "怎么换货", 0),
    ],
)
def test_contrasts_are_counted_both_ways(query: str, question: str, count: int) -> None:
    """A text that names both sides stands in contrast to neither."""
    one, other = BUILTIN.stance(query), BUILTIN.stance(question)
    assert Guard.contrasts(one, other) == Guard.contrasts(other, one) == count


@pytest.mark.parametrize(
    ("query", "question", "words"),
    [
        ("退款还没到账", "退款多久到账", ("到账",)),
        ("不能退吗", "怎么退", ()),
        ("没收到货", "怎么退货", ()),
        ("没收到货", "一直没收到", ()),
        ("不想退了", "怎么退款", ("退",)),
        ("没收到货能开发票吗", "收到货怎么办 不能开发票", ("收到", "开票")),
        ("怎么退款", "怎么退款", ()),
    ],
)
def test_what_one_denies_and_the_other_names_is_a_doubt(
    query: str, question: str, words: tuple[str, ...]
) -> None:
    """Less than a contradiction, and mutual like it."""
    one, other = BUILTIN.stance(query), BUILTIN.stance(question)
    assert Guard.doubt(one, other) == words
    assert set(Guard.doubt(other, one)) == set(words)


def test_a_corpus_may_bring_its_own_opposites() -> None:
    own = corpus_lexicon(words=("甲套餐", "乙套餐"), opposites=((("甲套餐",), ("乙套餐",)),))
    assert Reader(own).conflict("办甲套餐", "办乙套餐") == ("甲套餐", "乙套餐")
    assert BUILTIN.conflict("办甲套餐", "办乙套餐") == ()


def test_synonyms_stand_for_their_opposite() -> None:
    """The sides are compared after folding, in the lexicon's own pairs too."""
    lexicon = Lexicon(
        words=("打开", "开启", "关掉"),
        synonyms=(("打开", "开启"), ("关闭", "关掉")),
        opposites=(Opposite(left=("开启",), right=("关掉",)),),
    )
    reader = Reader(lexicon)
    assert reader.conflict("打开通知", "关闭通知") == ("打开", "关闭")
    assert reader.conflict("开启通知", "打开通知") == ()


def test_a_corpus_may_do_without_opposites() -> None:
    bare = Reader(corpus_lexicon(without=("opposites",)))
    assert bare.conflict("怎么开通花呗", "怎么关闭花呗") == ()
    assert BUILTIN.conflict("怎么开通花呗", "怎么关闭花呗") != ()
