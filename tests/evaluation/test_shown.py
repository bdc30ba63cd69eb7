"""What is shown below a question back is counted apart, on every page."""

from typing import Any

import pytest

from xiaoer import Bot, Corpus
from xiaoer.evaluation.cases.case import Case
from xiaoer.evaluation.cases.prediction import predict
from xiaoer.evaluation.certificate.calibrate import calibrate
from xiaoer.evaluation.comparison.compare import compare
from xiaoer.evaluation.labelled.evaluate import evaluate
from xiaoer.evaluation.labelled.gates import Gate

CORPUS = Corpus.from_entries(
    [
        {"id": "days", "question": "7天内可以退货吗", "answer": "可以。"},
        {"id": "ship", "question": "多久发货", "answer": "48小时内。"},
    ],
    {"engine": {"platforms": ["闲鱼"]}},
)
CASES = [
    Case(q="15天内可以退货吗"),
    Case(q="五天内可以退货吗", gold=("days",)),
    Case(q="请问7天内能退货吗", gold=("days",)),
    Case(q="闲鱼多久发货"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "told", "kind"),
    [
        ("zh", "其中 1 条是对的（50.0%）", "数字不同"),
        ("en", "rightly in 1 (50.0%)", "another number"),
    ],
)
def test_the_page_of_evaluate(lang: Any, told: str, kind: str) -> None:
    found = evaluate(predict(Bot(CORPUS)), CASES, resamples=1)
    page = found.to_markdown(lang)
    assert told in page
    row = next(line for line in page.splitlines() if kind in line and "|" in line)
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == ["1", "0", "1"]


@pytest.mark.parametrize(
    ("lang", "right", "oos"), [("zh", "会答对", "不该回答"), ("en", "right", "out of scope")]
)
def test_the_page_lists_each(lang: Any, right: str, oos: str) -> None:
    page = evaluate(predict(Bot(CORPUS)), CASES, resamples=1).to_markdown(lang)
    rows = {
        cells[1]: (cells[2], cells[3])
        for line in page.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 4
    }
    assert rows["五天内可以退货吗"] == ("days", right)
    assert rows["15天内可以退货吗"] == ("days", oos)
    assert "闲鱼多久发货" in rows
    assert "请问7天内能退货吗" not in rows


def test_comparing_gives_intervals() -> None:
    found = compare(predict(Bot(CORPUS)), predict(Bot(CORPUS)), CASES, resamples=20)
    shown = found.differences["shown_rate"]
    assert shown is not None
    assert (shown.value, shown.low, shown.high) == (0.0, 0.0, 0.0)
    row = next(line for line in found.to_markdown("zh").splitlines() if "50.0%" in line)
    assert "+0.0 … +0.0" in row


def test_a_requirement() -> None:
    found = evaluate(predict(Bot(CORPUS)), CASES, resamples=1)
    assert Gate.parse("shown_precision>=0.5").check(found.figures.values()).passed
    assert not Gate.parse("shown_precision>0.5").check(found.figures.values()).passed


def test_a_certificate_counts_none() -> None:
    found = calibrate(predict(Bot(CORPUS).with_threshold(0.0)), CASES)
    assert found.answerable == 1
    assert (found.shown, found.shown_right) == (2, 1)
    assert "不包括" in found.to_markdown("zh")
    assert "does not cover" in found.to_markdown("en")
    assert found.to_dict()["shown"] == 2
