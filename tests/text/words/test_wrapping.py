"""Words that say how often, how much, in what mood: not compared, but written."""

import pytest

from xiaoer import Bot, Corpus
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon
from xiaoer.text.words.wrapping import WHOLE_WORDS, Wrapping

ANALYZER = Analyzer(Lexicon.builtin())


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("一天到晚停电", "停电"),
        ("网络隔三差五掉线", "网络掉线"),
        ("wifi总是断", "wifi断"),
        ("app 老是 crash", "app crash"),
        ("充了5一直5元", "充了5 5元"),
        ("楼上三天两头装修", "楼上装修"),
        ("到底怎么退款", "怎么退款"),
        ("老是", "老是"),
        ("天天快递怎么查", "天天快递怎么查"),
        ("是真的还是假的", "是真的还是假的"),
        ("超级会员怎么开", "超级会员怎么开"),
        ("老师傅上门", "老师傅上门"),
        ("一直播就卡", "一直播就卡"),
        ("手机没信号 总是断 怎么办", "手机没信号 断 怎么办"),
    ],
)
def test_what_is_compared(text: str, core: str) -> None:
    found = ANALYZER.analyze(text)
    assert found.core == core
    assert "".join(found.words) == core.replace(" ", "")


def test_what_is_written_stays() -> None:
    found, other = ANALYZER.analyze("电视一天到晚黑屏"), ANALYZER.analyze("电视黑屏")
    assert found.core == other.core
    assert found.key != other.key
    assert found.literal != other.literal


def test_negation_stays_with_its_verb() -> None:
    assert ANALYZER.analyze("快递一直没到").core == "快递没到"
    assert ANALYZER.analyze("根本不退钱").core == "不退钱"


def test_every_such_word_is_one_word_and_alone_stays() -> None:
    for word in Lexicon.builtin().fillers[WHOLE_WORDS]:
        assert ANALYZER.segmenter.cut(f"{word}停电")[0] == word
        assert ANALYZER.analyze(word).core == word


def test_nothing_is_taken_off_without_a_list() -> None:
    assert Wrapping(()).taken_off("老是 断", ("老是", "断")) == ("老是 断", ("老是", "断"))


ROWS = [
    {"id": "net", "question": "网络隔三差五掉线怎么办", "answer": "a"},
    {"id": "tv", "question": "电视一天到晚黑屏", "answer": "b"},
    {"id": "power", "question": "停电了怎么报修", "answer": "c"},
    {"id": "water", "question": "家里停水怎么回事", "answer": "d"},
    {"id": "off", "question": "断网了怎么办", "answer": "e"},
    {"id": "noise", "question": "楼上装修太吵", "answer": "f"},
]


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("一天到晚停电", "power"),
        ("隔三差五停电", "power"),
        ("动不动就停水", "water"),
        ("一天到晚断网", "off"),
        ("动不动就断网", "off"),
        ("楼上三天两头装修", "noise"),
        ("电视时不时黑屏", "tv"),
    ],
)
def test_what_wraps_the_matter_is_no_evidence(query: str, id: str) -> None:
    reply = Bot(Corpus.from_entries(ROWS)).ask(query)
    assert reply.candidates[0].id == id
