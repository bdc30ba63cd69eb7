"""What is told of a sheet: faults that stop it, and what was done that is not expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.records import dataclass, field
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import Said, TableFault

FAULTS: Final = Words(
    texts={
        "no_heading": (
            "前十行里找不到列名；至少要有 “问题” 和 “答案”（或 标准问、Q、question 等）。"
            "没有列名的表，请用 --map A=question --map B=answer 指明；这里第一行是：{found}",
            'no heading row in the first ten rows: expected at least "question" and "answer" '
            "(问题, 答案 "
            "…). For a sheet without headings say --map A=question --map B=answer; the first row "
            "here: {found}",
        ),
        "no_sheet_read": (
            "没有一张工作表能读：{found}",
            "no sheet could be read: {found}",
        ),
        "clash": (
            "{columns} 这几列都是 “{field}”，只能用一列；请改列名，或用 --map 指明用哪一列，如 "
            "--map {first}={name}",
            '{columns} all mean "{name}"; rename the others, or say which it is, such as '
            "--map {first}={name}",
        ),
        "no_question": (
            "这一行有{has}，却没有问题；应写出标准问",
            "the row has {has} and no question; expected one",
        ),
        "two_answers": (
            "问题 “{question}” 与 {other} 的相同，答案却不同；请合并，或改成两个问题",
            'the question "{question}" is that of {other}, with another answer; join them, or make '
            "two questions of it",
        ),
        "two_values": (
            "同一个问题的 “{field}” 在 {other} 是 “{before}”，这里是 “{after}”；应只有一个",
            '"{name}" of the same question is "{before}" at {other} and "{after}" here; expected '
            "one",
        ),
        "nobody_asks": (
            "别的工作表里没有问 “{question}” 的知识，这里的相似问不知道归谁",
            'no entry of the other sheets asks "{question}", which these variants are of',
        ),
        "map_form": (
            "--map 应写成 列名=字段，而这里是 “{found}”",
            '--map must be HEADING=FIELD, found "{found}"',
        ),
        "map_field": (
            "--map 里没有 “{found}” 这个字段{nearest}；可用的有：{known}",
            '--map knows no field "{found}"{nearest}; expected one of: {known}',
        ),
        "map_column": (
            "--map 里的列 “{found}” 表里没有{nearest}；现有：{known}",
            '--map names a column "{found}" that no sheet has{nearest}; found: {known}',
        ),
        "no_rows": ("列名下面没有内容，应至少有一行", "nothing below the heading; expected a row"),
        "sheet_name": (
            "没有名为 “{found}” 的工作表；现有：{known}",
            'no sheet is named "{found}"; found: {known}',
        ),
    }
)

NOTES: Final = Words(
    texts={
        "beside": (
            "{columns} 列没有列名，按左边的 “相似问” 继续读",
            "{columns} have no heading and are read as more of the variants to their left",
        ),
        "no_head": (
            "{columns} 列有内容却没有列名，没有读",
            "{columns} have texts and no heading: not read",
        ),
        "sign": ("{column} 列按 “{sign}” 分开", 'column {column} is split at "{sign}"'),
        "by_line": (
            "{column} 列一行一个，行里的分号等不再分开",
            "column {column} has one wording a line; signs within a line do not split it",
        ),
        "lines": (
            "{column} 列有 {count} 格写了几行：第一行作标准问，其余作相似问",
            "{count} cells of column {column} have several lines: the first is the question, the "
            "others are variants",
        ),
        "label": (
            "{column} 列开头的 “{label}” 没有读入",
            'the label "{label}" before each text of column {column} is left out',
        ),
        "numbers": (
            "{column} 列每条开头的序号没有读入",
            "the running number before each text of column {column} is left out",
        ),
        "struck": (
            "{count} 行画了删除线，作停用：第 {rows} 行",
            "{count} rows are struck through and become disabled: {rows}",
        ),
        "said_off": (
            "{count} 行的备注说已停用或作废，作停用：第 {rows} 行",
            "a remark says of {count} rows that they are off; they become disabled: {rows}",
        ),
        "lead": (
            "列名上面的 “{name}” 作为前面几条的类目",
            'the row "{name}" above the heads is the category of the first entries',
        ),
        "filled_down": (
            "{column} 列空着的格沿用上面的值",
            "empty cells of column {column} take the value above",
        ),
        "sections": (
            "{count} 行小标题作为类目：{names}",
            "{count} rows of their own are taken as categories: {names}",
        ),
        "sheet_category": (
            "没有类目列，用工作表的名字 “{name}” 作类目",
            'there is no category column: the sheet\'s name "{name}" is the category',
        ),
        "headless": (
            "没有列名行：问题和答案的列是按内容推断的，请核对；不对就用 --map A=question "
            "--map B=answer",
            "no heading row: the columns of question and answer are told by their contents; if "
            "that is wrong, say --map A=question --map B=answer",
        ),
        "sheet_above": (
            "类目列是下一级，上一级用工作表的名字 “{name}”",
            'the category column has the lower level; the sheet\'s name "{name}" is the upper one',
        ),
        "path": (
            "类目里的 “{sign}” 按 “/” 读",
            'the sign "{sign}" between the levels of a category is read as "/"',
        ),
        "shown": (
            "{cells} 是数字或日期，按表里显示的样子 “{texts}” 读",
            "{cells} hold numbers or dates and are read as the sheet shows them: {texts}",
        ),
        "typed": (
            "{cells} 是数字或日期，按 “{texts}” 读；显示的格式（如百分比）不在单元格的值里",
            "{cells} hold numbers or dates and are read as {texts}; how the sheet shows them (as a "
            "percentage, say) is not in the value",
        ),
        "not_like": (
            "{column} 列 “{head}” 的内容不像 “{field}”，没有读",
            'what stands below "{head}" in column {column} is not like "{name}": not read',
        ),
        "main_rows": (
            "{column} 列说每行是什么：“{main}” 是标准问，另一种是它的相似问",
            'column {column} says what each row is: "{main}" is the question, the other a wording '
            "of it",
        ),
        "maybe_category": (
            "{column} 列 “{head}” 像类目，但拿不准，没有读；要用就写 --map {head}=category",
            'column {column} "{head}" may be the category; not read: say --map {head}=category to '
            "use it",
        ),
        "labels": ("行首的字样：{pairs}", "labels: {pairs}"),
        "skipped": (
            "第 {row} 行没有读入（{why}）：{text}",
            "row {row} is not read ({why}): {text}",
        ),
        "more_skipped": ("另有 {count} 行没有读入", "{count} more rows are not read"),
        "joined": (
            "{count} 行与别的行是同一个问题，合在一起",
            "{count} rows are of the same question as others, and joined with them",
        ),
        "one_answer": (
            "{count} 行与上面的行合并了答案，它们的问题作为那一条的相似问",
            "{count} rows share a merged answer with the row above: their questions are its "
            "variants",
        ),
        "slash": (
            "{cells} 的相似问里有 “/”，没有分开；是几个问法的话，请一行写一个",
            'variants at {cells} hold a "/" and are not split; write several wordings one a line',
        ),
        "wordings": (
            "{count} 行只有问法，没有答案：作上面一条的相似问",
            "{count} rows with a wording alone are variants of the entry above",
        ),
        "lengthened": (
            "{count} 条的答案分在几行（问题是合并的格），逐行接成一条：第 {rows} 行起",
            "the answers of {count} entries go on over several rows of a merged question and are "
            "joined line by line: from {rows}",
        ),
        "variants_of": (
            "只有问题和相似问，加到别的工作表里同一问题的知识上（{count} 条）",
            "questions and variants alone: added to the entries of the other sheets ({count})",
        ),
        "hidden_rows": (
            "有 {count} 行是隐藏的（可能是筛选），照样读入",
            "{count} rows are hidden (by a filter, perhaps) and read all the same",
        ),
        "hidden_columns": (
            "有 {count} 处隐藏的列，照样读入",
            "{count} ranges of columns are hidden and read all the same",
        ),
        "turned": (
            "列名在第一列，一列一条，按横向的表读",
            "the headings stand in the first column: each other column is an entry",
        ),
        "cards": (
            "没有列名行，按一条条的 “问题：… 答案：…” 读",
            'no heading row: read as cards of "question: … answer: …"',
        ),
        "ids": (
            "{count} 个编号不合规，换成了拼音，如 “{before}” → {after}",
            '{count} ids are not allowed and became pinyin, such as "{before}" → {after}',
        ),
        "ids_dropped": (
            "编号列只是序号（1、2、3…），没有用作编号；编号由类目和问题的拼音生成",
            "the id column is a mere running number (1, 2, 3 …) and not used: ids are made from "
            "category and question",
        ),
    }
)

WHY: Final[Mapping[str, Said]] = {
    "heads": Said(zh="又是列名", en="headings again"),
    "instruction": Said(zh="填写说明", en="instructions"),
    "example": Said(zh="示例", en="an example"),
    "remark": Said(zh="备注", en="a remark"),
    "total": Said(zh="合计", en="a total"),
    "signature": Said(zh="落款", en="who wrote it, and when"),
    "after": Said(zh="最后一条之后的文字", en="a text below the last entry"),
    "draft": Said(zh="停用而没有答案的草稿", en="a draft: disabled, without an answer"),
    "no_answer": Said(zh="有问题，没有答案", en="a question, no answer"),
    "no_label": Said(zh="不在任何一条里", en="part of no card"),
    "no_question": Said(zh="没有问题和答案", en="no question, no answer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """One thing that was done with a sheet and that its owner should know."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)

    def render(self, lang: Lang = "en") -> str:
        """The sentence."""
        told = {
            key: value.get(lang) if isinstance(value, Said) else value
            for key, value in self.fields.items()
        }
        return NOTES(self.code, lang, **told)


def sheet_fault(code: str, place: Place, /, **fields: object) -> TableFault:
    """The fault of this code."""
    return TableFault(place=place, code=code, fields=fields, words=FAULTS)
