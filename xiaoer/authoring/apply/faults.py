"""What can be wrong with decisions, in Chinese and English."""

from __future__ import annotations

from typing import Final

from xiaoer.errors import Words
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableFault

FAULTS: Final = Words(
    texts={
        "no_heading": (
            "前十行里找不到 “客户原话” 和 “决定” 两列；应为 xiaoer mine 写的表",
            "no headings 客户原话 and 决定 in the first ten rows; expected a sheet of xiaoer mine",
        ),
        "column_twice": (
            "“{head}” 这一列有两个；请删掉或改名一个",
            'there are two columns "{head}"; delete or rename one',
        ),
        "no_object": (
            "这一行应为 JSON 对象，有 texts、decision、entry；而这里是 {found}",
            "expected an object with texts, decision and entry, found {found}",
        ),
        "decision": (
            "不认识的决定 “{found}”，应为 {known}",
            'unknown decision "{found}"; expected one of {known}',
        ),
        "no_text": (
            "没有客户原话，不知道要处理哪一句",
            "no customer's words: there is nothing to decide",
        ),
        "no_entry": (
            "“{decision}” 要写明知识点：1、2、3（同一行的建议），或编号{also}",
            '"{decision}" needs an entry in 知识点: 1, 2 or 3 for a suggestion of the row, or an '
            "id{also}",
        ),
        "one_entry": (
            "“{decision}” 只能写一个知识点，这里有 {count} 个",
            '"{decision}" takes one entry, found {count}',
        ),
        "no_suggestion": (
            "这一行没有 “建议 {number}”；请写编号",
            "the row has no 建议 {number}; write an id",
        ),
        "unknown_entry": (
            "没有知识点 “{found}”{hint}",
            'no entry has the id or question "{found}"{hint}',
        ),
        "unknown_audience": (
            "不认识的身份 “{found}”，应为 {known}",
            'unknown audience "{found}"; expected one of {known}',
        ),
        "taken": (
            "“{text}” 已经是 {id} 的问法；同一句话不能归两条知识",
            '"{text}" is a question of {id} already; two entries cannot have it',
        ),
        "twice": (
            "“{text}” 在 {other} 已经归到别处；请只留一处",
            '"{text}" goes elsewhere at {other}; keep one of the two',
        ),
        "own_question": (
            "“{text}” 是 {id} 自己的问法，不能当它的反例；请先删掉那个问法",
            '"{text}" is a question of {id} itself and cannot be a negative of it; delete it there '
            "first",
        ),
        "own_negative": (
            "“{text}” 是 {id} 的反例，不能当它的相似问；请先删掉那个反例",
            '"{text}" is a negative of {id} and cannot be a question of it; delete it there first',
        ),
        "labelled": (
            "“{text}” 在 {other} 标的是 {gold}；请先改那里",
            '"{text}" is labelled {gold} at {other}; mend it there first',
        ),
        "labels_kind": (
            "标注只能加到 .jsonl 文件，而这里是 “{suffix}”",
            'labelled queries are added to a .jsonl file, found "{suffix}"',
        ),
        "changed": (
            "文件在此期间被改过；什么都没有写，请再来一次",
            "the file was changed meanwhile; nothing was written: try again",
        ),
    }
)


def apply_fault(code: str, place: Place, /, **fields: object) -> TableFault:
    """The fault of this code."""
    return TableFault(place=place, code=code, fields=fields, words=FAULTS)
