"""Silent traps: what loads and is hardly meant has a warning at its place, and nothing else has."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.reading.test_broken import findings
from tests.examples import scaled
from xiaoer.corpus.corpus import Corpus

FILE = Path(__file__).parents[2] / "cases" / "traps.jsonl"
GOOD = """- id: hours
  question: 营业时间
  variants: [几点开门, "几点关门"]  # 相似问
  answer: |
    9 点到 18 点。
  keywords: {any: [营业], none: ['节日']}
  valid: {start: 2026-11-01, end: 2036-11-12}
- id: places
  question: 门店在哪
  variants:
    - 店在哪里
    - '地址'
  answer: "各市都有。"
"""
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[one["text"] for one in CASES])
def test_a_trap(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(case["text"], encoding="utf-8")
    found = [
        f"{one.code}@{one.place.line}:{one.place.column}" for one in findings(tmp_path / "a.yaml")
    ]
    assert found == case["found"]


def test_an_answer_that_is_used_again_is_warned_of_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace('"各市都有。"', "&again <b>各市</b>")
        + "- {id: c, question: 丙, answer: *again}\n"
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert [one.code for one in findings(tmp_path / "a.yaml")] == ["W434"]


# --- what no warning may cost -----------------------------------------------------------------

NASTY = (
    " ", "，", "| ", "？ ", "<a ", "**", "[x](", "&", "{{", "\\", "1.", "“", "# ", "怎么/", "、",
    "。", "E+", "\u3000", "- ", "：",
)  # fmt: skip


@pytest.mark.parametrize("piece", NASTY)
def test_time_grows_with_the_text(piece: str) -> None:
    """200,000 characters: seconds would be minutes if anything looked back from each of them."""
    text = "怎么退款" + piece * (200_000 // len(piece)) + "退"
    row = {"id": "a", "question": text, "answer": text, "keywords": {"any": [text]}}
    start = time.process_time()
    Corpus.from_entries([row | {"image": text.replace("\\", "/")}])
    assert time.process_time() - start < 10


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(NASTY)), min_size=1, max_size=6))
@settings(max_examples=scaled(150))
def test_whatever_slips_in_is_a_finding(slips: list[tuple[int, str]]) -> None:
    """Signs at random places of a file: it loads, or every fault is told with its place."""
    text = GOOD
    for at, piece in slips:
        at %= len(text)
        text = text[:at] + piece + text[at:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(text, encoding="utf-8")
        for one in findings(path):
            assert one.place.line >= 1
            for lang in ("zh", "en"):
                assert one.show(lang)
