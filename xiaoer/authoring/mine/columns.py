"""The sheet of what was not answered: its columns, and what may be decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

SHEET, GUIDE = "待处理", "说明"

OperatorDecision = Literal["variant", "new", "negative", "label", "ignore"]
"""What is done with a row: similar questions of an entry, an entry to be written, questions that an
entry must not answer, labelled queries, nothing and never again."""

DECISIONS: Final[Mapping[OperatorDecision, str]] = {
    "variant": "相似问",
    "new": "新知识",
    "negative": "反例",
    "label": "标注",
    "ignore": "忽略",
}
NOBODY: Final = "无"
"""In the column 知识点: no entry may answer."""

MissColumn = Literal[
    "count", "texts", "suggestion.1", "suggestion.2", "suggestion.3",
    "confidence", "why", "decision", "entry", "audience",
]  # fmt: skip
HEADS: Final[Mapping[MissColumn, str]] = {
    "count": "次数",
    "texts": "客户原话",
    "suggestion.1": "建议 1",
    "suggestion.2": "建议 2",
    "suggestion.3": "建议 3",
    "confidence": "把握",
    "why": "原因",
    "decision": "决定",
    "entry": "知识点",
    "audience": "身份",
}
COLUMNS: Final[tuple[MissColumn, ...]] = get_args(MissColumn)

RULES: Final = (
    "一行是一个意思，客户原话一行一句；不是这个意思的句子删掉，或另起一行写。",
    "“决定” 空着的行不处理。",
    "填好后：xiaoer apply 这个文件 --faq 知识库；先加 --dry-run 看会改什么。",
)
ABOUT: Final[Mapping[MissColumn, str]] = {
    "count": "在多少次对话里问到而没有答好",
    "texts": "客户怎么问的，隐私已去掉；最多的在最前",
    "suggestion.1": "最接近的知识点（编号）；不一定对，请看一眼",
    "suggestion.2": "第二接近的",
    "suggestion.3": "第三接近的",
    "confidence": "建议 1 正确的可能",
    "why": "转人工、没听懂、反问没选、点踩或说没用，各几次",
    "decision": "相似问：加到知识点；新知识：建一条待写的；反例：知识点不该答这些；"
    "标注：记到标注问题里；忽略：以后不再列出",
    "entry": "1、2、3 指同一行的建议，也可以写编号；相似问、反例、标注必填；"
    "标注可以写 无（不该回答）",
    "audience": "提问的人",
}
