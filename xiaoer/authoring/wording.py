"""What can be wrong with an import, and with what it is written to, in Chinese and English."""

from __future__ import annotations

from typing import Final

from xiaoer.errors import Words
from xiaoer.source.findings.diagnostics import Place
from xiaoer.source.tables.faults import TableFault

FAULTS: Final = Words(
    texts={
        "ambiguous": (
            "知识库里有几条都问 “{question}”：{ids}；请加一列编号，写明是哪一条",
            'several entries of the corpus ask "{question}": {ids}; add a column with the id '
            "that is meant",
        ),
        "twice": (
            "这一条和 {other} 都是知识库里的 “{id}”；请只留一条",
            'this and {other} are both the entry "{id}" of the corpus; keep one',
        ),
        "kind_in": (
            "不认识的文件类型 “{suffix}”；能读：{known}",
            'unknown kind of file "{suffix}"; expected {known}',
        ),
        "kind_out": (
            "不会写 “{suffix}”；能写：文件夹、{known}",
            'cannot write "{suffix}"; expected a folder or {known}',
        ),
        "not_this_format": (
            "这个文件不是 {format} 的样子：缺少 {missing}",
            "this is no file of {format}: it lacks {missing}",
        ),
        "no_format": (
            "看不出这是哪种文件；应为知识库（条目的列表）、QnABot（qna）、Rasa（nlu、responses）或 "
            "ChatterBot（conversations）",
            "unknown kind of content; expected a corpus (a list of entries), QnABot (qna), Rasa "
            "(nlu, "
            "responses) or ChatterBot (conversations)",
        ),
        "too_long": (
            "“{id}” 的 “{field}” 有 {count} 个字符，一格最多 {limit} 个；没有写。请改短，"
            "或导出为 YAML、JSON Lines",
            '"{field}" of "{id}" has {count} characters, a cell holds {limit}; nothing written. '
            "Shorten "
            "it, or write YAML or JSON Lines",
        ),
        "control": (
            "“{id}” 的 “{field}” 里有控制字符 {char}，表格装不下；没有写。请删除",
            '"{field}" of "{id}" has the control character {char}, which no sheet can hold; '
            "nothing "
            "written. Delete it",
        ),
        "one_file": (
            "有 {size} 字节，一个知识库文件最多 {limit} 字节；请导出到文件夹，会分成几个文件",
            "{size} bytes, and one file of a corpus may have {limit}; write a folder, which "
            "takes several",
        ),
        "edit_failed": (
            "改不了这个文件而不动别的内容；什么都没有写（{why}）",
            "the file cannot be edited without touching the rest; nothing was written ({why})",
        ),
        "no_target": (
            "要写到哪里？请写两个文件：xiaoer convert IN OUT",
            "where to? Name two files: xiaoer convert IN OUT",
        ),
        "mined_kind": (
            "不会写 “{suffix}”；能写：{known}",
            'cannot write "{suffix}"; expected {known}',
        ),
        "template_kind": (
            "模板只能是 .xlsx 或 .csv，而这里是 “{suffix}”",
            'a template is .xlsx or .csv, found "{suffix}"',
        ),
        "same_file": ("IN 和 OUT 是同一个文件", "IN and OUT are the same file"),
        "no_entries": ("没有一条知识", "no entries"),
    }
)


def import_fault(code: str, place: Place, /, **fields: object) -> TableFault:
    """The fault of this code."""
    return TableFault(place=place, code=code, fields=fields, words=FAULTS)
