"""Traditional characters, Taiwan's and Hong Kong's variants among them, as simplified ones."""

from threading import Lock

from xiaoer.text.resources import read_text

_lock = Lock()
_loaded: list[dict[int, str]] = []


def simplify(text: str) -> str:
    """The text in simplified characters, one for one: its length and its positions stay.

    Characters, not words: 軟體 becomes 软体, not 软件. Doing it twice changes nothing more.

    >>> simplify("退貨運費誰出")
    '退货运费谁出'
    """
    if text.isascii():
        return text
    return text.translate(_table())


def _table() -> dict[int, str]:
    """Code point → simplified character; read once in a process, on first use."""
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(_read())
    return _loaded[0]


def _read() -> dict[int, str]:
    text = read_text("t2s.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {ord(char): line[0] for line in lines for char in line[1:]}
