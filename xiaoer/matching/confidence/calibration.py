"""`Calibration`: the threshold fitted to a corpus, as it is kept in ``calibration.json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date as Date
from hashlib import sha256
from typing import Any, Literal

from xiaoer.errors import CalibrationError
from xiaoer.matching.confidence.json_values import is_count, is_number, json_kind
from xiaoer.matching.confidence.made_from import LabelMix, MadeFrom
from xiaoer.matching.confidence.recalibration import Recalibration
from xiaoer.records import dataclass, names

FILE = "calibration.json"
VERSION = 1
Kind = Literal["certified", "self_test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The confidence a bot needs to answer, and what is known about it.

    - ``kind``: ``certified`` by labelled queries, or a first guess by a ``self_test``.
    - ``threshold``: of the engine's own confidence; it replaces the one of the settings.
    - ``n``, ``answered``, ``wrong``: queries asked, how many of them would be answered, how
      many of those wrong. ``coverage`` is answered ÷ all, ``risk`` wrong ÷ answered (None when
      nothing is answered); of a self-test both are estimates, re-weighted.
    - ``max_risk``, ``confidence``, ``bound``: P(wrong | answered) is at most ``max_risk`` with
      this confidence; ``bound`` is the upper bound the queries gave. ``confidence`` and
      ``bound`` are None of a self-test, which certifies nothing.
    - ``date``: ISO, when it was made. ``note``: where the queries are from.
    - ``fingerprint``: of what the guarantee depends on (`matching.fingerprint`).
    - ``recalibration``: a map to a better confidence; thresholds do not use it.
    - ``mix``, ``made_from``: of the labelled queries; None of a self-test, and of a file from
      before they were kept.

    Raises:
        ValueError: figures that cannot be.
    """

    kind: Kind
    threshold: float
    n: int
    answered: int
    wrong: int
    coverage: float
    risk: float | None
    date: str
    fingerprint: str
    max_risk: float | None = None
    confidence: float | None = None
    bound: float | None = None
    note: str = ""
    recalibration: Recalibration | None = None
    mix: LabelMix | None = None
    made_from: MadeFrom | None = None
    version: int = VERSION

    def __post_init__(self) -> None:
        for name in ("threshold", "coverage", "risk", "max_risk", "confidence", "bound"):
            value = getattr(self, name)
            if value is not None and not 0.0 <= value <= 1.0:
                raise ValueError(f'"{name}" must be within 0..1, found {value!r}')
        if not 0 <= self.wrong <= self.answered <= self.n:
            raise ValueError(
                'expected 0 <= "wrong" <= "answered" <= "n", found '
                f"{self.wrong}, {self.answered}, {self.n}"
            )
        guarantee = (self.max_risk, self.confidence, self.bound)
        if self.certified and (None in guarantee or (self.bound or 0.0) > (self.max_risk or 0.0)):
            raise ValueError('a certificate needs "confidence" and a "bound" of at most "max_risk"')
        if not self.certified and (self.confidence, self.bound) != (None, None):
            raise ValueError('a self-test certifies nothing: "confidence" and "bound" must be null')
        if self.mix and self.mix.in_scope + self.mix.out_of_scope != self.n:
            raise ValueError(f'the counts of "mix" must add up to "n", found {self.n}')
        if not _is_date(self.date):
            raise ValueError(f'"date" must be like 2026-11-23, found "{self.date}"')

    @property
    def certified(self) -> bool:
        """Whether labelled queries certified it."""
        return self.kind == "certified"

    @property
    def name(self) -> str:
        """A short name that changes whenever the replies could, such as ``certified-1f0c52aa``."""
        shape = {name: value for name, value in self.to_dict().items() if name not in _LATER}
        text = json.dumps(shape, sort_keys=True)
        return f"{self.kind}-{sha256(text.encode()).hexdigest()[:8]}"

    def recalibrated(self, confidence: float) -> float:
        """The confidence to tell, for the engine's own."""
        return self.recalibration.apply(confidence) if self.recalibration else confidence

    def to_dict(self) -> dict[str, Any]:
        """The calibration as plain JSON values; the schema is ``calibration.schema.json``."""
        shape = {name: getattr(self, name) for name in _NAMES}
        for name in _RECORDS:
            if shape[name] is not None:
                shape[name] = shape[name].to_dict()
        return shape

    @staticmethod
    def from_dict(data: object, path: str = "") -> Calibration:
        """The calibration that ``to_dict`` gave; ``path`` is named in errors.

        Raises:
            CalibrationError: it is none, or of a newer version.
        """
        try:
            return _checked(data)
        except NewerError as error:
            mend = "upgrade xiaoer, or run `xiaoer calibrate` again"
            raise CalibrationError(path, str(error), mend) from None
        except ValueError as error:
            raise CalibrationError(path, str(error)) from None


_NAMES = ("version", *(name for name in names(Calibration) if name != "version"))
_NUMBERS = ("threshold", "coverage", "risk", "max_risk", "confidence", "bound")
_COUNTS = ("n", "answered", "wrong")
_TEXTS = ("kind", "date", "fingerprint", "note")
_LATER = ("mix", "made_from")  # files from before have them not, and no reply changes with them
_RECORDS = ("recalibration", *_LATER)
_NULLABLE = ("risk", "max_risk", "confidence", "bound", "recalibration")


class NewerError(ValueError):
    """A version this one cannot read."""


def _is_date(text: str) -> bool:
    try:
        Date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _checked(data: object) -> Calibration:
    if not isinstance(data, dict):
        raise ValueError(f"expected a JSON object, found {json_kind(data)}")
    version = data.get("version")
    if not is_count(version):
        raise ValueError(f'"version" must be a number, found {json_kind(version)}')
    if version > VERSION:
        raise NewerError(f"version {version} is newer than this program reads ({VERSION})")
    data = {**dict.fromkeys(_LATER), **data}
    missing = [name for name in _NAMES if name not in data]
    unknown = sorted(str(name) for name in data if name not in _NAMES)
    if missing or unknown:
        which = f'"{missing[0]}" is missing' if missing else f'the key "{unknown[0]}" is unknown'
        raise ValueError(which)
    for name in _NAMES:
        _check(name, data[name])
    readers: dict[str, Callable[[Any], object]] = {
        "recalibration": Recalibration.from_dict,
        "mix": LabelMix.from_dict,
        "made_from": MadeFrom.from_dict,
    }
    for name, read in readers.items():
        if data[name] is not None:
            data[name] = read(data[name])
    return Calibration(**data)


def _check(name: str, value: object) -> None:
    if value is None and name in _NULLABLE:
        return
    if name in _NUMBERS and not is_number(value):
        raise ValueError(f'"{name}" must be a number, found {json_kind(value)}')
    if name in _COUNTS and not is_count(value):
        raise ValueError(f'"{name}" must be a whole number, found {json_kind(value)}')
    if name in _TEXTS and not isinstance(value, str):
        raise ValueError(f'"{name}" must be a text, found {json_kind(value)}')
    if name == "kind" and value not in ("certified", "self_test"):
        raise ValueError(f'"kind" must be "certified" or "self_test", found "{value}"')
    if name == "recalibration" and not _is_recalibration(value):
        raise ValueError('"recalibration" must be null, or of the form platt or isotonic')


def _is_recalibration(value: object) -> bool:
    match value:
        case {"method": "platt", "slope": slope, "offset": offset, **rest}:
            return not rest and is_number(slope) and is_number(offset)
        case {"method": "isotonic", "points": list(points), **rest}:
            return not rest and all(
                isinstance(p, list) and len(p) == 2 and all(map(is_number, p)) for p in points
            )
    return False
