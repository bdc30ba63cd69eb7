"""Silent traps: what loads and is hardly meant has a warning at its place, and nothing else has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.test_broken import findings

FILE = Path(__file__).parents[1] / "cases" / "traps.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[one["text"] for one in CASES])
def test_a_trap(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(case["text"], encoding="utf-8")
    found = [
        f"{one.code}@{one.place.line}:{one.place.column}" for one in findings(tmp_path / "a.yaml")
    ]
    assert found == case["found"]
