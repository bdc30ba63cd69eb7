import json
import os
import pickle
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.service.material import ROOT
from xiaoer import CalibrationError, CalibrationWarning, XiaoerError
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.matching.confidence.calibration_file import (
    calibration_path,
    read_calibration,
    stored_calibration,
    write_calibration,
)
from xiaoer.matching.confidence.made_from import LabelMix, MadeFrom, keys_of
from xiaoer.matching.confidence.recalibration import Recalibration
from xiaoer.matching.confidence.renewal import renewal

CERTIFIED = Calibration(
    kind="certified",
    threshold=0.8125,
    n=500,
    answered=300,
    wrong=4,
    coverage=0.6,
    risk=4 / 300,
    date="2026-11-23",
    fingerprint="ab" * 32,
    max_risk=0.05,
    confidence=0.95,
    bound=0.031,
    note="十月的一天",
    recalibration=Recalibration(method="platt", slope=0.8, offset=-0.3),
)
SELF_TEST = Calibration(
    kind="self_test",
    threshold=0.9,
    n=100,
    answered=0,
    wrong=0,
    coverage=0.0,
    risk=None,
    date="2026-11-23",
    fingerprint="cd" * 32,
)
STEPS = Recalibration(method="isotonic", points=((0.0, 0.0), (0.5, 0.25), (0.75, 0.25), (1.0, 1.0)))
FULL = replace(
    CERTIFIED,
    mix=LabelMix(in_scope=400, out_of_scope=100),
    made_from=MadeFrom(file="../q.jsonl", labels=keys_of(["甲", "乙"]), questions=keys_of(["丙"])),
)
ALL = [CERTIFIED, SELF_TEST, replace(CERTIFIED, recalibration=STEPS), FULL]


