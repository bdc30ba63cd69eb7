"""The table of weights: how its file is written and read, and what a score is."""

import math

import pytest

from xiaoer.hearing.labels import LABELS
from xiaoer.hearing.pieces import pieces
from xiaoer.hearing.table import Table, table, written

WISH, ASK = LABELS.index("wish"), LABELS.index("ask")
BIASES = [-20 if place == WISH else 0 for place in range(len(LABELS))]
WEIGHTS = {"转人": {WISH: 60, ASK: -40}, "!转人": {WISH: -100}, "^": {ASK: 10}, "转": {ASK: 4}}


def test_a_file_is_read_as_it_was_written() -> None:
    file = written(BIASES, WEIGHTS, "where it comes from\nand what")
    lines = file.split("\n")
    assert lines[:2] == ["# where it comes from", "# and what"]
    assert [line.split("\t")[0] for line in lines[2:-1]] == ["", *sorted(WEIGHTS)]
    found = Table.of(file)
    assert found.biases == tuple(BIASES)
    assert set(found.weights) == set(WEIGHTS)
    assert written(BIASES, dict(reversed(WEIGHTS.items())), "") == written(BIASES, WEIGHTS, "")


def test_a_score_is_the_bias_and_the_weights_by_the_root_of_the_known_pieces() -> None:
    found = Table.of(written(BIASES, WEIGHTS, ""))
    scores = found.scores("转人")
    assert scores["wish"] == pytest.approx(-1 + 3 / math.sqrt(3))
    assert scores["ask"] == pytest.approx((-2 + 0.5 + 0.2) / math.sqrt(3))
    assert scores["thanks"] == 0


def test_of_a_text_without_any_known_piece_only_the_biases_are_known() -> None:
    found = Table.of(written(BIASES, {**WEIGHTS, "$": {ASK: 10}}, ""))
    assert found.scores("asdfgh") == {label: -1.0 * (label == "wish") for label in LABELS}


def test_what_each_piece_said_adds_up_to_the_score() -> None:
    for text in ("转人工", "别转人工", "退款多久到账", "谢谢"):
        scores, found = table().scores(text), table()
        for place, label in enumerate(LABELS):
            told = sum(weight for _, weight in found.spoke(label, text))
            assert scores[label] == pytest.approx(found.biases[place] / 20 + told)


def test_pieces_are_what_a_file_of_lines_can_hold() -> None:
    for text in ("#转人工", "a\tb", "转 人工"):
        assert not any("\n" in piece or "\t" in piece for piece in pieces(text.replace("\t", " ")))


def test_a_file_that_is_cut_off_is_an_error() -> None:
    file = written(BIASES, WEIGHTS, "head").rstrip("\n")
    with pytest.raises(ValueError, match="zip"):
        Table.of(file[: file.rindex("\t")])
    with pytest.raises(ValueError, match="substring"):
        Table.of("")
