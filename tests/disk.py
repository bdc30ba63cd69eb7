"""A disk that is full after so many bytes: every write beyond fails, in its own process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

_LIMITED = """
import os, resource, sys
room = int(sys.argv[1])
if room >= 0:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
"""


def with_room(room: int, code: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Runs code whose files may have at most ``room`` bytes, -1 for any number."""
    return subprocess.run(
        [sys.executable, "-c", _LIMITED + code, str(room), *argv],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
