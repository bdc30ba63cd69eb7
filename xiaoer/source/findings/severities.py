"""How bad each finding is: the table that its text stands in says so, not its letter."""

from __future__ import annotations

from typing import Literal

from xiaoer.source.findings.lint_hints import LINT_HINTS
from xiaoer.source.findings.lint_warnings import LINT_WARNINGS
from xiaoer.source.findings.messages import MESSAGES
from xiaoer.source.findings.warning_messages import WARNING_MESSAGES

Severity = Literal["error", "warning", "hint"]

SEVERITY_OF: dict[str, Severity] = {
    **dict.fromkeys(MESSAGES, "error"),
    **dict.fromkeys(WARNING_MESSAGES, "warning"),
    **dict.fromkeys(LINT_WARNINGS, "warning"),
    **dict.fromkeys(LINT_HINTS, "hint"),
}
"""Code → severity, unless a strict load makes it an error."""
