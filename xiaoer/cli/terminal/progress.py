"""How far a long run is, on standard error, where a person looks at it."""

import sys
from collections.abc import Callable
from time import monotonic

from xiaoer.cli.terminal.streams import is_terminal

_EVERY = 0.1  # seconds between two signs of life
_CLEAR = "\r\x1b[K"


def progress(label: str) -> Callable[[int, int], None] | None:
    """What tells (done, of how many) on one line that goes when all is done; None for a pipe."""
    if not is_terminal(sys.stderr):
        return None
    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done < total and monotonic() - last < _EVERY:
            return
        last = monotonic()
        sys.stderr.write(_CLEAR if done >= total else f"\r{label} {done}/{total}")
        sys.stderr.flush()

    return tell
