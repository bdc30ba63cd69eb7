"""What a lint found, as records and as one JSON shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from xiaoer.authoring.edit.edits import FileEdit
from xiaoer.records import dataclass
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.source.findings.severities import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: the diagnostic, the entry it is of ("": none), and the edits that mend it."""

    diagnostic: Diagnostic
    entry: str = ""
    edits: tuple[FileEdit, ...] = ()

    @property
    def code(self) -> str:
        """Its code."""
        return self.diagnostic.code

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.diagnostic.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class LintReport:
    """All findings by place.

    `off` counts those that were found and are switched off, most by comments: what the settings
    switch off is hardly looked for. `entries` counts what was looked at.
    """

    findings: tuple[Finding, ...]
    entries: int
    off: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings of a severity, also those that are not listed."""
        own = (one.diagnostic for one in self.findings if one.severity == severity)
        return sum(diagnostic.counts for diagnostic in own)

    def counts(self, severity: Severity) -> Mapping[str, int]:
        """Code → how many findings, the most first."""
        found = Counter(one.code for one in self.findings if one.severity == severity)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def to_dict(self) -> dict[str, object]:
        """The report as JSON holds it."""
        return {
            "entries": self.entries,
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "hints": self.count("hint"),
            "off": self.off,
            "findings": [_finding(one) for one in self.findings],
        }


def _finding(one: Finding) -> dict[str, object]:
    told = one.diagnostic
    return {
        "code": told.code,
        "severity": told.severity,
        "file": told.place.file,
        "line": told.place.line,
        "column": told.place.column,
        "entry": one.entry,
        "message": {"zh": told.message("zh"), "en": told.message("en")},
        "excerpt": told.excerpt,
        "fixable": bool(one.edits),
    }
