"""The lines of log files, one at a time: plain or gzip, however long, however broken."""

from __future__ import annotations

import errno
import gzip
import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from xiaoer.source.files.regular_file import open_regular

LONGEST_LINE = 4_000_000
"""Bytes; a reply's line has some thousand, as its texts are bounded."""

_GZIP = ".gz"
BROKEN = b"broken"
"""What is left where a packed file breaks off."""
TOO_LONG = b"too long"
"""Instead of a line that is too long."""


def log_lines(path: str | os.PathLike[str]) -> Iterator[tuple[int, bytes]]:
    """Every line with its number and its end, but blank ones; what cannot be a line has no end.

    That is a line torn at the end, one that is too long (`TOO_LONG`), and what follows where a
    file whose name ends in .gz breaks off or is damaged (`BROKEN`): each is given once, as a
    piece without an end.

    Raises:
        OSError: the file cannot be read; or it is named .gz and is no gzip file from its start.
    """
    with open_regular(path) as file:
        if not os.fspath(path).endswith(_GZIP):
            yield from _lines(file)
            return
        number = 0
        with gzip.GzipFile(fileobj=file) as unpacked:
            try:
                _check_gzip(unpacked, os.fspath(path))
                for number, line in _lines(cast(BinaryIO, unpacked)):
                    yield number, line
            except (EOFError, zlib.error, gzip.BadGzipFile):
                yield number + 1, BROKEN


def _check_gzip(file: gzip.GzipFile, path: str) -> None:
    """Raises OSError for what is no gzip file at all: a fault of the call, not a damaged line."""
    try:
        file.peek(1)
    except gzip.BadGzipFile as error:
        raise OSError(errno.EINVAL, "Is no gzip file, despite its name", path) from error


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if line.endswith(b"\n") or len(line) < LONGEST_LINE:
            if line.strip():
                yield number, line
            continue
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield number, TOO_LONG
