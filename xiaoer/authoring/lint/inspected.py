"""A corpus as far as it can be read, faults and all: what a linter looks at."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from xiaoer.corpus.load import Load
from xiaoer.corpus.reading.entry import Draft
from xiaoer.corpus.settings import Settings
from xiaoer.errors import CorpusError
from xiaoer.records import dataclass, replace
from xiaoer.source.collector import without_gc
from xiaoer.source.faults import Faults
from xiaoer.source.files.decode import MAX_BYTES, decode, read_bytes
from xiaoer.source.findings.diagnostics import Diagnostic
from xiaoer.source.tree import FORBIDDEN, Source

_FORBIDDEN = "E010"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What was read, and what is wrong with it.

    `drafts` are the entries that could be read, in their order, also those with faults; `source`
    is that of the settings, None without a file; `findings` are all of the loader's, by place.
    """

    drafts: tuple[Draft, ...]
    settings: Settings
    source: Source | None
    findings: tuple[Diagnostic, ...]


def inspect_path(path: str | os.PathLike[str], max_bytes: int = MAX_BYTES) -> Inspected:
    """The corpus at a folder or file; whatever is wrong with it is a finding.

    A file with a character that is not allowed is read with a space in its place.
    """
    found = _inspect(path, max_bytes, read_bytes)
    forbidden = tuple(one for one in found.findings if one.code == _FORBIDDEN)
    if not forbidden:
        return found
    again = _inspect(path, max_bytes, _without_forbidden)
    return replace(again, findings=(*forbidden, *again.findings))


def _without_forbidden(path: Path, limit: int) -> bytes:
    """The bytes of a file, a space in the place of each character that is not allowed."""
    data = read_bytes(path, limit)
    text, broken = decode(data)
    if broken is None or broken.code != _FORBIDDEN:
        return data
    return FORBIDDEN.sub(" ", text).encode("utf-8")


def _inspect(
    path: str | os.PathLike[str], max_bytes: int, read: Callable[[Path, int], bytes]
) -> Inspected:
    load = Load(max_bytes, Faults(), read)
    with without_gc():
        load.read_path(Path(path))
        try:
            findings = load.finish().warnings
        except CorpusError as error:
            findings = tuple(one for one in error.diagnostics if isinstance(one, Diagnostic))
    draft = load.settings_draft
    return Inspected(
        drafts=tuple(load.drafts),
        settings=load.settings,
        source=draft.reader.source if draft else None,
        findings=findings,
    )
