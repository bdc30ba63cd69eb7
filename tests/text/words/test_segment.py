"""Segmentation: private, without the HMM, safe for threads, and never changed after building."""

import pickle
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from tests.text.words.oracle import jieba_tokenizer
from xiaoer.text.normalize import normalize
from xiaoer.text.words import segment as module
from xiaoer.text.words.cutting import Cutter
from xiaoer.text.words.segment import (
    MIN_FREQUENCY,
    Dictionary,
    Segmenter,
    dictionary,
    load_dictionary,
)

SHARED = Segmenter(["到账", "没收到"])


@pytest.mark.parametrize(
    ("words", "splits", "text", "expected"),
    [
        ((), (), "怎么申请退款", "怎么|申请|退款"),
        ((), (), "运费险多久到账", "运费|险|多久|到|账"),
        (("运费险", "到账"), (), "运费险多久到账", "运费险|多久|到账"),
        ((), (), "没收到货", "没收|到货"),
        (("收到",), ("没收",), "没收到货", "没|收到|货"),
        (("没收",), ("没收",), "没收了", "没收|了"),
        (("7天无理由",), (), "7天无理由怎么退", "7天无理由|怎么|退"),
        (("88vip",), (), "88vip怎么开通", "88vip|怎么|开通"),
        (("险",), (), "运费险", "运费|险"),
        ((), (), "怎么 退款  多久", "怎么|退款|多久"),
        ((), (), "", ""),
        (("的我",), (), "的我", "的我"),
        (("龘龘券",), (), "龘龘券", "龘龘券"),
        ((), (), "iphone15 打8折", "iphone15|打|8|折"),
    ],
)
def test_words_are_kept_whole_and_splits_are_not(
    words: tuple[str, ...], splits: tuple[str, ...], text: str, expected: str
) -> None:
    assert "|".join(Segmenter(words, splits).cut(text)) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [("他来到了网易杭研大厦", "杭|研"), ("小明硕士毕业于中国科学院计算所", "小|明")],
)
def test_the_hmm_is_off(text: str, expected: str) -> None:
    """jieba's examples of words that only its HMM finds."""
    assert f"|{expected}|" in f"|{'|'.join(Segmenter().cut(text))}|"
    assert expected.replace("|", "") in jieba_tokenizer().cut(text, HMM=True)


def test_a_word_wins_against_its_own_parts_and_not_against_its_neighbours() -> None:
    """The count it gets is just high enough."""
    segmenter = Segmenter(["查询退"])
    assert segmenter.cut("查询退") == ("查询退",)
    assert segmenter.cut("查询退款") == ("查询", "退款")


@settings(max_examples=scaled(200), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "退款",
                "到账",
                "7天",
                "a",
                "c++",
                "8.5",
                " ",
                "没收",
                "到",
                "货",
                "龘",
                "𠮷",
                "é",
                "한",
            ]
        ),
        max_size=10,
    ).map("".join)
)
def test_cutting_loses_nothing_but_spaces(text: str) -> None:
    """The words of a normalized text, joined, are the text without its spaces."""
    text = normalize(text)
    assert "".join(SHARED.cut(text)) == text.replace(" ", "")


def test_counts_that_were_found_before_cut_alike_and_are_not_found_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a compiled corpus; words that are parts of each other, and one that needs a high count."""
    words, splits = ("运费", "运费险", "的我", "龘龘券", "退货运费险"), ("险多",)
    texts = ("运费险多久", "退货运费险的我", "龘龘券险多", "运费的我")
    base = dictionary().by_pairs()
    first = Cutter(base, words, splits, 10)
    counts = {word: first.count(word) for word in words}
    monkeypatch.setattr(Cutter, "_enough", None)
    again = Cutter(base, words, splits, 10, counts)
    assert [again.cut(text) for text in texts] == [first.cut(text) for text in texts]
    monkeypatch.undo()
    assert Segmenter(words, splits).counts() == counts


def test_segmenters_do_not_see_each_others_words() -> None:
    """jieba's del_word leaks even between instances; nothing here does."""
    first = Segmenter(["运费险"], ["没收"])
    first.warm_up()
    assert Segmenter().cut("运费险没收") == ("运费", "险", "没收")
    assert first.cut("运费险没收") == ("运费险", "没", "收")
    assert dictionary().words.get("运费险") is None
    assert dictionary().words["没收"] > 0


