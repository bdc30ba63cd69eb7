"""Bars on what the table was never fitted on: the tenth of the phrases drawn by hash.

The list of phrases is left out, so that nothing is heard because it was typed before.
"""

import re
from collections.abc import Mapping
from functools import cache

import pytest

from tests.fit.phrases import FOLDER, Phrase, keys, phrases
from xiaoer.hearing.labels import LABELS, Label
from xiaoer.hearing.table import MAYBE, SURE, table
from xiaoer.text.normalize import normalize, question_key


@cache
def rows() -> list[Phrase]:
    return phrases()


@cache
def unseen() -> list[tuple[Phrase, Mapping[Label, int]]]:
    return [(row, table().scores(normalize(row.text))) for row in rows() if row.unseen]


# label → share heard at least maybe so; n is 8 to 250, see the table that the fit prints
BARS: dict[Label, float] = {
    "wish": 0.9,
    "thanks": 0.85,
    "greeting": 0.75,
    "goodbye": 0.75,
    "here": 0.7,
    "acknowledged": 0.9,
    "solved": 0.65,
    "confused": 0.8,
    "denied": 0.65,
    "insult": 0.8,
    "anger": 0.8,
    "refusal": 0.6,
    "identity": 0.75,
    "abilities": 0.8,
    "trial": 0.8,
    "stuck": 0.8,
    "laugh": 0.8,
    "chitchat": 0.75,
    "ask": 0.9,
}


@pytest.mark.slow
@pytest.mark.parametrize("label", BARS)
def test_of_the_unseen_phrases_the_table_hears_most(label: Label) -> None:
    own = [(row.text, scores[label]) for row, scores in unseen() if label in row.labels]
    missed = [text for text, score in own if score < MAYBE]
    assert len(own) >= 8
    assert len(missed) <= (1 - BARS[label]) * len(own), missed


def test_few_unseen_phrases_are_surely_heard_as_a_wish_that_are_none() -> None:
    others = [(row.text, s["wish"]) for row, s in unseen() if "wish" not in row.labels]
    taken = [text for text, score in others if score >= SURE]
    assert len(others) >= 400
    assert len(taken) <= 0.03 * len(others), taken


@pytest.mark.parametrize("label", LABELS)
def test_few_unseen_phrases_are_heard_as_what_they_are_not(label: Label) -> None:
    """A refusal asks too; what else stands under ask is looked for under nothing else."""
    if label == "ask":
        return
    others = [(row.text, s[label]) for row, s in unseen() if label not in row.labels]
    taken = [text for text, score in others if score >= SURE]
    assert len(taken) <= 0.03 * len(others), taken


@pytest.mark.slow
def test_a_tenth_is_unseen_and_twins_are_together() -> None:
    assert 0.07 <= len(unseen()) / len(rows()) <= 0.13
    by = {question_key(row.text): row.unseen for row in rows()}
    for one, other in (("转人工", "帮我转人工"), ("我要人工", "人工"), ("谢谢啦", "谢谢")):
        if one in by and other in by and one != other:
            assert by[one] == by[other] or "啦" in one


@pytest.mark.slow
def test_the_list_of_phrases_is_what_the_file_of_utterances_gives() -> None:
    """Else: python tests/fit/phrases.py, or tests/fit/hearing.py, which also fits the table."""
    assert (FOLDER / "phrases.txt").read_text(encoding="utf-8") == keys(rows())


def test_the_table_is_small_and_says_where_it_comes_from() -> None:
    text = (FOLDER / "table.txt").read_text(encoding="utf-8")
    assert len(text.encode()) <= 600_000
    assert "tests/fit/hearing.py" in text.split("\n")[0]
    fitted, held = (int(found) for found in re.findall(r"(?:phrases|unseen)=([0-9]+)", text))
    added = len(rows()) - fitted - held
    assert 0 <= added <= 0.02 * len(rows()), "fit the table again"
    assert 0 <= len(unseen()) - held <= added
