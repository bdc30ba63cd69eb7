"""Numbers by value and unit; models and codes whole."""

import pytest

from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.quantities import Identity, identities

ANALYZER = Analyzer(Lexicon.builtin())


def found(text: str) -> tuple[Identity, ...]:
    said = ANALYZER.analyze(text)
    return identities(said.words, said.folded)[0]


def equal(one: str, other: str) -> bool:
    ours, theirs = found(one), found(other)
    assert min(len(ours), len(theirs)) > 0
    return len(ours) == len(theirs) and all(a.equals(b) for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1万元能存吗", "10000元能存吗"),
        ("一万块能存吗", "1w能存吗"),
        ("七天内能退吗", "7天内能退吗"),
        ("两周内能退吗", "14天内能退吗"),
        ("24小时内发货", "一天内发货"),
        ("半年后到期", "6个月后到期"),
        ("行李20公斤", "行李40斤"),
        ("500兆宽带", "500M宽带"),
        ("5–7天到", "五到七天到"),
        ("5折的能退吗", "五折的能退吗"),
        ("iPhone15能用吗", "iPhone 15能用吗"),
        ("0.10%的利息", "0.1%的利息"),
    ],
)
def test_one_value(one: str, other: str) -> None:
    assert equal(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0.1%的利息", "0.01%的利息"),
        ("3天到", "3个月到"),
        ("3天到", "3个工作日到"),
        ("5元", "5角"),
        ("100元券", "100万元券"),
        ("a6l多少钱", "a6多少钱"),
        ("E07号车位", "E17号车位"),
        ("4G套餐", "5G套餐"),
        ("C#怎么学", "C怎么学"),
        ("P50的壳", "P40的壳"),
        ("CA1831几点飞", "CA1837几点飞"),
        ("12306怎么登录", "12315怎么登录"),
        ("满199减20", "满199减30"),
        ("3.5折", "8.5折"),
    ],
)
def test_two_values(one: str, other: str) -> None:
    assert not equal(one, other)


def test_what_is_no_number_is_left() -> None:
    assert identities(("一直", "没", "到"), ("一直", "没有", "到")) == ((), ("一直", "没有", "到"))
    words = ("7", "天", "内", "退")
    assert identities(words, words)[1] == ("内", "退")