@pytest.mark.parametrize("calibration", ALL, ids=lambda c: c.kind)
def test_written_and_read_it_is_the_same(calibration: Calibration, tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    write_calibration(calibration, path)
    assert read_calibration(path) == calibration
    assert Calibration.from_dict(json.loads(json.dumps(calibration.to_dict()))) == calibration
    assert pickle.loads(pickle.dumps(calibration)) == calibration
    assert os.listdir(tmp_path) == ["calibration.json"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(CERTIFIED.to_dict()), encoding="utf-8-sig")
    assert read_calibration(path) == CERTIFIED


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calibration.json"
    write_calibration(SELF_TEST, path)

    def fail(*paths: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_calibration(CERTIFIED, path)
    assert read_calibration(path) == SELF_TEST
    assert os.listdir(tmp_path) == ["calibration.json"]


def test_it_lies_in_the_folder_or_beside_the_file(tmp_path: Path) -> None:
    assert calibration_path(tmp_path) == tmp_path / "calibration.json"
    for name in ("shop.yaml", "shop.jsonl"):
        assert calibration_path(tmp_path / name) == tmp_path / "shop.calibration.json"


def test_its_name_changes_with_whatever_could_change_a_reply() -> None:
    names = {c.name for c in (*ALL, replace(CERTIFIED, threshold=0.8))}
    assert len(names) == 4  # what it was made from changes no reply
    assert FULL.name == CERTIFIED.name
    assert CERTIFIED.name == replace(CERTIFIED).name
    assert CERTIFIED.name.startswith("certified-")


# --- faults -----------------------------------------------------------------------------------

LATER = ("mix", "made_from")
GOOD = CERTIFIED.to_dict()
BAD: list[tuple[Any, str]] = [
    ({"threshold": 1.5}, '"threshold" must be within 0..1, found 1.5'),
    ({"threshold": -0.1}, '"threshold" must be within 0..1, found -0.1'),
    ({"threshold": "0.8"}, '"threshold" must be a number, found a text'),
    ({"threshold": True}, '"threshold" must be a number, found true or false'),
    ({"threshold": None}, '"threshold" must be a number, found null'),
    ({"threshold": float("nan")}, '"threshold" must be a number, found a number'),
    ({"n": 3.5}, '"n" must be a whole number, found a number'),
    ({"n": 10}, 'expected 0 <= "wrong" <= "answered" <= "n", found 4, 300, 10'),
    ({"wrong": -1}, 'expected 0 <= "wrong" <= "answered" <= "n", found -1, 300, 500'),
    ({"date": "gestern"}, '"date" must be like 2026-11-23, found "gestern"'),
    ({"date": 5}, '"date" must be a text, found a number'),
    ({"kind": "sure"}, '"kind" must be "certified" or "self_test", found "sure"'),
    ({"kind": "self_test"}, 'a self-test certifies nothing: "confidence" and "bound" must be null'),
    ({"bound": 0.06}, 'a certificate needs "confidence" and a "bound" of at most "max_risk"'),
    ({"bound": None}, 'a certificate needs "confidence" and a "bound" of at most "max_risk"'),
    ({"version": "1"}, '"version" must be a number, found a text'),
    ({"extra": 1}, 'the key "extra" is unknown'),
    ({"recalibration": []}, '"recalibration" must be null, or of the form platt or isotonic'),
    ({"recalibration": {"method": "platt", "slope": 1.0}}, "of the form platt or isotonic"),
    ({"recalibration": {"method": "platt", "slope": -1.0, "offset": 0.0}}, "slope must be above 0"),
    (
        {"recalibration": {"method": "isotonic", "points": [[0, 0], [0.5, 0.9], [1, 0.8]]}},
        "points must rise from (0, 0) to (1, 1)",
    ),
    ({"recalibration": {"method": "isotonic", "points": [[0, 0, 0]]}}, "of the form platt"),
    ({"recalibration": {"method": "isotonic", "points": []}}, "points must rise"),
    ({"mix": []}, '"mix" must be null, or have'),
    ({"mix": {"in_scope": 500}}, '"mix" must be null, or have'),
    ({"mix": {"in_scope": 500, "out_of_scope": True}}, '"mix" must have whole numbers from 0'),
    ({"mix": {"in_scope": 501, "out_of_scope": -1}}, '"mix" must have whole numbers from 0'),
    ({"mix": {"in_scope": 500, "out_of_scope": 1}}, 'of "mix" must add up to "n", found 500'),
    ({"made_from": "q.jsonl"}, '"made_from" must be null, or have'),
    ({"made_from": {"file": 1, "labels": "", "questions": ""}}, '"made_from" must have texts'),
    ({"made_from": {"file": "a\n", "labels": "", "questions": ""}}, "must name a file"),
    ({"made_from": {"file": "", "labels": "AAAA", "questions": ""}}, "has damaged keys"),
    ({"made_from": {"file": "", "labels": "", "questions": "?"}}, "has damaged keys"),
]


@pytest.mark.parametrize(("change", "what"), BAD, ids=[what[:40] for _, what in BAD])
def test_a_fault_is_named_with_the_file_and_how_to_mend_it(
    change: dict[str, Any], what: str, tmp_path: Path
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({**GOOD, **change}), encoding="utf-8")
    with pytest.raises(CalibrationError) as caught:
        read_calibration(path)
    assert what in caught.value.what
    assert str(caught.value) == (
        f"{path.as_posix()}: {caught.value.what}; run `xiaoer calibrate` again"
    )
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, XiaoerError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.path) == (str(caught.value), path.as_posix())


@pytest.mark.parametrize("key", [key for key in GOOD if key not in LATER])
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(CalibrationError, match=f'"{key}" (is missing|must be a number)'):
        Calibration.from_dict({k: v for k, v in GOOD.items() if k != key})


def test_a_newer_version_asks_for_an_upgrade() -> None:
    with pytest.raises(CalibrationError, match="version 2 is newer") as caught:
        Calibration.from_dict({"version": 2, "whatever": 1})
    assert caught.value.mend == "upgrade xiaoer, or run `xiaoer calibrate` again"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a file of JSON (line 1)"),
        (b'{\n"version": 1,\n', "not a file of JSON (line 3)"),
        (b"\xff\xfe", "not a file of JSON"),
        (b"[" * 100_000, "not a file of JSON"),
        (b"[]", "expected a JSON object, found a list"),
        (b'{"version": 1' + b"0" * 400 + b"}", '"version" must be a number'),
        (b" " * 1_000_001, "larger than 1000000 bytes"),
    ],
    ids=["empty", "cut", "no text", "deep", "list", "huge number", "huge"],
)
def test_a_damaged_file_is_one_clear_error(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(data)
    with pytest.raises(CalibrationError) as caught:
        read_calibration(path)
    assert caught.value.what.startswith(what)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalibrationError, match=r"none\.json: No such file"):
        read_calibration(tmp_path / "none.json")


