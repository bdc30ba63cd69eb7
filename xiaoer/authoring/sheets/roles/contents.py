"""What the cells of a column look like: how long, how different, asking, telling, in groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from xiaoer.authoring.cells.parts import read_flag, read_moment
from xiaoer.authoring.cells.texts import NOTHING, plain
from xiaoer.authoring.sheets.no_entries import asks
from xiaoer.corpus.reading.meant_values import guessed_moment
from xiaoer.records import dataclass
from xiaoer.source.tables.table import Moment, Number, SheetTable
from xiaoer.text.regex import regex

SEEN: Final = 200
"""Rows are enough to judge by."""
_TELLS = regex(r"[。！；]|[，,].*[，,]|您|^请|\.$")
_LONG: Final = 15
_ADDRESS = regex(r"https?://|\w@\w|1[3-9]\d{9}")
_COMMON: Final = frozenset(
    "的了吗呢么怎什如何多少能可以不是有我你要在会个几样哪里吧啊就和与及为被把给到"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnContents:
    """The cells of a column below its head, among the rows that are entries.

    ``texts`` are the filled ones; ``cells`` all of them, "" where there is none.
    """

    cells: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def filled(self) -> float:
        """The share of rows that have a text."""
        return len(self.texts) / len(self.cells) if self.cells else 0.0

    @property
    def kinds(self) -> int:
        """How many different texts there are."""
        return len(set(self.texts))

    @property
    def length(self) -> float:
        """The median length of a text."""
        return median(map(len, self.texts)) if self.texts else 0.0

    @property
    def asking(self) -> float:
        """The share of texts that are questions by their words."""
        return self._share([asks(text) for text in self.texts])

    @property
    def telling(self) -> float:
        """The share of texts that are sentences, or long."""
        return self._share([len(text) >= _LONG or bool(_TELLS.search(text)) for text in self.texts])

    @property
    def values(self) -> float:
        """The share of numbers, dates, addresses and flags."""
        return self._share([is_value(text) for text in self.texts])

    @property
    def in_groups(self) -> bool:
        """Whether equal texts stand below each other, as in a sheet that is sorted by them."""
        runs = len([key for key, _ in groupby(self.texts)])
        return runs == self.kinds

    def _share(self, found: Sequence[bool]) -> float:
        return sum(found) / len(found) if found else 0.0


def contents_of(table: SheetTable, column: int, rows: Collection[int]) -> ColumnContents:
    """What stands in this column of the rows with these numbers, of the first that are enough."""
    cells: list[str] = []
    for row in table.rows:
        if row.number in rows:
            cell = row.cell(column)
            text = plain(cell)
            typed = isinstance(cell, (Number, Moment))
            cells.append("" if text.casefold() in NOTHING else cell if typed else text)
            if len(cells) == SEEN:
                break
    return ColumnContents(cells=tuple(cells), texts=tuple(filter(None, cells)))


def is_value(text: str) -> bool:
    """Whether a text is a number, a date, an address or a flag."""
    if isinstance(text, (Number, Moment)) or read_flag(text) in ("true", "false"):
        return True
    if _ADDRESS.search(text) is not None:
        return True
    bare = text.strip("%¥￥元,. ")
    return bare.replace(".", "").replace(",", "").isdecimal() or bool(
        guessed_moment(read_moment(text))
    )


def likeness(text: str, other: str) -> float:
    """How much of the characters that tell a text is in another: 0 for nothing, 1 for all.

    >>> likeness("练车怎么约", "怎么预约练车？"), likeness("约车", "学车要多少钱？")
    (1.0, 0.5)
    """
    own = {char for char in text.casefold() if char.isalnum()} - _COMMON
    return len(own & set(other.casefold())) / len(own) if own else 0.0
