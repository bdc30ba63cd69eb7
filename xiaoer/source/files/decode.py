"""Bytes of a file → text, or the one reason why not."""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from xiaoer.source.faults import Unreadable
from xiaoer.source.files.regular_file import NotAFileError, open_regular
from xiaoer.source.tree import FORBIDDEN
from xiaoer.text.regex import regex

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Packed: TypeAlias = "Traversable"
"""A file or folder of `importlib.resources`, whose import takes longer than reading a file."""

MAX_BYTES = 20_000_000

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CHINESE = regex("[\u4e00-\u9fff]")
_TRIED = 10_000
_NOT_SIGNS = regex("[^\x00-\x7f\u2010-\u203f\u3000-\u303f\uff00-\uffef]")
# Code of the message, encoding, first bytes of its frequent characters.
_OLD = (("E008", "gb18030", 0xB0, 0xD7), ("E032", "big5hkscs", 0xA4, 0xC6))


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of the file. Raises: Unreadable when it is larger than `limit` or unreadable."""
    try:
        with open_regular(path) as file:
            data = file.read(limit + 1)
            size = os.fstat(file.fileno()).st_size
        if data is None:  # nothing there now, such as of /proc/kmsg
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    except OSError as error:
        raise Unreadable("E005", reason=_reason(error)) from error
    if len(data) > limit:
        raise Unreadable("E006", size=max(size, len(data)), limit=limit)
    return data


def read_packed(file: Packed, limit: int) -> bytes:
    """The bytes of a file in an archive. Raises: Unreadable when it is larger than `limit`."""
    data = file.read_bytes()
    if len(data) > limit:
        raise Unreadable("E006", size=len(data), limit=limit)
    return data


def _reason(error: OSError) -> str:
    """Why a file cannot be read: a term of the messages, or the system's own words."""
    found = error.found if isinstance(error, NotAFileError) else ""
    return found or error.strerror or type(error).__name__


def decode(data: bytes) -> tuple[str, Unreadable | None]:
    """The text, without a BOM, and the reason why it cannot be read, if any.

    With a reason, the text is what could be decoded: enough to name a line and column.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return "", Unreadable("E007", encoding=encoding)
    if _looks_utf16(data):
        return "", Unreadable("E007", encoding="UTF-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[: error.start].decode("utf-8")
        code = _legacy(data, head)
        if code:
            return head, Unreadable(code, len(head))
        return head, Unreadable("E009", len(head), byte=f"0x{data[error.start]:02X}")
    bad = FORBIDDEN.search(text)
    if bad is not None:
        return text, Unreadable("E010", bad.start(), char=f"U+{ord(bad[0]):04X}")
    return text, None


def _looks_utf16(data: bytes) -> bool:
    """ASCII letters in UTF-16 have a NUL at every other byte, and YAML has many of them."""
    head = data[:200]
    return len(head) > 8 and max(head[0::2].count(0), head[1::2].count(0)) * 4 > len(head)


def _legacy(data: bytes, head: str) -> str:
    """The code that names the older Chinese encoding the bytes are in, or "".

    `head` is what was UTF-8: with Chinese in it the file is UTF-8, and cut or damaged.
    """
    if _CHINESE.search(head):
        return ""
    shares = {code: _common(data, encoding, first, last) for code, encoding, first, last in _OLD}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > 0 else ""


def _common(data: bytes, encoding: str, first: int, last: int) -> float:
    """The share of frequent characters but for signs; 0 when it cannot be.

    Both encodings have their frequent characters in a block of their own, by first byte; in
    GB 2312 the second byte is above 0xA0 too.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if _CHINESE.search(text) is None:
        return 0.0
    found: list[bytes] = [char.encode(encoding) for char in _NOT_SIGNS.findall(text)[:_TRIED]]
    low = 0xA0 if encoding == "gb18030" else 0
    common = sum(len(two) == 2 and first <= two[0] <= last and two[1] > low for two in found)
    return (common + 0.5) / (len(found) + 0.5)
