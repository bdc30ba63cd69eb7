"""The row of heads and the columns of question and answer, where the heads do not name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.authoring.sheets.no_entries import asks
from xiaoer.authoring.sheets.roles.contents import ColumnContents, contents_of
from xiaoer.records import replace
from xiaoer.source.column_heads import plain_head
from xiaoer.source.tables.columns import HEAD_ROWS, Column, HeadFields, Heading, resolved
from xiaoer.source.tables.composed_heads import turns_the_meaning
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.source.tables.table import SheetTable, TableRow
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex

_LONGEST_HEAD: Final = 30
_FEWEST: Final = 2
_SURE: Final = 3.0
_AHEAD: Final = 1.0
_SAYS_ASKED = regex(r"问|疑|咨询|诉求|题|q$|^q|ask|quer|question|utter|title|intent")
_SAYS_ANSWERED = regex(
    r"答|复|回|口径|话术|解|处理|处置|办法|方案|意见|内容|正文|说明|指引|规定|我们说|怎么说|"
    r"^a$|answ|repl|respon|content|text|solution|resol|script|guid"
)
_VALUES: Final = 0.8
_NUMBER = regex(r"[0-9一二三四五]$")
_SEVERAL = regex(r"\S\s*[\n|;；‖·~#]\s*\S|\S [/／、] \S")
_FEWEST_ROWS: Final = 4
_WIDEST: Final = 8
_ASKING: Final = 0.8
_TELLING: Final = 0.7
_FULL: Final = 0.9
_CHINESE = regex(r"[\u4e00-\u9fff]")

Scores = Mapping[int, float]


def guessed_heading(table: SheetTable, mapped: HeadFields) -> Heading | None:
    """The first row that may be heads and below which question and answer are plain to see.

    None where two columns may be one of them.
    """
    for row in table.rows[:HEAD_ROWS]:
        heads = [(at, cell.strip()) for at, cell in enumerate(row.cells, 1) if cell.strip()]
        if len(heads) < _FEWEST or any(len(head) > _LONGEST_HEAD for _, head in heads):
            continue
        heading = replace(resolved(heads, mapped), first=row.number, last=row.number)
        wanted = {"question", "answer"} - heading.fields
        if not wanted or heading.clashes:
            continue
        found = _with_wanted(table, heading, wanted, mapped)
        if found is not None and _are_heads(row, found):
            return found
    return None


def _with_wanted(
    table: SheetTable, heading: Heading, wanted: set[str], mapped: HeadFields
) -> Heading | None:
    rows = {one.number for one in table.rows if one.number > heading.last}
    contents = {
        column.number: (column, contents_of(table, column.number, rows))
        for column in heading.columns
        if _is_free(column, mapped)
    }
    taken: dict[int, str] = {}
    for field in ("question", "answer"):
        if field not in wanted:
            continue
        free = {at: own for at, own in contents.items() if at not in taken}
        if _are_numbered([column.head for column, _ in free.values()], field):
            return None
        scores = {at: _SCORES[field](column, one) for at, (column, one) in free.items()}
        best = _best(scores)
        if not best:
            return None
        taken[best] = field
    columns = tuple(
        column._replace(field=taken[column.number], how="guess")
        if column.number in taken
        else column
        for column in heading.columns
    )
    return replace(heading, columns=columns)


def _are_numbered(heads: Sequence[str], field: str) -> bool:
    """Whether several heads mean the field but for their numbers: 答案1, 答案2."""
    bare = [_NUMBER.sub("", plain_head(head)) for head in heads]
    return sum(1 for one in bare if field in meanings(one)) > 1


def _is_free(column: Column, mapped: HeadFields) -> bool:
    unnamed = column.how != "map" and plain_head(column.head) not in mapped
    return bool(unnamed and column.head and (not column.field or column.field == "category"))


def _are_heads(row: TableRow, heading: Heading) -> bool:
    """Whether what stands in the row is no question itself, and not a number."""
    asked = row.cell(heading.of("question")[0].number)
    return not asked.rstrip().endswith(("?", "？", "吗", "呢"))


def _best(scores: Scores) -> int:
    """The column that is likely, and clearly more than the next; 0 for none."""
    ranked = sorted(scores, key=lambda at: -scores[at])
    if not ranked or scores[ranked[0]] < _SURE:
        return 0
    rival = scores[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if scores[ranked[0]] - rival >= _AHEAD else 0


def _asked(column: Column, one: ColumnContents) -> float:
    """How likely a column holds the questions."""
    head = plain_head(simplify(column.head))
    if len(one.texts) < _FEWEST or one.values > 0.3 or one.kinds < 0.8 * len(one.texts):
        return 0.0
    turned = turns_the_meaning(head) and not _SAYS_ASKED.search(head)
    if turned and one.asking < 0.9:
        return 0.0
    score = 3 * one.asking + 0.75 * (one.filled >= 0.8) + 0.75 * (one.filled == 1)
    score += _SAYS_ASKED.search(head) is not None
    several = sum(1 for text in one.texts if _SEVERAL.search(text)) > 0.3 * len(one.texts)
    return score + 0.5 * (4 <= one.length <= 25) - 1.5 * (one.length > 30) - several


def _answered(column: Column, one: ColumnContents) -> float:
    """How likely a column holds the answers."""
    head = plain_head(simplify(column.head))
    says = _SAYS_ANSWERED.search(head) is not None
    if len(one.texts) < _FEWEST or (one.values > 0.2 and not says) or one.asking > 0.5:
        return 0.0
    if turns_the_meaning(head) and not says:
        return 0.0
    score = 2 * one.telling + (one.filled >= 0.6) + 1.5 * says + (one.length >= 12)
    return score - 2 * (one.kinds < 0.6 * len(one.texts))


_SCORES: Final = {"question": _asked, "answer": _answered}


def in_chinese(table: SheetTable, heading: Heading, rows: Sequence[int]) -> Heading:
    """The heading in which, of columns for one field in two languages, the Chinese one has it.

    Columns that are both in Chinese, or neither, stay a clash.
    """
    numbers = frozenset(rows)
    own = {column.number: column for column in heading.columns}
    left = dict(heading.clashes)
    for field in ("question", "answer"):
        may = [
            column.number
            for column in heading.columns
            if column.how != "map" and (column.field == field or field in meanings(column.head))
        ]
        shares = {at: _chinese(contents_of(table, at, numbers)) for at in may}
        taken = [at for at in may if own[at].field == field]
        chinese = [at for at in may if shares[at] >= 0.5]
        foreign = [at for at in taken if 0 <= shares[at] < 0.2]
        if len(chinese) == 1 and foreign and set(taken) <= {*foreign, *chinese}:
            for at in foreign:
                own[at] = own[at]._replace(field="", how="")
            own[chinese[0]] = own[chinese[0]]._replace(field=field, how="head")
            left.pop(field, None)
    columns = tuple(own.values())
    return replace(heading, columns=columns, clashes=tuple(left.items()))


def _chinese(one: ColumnContents) -> float:
    """The share of texts in Chinese; below 0 where there is no text."""
    found = [text for text in one.texts if _CHINESE.search(text)]
    return len(found) / len(one.texts) if one.texts else -1.0


def overruled(table: SheetTable, heading: Heading, mapped: HeadFields) -> Heading:
    """The heading with another column of questions, where none stands below the one so named."""
    named = heading.of("question")
    rows = {row.number for row in table.rows if row.number > heading.last}
    if len(named) != 1 or named[0].how == "map" or len(rows) <= _FEWEST:
        return heading
    if contents_of(table, named[0].number, rows).values < _VALUES:
        return heading
    freed = ("question", "variants")
    columns = tuple(
        column._replace(field="", how="") if column.field in freed else column
        for column in heading.columns
    )
    found = _with_wanted(table, replace(heading, columns=columns), {"question"}, mapped)
    return heading if found is None else found


def headless(table: SheetTable) -> Heading | None:
    """A heading without heads, where one column alone asks and one right of it alone tells.

    None where the first row may be heads, or two columns may be one of them.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    if not 2 <= width <= _WIDEST:
        return None
    wide = [row for row in table.rows if sum(1 for cell in row.cells if plain(cell)) > 1]
    if len(wide) < _FEWEST_ROWS or len(wide) < 0.7 * len(table.rows):
        return None
    rows = {row.number for row in wide}
    columns = {at: contents_of(table, at, rows) for at in range(1, width + 1)}
    asked = [at for at, one in columns.items() if _asks(one)]
    told = [at for at, one in columns.items() if _tells(one)]
    if len(asked) != 1 or len(told) != 1 or told[0] < asked[0]:
        return None
    first = wide[0]
    if not asks(first.cell(asked[0])) or not plain(first.cell(told[0])):
        return None
    fields = {asked[0]: "question", told[0]: "answer"}
    own = tuple(
        Column(at, "", fields.get(at, ""), "guess" if at in fields else "")
        for at, one in columns.items()
        if one.texts
    )
    return Heading(first=first.number - 1, last=first.number - 1, columns=own)


def _asks(one: ColumnContents) -> bool:
    return one.filled >= _FULL and one.asking >= _ASKING and one.length <= 30


def _tells(one: ColumnContents) -> bool:
    return one.filled >= _FULL and one.telling >= _TELLING and one.asking < 0.5
