"""The formats that are known: how each is told, read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from xiaoer.authoring.formats import chatterbot, pairs, qna_maker, qnabot, rasa
from xiaoer.authoring.formats.loss import Loss, losses, not_carried
from xiaoer.authoring.formats.values import ReadEntries
from xiaoer.authoring.sourced import Sourced
from xiaoer.authoring.wording import import_fault
from xiaoer.corpus.entry import Entry
from xiaoer.records import dataclass
from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import decode
from xiaoer.source.files.file_names import LINES, YAML
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.json_tree import parse_json
from xiaoer.source.tables.faults import TableError
from xiaoer.source.tables.load import read_file
from xiaoer.source.tables.table import Tables
from xiaoer.source.tree import Items, Node, TextSource
from xiaoer.source.yaml_tree import parse_yaml

JSON: Final = ".json"
Write = Callable[[Sequence[Entry], Mapping[str, str]], str]
FormatRead = tuple[tuple[Sourced, ...], tuple[Loss, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of another system: what it is called, the file that it is written to, and how."""

    title: str
    suffix: str
    write: Write
    carried: frozenset[str]


FORMATS: Final[Mapping[str, Format]] = {
    "qnamaker": Format(
        title="Custom question answering / QnA Maker",
        suffix=".tsv",
        write=qna_maker.write,
        carried=qna_maker.CARRIED,
    ),
    "qnabot": Format(title="QnABot", suffix=JSON, write=qnabot.write, carried=qnabot.CARRIED),
    "rasa": Format(title="Rasa", suffix=".yml", write=rasa.write, carried=rasa.CARRIED),
    "chatterbot": Format(
        title="ChatterBot", suffix=".yml", write=chatterbot.write, carried=chatterbot.CARRIED
    ),
    "qa": Format(
        title="question,answer", suffix=".csv", write=pairs.write_two, carried=pairs.CARRIED
    ),
    "q-a-indexes": Format(
        title="q,a,indexes", suffix=".csv", write=pairs.write_three, carried=pairs.CARRIED
    ),
}
"""By the name that ``--to`` takes."""


def format_of(path: Path, tables: Tables | None = None) -> str:
    """What a file is: a name of ``FORMATS``, "corpus", "sheet", or "" where it is none.

    Raises:
        TableError: it cannot be read, or is a mapping of none of them.
    """
    if tables is not None:
        return "qnamaker" if qna_maker.is_ours(tables.tables) else "sheet"
    suffix = path.suffix.lower()
    if path.is_dir():
        return "rasa" if _rasa_files(path) else "corpus"
    if suffix == LINES or (suffix not in (*YAML, JSON)):
        return "corpus" if suffix in (LINES, "") else ""
    if suffix == JSON:
        return "qnabot"
    if not path.is_file():
        return "corpus"  # its loader says what is there
    root = _tree(path)[1]
    if root is None or isinstance(root, Items):
        return "corpus"
    if rasa.is_ours(root):
        return "rasa"
    return "chatterbot" if chatterbot.is_ours(root) else "corpus"


def read_format(name: str, path: Path, tables: Tables | None = None) -> FormatRead:
    """The entries of a file of this format, and what they have that no entry can hold.

    Raises:
        TableError: it cannot be read, or is not of this format.
    """
    if name == "qnamaker" and tables is not None:
        _check(qna_maker.is_ours(tables.tables), name, path, "Question, Answer, Source, Metadata")
        found = qna_maker.read(tables.tables)
    elif name == "qnabot":
        found = _read_qnabot(path)
    elif name == "rasa":
        found = _read_rasa(path)
    elif name == "chatterbot":
        source, root = _tree(path)
        _check(root is not None and chatterbot.is_ours(root), name, path, "conversations")
        assert root is not None
        found = chatterbot.read(source, root)
    else:
        raise TableError([import_fault("no_format", Place(file=path.as_posix()))])
    if not found[0]:
        raise TableError([import_fault("no_entries", Place(file=path.as_posix()))])
    return tuple(found[0]), losses(found[1])


def write_format(
    name: str, entries: Sequence[Entry], variables: Mapping[str, str]
) -> tuple[bytes, tuple[Loss, ...]]:
    """The bytes of a file of this format, and what entries have that it cannot hold."""
    kind = FORMATS[name]
    text = kind.write(entries, variables)
    data = text.encode("utf-8-sig" if kind.suffix == ".csv" else "utf-8")
    return data, not_carried(entries, kind.carried)


def _read_qnabot(path: Path) -> ReadEntries:
    text = _text(path)
    try:
        is_ours = qnabot.is_ours(parse_json(text, 0))
    except Unreadable as error:
        raise TableError([_diagnostic(path, error)]) from error
    _check(is_ours, "qnabot", path, "qna")
    return qnabot.read(path.as_posix(), text)


def _read_rasa(path: Path) -> ReadEntries:
    files = _rasa_files(path) if path.is_dir() else [path]
    documents = []
    for file in files:
        source, root = _tree(file)
        if root is not None and rasa.is_ours(root):
            documents.append((source, root))
    _check(bool(documents), "rasa", path, "nlu, responses")
    return rasa.read(documents)


def _rasa_files(folder: Path) -> list[Path]:
    """The YAML files of a project, `data/` among them; none where it has no domain."""
    if not any((folder / name).is_file() for name in ("domain.yml", "domain.yaml", "data/nlu.yml")):
        return []
    found = (
        path for where in (folder, folder / "data") if where.is_dir() for path in where.iterdir()
    )
    return sorted(path for path in found if path.suffix.lower() in YAML and path.is_file())


def _check(right: bool, name: str, path: Path, missing: str) -> None:
    if not right:
        fields = {"format": FORMATS[name].title, "missing": missing}
        fault = import_fault("not_this_format", Place(file=path.as_posix()), **fields)
        raise TableError([fault])


def _text(path: Path) -> str:
    text, reason = decode(read_file(path))
    if reason is not None:
        raise TableError([_diagnostic(path, reason, text)])
    return text


def _tree(path: Path) -> tuple[TextSource, Node | None]:
    text = _text(path)
    try:
        return TextSource(path.as_posix(), text), parse_yaml(text)
    except Unreadable as error:
        raise TableError([_diagnostic(path, error, text)]) from error


def _diagnostic(path: Path, error: Unreadable, text: str = "") -> Diagnostic:
    place = TextSource(path.as_posix(), text).place(error.at)
    return Diagnostic(code=error.code, severity="error", place=place, fields=error.fields)
