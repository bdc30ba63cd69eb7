"""``xiaoer convert``: what is read, what it becomes, and only then the writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xiaoer.authoring.formats.formats import FORMATS, write_format
from xiaoer.authoring.formats.loss import Loss
from xiaoer.authoring.importing.corpus_files import (
    FileChange,
    changed_files,
    exists,
    is_corpus_path,
    new_files,
    with_used_names,
)
from xiaoer.authoring.importing.opened import Opened, load_settings, open_source
from xiaoer.authoring.importing.plan import Plan, plan_import
from xiaoer.authoring.sheets.mapping import Mapped
from xiaoer.authoring.wording import import_fault
from xiaoer.authoring.workbook.writing import SHEETS, check_writer, write_sheet
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.settings import Settings
from xiaoer.records import dataclass, field
from xiaoer.source.collector import without_gc
from xiaoer.source.files.file_names import LINES, SETTINGS_FILE, YAML
from xiaoer.source.files.write_whole import write_folder, write_whole
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableError

WRITTEN: Final = (*SHEETS, *YAML, LINES)
"""The kinds of file that are written without ``--to``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a conversion is to do; see the options of the command."""

    source: Path
    target: Path
    settings: Path | None = None
    mapped: Mapped = field(default_factory=Mapped)
    sheet: str = ""
    read_as: str = ""
    write_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What was read, what becomes of it, and the files as they are to be; nothing is written yet.

    ``into`` says that a corpus is there already, and is changed.
    """

    target: Path
    opened: Opened
    plan: Plan
    files: tuple[FileChange, ...]
    losses: tuple[Loss, ...] = ()
    into: bool = False

    def write(self) -> None:
        """Writes the files: all of them, or none.

        Raises:
            OSError: they cannot be written.
        """
        if self.target.is_dir() or not self.target.suffix:
            names = {change.path.name: change.data for change in self.files}
            write_folder(self.target, names, replace=True)
        else:
            for change in self.files:
                write_whole(change.path, change.data)


def prepare(asked: Wanted) -> Conversion:
    """Reads, checks and works out all that is to be written.

    Raises:
        MissingExtraError: a workbook, and the extra `xlsx` is not installed.
        TableError, CorpusError: what is read cannot be used, with every fault.
    """
    _check_target(asked)
    with without_gc():
        return _prepared(asked)


def _prepared(asked: Wanted) -> Conversion:
    target = asked.target
    corpus = is_corpus_path(target) and not asked.write_as
    existing = Corpus.load(target) if corpus and exists(target) else None
    settings = _settings(asked, existing)
    opened = open_source(
        asked.source, settings, asked.mapped, sheet=asked.sheet, format=asked.read_as
    )
    if existing is None and asked.settings is None:
        settings = opened.settings or settings
    if existing is None:
        settings = (
            with_used_names(settings, _queues(opened)) if opened.settings is None else settings
        )
    plan = plan_import(opened.entries, settings, existing)
    files, losses = _files(asked, plan, existing)
    return Conversion(
        target=target,
        opened=opened,
        plan=plan,
        files=tuple(files),
        losses=losses,
        into=existing is not None,
    )


def template(target: Path, settings: Settings) -> bytes:
    """The bytes of an empty sheet to fill, with the names of the settings in its drop-downs.

    Raises:
        MissingExtraError: an XLSX, and XlsxWriter is not installed.
        TableError: it is to be another kind of file.
    """
    suffix = target.suffix.lower()
    if suffix not in SHEETS:
        fields = {"suffix": target.suffix}
        raise TableError([import_fault("template_kind", _place(target), **fields)])
    return write_sheet(suffix, (), settings, file=target.as_posix())


def _settings(asked: Wanted, existing: Corpus | None) -> Settings:
    """The settings that hold: of the corpus that is there, else those named."""
    if existing is not None:
        return existing.settings
    if asked.settings is not None:
        return load_settings(asked.settings)
    beside = asked.target.parent / SETTINGS_FILE
    if asked.target.suffix.lower() in (*YAML, LINES) and beside.is_file():
        return load_settings(beside)
    return Settings()


def _check_target(asked: Wanted) -> None:
    target, place = asked.target, _place(asked.target)
    if target.exists() and asked.source.exists() and target.samefile(asked.source):
        raise TableError([import_fault("same_file", place)])
    suffix = target.suffix.lower()
    if asked.write_as or is_corpus_path(target):
        return
    if suffix not in SHEETS:
        fields = {"suffix": target.suffix, "known": ", ".join(WRITTEN)}
        raise TableError([import_fault("kind_out", place, **fields)])
    if suffix == ".xlsx":
        check_writer()


def _queues(opened: Opened) -> Sequence[str]:
    return [one.text("escalate") for one in opened.entries if one.text("escalate")]


def _files(
    asked: Wanted, plan: Plan, existing: Corpus | None
) -> tuple[list[FileChange], tuple[Loss, ...]]:
    """The files to write, and what they cannot hold."""
    target = asked.target
    if asked.write_as:
        data, losses = write_format(asked.write_as, plan.entries, plan.settings.variables)
        name = target if target.suffix else target.with_suffix(FORMATS[asked.write_as].suffix)
        return [FileChange(path=name, data=data)], losses
    if not is_corpus_path(target):
        suffix = target.suffix.lower()
        data = write_sheet(suffix, plan.entries, plan.settings, file=target.as_posix())
        return [FileChange(path=target, data=data)], ()
    if existing is not None:
        return changed_files(target, plan), ()
    return new_files(target, plan, settings=True), ()


def _place(path: Path) -> Place:
    return Place(file=path.as_posix())
