"""The package's own word lists, read line by line.

One format for all of them: UTF-8, ``#`` starts a comment, ``## 标题（说明）`` begins a section,
one item a line, members separated by one space.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def read_lines(name: str, folder: str = "lexicon") -> Iterator[tuple[str, str]]:
    """(section's title, line) of every line with data of a list in a folder of ``xiaoer/data``."""
    section = ""
    text = files("xiaoer").joinpath("data", folder, name).read_text(encoding="utf-8")
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
