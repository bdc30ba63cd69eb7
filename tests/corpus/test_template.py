"""Named placeholders: filled once, never executed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.corpus.template import fill, fill_url, is_name, loose_brace, names

# Few fragments, so that they collide.
PIECES = st.lists(st.sampled_from(["{", "}", "a", "{a}", "{订单号}", "{{", "}}", " ", "."])).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("在{app}里看", "在淘宝里看"),
        ("{{app}}", "{app}"),
        ("{{{app}}}", "{淘宝}"),
        ("{没有}", "{没有}"),
        ("} 单独一个", "} 单独一个"),
        ("{app.__class__}", "{app.__class__}"),
        ("{嵌套}", "{app}"),
        ("没有变量", "没有变量"),
    ],
)
def test_fill(text: str, filled: str) -> None:
    assert fill(text, {"app": "淘宝", "嵌套": "{app}"}) == filled


def test_fill_url_escapes_values() -> None:
    url = "app://refund?order={订单号}&x={x}"
    assert fill_url(url, {"订单号": "1&admin=1/../#", "另": "y"}) == (
        "app://refund?order=1%26admin%3D1%2F..%2F%23&x={x}"
    )


def test_names_once_in_order() -> None:
    assert names("{b}{a}{b}{{c}}{订单号}") == ("b", "a", "订单号")


@pytest.mark.parametrize(
    ("text", "offset"),
    [("好{a}", -1), ("{{ }}", -1), ("好{", 1), ("{a b}", 0), ("{}", 0), ("}", -1), ("{{{", 2)],
)
def test_loose_brace(text: str, offset: int) -> None:
    assert loose_brace(text) == offset


def test_is_name() -> None:
    assert is_name("订单号")
    assert not is_name("订单 号")
    assert not is_name("")


@given(PIECES)
def test_a_text_without_braces_survives_quoting(text: str) -> None:
    """Doubling every brace gives the text back, whatever the values."""
    quoted = text.replace("{", "{{").replace("}", "}}")
    assert loose_brace(quoted) == -1
    assert names(quoted) == ()
    assert fill(quoted, {"a": "x", "订单号": "y"}) == text


@given(PIECES)
def test_every_name_is_replaced(text: str) -> None:
    values = dict.fromkeys(names(text), "")
    assert len(fill(text, values)) <= len(text)
    assert "订" not in fill(text, values) or "{{" in text
