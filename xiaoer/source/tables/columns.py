"""Which column of a sheet holds which field: heads, their meanings, and the row they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from xiaoer.records import dataclass, replace
from xiaoer.source.column_heads import ENTRIES, plain_head
from xiaoer.source.tables.head_meanings import channel, has_more_wordings, meanings
from xiaoer.source.tables.table import Merge, SheetTable, TableRow
from xiaoer.text.regex import regex

How = Literal["head", "map", "beside", "guess", ""]

SEVERAL: Final = frozenset(("variants", "links", "category"))
"""Fields that may stand in several columns."""

HEAD_ROWS: Final = 10
"""Rows that hold anything among which the heads are looked for."""

_NUMERALS: Final = tuple("一二三四五六七八九十")
_MAY_BE: Final = 2  # the level of categories such as 部门
_FIRST = ("question", "answer")
_LEVEL = regex(r"第?[一二三123]级|(?:level|l)[123]")
_KINDS: Final = "分类"
_WHICH = regex(r"标准|规范|主|核心|扩展|相似|同义|其他|其它|口语|别的|更多|变体|备选")
_WORDING: Final = "问法"
_PART = regex(
    r"(?:[a-z]{0,9}|第|[问说]法|例|例句|同义|扩展|相似)?[0-9一二三四五六七八九十]{0,2}[条种个句]?"
)
"""What a lower head says that is one of several of the same: Exp.2, 例句三, 5."""
HeadFields = Mapping[str, str]
_NONE_NAMED: Final[HeadFields] = {}


class Column(NamedTuple):
    """A column: its head as written, and the field that it holds, "" when it is not known."""

    number: int
    head: str
    field: str
    how: How = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The rows that hold the heads (both 0 where ``--map`` names columns by their letters).

    ``clashes``: fields with the columns that mean them equally well.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    clashes: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def of(self, field: str) -> tuple[Column, ...]:
        """The columns of a field, from left to right."""
        return tuple(column for column in self.columns if column.field == field)

    @property
    def fields(self) -> frozenset[str]:
        """Every field that has a column."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def known(self) -> int:
        """How many fields have a column."""
        return len(self.fields - {"number"})


def known_heads(heads: Sequence[str]) -> int:
    """How many different fields of an entry the heads name; 0 without a question among them."""
    heading = resolved(list(enumerate(heads, 1)))
    return heading.known if "question" in heading.fields else 0


def find_heading(table: SheetTable, named: HeadFields = _NONE_NAMED) -> Heading | None:
    """The row, or two, among the first ten that name most fields; None without a question.

    ``named`` says what heads (as `plain_head` gives them) mean, whatever they seem to mean.
    """
    best: Heading | None = None
    rows = table.rows[:HEAD_ROWS]
    for place, row in enumerate(rows):
        for heading in _readings(table, row, rows[place + 1 : place + 2], named):
            if "question" in heading.fields and (best is None or heading.known > best.known):
                best = heading
    if best is None or best.known < 2:
        return None
    return replace(best, columns=tuple(_with_those_beside(table, best)))


def _readings(
    table: SheetTable, row: TableRow, below: Sequence[TableRow], named: HeadFields
) -> Iterator[Heading]:
    """The row as heads; where merged cells bind it to the next, both together."""
    alone = resolved(list(enumerate(row.cells, 1)), named)
    bound = [m for m in table.merged if m.top <= row.number <= m.bottom]
    tall = below and any(m.top == row.number and m.bottom == below[0].number for m in bound)
    if not tall:
        yield replace(alone, first=row.number, last=row.number)
    if not (below and bound):
        return
    upper = _spread(row, bound)
    pairs = []
    for column in range(1, max(len(upper), len(below[0].cells)) + 1):
        over = upper[column - 1] if column <= len(upper) else ""
        pairs.append((column, over.strip(), below[0].cell(column).strip()))
    both = [(column, _joined(over, under)) for column, over, under in pairs]
    yield replace(resolved(both, named), first=row.number, last=below[0].number)


def _spread(row: TableRow, merged: Sequence[Merge]) -> list[str]:
    """The cells of a row, the value of a merged one in each of its columns."""
    width = max([len(row.cells), *(m.right for m in merged if m.top == row.number)])
    cells = [row.cell(column) for column in range(1, width + 1)]
    for m in merged:
        if m.top == row.number:
            cells[m.left - 1 : m.right] = [row.cell(m.left)] * (m.right - m.left + 1)
    return cells


def _joined(over: str, under: str) -> str:
    """The head of a column with two: the lower one, or both where it means nothing alone."""
    if not under or not over:
        return under or over
    if meanings(under):
        return under
    if meanings(over + under) or channel(over + under):
        return over + under
    if _LEVEL.fullmatch(plain_head(under)):
        return under + _KINDS
    asked = {"question", "variants"} & set(meanings(over)) or has_more_wordings(over)
    if asked and _WHICH.match(plain_head(under)) and meanings(under + _WORDING):
        return under + _WORDING
    part = _PART.fullmatch(plain_head(under))
    if part is not None and (meanings(over) or has_more_wordings(over)):
        return over
    return under


