"""Facts and laws of readings, their folding, and pinyin typed in Latin letters."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.text.characters.pinyin import fuzzy, spelled, toneless

SHIPPED = files("xiaoer").joinpath("data", "pinyin.txt").read_text(encoding="utf-8")
LINES = [line.split(" ") for line in SHIPPED.splitlines() if not line.startswith("#")]
SYLLABLES = [syllable for syllable, _ in LINES]
CHARS = "".join(chars for _, chars in LINES)


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("退款", "tui kuan"),
        ("物流", "wu liu"),
        ("优惠券", "you hui quan"),
        ("没收到货", "mei shou dao huo"),
        ("多长时间", "duo chang shi jian"),
        ("还能用吗", "hai neng yong ma"),
        ("绿色女款", "lv se nv kuan"),
        ("都可以", "dou ke yi"),
        ("嗯", "en"),
    ],
)
def test_readings(text: str, syllables: str) -> None:
    assert toneless(text) == tuple(syllables.split())


def test_other_characters_stand_for_themselves() -> None:
    assert toneless("") == ()
    assert toneless("7天 A，😀") == ("7", "tian", " ", "A", "，", "😀")


def test_counts() -> None:
    assert f"# count: {len(CHARS)} characters, {len(SYLLABLES)} syllables\n" in SHIPPED
    assert len(CHARS) == len(set(CHARS)) > 7000
    assert 395 < len(set(SYLLABLES)) == len(SYLLABLES) < 415
    assert len(SHIPPED.encode()) < 40_000


def test_every_character_of_gb2312_but_one_or_two_is_read() -> None:
    inner = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    chars = {char for raw in inner if (char := raw.decode("gb2312", "ignore"))}
    assert len(chars) == 6763
    assert len(chars - set(CHARS)) <= 3


@pytest.mark.parametrize(
    ("first", "second"),
    [("zhi", "zi"), ("chang", "can"), ("sheng", "sen"), ("xing", "xin"), ("niu", "liu"),
     ("liang", "lian"), ("huang", "huan"), ("zhong", "zong"), ("neng", "len")],
)  # fmt: skip
def test_folded_together(first: str, second: str) -> None:
    assert fuzzy(first) == fuzzy(second)


@pytest.mark.parametrize(("first", "second"), [("fei", "hui"), ("tui", "dui"), ("rong", "ron")])
def test_kept_apart(first: str, second: str) -> None:
    assert fuzzy(first) != fuzzy(second)


@given(st.sampled_from(SYLLABLES))
def test_folding_twice_is_folding_once(syllable: str) -> None:
    assert fuzzy(fuzzy(syllable)) == fuzzy(syllable)


@given(st.sampled_from(CHARS))
def test_an_unread_character_is_not_folded(char: str) -> None:
    assert fuzzy(char) == char


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("tuikuan", "tui kuan"),
        ("zhuan rengong", "zhuan ren gong"),
        ("tui kuan zenme shenqing", "tui kuan zen me shen qing"),
        ("TuiHuo", "tui huo"),
        ("youhuiquan", "you hui quan"),
        ("xian", "xian"),
        ("xi'an", "xi an"),
        ("xi’an", "xi an"),
        ("fangan", "fang an"),
        ("jine", "jin e"),
        ("nüzhuang", "nv zhuang"),
        ("lvse", "lv se"),
        ("celue", "ce lve"),
        ("  wuliu-chaxun ", "wu liu cha xun"),
        ("bangong", "ban gong"),  # bang would leave ong
        ("nangua", "nan gua"),
    ],
)
def test_spelled(text: str, syllables: str) -> None:
    assert spelled(text) == tuple(syllables.split())


@pytest.mark.parametrize(
    "text",
    ["", " ", "'", "iphone", "app", "tuikuan吗", "退款", "tuikuan ok", "tui2", "vip", "n", "hm"],
)
def test_not_spelled(text: str) -> None:
    assert spelled(text) is None


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6))
def test_joined_syllables_are_always_split_into_the_same_letters(syllables: list[str]) -> None:
    assert spelled(" ".join(syllables)) == tuple(syllables)
    split = spelled("".join(syllables))
    assert split is not None
    assert "".join(split).replace("v", "u") == "".join(syllables).replace("v", "u")
    assert set(split) <= set(SYLLABLES)


@given(st.text(alphabet="aegnixou hzv'", max_size=24))
def test_any_letters_split_alike_twice(text: str) -> None:
    found = spelled(text)
    if found is not None:
        assert spelled(" ".join(found)) == found


def test_long_input_is_linear() -> None:
    # backtracking without memory would not end: every prefix splits, the whole does not
    assert spelled("xian" * 20_000 + "x") is None
    assert spelled("a" * 50_000) == ("a",) * 50_000
