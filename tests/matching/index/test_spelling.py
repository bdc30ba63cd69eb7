"""Latin words match as whole words or by a real misspelling, never by fragments."""

import random
from collections.abc import Callable

import pytest

from xiaoer.corpus.entry import Entry, Keywords
from xiaoer.matching.index.spelling import Spelling
from xiaoer.matching.index.terms import units, view_terms
from xiaoer.matching.matcher import Matcher
from xiaoer.text.utterance import Analyzer

MakeMatcher = Callable[..., Matcher]
ROWS = (
    ("late", "快递发货太慢了", "late ship", "delayed shipping怎么办"),
    ("fake", "怀疑买到假货", "fake", "is it fake"),
    ("check", "怎么验货", "check", "怎么check商品"),
    ("refund", "怎么退款", "refund", "iPhone怎么退款"),
    ("payment", "怎么付钱", "payment method", "PayPal能用吗"),
    ("paper", "A4纸多少钱"),
    ("phone", "iPhone15多少钱"),
)


@pytest.fixture(scope="module")
def matcher(make_matcher: MakeMatcher) -> Matcher:
    return make_matcher(*ROWS)


@pytest.fixture(scope="module")
def spelling(analyzer: Analyzer) -> Spelling:
    return Spelling([analyzer.analyze(text) for _, *texts in ROWS for text in texts], analyzer)


def first(matcher: Matcher, analyzer: Analyzer, query: str) -> str | None:
    found = matcher.consider(analyzer.analyze(query)).match.candidates
    return found[0].id if found else None


@pytest.mark.parametrize(
    "query",
    "test text tesla hat chat chick cheek cake make face date lake lately latest sheep shop relate "
    "checkout fund phones".split(),
)
def test_letters_in_common_find_nothing(matcher: Matcher, analyzer: Analyzer, query: str) -> None:
    assert first(matcher, analyzer, query) is None


def test_no_made_up_word_finds_anything(
    matcher: Matcher, spelling: Spelling, analyzer: Analyzer
) -> None:
    rng = random.Random(3)
    letters = "late ship fake check refund payment".replace(" ", "")
    known = {unit for _, *texts in ROWS for text in texts for unit in units(text.lower())}
    for _ in range(400):
        word = "".join(rng.choices(letters, k=rng.randint(3, 8)))
        said = analyzer.analyze(word)
        if word not in known and spelling.respelled(said) is said:
            assert first(matcher, analyzer, word) is None, word


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("late", "late"), ("ship太late了", "late"), ("fake吗", "fake"), ("我要refund", "refund"),
        ("reufnd", "refund"), ("refnd", "refund"), ("refound", "refund"), ("rezund", "refund"),
        ("refunds", "refund"), ("fkae", "fake"), ("chekc", "check"), ("chek", "check"),
        ("iphnoe能退吗", "refund"), ("i phone能退吗", "refund"), ("shiping", "late"),
        ("paymnet metod", "payment"), ("paypl", "payment"), ("LateShip", "late"),
        ("a4", "paper"), ("iphone 15", "phone"),
    ],
)  # fmt: skip
def test_whole_words_and_misspellings_are_found(
    matcher: Matcher, analyzer: Analyzer, query: str, entry: str
) -> None:
    assert first(matcher, analyzer, query) == entry


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("reufnd", "refund"), ("refnd", "refund"), ("rezund", "refund"), ("fkae", "fake"),
        ("fkea", "fkea"),  # two slips in four letters
        ("lake", "lake"), ("fale", "fale"),  # a letter replaced in four: another word
        ("chuck", "chuck"),  # in five
        ("erfund", "erfund"), ("pefund", "pefund"),  # the first letter
        ("fak", "fak"),  # too short
        ("renufd", "renufd"),  # too far
        ("deleyed shiping", "delayed shipping"),
        ("iphone", "iphone"), ("vip", "vip"), ("search", "search"),  # known
        ("lateship", "late ship"), ("i phone", "iphone"), ("is phone", "is phone"),
        ("我要reufnd吗", "我要refund吗"), ("我要退款", "我要退款"),
    ],
)  # fmt: skip
def test_what_is_taken_for_what(
    spelling: Spelling, analyzer: Analyzer, written: str, meant: str
) -> None:
    said = analyzer.analyze(written)
    found = spelling.respelled(said)
    assert found.core == meant
    assert (found is said) == (written == meant)
    assert (found.raw, found.text) == (said.raw, said.text)
    assert found.words == analyzer.analyze(meant).words


def test_a_misspelling_is_no_exact_question(matcher: Matcher, analyzer: Analyzer) -> None:
    match = matcher.consider(analyzer.analyze("reufnd")).match
    assert match.exact == ()
    assert match.confidence < 1.0


def test_of_several_words_the_nearest_is_meant_then_the_first(analyzer: Analyzer) -> None:
    spelling = Spelling([analyzer.analyze("shippers shipping shapping")], analyzer)
    assert spelling.respelled(analyzer.analyze("shippping")).core == "shipping"
    assert spelling.respelled(analyzer.analyze("shepping")).core == "shapping"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("late ship", ("late", "ship")),
        ("a4纸3.5元", ("a", "4", "纸", "3.5", "元")),
        ("c++和c#", ("c++", "和", "c#")),
        ("1、2", ("1", "2")),
        ("", ()),
    ],
)
def test_units(text: str, found: tuple[str, ...]) -> None:
    assert units(text) == found


def test_words_side_by_side_are_no_other_words() -> None:
    assert "blate ship" in view_terms(("late", "ship"))
    assert not set(view_terms(("lates", "hip"))) & set(view_terms(("late", "ship")))


def test_a_keyword_is_a_whole_latin_word_or_number(
    make_matcher: MakeMatcher, analyzer: Analyzer
) -> None:
    words = Keywords(any=("vip", "late ship", "15天", "打开app"))
    matcher = make_matcher(Entry(id="a", question="会员权益", keywords=words, answer="…"))
    for text in ("vip有啥用", "88VIP有啥用", "late  ship!", "lateship", "15天了", "打开 App 呢"):
        assert first(matcher, analyzer, text) == "a", text
    for text in ("vipshop在哪", "svip在哪", "late shipping", "plate ship", "115天了", "打开apple"):
        assert first(matcher, analyzer, text) is None, text
