"""The lines of log files, one at a time: plain or gzip, however long, however broken."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from xiaoer.source.files.regular_file import open_regular

LONGEST_LINE = 4_000_000
"""Bytes; a reply's line has some thousand, as its texts are bounded."""

_GZIP = ".gz"


def log_lines(path: str | os.PathLike[str]) -> Iterator[bytes]:
    """Every line with its end, but blank ones; what cannot be a line has none.

    That is a line torn at the end, one that is too long, and what follows where a file whose name
    ends in .gz breaks off or is damaged: each is given once, as a piece without an end.

    Raises:
        OSError: the file cannot be read; or it is named .gz and is no gzip file from its start.
    """
    with open_regular(path) as file:
        if not os.fspath(path).endswith(_GZIP):
            yield from _lines(file)
            return
        with gzip.GzipFile(fileobj=file) as unpacked:
            unpacked.peek(1)  # no gzip file at all is a fault of the call, not a damaged line
            try:
                yield from _lines(cast(BinaryIO, unpacked))
            except (EOFError, zlib.error, gzip.BadGzipFile):
                yield b"broken"


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            line = line[:1].strip() or b"long"
            while rest := file.readline(LONGEST_LINE):
                if rest.endswith(b"\n"):
                    break
        if line.strip():
            yield line
