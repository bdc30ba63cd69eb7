"""A desk → its compiled file → the same desk."""

import os
from collections.abc import Mapping

from xiaoer.errors import SnapshotError
from xiaoer.matching.confidence.calibration import Calibration
from xiaoer.service.deciding.desk import Desk
from xiaoer.snapshot.container import open_container, sealed
from xiaoer.snapshot.desk import StoredDesk, head_of, sections_of
from xiaoer.source.files.write_whole import write_whole


def write_desk(
    desk: Desk,
    path: str | os.PathLike[str],
    calibration: Calibration | None = None,
    sources: Mapping[str, object] | None = None,
) -> int:
    """Writes the compiled corpus of a desk, whole or not at all; gives the bytes it has.

    ``sources`` are the files it was read from, as `sources_of` gave them before it was read.

    Raises:
        OSError: it cannot be written.
        OverflowError: a section of it would have more than 4 GB.
    """
    head = {**head_of(desk), **({"sources": sources} if sources else {})}
    data = sealed(head, sections_of(desk, calibration))
    write_whole(path, data)
    return len(data)


def open_desk(path: str | os.PathLike[str], seal: str = "") -> StoredDesk:
    """The desk of a compiled corpus; ``seal`` is that of the file that it has to be.

    Raises:
        SnapshotError: the file is none, damaged, of another engine, or was replaced.
    """
    file = open_container(path)
    if seal and file.seal != seal:
        raise SnapshotError(file.path, "it was compiled anew since", "open it again")
    return StoredDesk(file)
