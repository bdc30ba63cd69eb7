"""Words written with other characters of the same sound are evidence for the words they are."""

from collections.abc import Callable

import pytest

from xiaoer.matching.index.homophones import Homophones
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

MakeMatcher = Callable[..., Matcher]
QUESTIONS = tuple(
    "优惠券怎么领取 退款多久到账 怎么修改收货地址 怎么删除评论 运费险怎么赔 售后电话是多少 "
    "会员怎么取消 酒店退房时间 怎么联系卖家 物流信息在哪看 商品可以试用吗 保价怎么申请 "
    "客服号码是多少 优惠有哪些 没有收到短信 怎么开具发票".split()
)


@pytest.fixture(scope="module")
def homophones(analyzer: Analyzer) -> Homophones:
    return Homophones(map(analyzer.analyze, QUESTIONS), analyzer)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("优会券在哪", "优惠券在哪"),
        ("退宽什么时候到", "退款什么时候到"),
        ("收或地址写错了", "收货地址写错了"),
        ("平轮删不掉", "评论删不掉"),
        ("运费现赔多少", "运费险赔多少"),
        ("发漂和回员", "发票和会员"),
        ("酒店退芳几点", "酒店退房几点"),
        ("收后电话", "售后电话"),
    ],
)
def test_a_slip_is_read_as_the_word(
    homophones: Homophones, analyzer: Analyzer, typed: str, meant: str
) -> None:
    said = analyzer.analyze(typed)
    found = homophones.respelled(said)
    assert found.core == meant
    assert found.words == analyzer.analyze(meant).words
    assert (found.raw, found.text, found.literal) == (said.raw, said.text, said.literal)


@pytest.mark.parametrize(
    "text",
    [
        *"联系买家 这个好吗 是用什么快递 报价单怎么开 有会员吗 无流了 没油了 都到了".split(),
        *("优惠券怎么领取", "我要退货", "iphone 15 怎么买", ""),
    ],
)
def test_what_means_something_itself_stays(
    homophones: Homophones, analyzer: Analyzer, text: str
) -> None:
    said = analyzer.analyze(text)
    assert homophones.respelled(said) is said


def test_a_slip_of_the_corpus_is_read_so_too(analyzer: Analyzer) -> None:
    homophones = Homophones(map(analyzer.analyze, ("退款多久到账", "拒绝退宽了怎么办")), analyzer)
    assert homophones.respelled(analyzer.analyze("申请退宽")).core == "申请退款"


def test_only_a_few_words_are_taken_for_others(homophones: Homophones, analyzer: Analyzer) -> None:
    found = homophones.respelled(analyzer.analyze("发漂 发漂 发漂 发漂 发漂"))
    assert found.core == "发票 发票 发票 发票 发漂"


def test_it_finds_the_entry_but_is_no_exact_question(
    make_matcher: MakeMatcher, analyzer: Analyzer
) -> None:
    rows = [(f"e{number}", text) for number, text in enumerate(QUESTIONS)]
    match = make_matcher(*rows).consider(analyzer.analyze("优会卷怎么领曲")).match
    assert match.candidates[0].id == "e0"
    assert match.exact == ()


def test_it_does_not_hide_what_is_denied(make_matcher: MakeMatcher, analyzer: Analyzer) -> None:
    matcher = make_matcher(("arrived", "退款到账了"), ("late", "退款没到账怎么办"))
    match = matcher.consider(analyzer.analyze("退宽没到账")).match
    assert match.candidates[0].id == "late"
