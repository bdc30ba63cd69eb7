"""The package's own word lists, read line by line.

One format for all of them: UTF-8, ``#`` starts a comment, ``## 标题（说明）`` begins a section,
one item a line, members separated by one space.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader


def data_path(*path: str) -> str:
    """Where a file in ``xiaoer/data`` lies; there is none in a zip archive."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", *path)


def read_data(*path: str) -> bytes:
    """What a file in ``xiaoer/data`` holds; also in a zip archive or a frozen program.

    `importlib.resources` does the same; its import takes as long as the whole engine's.
    """
    return cast("ResourceLoader", __spec__.loader).get_data(data_path(*path))


def read_text(*path: str) -> str:
    """The same as a text."""
    return read_data(*path).decode("utf-8").replace("\r\n", "\n")


def read_lines(name: str, folder: str = "lexicon") -> Iterator[tuple[str, str]]:
    """(section's title, line) of every line with data of a list in a folder of ``xiaoer/data``."""
    section = ""
    text = read_text(folder, name)
    for line in text.splitlines():
        if line.startswith("## "):
            section = line[3:].split("（", 1)[0].strip()
            continue
        line = line.split("#", 1)[0].strip()
        if line:
            yield section, line


def read_items(name: str, folder: str = "lexicon") -> tuple[str, ...]:
    """Every word of a list, in order."""
    return tuple(word for _, line in read_lines(name, folder) for word in line.split(" "))


@cache
def read_sections(name: str) -> Mapping[str, frozenset[str]]:
    """The words of each section of a list, by its title."""
    words: dict[str, set[str]] = {}
    for title, line in read_lines(name):
        words.setdefault(title, set()).update(line.split(" "))
    return {title: frozenset(found) for title, found in words.items()}
