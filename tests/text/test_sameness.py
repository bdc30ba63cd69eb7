"""When two texts are the same question: as written, or but for padding."""

import pickle

from xiaoer.text.sameness import KeptReadings, Reader
from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

READER = Reader(Lexicon.builtin().fillers)


def test_written_the_same() -> None:
    for one, other in (
        ("怎么 退款?", "怎麼退款！"),
        ("１００元", "100 元"),
        ("400-820-8820", "4008208820"),
        ("13800138000", "138 0013 8000"),
    ):
        assert READER.read(one).literal == READER.read(other).literal != "", one


def test_the_same_but_for_padding() -> None:
    one, other = READER.read("你好，请问怎么退款呢"), READER.read("怎么退款")
    assert one.literal != other.literal
    assert one.key == other.key == "怎么退款"


def test_a_masked_number_beside_words_is_no_part_of_the_question() -> None:
    assert READER.read("我的单 13800138000").literal == READER.read("我的单").literal


def test_questions_on_two_hotlines_are_two_and_a_pasted_one_changes_no_key() -> None:
    one, other = (READER.read(f"400-820-882{n}是你们的电话吗") for n in (0, 1))
    assert (one.hotlines, other.hotlines) == ("4008208820", "4008208821")
    assert one.literal != other.literal
    assert one.key == other.key == READER.read("是你们的电话吗").key
    assert one.text == other.text
    assert READER.read("4008208820 怎么退款").key == READER.read("怎么退款").key
    assert READER.read("4008208820 是你们的电话吗").literal == one.literal


def test_punctuation_and_pictures_equal_nothing() -> None:
    assert [READER.read(text).literal for text in ("", "？？", "😀", "\u200b")] == [""] * 4


def test_the_analyzer_reads_by_it() -> None:
    for text in ("你好，请问怎么退款呢", "400-820-8820", "？？", "退\ud83d款", "好" * 600):
        said, read = Analyzer(Lexicon.builtin()).analyze(text), READER.read(text)
        assert (said.raw, said.text, said.core, said.literal, said.key) == tuple(read)[:5]


def test_what_was_read_is_told_once_to_whom_it_would_read_the_same() -> None:
    fillers = {"": ("请问",)}
    for others, cap, told in ((fillers, 512, 1), ({"": ("你好",)}, 512, 0), (fillers, 8, 0)):
        readings = KeptReadings(Reader({"": ("请问",)}))
        read = readings.read("请问怎么退款")
        assert readings.given(others, cap) == ({"请问怎么退款": read} if told else {})
        assert readings.given(others, cap) == {}


def test_readings_do_not_pickle() -> None:
    readings = KeptReadings(READER)
    readings.read("怎么退款")
    assert len(pickle.dumps(readings)) < 100
    assert pickle.loads(pickle.dumps(readings)).given({}, 512) == {}