def test_the_order_of_words_changes_nothing() -> None:
    words = ["运费", "运费险", "险", "退货运费", "费险", "货运"]
    texts = ["退货运费险怎么退", "运费险退货运费", "费险货运"]
    forward, backward = Segmenter(words), Segmenter(reversed(words))
    assert [forward.cut(t) for t in texts] == [backward.cut(t) for t in texts]


def test_cutting_changes_nothing() -> None:
    segmenter = Segmenter(["运费险"])
    cutter = segmenter._ready()
    before = dict(cutter._singles), {pair: dict(own) for pair, own in cutter._own.items()}
    texts = ("没见过的词组龘龘", "运费险", "a" * 300)
    first = [segmenter.cut(text) for text in texts]
    assert [segmenter.cut(text) for text in texts] == first
    assert (cutter._singles, cutter._own) == before
    assert segmenter._ready() is cutter


@pytest.mark.parametrize("used", [False, True])
def test_it_pickles_as_its_words(used: bool) -> None:
    segmenter = Segmenter(["运费险"], ["没收"])
    if used:
        segmenter.warm_up()
    copy = pickle.loads(pickle.dumps(segmenter))
    assert len(pickle.dumps(segmenter)) < 1000
    assert copy.cut("运费险没收到") == segmenter.cut("运费险没收到") == ("运费险", "没", "收到")


def test_threads_that_come_first_build_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both the dictionary and the tokenizer, whoever of eight threads is first."""
    loads, builds = [], []
    shared, build = load_dictionary(min_frequency=5000), Segmenter._build

    def counted_load() -> Dictionary:
        loads.append(1)
        return shared

    def counted_build(self: Segmenter) -> Any:
        builds.append(1)
        return build(self)

    monkeypatch.setattr(module, "_dictionary", None)
    monkeypatch.setattr(module, "_found_dictionary", counted_load)
    monkeypatch.setattr(Segmenter, "_build", counted_build)
    segmenter, gate, found = Segmenter(["运费险"]), threading.Barrier(8), []

    def work() -> None:
        gate.wait(timeout=10)
        found.append(segmenter.cut("运费险"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [("运费险",)] * 8
    assert (len(loads), len(builds)) == (1, 1)


def test_nothing_is_loaded_before_the_first_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Dictionary:
        raise AssertionError("loaded")

    monkeypatch.setattr(module, "_dictionary", None)
    monkeypatch.setattr(module, "_found_dictionary", fail)
    Segmenter(["运费险"])
    with pytest.raises(AssertionError, match="loaded"):
        Segmenter().warm_up()


@pytest.mark.slow
def test_the_dictionary_counts_words_and_characters() -> None:
    found = dictionary()
    assert dictionary() is found
    assert found.words["退款"] >= MIN_FREQUENCY
    assert found.total == sum(found.words.values())
    assert found.character_total == sum(found.characters.values())
    with_it = sum(count * word.count("款") for word, count in found.words.items())
    assert found.characters["款"] == with_it > found.words["退款"]
    assert {count for count in found.words.values() if 0 < count < MIN_FREQUENCY} == set()
    assert len(found.words) == len(set(found.words)) > 100_000


@pytest.mark.slow
def test_a_higher_frequency_leaves_fewer_words() -> None:
    few = load_dictionary(min_frequency=5000)
    words = {w for w, count in few.words.items() if count}
    assert words == {w for w, count in dictionary().words.items() if count >= 5000}


def test_surprise_is_in_nats() -> None:
    """−ln P; what is unknown is taken to occur once."""
    found = Dictionary(
        words={"退款": 100, "退": 0}, total=1000, characters={"退": 50}, character_total=200
    )
    assert found.of_word("退款") == pytest.approx(2.302585)
    assert found.of_word("退") == found.of_word("龘") == pytest.approx(6.907755)
    assert found.of_character("退") == pytest.approx(1.386294)
    assert found.of_character("龘") == pytest.approx(5.298317)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("happy打折", ("happy", "打折")),
        ("t恤apps", ("t恤", "apps")),
        ("app 打折app", ("app", "打折", "app")),
        ("打8.5折", ("打", "8.5", "折")),
        ("c++和c#", ("c++", "和", "c#")),
        ("3~5天", ("3", "~", "5", "天")),
        ("late ship node.js", ("late", "ship", "node", ".", "js")),
    ],
)
def test_latin_words_and_numbers_stay_whole(text: str, words: tuple[str, ...]) -> None:
    """A word of the lexicon tears no other: app is no part of happy."""
    assert Segmenter(["app", "t恤"]).cut(text) == words
