"""The list that collects every finding of one load, and the signal that ends one file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from xiaoer.errors import XiaoerError, nearest_name
from xiaoer.source.findings.diagnostics import SHARED, Diagnostic, Place, severity_of
from xiaoer.source.findings.severities import Severity
from xiaoer.source.findings.slips import meant_key, slip_in_word
from xiaoer.source.tree import FORBIDDEN, Source

_SHOWN = 60
# difflib takes about 5 µs a comparison: this many keep "did you mean" below a second a load.
_COMPARISONS = 100_000
_NAMES_SHOWN = 20
# Of each severity: 20 MB of faults would take gigabytes of findings.
_LISTED = 10_000
_MORE: dict[Severity, str] = {"error": "E022", "warning": "W404", "hint": "W405"}


class Unreadable(XiaoerError):
    """The rest of this source cannot be read; becomes one diagnostic at `at`."""

    def __init__(self, code: str, at: int = 0, **fields: object) -> None:
        super().__init__(code, at)
        self.code = code
        self.at = at
        self.fields = fields


class Faults:
    """Findings in the order they were made; of each severity the first 10,000.

    `strict` calls questions that two entries share an error.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        self.found: list[Diagnostic] = []
        self._counts: Counter[Severity] = Counter()
        self._comparisons = _COMPARISONS

    def add(self, code: str, source: Source, at: int, **fields: object) -> None:
        """Record one finding at offset `at` of `source`; long values are cut."""
        severity = "error" if self._strict and code in SHARED else severity_of(code)
        self._counts[severity] += 1
        if self._counts[severity] > _LISTED:
            return
        self.found.append(diagnostic(code, severity, source, at, fields))

    def finish(self) -> tuple[Diagnostic, ...]:
        """All findings by place, then how many more there were."""
        found = sorted(self.found, key=by_place)
        for severity, code in _MORE.items():
            more = self._counts[severity] - _LISTED
            if more > 0:
                place = Place(file=found[-1].place.file)
                fields = {"count": more}
                found.append(Diagnostic(code=code, severity=severity, place=place, fields=fields))
        return tuple(found)

    def end(self, source: Source, broken: Unreadable) -> None:
        """Record why the rest of `source` cannot be read."""
        self.add(broken.code, source, broken.at, **broken.fields)

    def nearest(self, name: str, known: Collection[str]) -> str:
        """The nearest known name, until so many were compared that it would take long."""
        self._comparisons -= len(known)
        return nearest_name(name, known) if self._comparisons >= 0 else ""

    def unknown(
        self,
        code: str,
        source: Source,
        at: int,
        word: str,
        known: Collection[str],
        **fields: object,
    ) -> None:
        """Record a name that is not among `known`, with the nearest one or all of them."""
        near = self.meant(word, known) or self.nearest(word, known)
        listed = tuple(known) if len(known) <= _NAMES_SHOWN else ()
        fields.setdefault("mend", slip_in_word(word))
        self.add(code, source, at, **fields, nearest=near, known=listed)

    def meant(self, word: str, known: Collection[str]) -> str:
        """The known name that differs in width or case only, or that `word` is in Chinese."""
        self._comparisons -= len(known) // 100  # a hundred times faster than difflib
        return meant_key(word, known) if self._comparisons >= 0 else ""


def diagnostic(
    code: str, severity: Severity, source: Source, at: int, fields: Mapping[str, object]
) -> Diagnostic:
    """One finding at offset `at` of `source`; long values are cut."""
    excerpt, caret = source.excerpt(at)
    return Diagnostic(
        code=code,
        severity=severity,
        place=source.place(at),
        fields={key: _shown(value) for key, value in fields.items()},
        excerpt=excerpt,
        caret=caret,
    )


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_shown(part) for part in value)
    if not isinstance(value, str):
        return value
    text = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    text = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    return FORBIDDEN.sub("�", text)


def by_place(diagnostic: Diagnostic) -> tuple[list[str | int], int, int, str]:
    """By place, "row 9" before "row 10"."""
    parts = re.split(r"(\d{1,18})", diagnostic.place.file)
    file = [int(part) if part.isdecimal() else part for part in parts]
    return file, diagnostic.place.line, diagnostic.place.column, diagnostic.code
