"""One road from a text to an utterance, query and question alike."""

import json
import pickle
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.text.normalize import normalize
from xiaoer.text.utterance import Analyzer, Utterance
from xiaoer.text.words.lexicon import Lexicon, corpus_lexicon

ANALYZER = Analyzer(Lexicon.builtin())
FRAGMENTS = [
    "你好", "请问", "亲", "谢谢", " ", "，", "退款", "退 款", "怎么", "如何", "咋", "没收到",
    "货", "七天", "７天", "無理由", "a", "IPhone", "😀", "\u200b", "\ud83d", "13800138000",
    "急急急", "\x00",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join)
LAW = settings(max_examples=scaled(150), deadline=None)


def test_every_field_of_an_utterance() -> None:
    assert ANALYZER.analyze("你好，請問七天無理由怎麼退 款？😀") == Utterance(
        raw="你好，請問七天無理由怎麼退 款？😀",
        text="你好 请问7天无理由怎么退 款",
        core="7天无理由怎么退 款",
        literal="你好请问7天无理由怎么退款",
        key="7天无理由怎么退款",
        words=("7天无理由", "怎么", "退", "款"),
        folded=("7天无理由", "怎么", "退", "款"),
    )


def test_synonyms_are_folded_and_words_stay_as_written() -> None:
    lexicon = Lexicon(words=("退款",), synonyms=(("怎么", "如何", "咋"), ("查看", "查询")))
    found = Analyzer(lexicon).analyze("如何查询退款")
    assert found.words == ("如何", "查询", "退款")
    assert found.folded == ("怎么", "查看", "退款")


def test_the_lexicon_of_a_corpus_is_used() -> None:
    lexicon = corpus_lexicon(
        words=("闪闪购",), fillers=("老铁",), synonyms=(("闪闪购", "急速达"),), without=("fillers",)
    )
    found = Analyzer(lexicon).analyze("老铁闪闪购怎么开通谢谢")
    assert found.core == "闪闪购怎么开通谢谢"
    assert found.words[0] == found.folded[0] == "闪闪购"
    assert Analyzer(lexicon).analyze("急速达").folded == ("闪闪购",)


@pytest.mark.parametrize(
    ("text", "raw"),
    [("退款\ud83d怎么", "退款\ufffd怎么"), ("\udc4d", "\ufffd"), ("👍", "👍")],
)
def test_raw_can_be_encoded(text: str, raw: str) -> None:
    assert ANALYZER.analyze(text).raw == raw


@pytest.mark.parametrize(("length", "cut"), [(0, 0), (10, 0), (11, 1), (1000, 990)])
def test_what_is_cut_is_counted(length: int, cut: int) -> None:
    found = Analyzer(Lexicon(), cap=10).analyze("退" + "款" * (length - 1) if length else "")
    assert found.truncated == cut
    assert len(found.raw) == length - cut


@pytest.mark.parametrize(
    "value", ["13800138000", "11010519491231002X", "浙江省杭州市余杭区文一西路969号3幢5楼"]
)
def test_no_half_of_a_private_value_is_left_at_the_limit(value: str) -> None:
    """Half a phone number is not seen as one: the log would show it."""
    analyzer = Analyzer(Lexicon(), cap=50)
    for before in range(50 - len(value) + 1, 50):
        found = analyzer.analyze("退" * before + value + "了")
        assert found.raw == "退" * before
        assert found.truncated == len(value) + 1


def test_the_cap_holds_after_normalization_too() -> None:
    found = Analyzer(Lexicon(), cap=10).analyze("ﷺ" * 10)
    assert len(found.raw) == 10
    assert len(found.text) <= 10


@pytest.mark.parametrize("text", ["", "？？", "😀", "13800138000", "   "])
def test_a_text_without_words_is_empty(text: str) -> None:
    found = ANALYZER.analyze(text)
    assert (found.text, found.core, found.key, found.words, found.folded) == ("", "", "", (), ())


def test_a_greeting_alone_is_what_is_said() -> None:
    assert ANALYZER.analyze("你好！").core == "你好"


@LAW
@given(TEXT)
def test_the_parts_of_an_utterance_agree(text: str) -> None:
    found = ANALYZER.analyze(text)
    folding = ANALYZER.lexicon.folding()
    assert found.text == normalize(text)
    assert found.key == found.core.replace(" ", "") == "".join(found.words)
    assert found.folded == tuple(folding.get(word, word) for word in found.words)
    assert found.core in found.text or " " in found.text
    assert bool(found.key) == bool(found.text)


@LAW
@given(TEXT)
def test_analyzing_the_normalized_text_changes_nothing(text: str) -> None:
    found = ANALYZER.analyze(text)
    again = ANALYZER.analyze(found.text)
    assert (again.text, again.core, again.key) == (found.text, found.core, found.key)
    assert (again.words, again.folded) == (found.words, found.folded)


@LAW
@given(TEXT)
def test_an_utterance_pickles_and_is_json(text: str) -> None:
    found = ANALYZER.analyze(text)
    assert pickle.loads(pickle.dumps(found)) == found
    json.dumps({f.name: getattr(found, f.name) for f in fields(found)}).encode()


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        ANALYZER.analyze("退款").text = ""  # type: ignore[misc]


QUERIES = Path(__file__).parents[2] / "faq" / "queries.jsonl"


@pytest.mark.slow
def test_the_sample_queries_survive() -> None:
    """Nothing that a customer typed there is normalized or stripped away to nothing."""
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["q"] for line in lines]
    empty = [t for t in texts if any(c.isalpha() for c in t) and not ANALYZER.analyze(t).words]
    assert len(texts) > 900
    assert empty == []
