import pytest

from xiaoer.cli.terminal.columns import flow, pad, printable, table, trim, width_of, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("退款", 4),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("😀", 2),
        ("❤\ufe0f", 2),
        ("→…", 2),
        ("ｱ", 1),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
    ],
)
def test_width(text, columns):
    assert width_of(text) == columns


@pytest.mark.parametrize("columns", range(12))
def test_a_trimmed_text_fits(columns):
    assert width_of(trim("退款a多久b到账", columns)) <= columns


def test_trim_leaves_what_fits():
    assert trim("退款", 4) == "退款"


def test_pad_makes_columns_of_equal_width():
    assert {width_of(pad(text, 8)) for text in ("", "退款", "abc", "退款多久")} == {8}


TEXT = "在「我的订单」里点开（那一笔），就能看到 https://example.com/a?b=c 和 3.5 元的运费。\n完"


@pytest.mark.parametrize("columns", [8, 10, 13, 20, 40, 80])
def test_wrapped_lines_fit_and_lose_nothing(columns):
    lines = wrap(TEXT, columns)
    assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "").replace("\n", "")
    assert max(map(width_of, lines)) <= columns


@pytest.mark.parametrize("columns", [10, 13, 20, 40])
def test_no_line_begins_with_a_closing_mark(columns):
    assert [
        line for line in wrap(TEXT, columns) if line[0] in "，。）」" or line[-1] in "（「"
    ] == []


def test_a_mark_that_cannot_stay_is_no_endless_loop():
    assert "".join(wrap("，" * 50, 8)) == "，" * 50
    assert "".join(wrap("（" * 50, 8)) == "（" * 50


def test_an_indented_line_stays_indented():
    assert wrap("  甲乙丙丁\n戊", 6) == ["  甲乙", "  丙丁", "戊"]
    assert max(map(width_of, wrap(" " * 50 + "甲乙丙丁", 8))) <= 8


def test_blank_lines_stay():
    assert wrap("甲\n\n乙", 10) == ["甲", "", "乙"]


def test_table_aligns_chinese():
    first, second = table([("/菜单", "一"), ("/audience", "二")])
    assert width_of(first.split("一")[0]) == width_of(second.split("二")[0])


def test_flow_aligns_and_fits():
    cells = [f"{n} {'退款' * (n % 5 + 1)}" for n in range(1, 20)]
    for columns in (20, 30, 70, 90):
        lines = flow(cells, columns, 22)
        assert max(map(width_of, lines)) <= max(columns, *map(width_of, cells))
        assert " ".join(lines).split() == " ".join(cells).split()
    assert flow([], 40, 22) == []


@pytest.mark.parametrize(
    "order", [*map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C]),
              "\x1b]0;title\x07"[:1], "\x9b", "\x85", "\u2028", "\u2029", "\ufeff", "\U000e0041"]
)  # fmt: skip
def test_nothing_is_printable_that_orders_or_turns(order):
    assert printable(f"退{order}款") == "退款"


def test_emoji_keep_their_joiners():
    assert printable("👨\u200d👩\u200d👧 ❤\ufe0f") == "👨\u200d👩\u200d👧 ❤\ufe0f"


def test_printable_keeps_line_breaks_only():
    assert printable("a\x00\x1b[2J\x9b\r\nb\x7f\tc") == "a[2J\nb c"
