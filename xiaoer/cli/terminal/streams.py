"""The doors to the terminal: arguments and streams that carry Chinese in any locale."""

import io
import json
import os
import sys
from contextlib import suppress
from typing import TextIO

from xiaoer.text.characters.controls import CONTROLS
from xiaoer.text.regex import regex

# Bytes that the locale's encoding could not decode arrive as these lone surrogates.
_ESCAPED_BYTES = regex("[\udc80-\udcff]+")
_CHINESE = "小二"
_STDERR = 2


def readable(text: str) -> str:
    """The text with undecoded bytes read as UTF-8.

    >>> readable("退款".encode().decode("ascii", "surrogateescape"))
    '退款'
    """
    return _ESCAPED_BYTES.sub(
        lambda run: run[0].encode("ascii", "surrogateescape").decode("utf-8", "replace"), text
    )


def argument(text: str) -> str:
    """A command-line argument as it was typed.

    A locale that cannot write Chinese decodes it to nonsense (Latin-1) or to escaped bytes
    (ASCII); both are UTF-8 in truth. Not for paths: those must go back to the system as they
    came.
    """
    if not _writes_chinese(sys.getfilesystemencoding()):
        with suppress(UnicodeError):
            return os.fsencode(text).decode("utf-8")
    return readable(text)


def _writes_chinese(encoding: str) -> bool:
    try:
        _CHINESE.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def prepare_streams() -> None:
    """Lets the three standard streams carry any text, and keeps the numbers of closed ones.

    Else the next file that is opened would get the number of a closed stream, and with it what
    is written there; and what is printed to no standard error would go to standard output.

    An encoding that can write Chinese stays (UTF-8, GBK) and replaces what it lacks (😀 in
    GBK); another becomes UTF-8.
    """
    with suppress(OSError):
        _keep_numbers()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if _writes_chinese(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _keep_numbers() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere <= _STDERR:
        nowhere = os.open(os.devnull, os.O_RDWR)
    os.close(nowhere)
    if sys.stderr is None:
        silent = os.open(os.devnull, os.O_WRONLY)
        sys.stderr = os.fdopen(silent, "w", encoding="utf-8", errors="replace")


def carries_everything(stream: TextIO | None) -> bool:
    """Whether every text survives the stream's encoding."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def json_line(shape: object) -> str:
    """The JSON of a value in one line for standard output, what a terminal obeys written \\u….

    >>> json_line({"text": "红" + chr(0x9B) + "31m" + chr(0x202E)})
    '{"text": "红\\\\u009b31m\\\\u202e"}'
    """
    text = json.dumps(shape, ensure_ascii=not carries_everything(sys.stdout))
    return CONTROLS.sub(lambda found: json.dumps(found[0])[1:-1], text)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at (or types into) the stream; it may be closed or absent."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def flush_stdout() -> None:
    """Writes out what is buffered; what nobody takes is dropped.

    Without that, the interpreter's own flush at exit would fail again, with a traceback.

    Raises:
        OSError: it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        raise
