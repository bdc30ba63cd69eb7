"""The most memory a process ever held."""

import resource
import sys
from pathlib import Path


def peak_mb() -> float:
    """Megabytes of this process.

    Linux hands ``ru_maxrss`` of a large parent down to its child, so the child's own high-water
    mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 2**10
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
