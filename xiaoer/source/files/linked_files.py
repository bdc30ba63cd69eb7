"""Files elsewhere that a link in the corpus's folder leads to, and what may be told of them.

A link to a shared file of entries is welcome. One to something else, such as a file of secrets,
must not make an error message print what that holds.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from xiaoer.source.findings.diagnostics import Diagnostic, Place

# These say nothing of what a file holds: it is not there, or cannot be read, or is too large.
_OUTSIDE = ("E001", "E002", "E003", "E004", "E005", "E006")


def leads_out(path: Path) -> bool:
    """Whether the path leads to a file outside the folder it is named in."""
    folder = os.path.realpath(path.parent)
    return not Path(os.path.realpath(path)).is_relative_to(folder)


def withheld(found: Iterable[Diagnostic], files: Collection[str]) -> tuple[Diagnostic, ...]:
    """The findings; those of ``files`` that are no corpus are one that says how many."""
    found = tuple(found)
    none = {one.place.file for one in found if one.place.file in files and _is_no_corpus(one)}
    counts = Counter(one.place.file for one in found)
    told: dict[str, Diagnostic] = {}
    kept: list[Diagnostic] = []
    for one in found:
        file = one.place.file
        if file not in none:
            kept.append(one)
        elif file not in told:
            told[file] = _told(file, counts[file])
            kept.append(told[file])
    return tuple(kept)


def _is_no_corpus(one: Diagnostic) -> bool:
    """Whether the finding is about syntax or shape: what the file is made of."""
    return one.code.startswith(("E0", "E1")) and one.code not in _OUTSIDE


def _told(file: str, count: int) -> Diagnostic:
    place = Place(file=file)
    return Diagnostic(code="E023", severity="error", place=place, fields={"count": count})