def _with_those_beside(table: SheetTable, heading: Heading) -> Iterator[Column]:
    """The columns; one without a head right of 相似问, with texts below, holds more of them."""
    before = ""
    texts = {c for row in table.rows if row.number > heading.last for c in _filled(row)}
    reach = max([0, *texts])
    known = {column.number: column for column in heading.columns}
    for number in range(1, max(reach, *known, 0) + 1):
        column = known.get(number, Column(number, "", ""))
        if not column.head and not column.field and before in ("variants",) and number in texts:
            column = Column(number, "", before, "beside")
        before = column.field if column.head or column.field else ""
        if column.head or column.field or number in texts:
            yield column


def _filled(row: TableRow) -> Iterator[int]:
    return (at for at, cell in enumerate(row.cells, 1) if cell.strip())


def resolved(heads: Sequence[tuple[int, str]], named: HeadFields = _NONE_NAMED) -> Heading:
    """Which field each head means: question and answer first, then what is meant most surely."""
    found = {number: _meant(head, named) for number, head in heads if head.strip()}
    taken: dict[int, str] = {}
    clashes: list[tuple[str, tuple[int, ...]]] = []
    for field in (*_FIRST, *(name for name in ENTRIES if name not in _FIRST)):
        rivals = {
            number: ranks[field]
            for number, ranks in found.items()
            if field in ranks and number not in taken and _is_best(field, ranks, found, taken)
        }
        if not rivals:
            continue
        if field in SEVERAL:
            taken.update(dict.fromkeys(_several(field, rivals), field))
            continue
        surest = min(rivals.values())
        own = tuple(number for number, rank in rivals.items() if rank == surest)
        if len(own) > 1 and field == "question":  # 常见问法 beside 问题 has more of it
            texts = dict(heads)
            alone = tuple(number for number in own if not has_more_wordings(texts[number]))
            own = alone or own
        taken.update(dict.fromkeys(own, field))
        if len(own) > 1:
            clashes.append((field, own))
    if "question" not in taken.values():  # 热点问题 may be a flag, and here is none
        lone = [number for number in taken if "question" in found[number]]
        if len(lone) == 1 and taken[lone[0]] == "hot":
            taken[lone[0]] = "question"
    if "question" not in taken.values():  # 问题1, 问题2: the first is the standard one
        first = next((number for number, _ in heads if taken.get(number) == "variants"), 0)
        if first and _ends_in_number(dict(heads)[first]):
            taken[first] = "question"
    columns = [_column(number, head, taken.get(number, "")) for number, head in heads]
    return Heading(first=0, last=0, columns=tuple(_channels(columns)), clashes=tuple(clashes))


def _several(field: str, rivals: Mapping[int, float]) -> Iterator[int]:
    """The columns of such a field: a head that may be a category is none beside a sure one."""
    surest = min(rivals.values())
    weak = field == "category" and surest < _MAY_BE
    return (number for number, rank in rivals.items() if not weak or rank < _MAY_BE)


def _meant(head: str, named: HeadFields) -> Mapping[str, float]:
    field = named.get(plain_head(head)) if named else None
    if field is not None:
        return {field: -1.0} if field else {}
    return meanings(head)


def _ends_in_number(head: str) -> bool:
    last = plain_head(head)[-1:]
    return last.isdecimal() or last in _NUMERALS


def _is_best(
    field: str,
    ranks: Mapping[str, float],
    found: Mapping[int, Mapping[str, float]],
    taken: Mapping[int, str],
) -> bool:
    """Whether no field that is still without a column is meant more surely by these ranks."""
    if field in _FIRST:
        return all(
            ranks[field] <= rank or _has_better(other, rank, found)
            for other, rank in ranks.items()
            if other not in ("number", "variants")
        )
    free = {name: r for name, r in ranks.items() if name in SEVERAL or name not in taken.values()}
    return ranks[field] <= min(free.values())


def _has_better(field: str, rank: float, found: Mapping[int, Mapping[str, float]]) -> bool:
    """Whether another head means the field more surely, so that this one need not."""
    return any(ranks.get(field, 99.0) < rank for ranks in found.values())


def _column(number: int, head: str, field: str) -> Column:
    return Column(number, head.strip(), field, "head" if field else "")


def _channels(columns: list[Column]) -> Iterator[Column]:
    """微信答案 is the answer of a channel, where no column holds the answer of all."""
    common = any(column.field == "answer" for column in columns)
    for column in columns:
        name = "" if common or column.field else channel(column.head)
        yield Column(column.number, column.head, f"channels.{name}", "head") if name else column
