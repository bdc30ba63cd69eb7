"""A corpus's calibration in its file, `calibration.json`, beside it."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from xiaoer.errors import CalibrationError, CalibrationWarning
from xiaoer.matching.confidence.calibration import FILE, Calibration
from xiaoer.matching.confidence.renewal import renewal
from xiaoer.source.files.regular_file import open_regular, stands
from xiaoer.source.files.write_whole import write_whole

_MAKE_ONE = "run `xiaoer calibrate`"
_LARGEST = 1_000_000  # bytes; a calibration has a few hundred


def calibration_path(corpus: str | os.PathLike[str]) -> Path:
    """Where the calibration of a corpus is looked for: in its folder, or beside its file.

    >>> calibration_path("faq.jsonl").name
    'faq.calibration.json'
    """
    path = Path(corpus)
    return path / FILE if path.is_dir() else path.with_name(f"{path.stem}.{FILE}")


def stored_calibration(
    corpus: str | os.PathLike[str],
    fingerprint: Callable[[], str],
    *,
    questions: Iterable[str] = (),
    required: bool = False,
) -> Calibration | None:
    """The calibration kept with a corpus; None where there is none.

    One with another ``fingerprint`` no longer fits: None, and a `CalibrationWarning` to the
    caller's caller, which says what to run and, by the corpus's ``questions``, what still counts.

    Raises:
        CalibrationError: it is damaged; or one is ``required``, and there is none that fits.
    """
    place = calibration_path(corpus)
    if not _stands(place):
        if required:
            raise CalibrationError(place.as_posix(), "there is no such file", _MAKE_ONE)
        return None
    found = read_calibration(place)
    if found.fingerprint == fingerprint():
        return found
    again = renewal(found, Path(corpus), questions)
    stale = CalibrationWarning(place.as_posix(), found.date, found.certified, again)
    if required:
        raise CalibrationError(place.as_posix(), stale.what, again.render())
    warnings.warn(stale, stacklevel=3)
    return None


def _stands(place: Path) -> bool:
    """Whether there is something to read; one that is there and no file is a fault of reading."""
    try:
        return stands(place)
    except OSError as error:
        raise CalibrationError(place.as_posix(), error.strerror or type(error).__name__) from error


def read_calibration(path: str | os.PathLike[str]) -> Calibration:
    """The calibration in a file.

    Raises:
        CalibrationError: the file cannot be read, is damaged, or is of a newer version.
    """
    place = Path(path)
    try:
        with open_regular(place) as file:
            data = file.read(_LARGEST + 1) or b""
    except OSError as error:
        raise CalibrationError(place.as_posix(), error.strerror or type(error).__name__) from error
    if len(data) > _LARGEST:
        what = f"larger than {_LARGEST} bytes, which no calibration is"
        raise CalibrationError(place.as_posix(), what)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CalibrationError(place.as_posix(), f"not a file of JSON{where}") from error
    return Calibration.from_dict(found, place.as_posix())


def write_calibration(calibration: Calibration, path: str | os.PathLike[str]) -> None:
    """Writes the file whole or not at all: who reads meanwhile finds the old one or the new.

    Raises:
        OSError: it cannot be written.
    """
    text = json.dumps(calibration.to_dict(), ensure_ascii=False, indent=2) + "\n"
    write_whole(path, text.encode("utf-8"))
