"""`prepare_apply`: a sheet with decisions → the files as they are to be; then the writing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from xiaoer.authoring.apply.decisions import Decided, decisions_of
from xiaoer.authoring.apply.faults import apply_fault
from xiaoer.authoring.apply.labels import labelled
from xiaoer.authoring.apply.rows import decided_rows
from xiaoer.authoring.apply.sourced import brought
from xiaoer.authoring.importing.corpus_files import changed_files
from xiaoer.authoring.importing.plan import plan_import
from xiaoer.authoring.mine.columns import OperatorDecision
from xiaoer.authoring.mine.ignored import ignored_file, ignored_path, read_ignored
from xiaoer.corpus.corpus import Corpus
from xiaoer.records import dataclass
from xiaoer.source.files.write_whole import write_folder
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.tables.faults import TableError
from xiaoer.text.normalize import question_key


class ChangedFile(NamedTuple):
    """A file before and after; ``before`` is None for a new one."""

    path: Path
    before: bytes | None
    after: bytes

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without their ends."""
        name = self.path.as_posix()
        old, new = (_lines(data or b"") for data in (self.before, self.after))
        start = "/dev/null" if self.before is None else f"a/{name}"
        yield from difflib.unified_diff(old, new, start, f"b/{name}", lineterm="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What becomes of the decisions; nothing is written yet.

    ``texts`` counts what was decided by kind, ``already`` what was done before, ``open`` the rows
    without a decision; ``new`` are the ids of the entries to be written.
    """

    files: tuple[ChangedFile, ...]
    texts: dict[OperatorDecision, int]
    new: tuple[str, ...]
    already: int
    open: int
    warnings: tuple[Diagnostic, ...] = ()

    def write(self) -> None:
        """Writes the files of a folder together: all of them, or none.

        Raises:
            TableError: a file was changed meanwhile. OSError: one cannot be written.
        """
        for file in self.files:
            if _bytes(file.path) != file.before:
                raise TableError([apply_fault("changed", Place(file=file.path.as_posix()))])
        for folder in dict.fromkeys(file.path.parent for file in self.files):
            own = {f.path.name: f.after for f in self.files if f.path.parent == folder}
            write_folder(folder, own, replace=True)


def prepare_apply(sheet: Path, corpus_path: Path, queries: Path) -> Applied:
    """Reads the decisions, checks them with the corpus, and works out all that is to be written.

    Raises:
        MissingExtraError: a workbook, and the extra `xlsx` is not installed.
        TableError, CorpusError, CasesError: what is read cannot be used, with every fault.
    """
    corpus = Corpus.load(corpus_path)
    decisions = decisions_of(decided_rows(sheet), corpus)
    decided = decisions.decided
    into = brought(decided, corpus)
    plan = plan_import(into.sourced, corpus.settings, corpus)
    wanted = {change.path: change.data for change in changed_files(corpus_path, plan)}
    labels = [one for one in decided if one.decision == "label"]
    already = into.already
    if labels:
        found = labelled(labels, queries)
        wanted[queries] = found.data
        already += found.already
    no_more = [one for one in decided if _is_no_more_listed(one)]
    if no_more:
        keys = {question_key(text) for one in no_more for text in one.texts}
        ignored, known = ignored_path(corpus_path), read_ignored(corpus_path)
        wanted[ignored] = ignored_file(_bytes(ignored), known, keys)
    files = [ChangedFile(path, _bytes(path), data) for path, data in wanted.items()]
    return Applied(
        files=tuple(file for file in files if file.before != file.after),
        texts=_counts(decided),
        new=tuple(change.after.id for change in plan.changes if change.kind == "new"),
        already=already,
        open=decisions.open,
        warnings=plan.warnings,
    )


def _is_no_more_listed(one: Decided) -> bool:
    """What is ignored, and what is labelled as not to be answered: there is nothing left to do."""
    return one.decision == "ignore" or (one.decision == "label" and not one.entries)


def _counts(decided: Sequence[Decided]) -> dict[OperatorDecision, int]:
    counts: dict[OperatorDecision, int] = {}
    for one in decided:
        counts[one.decision] = counts.get(one.decision, 0) + len(one.texts)
    return counts


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
