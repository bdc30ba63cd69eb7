"""`fix`: the findings that can be mended safely → the edits made, several rounds if need be."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from xiaoer.authoring.edit.edited import in_order
from xiaoer.authoring.edit.edits import EditError, FileEdit
from xiaoer.authoring.edit.files import edit_files
from xiaoer.authoring.lint.report import Finding, LintReport
from xiaoer.records import dataclass
from xiaoer.source.files.file_names import YAML

_ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What was mended: how many findings, in which files; and the edits that could not be made."""

    count: int
    files: tuple[Path, ...]
    failed: tuple[EditError, ...] = ()


def fix(check: Callable[[], LintReport]) -> Fixed:
    """Mends what is safe to mend, and looks again, until nothing is left that can be mended.

    Safe are edits that change no answer's meaning and no question's: invisible characters,
    half-width punctuation, what a list has twice. A text is edited once a round. A file whose
    edits cannot be made is left as it was; the others are mended.

    Raises: OSError: a file cannot be written.
    """
    count, changed, failed = 0, list[Path](), dict[str, EditError]()
    for _ in range(_ROUNDS):
        by_file = _edits(check().findings, failed)
        if not by_file:
            break
        for file, edits in by_file.items():
            try:
                changed += edit_files({file: in_order(edits)})
                count += len(edits)
            except EditError as error:
                failed[file] = error
    return Fixed(count=count, files=tuple(dict.fromkeys(changed)), failed=tuple(failed.values()))


def _edits(findings: Sequence[Finding], failed: dict[str, EditError]) -> dict[str, list[FileEdit]]:
    """The edits by file, of each place the first."""
    found: dict[str, dict[object, FileEdit]] = {}
    for one in findings:
        file = one.diagnostic.place.file
        if file not in failed and os.path.splitext(file)[1].lower() in YAML:
            for edit in one.edits:
                found.setdefault(file, {}).setdefault(edit.path, edit)
    return {file: list(edits.values()) for file, edits in found.items() if edits}
