"""The one way to open a file for reading: it is a regular file or a fault, and never waits.

A link is followed, as mounted configuration needs it. A folder, a pipe, a socket, a device and a
link that leads nowhere are faults, never "nothing there": what they would have said may be what
keeps a bot from answering.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

# Opening a pipe without a writer waits, but for O_NONBLOCK; a terminal must not become ours.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


class NotAFileError(OSError):
    """Something else stands where a file should; ``found`` names it, as a term of messages."""

    def __init__(self, number: int, found: str, filename: str) -> None:
        super().__init__(number, _WORDS[found], filename)
        self.found = found


_WORDS = {
    "folder": "Is a directory",
    "pipe": "Is a pipe, not a file",
    "socket": "Is a socket, not a file",
    "device": "Is a device, not a file",
    "dead_link": "Is a link to nothing",
}


def stands(path: str | os.PathLike[str]) -> bool:
    """Whether anything has that name, be it a link that leads nowhere.

    Raises:
        OSError: it cannot be told, for want of permission.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """The file, open for reading bytes.

    Raises:
        NotAFileError: something else stands there.
        OSError: it cannot be opened.
    """
    place = os.fspath(path)
    try:
        check_regular(os.stat(place), place)  # some devices act as soon as they are opened
        handle = os.open(place, _FLAGS)
    except FileNotFoundError:
        if os.path.islink(place):
            raise NotAFileError(errno.ENOENT, "dead_link", place) from None
        raise
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.EINVAL, str(error), place) from error
    try:
        check_regular(os.fstat(handle), place)  # it may have been swapped meanwhile
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def check_regular(found: os.stat_result, place: str) -> None:
    """Raises NotAFileError when it is no regular file that was found at ``place``."""
    mode = found.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise NotAFileError(errno.EISDIR, "folder", place)
    kinds = {stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    raise NotAFileError(errno.EINVAL, kinds.get(stat.S_IFMT(mode), "device"), place)
