"""Files written whole or not at all: aside first, then renamed.

Who reads meanwhile finds the old file or the new one. A full disk, or a write that fails
otherwise, leaves what was there and nothing else; a process that is killed may leave a hidden
file `.xiaoer-….tmp`, which nothing reads.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from xiaoer.source.files.regular_file import check_regular, stands


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes a file, or replaces it with its permissions kept; a link stays, its file is new.

    Raises:
        OSError: it cannot be written, or something else than a file stands there.
    """
    place = Path(path)
    with _named(place), ExitStack() as undo:
        target, mode = _target(place)
        os.replace(_staged(target.parent, data, mode, undo), target)


def write_folder(
    folder: str | os.PathLike[str], files: Mapping[str, bytes], *, replace: bool
) -> None:
    """Writes all of the files into a folder, made when missing, or none of them.

    A new folder appears with all of its files. In one that is there a file takes its name after
    all were written aside; only a process killed in that instant leaves some new and some old.
    ``replace`` says what to do with files of these names: replace them, or raise.

    Raises:
        FileExistsError: there is such a file, and it is not to be replaced.
        OSError: they cannot be written.
    """
    root = Path(folder)
    with ExitStack() as undo:
        if stands(root):
            with _named(root):
                root.mkdir(exist_ok=True)  # raises where it is no folder
            _fill(root, files, replace, undo)
        else:
            with _named(root):
                _make(root, files, undo)
        undo.pop_all()


def _make(root: Path, files: Mapping[str, bytes], undo: ExitStack) -> None:
    """Makes the folder aside, its parents before it."""
    for parent in reversed(root.parents):
        if not parent.exists():
            parent.mkdir()
            undo.callback(_rmdir, parent)
    aside = root.parent / _hidden()
    aside.mkdir()
    undo.callback(_rmdir, aside)
    for name, data in files.items():
        undo.callback(_unlink, aside / name)
        _write(aside / name, data)
    os.rename(aside, root)


def _fill(root: Path, files: Mapping[str, bytes], replace: bool, undo: ExitStack) -> None:
    """Puts the files into a folder that is there."""
    staged: list[tuple[Path, Path, Path]] = []
    for name, data in files.items():
        place = root / name
        with _named(place):
            if not replace and stands(place):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
            target, mode = _target(place)
            staged.append((place, target, _staged(target.parent, data, mode, undo)))
    for place, target, aside in staged:
        with _named(place):
            if not stands(target):
                undo.callback(_unlink, target)
            os.replace(aside, target)


def _target(place: Path) -> tuple[Path, int | None]:
    """The file behind the links of a name, and its permissions if it is there."""
    target = Path(os.path.realpath(place))
    try:
        found = os.stat(target)
    except FileNotFoundError:
        return target, None
    check_regular(found, str(place))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    return target, found.st_mode & 0o7777


def _staged(folder: Path, data: bytes, mode: int | None, undo: ExitStack) -> Path:
    """A new file beside the target, gone with ``undo`` unless it was renamed."""
    aside = folder / _hidden()
    undo.callback(_unlink, aside)
    _write(aside, data)
    if mode is not None:
        os.chmod(aside, mode)
    return aside


def _write(place: Path, data: bytes) -> None:
    with place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _hidden() -> str:
    return f".xiaoer-{secrets.token_hex(8)}.tmp"


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _rmdir(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()


@contextmanager
def _named(place: Path) -> Iterator[None]:
    """Errors name the file that was asked for, not the one aside."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename == str(place):
            raise
        raise OSError(error.errno, error.strerror, str(place)) from error
