"""Facts and laws of the table of look-alike characters."""

from importlib.resources import files

import pytest

from xiaoer.text.characters.shapes import lookalikes
from xiaoer.text.characters.simplify import simplify

SHIPPED = files("xiaoer").joinpath("data", "shapes.txt").read_text(encoding="utf-8")
TABLE = {line[0]: line[1:] for line in SHIPPED.splitlines() if not line.startswith("#")}


@pytest.mark.parametrize(
    "pair",
    ["己已", "已巳", "末未", "账帐", "账胀", "拨拔", "侯候", "贷货", "运远", "订钉", "快块", "换唤",
     "券卷", "狠很", "大太", "人入", "士土", "辩辨", "消销", "检捡", "购构", "券劵", "日曰"],
)  # fmt: skip
def test_known_pairs(pair: str) -> None:
    assert pair[1] in lookalikes(pair[0])
    assert pair[0] in lookalikes(pair[1])


def test_opposites_of_trade_are_never_taken_for_each_other() -> None:
    assert "卖" not in lookalikes("买")


@pytest.mark.parametrize("char", ["", "a", "，", "😀", "貨"])
def test_unknown_characters_have_none(char: str) -> None:
    assert lookalikes(char) == ""


def test_counts() -> None:
    pairs = sum(map(len, TABLE.values())) // 2
    assert f"# count: {pairs} pairs of {len(TABLE)} characters\n" in SHIPPED
    assert 4000 < pairs < 9000
    assert len(SHIPPED.encode()) < 80_000


def test_symmetric_simplified_and_at_most_six() -> None:
    for char, others in TABLE.items():
        assert 1 <= len(others) == len(set(others)) <= 6
        assert char not in others
        assert all(char in TABLE[other] for other in others)
        assert simplify(char) == char
