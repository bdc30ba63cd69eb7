"""Characters that look alike: evidence for a typo by shape (账 for 帐, 末 for 未)."""

from threading import Lock

from xiaoer.text.resources import read_text

_lock = Lock()
_loaded: list[dict[str, str]] = []


def lookalikes(char: str) -> str:
    """The simplified characters that look like this one, at most 6; none: an empty string.

    The relation is symmetric: whoever is listed lists the other.

    >>> "未" in lookalikes("末"), lookalikes("a")
    (True, '')
    """
    return _table().get(char, "")


def _table() -> dict[str, str]:
    """Character → look-alikes; read once in a process, on first use."""
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(_read())
    return _loaded[0]


def _read() -> dict[str, str]:
    text = read_text("shapes.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {line[0]: line[1:] for line in lines}
