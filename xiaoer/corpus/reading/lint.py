"""What a linter is not to tell of, out of the settings."""

from __future__ import annotations

from xiaoer.corpus.reading.tree_reader import TreeReader, plain
from xiaoer.corpus.settings import LintSettings
from xiaoer.source.findings.severities import SEVERITY_OF
from xiaoer.source.tree import Node

LINT_KEYS = ("off",)


def read_lint(reader: TreeReader, node: Node | None) -> LintSettings:
    """The codes that are switched off; one that no check has is reported."""
    mapping = reader.mapping("lint", node)
    if mapping is None:
        return LintSettings()
    fields = reader.fields(mapping, LINT_KEYS)
    names = reader.texts("lint.off", fields.get("off"))
    known = [code for code, severity in SEVERITY_OF.items() if severity != "error"]
    for name in names:
        if not any(code.startswith(name.text) for code in known):
            reader.faults.unknown("E319", reader.source, name.at, name.text, known, name=name.text)
    return LintSettings(off=plain(names))
