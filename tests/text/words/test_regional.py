"""Service words in English, in traditional characters and of other regions fold to one word."""

import json
from pathlib import Path

import pytest

from xiaoer.text.utterance import Analyzer
from xiaoer.text.words.lexicon import Lexicon

ANALYZER = Analyzer(Lexicon.builtin())
CASES = Path(__file__).resolve().parents[2] / "cases" / "regional.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_both_are_compared_as_one_text(row: dict[str, str]) -> None:
    query, question = ANALYZER.analyze(row["query"]), ANALYZER.analyze(row["question"])
    assert query.folded == question.folded
    assert query.literal != question.literal
