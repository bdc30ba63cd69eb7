"""A file that whole lines are appended to, while it is torn, rotated and shared by processes."""

import errno
import os

from xiaoer.source.files.regular_file import check_regular

_FLAGS = (
    os.O_RDWR
    | os.O_APPEND
    | os.O_CREAT
    | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
)
_ATTEMPTS = 3


class LineFile:
    """The file at ``path``, made readable by its owner only; not thread-safe.

    A line is written by one call of the system. Where a line was torn before, by this process or
    another, the next one begins on a new line. A file that was renamed or removed is left for
    the one that stands at the path then.

    Raises:
        OSError: it cannot be opened or written, or is no regular file.
    """

    def __init__(self, path: str | os.PathLike[str], *, sync: bool) -> None:
        self._path = os.path.abspath(path)  # the process may change its folder
        self._sync = sync
        self._handle = -1
        self._stale = False
        self._open()

    @property
    def closed(self) -> bool:
        """Whether nothing can be written any more."""
        return self._handle < 0

    def append(self, line: bytes) -> None:
        """Writes a line, given with its end; an error means that it is not kept."""
        if self._stale or self._was_moved():
            self._open()
        data = b"\n" + line if self._is_torn() else line
        for _ in range(_ATTEMPTS):
            written = os.write(self._handle, data)
            if written == len(data):
                break
            rest = data[written:]
            data = rest if rest == b"\n" else b"\n" + line
        else:
            raise OSError(errno.EIO, "only a part could be written", self._path)
        if self._sync:
            os.fsync(self._handle)

    def reopen(self) -> None:
        """Makes the next line go to the file that then stands at the path."""
        self._stale = True

    def close(self) -> None:
        """Closes the file; doing it twice changes nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _open(self) -> None:
        if os.path.exists(self._path):
            check_regular(os.stat(self._path), self._path)
        handle = os.open(self._path, _FLAGS, 0o600)
        try:
            check_regular(os.fstat(handle), self._path)
        except OSError:
            os.close(handle)
            raise
        self.close()
        self._handle = handle
        self._stale = False

    def _was_moved(self) -> bool:
        try:
            there = os.stat(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:  # a process that gave up its rights writes on
            return False
        return not os.path.samestat(there, os.fstat(self._handle))

    def _is_torn(self) -> bool:
        """Whether the file ends within a line."""
        size = os.lseek(self._handle, 0, os.SEEK_END)
        if not size:
            return False
        os.lseek(self._handle, size - 1, os.SEEK_SET)
        return os.read(self._handle, 1) != b"\n"
