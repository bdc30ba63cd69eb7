"""What the generators of the data tables share: commonness of characters, writing, checking."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import jieba

DATA = Path(__file__).resolve().parents[2] / "xiaoer" / "data"

DATE = "# date: "


def is_gb2312(char: str) -> bool:
    """Whether the character belongs to GB2312, the 6,763 characters of everyday simplified text."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def dictionary() -> list[tuple[str, int]]:
    """(word, frequency) of jieba's own dictionary, in its order."""
    path = os.path.join(os.path.dirname(jieba.__file__), "dict.txt")
    with open(path, encoding="utf-8") as lines:
        rows = (line.split(" ") for line in lines)
        return [(word, int(frequency)) for word, frequency, *_ in rows]


def frequencies() -> Counter[str]:
    """How often each character occurs in jieba's dictionary, weighted by its words' frequencies."""
    found: Counter[str] = Counter()
    for word, frequency in dictionary():
        for char in word:
            found[char] += frequency
    return found


def commonest(chars: Iterable[str], frequency: Counter[str]) -> list[str]:
    """The characters, commonest first; ties by code point."""
    return sorted(chars, key=lambda char: (-frequency[char], char))


def traditional() -> frozenset[str]:
    """The characters that the shipped t→s table turns into others; write that table first."""
    lines = (DATA / "t2s.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(char for line in lines if not line.startswith("#") for char in line[1:])


def compose(header: Iterable[str], date: str, body: Iterable[str]) -> str:
    """The text of a table: comment lines, the date among them, then the lines of data."""
    head = [f"# {line}" if line else "#" for line in header]
    return "\n".join([*head, f"{DATE}{date}", *body]) + "\n"


def parser(description: str) -> argparse.ArgumentParser:
    """A command line with ``--check``; a script may add its own options."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument(
        "--check", action="store_true", help="compare only; exit 1 on a difference"
    )
    return options


def _undated(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(DATE))


def finish(name: str, make: Callable[[str], str], *, check: bool) -> int:
    """Writes the table, or with ``check`` says whether the shipped one is up to date.

    The date line is left out of the comparison. Returns the exit status.
    """
    target = DATA / name
    text = make(datetime.now(UTC).date().isoformat())
    if not check:
        target.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: written, {len(text.encode())} bytes")
        return 0
    shipped = target.read_text(encoding="utf-8") if target.exists() else ""
    same = _undated(shipped) == _undated(text)
    print(
        f"{name}: {'up to date' if same else 'differs from what its script writes'}",
        file=sys.stderr,
    )
    return 0 if same else 1
