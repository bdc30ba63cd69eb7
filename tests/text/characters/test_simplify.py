"""Facts and laws of the traditional → simplified table."""

import subprocess
import sys
import threading
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.text.characters import simplify as module
from xiaoer.text.characters.simplify import simplify

SHIPPED = files("xiaoer").joinpath("data", "t2s.txt").read_text(encoding="utf-8")
LINES = [line for line in SHIPPED.splitlines() if not line.startswith("#")]
KEYS = "".join(line[1:] for line in LINES)
TARGETS = "".join(line[0] for line in LINES)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("退貨運費誰出", "退货运费谁出"),
        ("發票什麼時候開", "发票什么时候开"),
        ("想瞭解一下優惠券", "想了解一下优惠券"),
        ("帳號登錄不了，帳單對不上", "账号登录不了，账单对不上"),
        ("裏面裡面", "里面里面"),
        ("衞生紙為爲", "卫生纸为为"),
        ("綫上線上", "线上线上"),
        ("説明說明", "说明说明"),
        ("妳們還沒發貨", "你们还没发货"),
        ("餅乾徵求於", "饼干征求于"),
        ("檯燈枱燈", "台灯台灯"),
        ("喫麵麪", "吃面面"),
    ],
)
def test_known_pairs(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


def test_one_simplified_character_for_two_traditional_ones() -> None:
    # the two words 後 and 后 fall together, as they do in simplified text: 皇后 stays what it is
    assert simplify("後天到") == "后天到"
    assert simplify("皇后") == "皇后"


@pytest.mark.parametrize("text", ["著名品牌", "著作权", "哪吒手办", "蒜薹", "甚至", "覆盖", "什么"])
def test_simplified_text_stays(text: str) -> None:
    assert simplify(text) == text


@pytest.mark.parametrize("text", ["", "iPhone 15", "退款多久到账", "😀", "\ud800"])
def test_nothing_to_do(text: str) -> None:
    assert simplify(text) == text


def test_counts() -> None:
    assert f"# count: {len(KEYS)} characters to {len(LINES)}\n" in SHIPPED
    assert len(KEYS) > 2900
    assert len(SHIPPED.encode()) < 30_000


def test_the_table_is_a_function_and_idempotent() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert len(set(TARGETS)) == len(TARGETS)
    assert not set(KEYS) & set(TARGETS)


@pytest.mark.slow
@given(st.text(alphabet=st.sampled_from(KEYS + TARGETS + "a，"), max_size=20))
def test_twice_is_once_and_length_stays(text: str) -> None:
    once = simplify(text)
    assert simplify(once) == once
    assert len(once) == len(text)


def test_no_file_is_read_before_first_use_and_one_after() -> None:
    code = """
import sys
seen = []
sys.addaudithook(
    lambda event, args: event == "open" and str(args[0]).endswith(".txt") and seen.append(args[0])
)
import xiaoer.text.characters.pinyin, xiaoer.text.characters.shapes, xiaoer.text.characters.simplify
assert not seen, seen
xiaoer.text.characters.simplify.simplify("ascii")
assert not seen, seen
for _ in range(2):
    xiaoer.text.characters.simplify.simplify("貨")
    xiaoer.text.characters.pinyin.toneless("货")
    xiaoer.text.characters.shapes.lookalikes("货")
assert len(seen) == 3, seen
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_threads_read_the_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    gate = threading.Barrier(8)
    results: list[str] = []

    def read() -> dict[int, str]:
        reads.append(1)
        return {ord("貨"): "货"}

    def work() -> None:
        gate.wait(timeout=10)
        results.append(simplify("貨"))

    monkeypatch.setattr(module, "_loaded", [])
    monkeypatch.setattr(module, "_read", read)
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["货"] * 8
    assert len(reads) == 1
