"""`lint`: a corpus → everything that is wrong with it, or soon will be."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from xiaoer.authoring.edit.edits import Remove
from xiaoer.authoring.lint.catalog import CHECKS
from xiaoer.authoring.lint.inspected import inspect_path
from xiaoer.authoring.lint.look import Hit, Look
from xiaoer.authoring.lint.reading import look_at
from xiaoer.authoring.lint.report import Finding, LintReport
from xiaoer.authoring.lint.switched_off import comments_off, is_off, matches
from xiaoer.evaluation.cases.prediction import Progress
from xiaoer.source.faults import by_place, diagnostic
from xiaoer.source.findings.diagnostics import Diagnostic, severity_of


def lint(
    path: str | os.PathLike[str],
    *,
    as_of: datetime | None = None,
    off: Collection[str] = (),
    progress: Progress | None = None,
) -> LintReport:
    """Everything that is wrong with a corpus, or soon will be, by place.

    Faults of the loader are findings too, and what could be read is checked all the same.
    ``as_of`` decides what has expired (default: now, in the corpus's time zone). ``off`` are
    codes, or the letters they begin with, that are not wanted, beside those that the settings and
    comments switch off; without the family R no bot is built.
    """
    inspected = inspect_path(path)
    look = look_at(inspected, inspected.settings.local(as_of), progress)
    unwanted = (*off, *inspected.settings.lint.off)
    offs = comments_off(look)
    found: list[Finding] = []
    silent = 0
    for finding, hit in _all(look, inspected.findings, unwanted):
        if matches(finding.code, unwanted) or is_off(look, hit, finding.code, offs):
            silent += 1
        else:
            found.append(finding)
    found.sort(key=lambda one: by_place(one.diagnostic))
    return LintReport(findings=tuple(found), entries=len(look.entries), off=silent)


def _all(
    look: Look, loaded: Iterable[Diagnostic], unwanted: Collection[str]
) -> Iterator[tuple[Finding, Hit]]:
    """The loader's findings, then those of each check that is wanted."""
    for told in loaded:
        yield _loaded(look, told)
    for code, check in CHECKS.items():
        if not matches(code, unwanted):
            for hit in check(look):
                told = diagnostic(code, severity_of(code), hit.source, hit.at, hit.fields)
                yield Finding(diagnostic=told, entry=hit.entry, edits=hit.edits), hit


def _loaded(look: Look, told: Diagnostic) -> tuple[Finding, Hit]:
    """A finding of the loader, with the entry and the edit that mends it, where there is one."""
    for one in look.entries:
        for leaf in one.leaves if one.source.place(one.at).file == told.place.file else ():
            if one.source.place(leaf.at) == told.place:
                twice = told.code == "W401" and "variants" in leaf.path
                edits = (Remove(path=leaf.path),) if twice else ()
                hit = one.hit(leaf)
                return Finding(diagnostic=told, entry=one.id, edits=edits), hit
    from xiaoer.source.tree import RowSource

    nowhere = Hit(source=RowSource(told.place.file), at=0, leaf_at=0, entry="", fields={})
    return Finding(diagnostic=told), nowhere
