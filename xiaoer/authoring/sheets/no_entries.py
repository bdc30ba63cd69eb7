"""Rows that are no entries: heads again, instructions, examples, remarks, totals and signatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from xiaoer.authoring.cells.texts import plain
from xiaoer.source.tables.columns import Column
from xiaoer.source.tables.head_meanings import meanings
from xiaoer.source.tables.table import Number, TableRow
from xiaoer.text.regex import regex

_REMARK = regex(
    r"\s*[（(【]?(?:注[:：]|备注|说明[:：]|说明$|合计|总计|小计|共计?\s*\d+|以上|填表|制表|更新(?:时间|"
    r"日期|人)[:：]|统计|温馨提示|特别(?:说明|提示)|本表|数据来源|[*※]\s*注"
    r"|(?:total|note|remark)s?\b).*",
    re.DOTALL | re.IGNORECASE,
)
_INSTRUCTION = regex(
    r"[（(\[]?(?:非?必填|选填|可选|可?不填|必须|请?填写|系统自动|自动生成|required|optional|"
    r"文本$|字符串$|下拉选择|多个.{0,12}(?:分隔|隔开|换行)"
    r"|.{0,12}(?:不超过|最多|最长|以内).{0,8}|格式[:：]?.*|一行一个.*|string$|text$).{0,40}",
    re.DOTALL | re.IGNORECASE,
)
_IN_BRACKETS = regex(r"[（(\[【<].{1,40}[）)\]】>]", re.DOTALL)
_MOSTLY: Final = 0.6
_EXAMPLE = regex(r"[（(【\[]?(?:示例|例如|样例|举例|例[:：）)]|example|e\.g\.)", re.IGNORECASE)
_TOTAL = regex(r"(?:合计|总计|小计|总数|总共|共计|汇总|(?:grand)?total|sum)[:：]?", re.IGNORECASE)
_COUNT = regex(r"共?\s*[\d,.]+\s*(?:条|个|项|行|则|题|种|%|items?|rows?|entries)?[。]?")
_COUNTED = regex(r"[（(]?(?:合计|总计|共计?)[:：]?\s*\d+\s*(?:条|个|项|行|则|题).{0,20}", re.DOTALL)
_DONE: Final = (
    "(?:审核|审批|审定|审阅|制表|制作|编制|编写|填表|填报|填写|"
    "印发|发布|更新|修订|修改|整理|维护|打印|导出|"
    "统计|汇总|负责|经办|联系|校对|批准|复核|拟稿|签发|签字|盖章|主管|版本|录入|截至|截止|解释|归口|责任|最后更新)"
)
_WHO_OR_WHEN: Final = "(?:人员?|者|员|日期|时间|单位|部门|科室|处室|方式|电话|号|权)?"
_SIGNED = regex(f".{{0,6}}{_DONE}{_WHO_OR_WHEN}\\s*:.{{0,60}}", re.DOTALL)
_DATED = regex(
    r".{0,12}?\d{2,4}\s*[年./-]\s*\d{1,2}\s*(?:[月./-]\s*(?:\d{1,2}\s*[日号]?)?)?.{0,4}", re.DOTALL
)
_ASKS = regex(
    r"[?？]|吗|呢$|么$|怎么|怎样|如何|多少|什么|哪|几[个天时点号岁月年次种]|为何|为啥|能不能|"
    r"可不可以|是不是|有没有|会不会|要不要|是否|多久|多长|谁|咋|啥|\b(?:how|what|why|when|where|which|who|can|do|does|is|are)\b",
    re.IGNORECASE,
)
LONGEST_SECTION: Final = 24
"""Characters of the name of a section, with its mark."""
_SECTION = regex(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|【.{1,20}】$|第.{1,3}[章节部类]|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、])"
)
_SECTION_MARK = regex(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|第.{1,3}[章节部类]分?|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、]|\d{1,2}[、.．])\s*|[【】]|[:：]$"
)
_ANSWERS: Final = ("answer", "variants")


def asks(text: str) -> bool:
    """Whether a text is a question by its words.

    >>> asks("押金怎么退"), asks("审核：王主任")
    (True, False)
    """
    return _ASKS.search(text) is not None


def closes(text: str) -> bool:
    """Whether a text below the entries is a sentence about them, and no question."""
    return text.endswith(("。", "；", ".")) and not asks(text)


def no_entry(
    row: TableRow,
    raw: Sequence[int],
    columns: Mapping[int, Column],
    *,
    early: bool,
) -> str:
    """Why the row is no entry, as a key of `notes.WHY`; "" where it may be one."""
    texts = {at: plain(row.cell(at)) for at in raw}
    own = {at: text for at, text in texts.items() if at in columns and columns[at].field}
    if len(own) > 1 and _are_heads(own, columns, early=early):
        return "heads"
    questions = [text for at, text in own.items() if columns[at].field == "question"]
    if early and own and _instructs(list(texts.values()), questions):
        return "instruction"
    if early and (any(map(_EXAMPLE.match, questions)) or _EXAMPLE.fullmatch(_first(texts))):
        return "example"
    if _is_total(row, raw):
        return "total"
    answered = any(columns[at].field in _ANSWERS for at in own)
    if not answered and _REMARK.fullmatch(_first(texts)) and len(raw) <= max(2, len(columns) // 2):
        return "remark"
    goes_on = len(raw) == 1 and any(columns[at].field == "answer" for at in own)
    return "signature" if not goes_on and _is_signed(list(texts.values())) else ""


def is_aside(text: str) -> bool:
    """Whether a text alone is a remark, a total, or says who wrote the sheet and when."""
    return not asks(text) and (
        _REMARK.fullmatch(text) is not None
        or _COUNTED.fullmatch(text) is not None
        or _is_signed([text])
    )


def _instructs(texts: Sequence[str], questions: Sequence[str]) -> bool:
    """Whether most of the cells tell how to fill the column, that of the question among them."""
    if len(texts) > 1 and all(map(_IN_BRACKETS.fullmatch, texts)):
        return True
    if any(asks(text) or not _INSTRUCTION.fullmatch(text) for text in questions):
        return False
    return sum(map(bool, map(_INSTRUCTION.fullmatch, texts))) >= _MOSTLY * len(texts)


def _is_total(row: TableRow, raw: Sequence[int]) -> bool:
    first, *others = (row.cell(at) for at in raw)
    if not others and _COUNTED.fullmatch(plain(first)):
        return True
    return _TOTAL.fullmatch(plain(first)) is not None and all(
        isinstance(cell, Number) or _COUNT.fullmatch(plain(cell)) for cell in others
    )


def _is_signed(texts: Sequence[str]) -> bool:
    """Whether each cell says who made the sheet, or when, or is a remark on it."""
    narrow = [unicodedata.normalize("NFKC", text) for text in texts]
    if any(asks(text) for text in narrow):
        return False
    said = [bool(_SIGNED.fullmatch(text) or _DATED.fullmatch(text)) for text in narrow]
    return any(said) and all(
        own or _REMARK.fullmatch(text) for own, text in zip(said, narrow, strict=True)
    )


def _are_heads(own: Mapping[int, str], columns: Mapping[int, Column], *, early: bool) -> bool:
    """Whether the cells are the heads again, or right below them the same in another language."""
    if all(columns[at].head == text for at, text in own.items()):
        return True
    return early and all(columns[at].field in meanings(text) for at, text in own.items())


def _first(texts: Mapping[int, str]) -> str:
    return next(iter(texts.values()), "")


def is_section(text: str) -> bool:
    """Whether a text is marked as the name of a section: 【入园】, 一、提取业务."""
    return _SECTION.match(text) is not None and len(text) <= LONGEST_SECTION


def section_name(text: str) -> str:
    """The name without its mark.

    >>> section_name("一、提取业务"), section_name("【入园】")
    ('提取业务', '入园')
    """
    return _SECTION_MARK.sub("", text) or text