def test_the_record_itself_takes_no_impossible_figures() -> None:
    with pytest.raises(ValueError, match=r"within 0\.\.1"):
        replace(CERTIFIED, threshold=float("nan"))


# --- kept with a corpus -----------------------------------------------------------------------


def test_the_one_that_fits_is_found(tmp_path: Path) -> None:
    write_calibration(CERTIFIED, tmp_path / "calibration.json")
    assert stored_calibration(tmp_path, lambda: "ab" * 32, required=True) == CERTIFIED


def test_none_is_none_and_no_fingerprint_is_computed(tmp_path: Path) -> None:
    def never() -> str:
        raise AssertionError

    assert stored_calibration(tmp_path, never) is None
    with pytest.raises(CalibrationError, match=r"there is no such file; run `xiaoer calibrate`$"):
        stored_calibration(tmp_path, never, required=True)


@pytest.mark.parametrize(
    ("stale", "kind"), [(CERTIFIED, "certificate"), (SELF_TEST, "calibration")]
)
def test_one_that_no_longer_fits_is_told_and_not_used(
    stale: Calibration, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "calibration.json"
    write_calibration(stale, path)
    command = "xiaoer calibrate"
    if kind == "calibration":
        command = f"xiaoer evaluate --faq {tmp_path.as_posix()} --self --write-calibration"
    with pytest.warns(CalibrationWarning) as caught:
        assert stored_calibration(tmp_path, lambda: "other") is None
    assert str(caught[0].message) == (
        f"{path.as_posix()}: the {kind} of 2026-11-23 no longer fits: corpus or engine have "
        f"changed since; the uncertified defaults are used; run `{command}` again"
    )
    warning = caught[0].message
    assert str(pickle.loads(pickle.dumps(warning))) == str(warning)
    with pytest.raises(CalibrationError, match=f"the {kind} of 2026-11-23 no longer fits"):
        stored_calibration(tmp_path, lambda: "other", required=True)


# --- the schema -------------------------------------------------------------------------------

SCHEMA: dict[str, Any] = json.loads(
    (files("xiaoer") / "data" / "calibration.schema.json").read_text(encoding="utf-8")
)


def test_the_schema_has_the_keys_of_the_file() -> None:
    assert set(SCHEMA["properties"]) == {*SCHEMA["required"], *LATER} == set(GOOD)
    assert not {*LATER} & {*SCHEMA["required"]}


def test_a_file_from_before_the_mix_was_kept_still_loads() -> None:
    """As the command wrote it then; its name, which the log has, is what it was."""
    found = read_calibration(ROOT / "tests" / "cases" / "calibration_without_mix.json")
    assert (found.mix, found.made_from) == (None, None)
    assert (found.n, found.answered, found.wrong, found.max_risk) == (1002, 467, 31, 0.1)
    assert found.name == "certified-3d233ecc"
    assert renewal(found, ROOT / "faq", ["怎么退款"]).render() == "run `xiaoer calibrate` again"


def test_the_schema_and_the_reader_agree() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for calibration in ALL:
        assert not list(validator.iter_errors(json.loads(json.dumps(calibration.to_dict()))))
    shown = ("threshold", "n", "kind", "version", "extra", "recalibration", "bound", "date")
    # what a schema cannot say: sums, order of points, the form of a date
    beyond = ("expected 0", "at most", "points must rise", "like 2026", "found a number")
    for change, what in BAD:
        if next(iter(change)) in shown and not any(words in what for words in beyond):
            assert list(validator.iter_errors({**GOOD, **change})), change
