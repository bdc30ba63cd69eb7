"""Findings as annotations of GitHub: a line each, which a workflow only has to print."""

from __future__ import annotations

from xiaoer.authoring.lint.report import Finding
from xiaoer.errors import Lang

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def annotation(finding: Finding, lang: Lang = "en") -> str:
    """The workflow command of a finding: `::warning file=…,line=…,col=…,title=W201::…`."""
    told = finding.diagnostic
    place = {"file": told.place.file, "line": told.place.line, "col": told.place.column}
    parts = [f"{key}={_property(str(value))}" for key, value in place.items() if value]
    parts.append(f"title={told.code}")
    return f"::{_COMMANDS[told.severity]} {','.join(parts)}::{_data(told.message(lang))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
