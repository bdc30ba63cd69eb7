"""What can be done to a file: insert, remove, replace; and why it could not be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.errors import Lang, Words, XiaoerError
from xiaoer.records import dataclass

PathPart = str | int
EditPath = tuple[PathPart, ...]
"""Keys and places in lists from the root of a file: `(3, "variants", 0)`."""

Value = str | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a file can hold: a text, a flag, nothing, a list, a mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A new item before place `path[-1]` of a list, or a new key `path[-1]` of a mapping.

    A place that is the length of the list is its end. `after` names the key that a new key
    comes behind; "": the last.
    """

    path: EditPath
    value: Value
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """The item or key at `path` goes; the comments that stand with it stay."""

    path: EditPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """The value at `path` becomes another, in the style of the one before where that can be."""

    path: EditPath
    value: Value


FileEdit = Insert | Remove | Replace

REASONS: Final = Words(
    texts={
        "missing": ("没有这一处", "there is no such place"),
        "exists": ("已经有这个键", "the key is there already"),
        "alias": (
            "这里是别名（*），改动会影响别处",
            "an alias (*) stands there: the edit would change another place too",
        ),
        "shape": (
            "这样的写法改不了，请手工修改",
            "it is written in a way that cannot be edited; edit it by hand",
        ),
        "unreadable": ("文件读不懂，请先改好", "the file cannot be read; mend it first"),
        "lines": (
            "JSON Lines 文件不能这样修改，请用 YAML",
            "a JSON Lines file cannot be edited so; use YAML",
        ),
        "changed": (
            "文件在此期间被改过，什么都没有写",
            "the file was changed meanwhile; nothing was written",
        ),
        "entry": ("没有这个条目", "there is no such entry"),
    }
)


class EditError(XiaoerError, ValueError):
    """An edit that cannot be made; nothing was written.

    `file` is the file's name ("": a text alone), `path` the place, `reason` a word of: missing,
    exists, alias, shape, unreadable, lines, changed, entry.
    """

    def __init__(self, reason: str, path: EditPath = (), file: str = "") -> None:
        super().__init__(reason, path, file)
        self.reason = reason
        self.path = path
        self.file = file

    def __str__(self) -> str:
        return self.render("en")

    def render(self, lang: Lang = "en") -> str:
        """One line: the file, the place, what is wrong."""
        place = ".".join(map(str, self.path))
        where = ": ".join(part for part in (self.file, place) if part)
        told = REASONS(self.reason, lang)
        return f"{where}: {told}" if where else told
