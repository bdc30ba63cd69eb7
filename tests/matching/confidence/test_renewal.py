"""What to run when a certificate no longer fits, and which of its labels still count."""

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from tests.matching.confidence.test_calibration import CERTIFIED, SELF_TEST
from xiaoer.matching.confidence import made_from
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.confidence.made_from import LabelMix, MadeFrom, keys_in, keys_of
from xiaoer.matching.confidence.renewal import renewal, seen_from

LABELS = ["退款几天到", "钱多久退回来", "讲个笑话"]
QUESTIONS = ["退款多久到账", "怎么申请退款"]


def made(file: str = "q.jsonl", **changes: object) -> Calibration:
    source = MadeFrom(file=file, labels=keys_of(LABELS), questions=keys_of(QUESTIONS))
    mix = LabelMix(in_scope=2, out_of_scope=1)
    counts = {"n": 3, "answered": 1, "wrong": 0, "made_from": source, "mix": mix}
    return replace(CERTIFIED, **{**counts, **changes})  # type: ignore[arg-type]


def test_labels_that_are_questions_now_are_counted_and_so_are_the_new_questions() -> None:
    found = renewal(made(), Path("shop"), [*QUESTIONS, "退款 几天到?", "什么时候发货"])
    assert (found.labels, found.spent, found.left, found.added) == (3, 1, 2, 2)
    assert "3 条标注里，1 条现在就是知识库的问题，不再算数，还剩 2 条；之后知识库增加了 2 条" in (
        found.render("zh")
    )
    english = found.render("en")
    assert "of its 3 labels 1 are questions of the corpus now and 2 still count" in english
    assert "2 questions were added since. Those that the edit was made from" in english


def test_where_no_question_was_added_none_is_told_of() -> None:
    found = renewal(made(), Path("shop"), QUESTIONS[:1])
    assert (found.spent, found.added) == (0, 0)
    assert "增加" not in found.render("zh")
    assert "added" not in found.render("en")


def test_the_command_can_be_run_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "my shop"
    folder.mkdir()
    (tmp_path / "labels of May.csv").touch()
    found = made("../labels of May.csv", confidence=0.9, mix=LabelMix(in_scope=3, out_of_scope=0))
    assert shlex.split(renewal(found, folder, ()).command) == [
        "xiaoer", "calibrate", "--faq", str(folder), str(tmp_path / "labels of May.csv"),
        "--max-risk", "0.05", "--confidence", "0.9", "--in-scope-only",
    ]  # fmt: skip
    gone = made("../gone; rm -rf x.csv")
    assert shlex.split(renewal(gone, folder, ()).command)[4] == "gone; rm -rf x.csv"
    assert "'gone; rm -rf x.csv'" in renewal(gone, folder, ()).command


def test_a_self_test_is_renewed_by_itself() -> None:
    assert renewal(SELF_TEST, Path("shop"), ()).render() == (
        "run `xiaoer evaluate --faq shop --self --write-calibration` again"
    )


def test_too_many_to_keep_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_from, "_MOST", 2)
    assert keys_of(LABELS) == ""
    assert keys_of([*LABELS[:2], "退款几天到！"]) != ""
    source = MadeFrom(file="q.jsonl", labels=keys_of(LABELS), questions="")
    found = renewal(made(made_from=source), Path("shop"), QUESTIONS)
    assert found.render() == "run `xiaoer calibrate --faq shop q.jsonl --max-risk 0.05` again"
    assert found.labels is None


def test_a_corpus_too_large_to_be_kept_still_tells_which_labels_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = MadeFrom(file="q.jsonl", labels=keys_of(LABELS), questions="")
    monkeypatch.setattr(made_from, "_MOST", 2)
    found = renewal(made(made_from=source), Path("shop"), [*QUESTIONS, *LABELS[:1]])
    assert (found.spent, found.left, found.added) == (1, 2, None)


def test_keys_are_short_sorted_and_show_no_text() -> None:
    keys = keys_of(["乙", "甲", "乙!"])
    assert keys == keys_of(["甲", "乙"])
    assert len(keys_in(keys)) == 2
    assert len(keys) == 16
    assert keys_in("") == frozenset()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("shop/q.jsonl", "q.jsonl"),
        ("shop/labels/q.jsonl", "labels/q.jsonl"),
        ("labels/q.jsonl", "../labels/q.jsonl"),
        ("../elsewhere/q.jsonl", "q.jsonl"),
    ],
)
def test_a_file_far_away_is_named_without_its_folder(tmp_path: Path, file: str, name: str) -> None:
    home = tmp_path / "home"
    (home / "shop").mkdir(parents=True)
    (home / "shop" / "a.yaml").touch()
    assert seen_from(home / file, home / "shop") == name
    assert seen_from(home / file, home / "shop" / "a.yaml") == name
