"""The questions that are not to be listed again: a text file beside the corpus, a key a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xiaoer.source.faults import Unreadable
from xiaoer.source.files.decode import MAX_BYTES, decode, read_bytes
from xiaoer.source.files.file_names import LINES, YAML
from xiaoer.source.findings.diagnostics import Diagnostic, Place
from xiaoer.source.tables.faults import TableError

NAME = "ignored.txt"
_HEAD = "# 不用再列出的客户问法（xiaoer mine），一行一个 · questions not to be listed again\n"


def ignored_path(corpus: Path) -> Path:
    """Where they are remembered: in the corpus's folder, or beside its one file.

    >>> ignored_path(Path("faq.yaml")).as_posix()
    'faq.ignored.txt'
    """
    if corpus.suffix.lower() in (*YAML, LINES) and not corpus.is_dir():
        return corpus.with_name(f"{corpus.stem}.{NAME}")
    return corpus / NAME


def read_ignored(corpus: Path) -> tuple[str, ...]:
    """The keys, in their order; none where there is no file.

    Raises:
        TableError: it cannot be read.
    """
    path = ignored_path(corpus)
    if not path.exists():
        return ()
    place = Place(file=path.as_posix())
    try:
        text, broken = decode(read_bytes(path, MAX_BYTES))
        if broken is not None:
            raise broken
    except Unreadable as error:
        found = Diagnostic(code=error.code, severity="error", place=place, fields=error.fields)
        raise TableError([found]) from error
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def ignored_file(before: bytes | None, known: Iterable[str], keys: Iterable[str]) -> bytes:
    """The bytes of the file with these keys behind those that it has, its comments kept."""
    new = sorted(set(keys) - set(known))
    lines = "".join(f"{key}\n" for key in new).encode("utf-8", "replace")
    text = _HEAD.encode("utf-8") if before is None else before
    gap = b"" if not text or text.endswith(b"\n") else b"\n"
    return text + gap + lines if new else text
