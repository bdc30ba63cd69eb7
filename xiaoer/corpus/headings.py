"""What the heads of columns mean: one table of synonyms for every reader of sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

Levels = tuple[str, ...]
"""Synonyms, each text one level of words with blanks between; the surest level first."""

QUERIES: Final[Mapping[str, Levels]] = {
    "q": (
        "q",
        "用户问 用户问题 用户问法 用户提问 用户原话 用户输入 用户说 用户消息 "
        "客户问 客户问题 客户问法 客户提问 客户原话 客户说 顾客问 顾客问题 顾客原话 买家问 "
        "买家问题 测试问 测试问题 测试问法 测试语料 原话 问法 问句 提问 咨询问题 咨询内容 "
        "query userquery userquestion utterance",
        "问题 语料 消息 留言 question questions message sentence",
        "内容 文本 text",
    ),
    "gold": (
        "gold",
        "知识点 知识点编号 知识点id 知识编号 知识id 条目 条目编号 条目id 标准答案编号 标准答案id "
        "标准问编号 标准问id 答案编号 答案id 正确编号 正确答案 正确知识点 应答编号 期望 期望编号 "
        "期望知识点 期望答案 预期编号 预期知识点 预期答案 标准知识点 标准答案 goldid goldids entry "
        "entryid expected expectedid answerid faqid",
        "标注 标签 意图 intent target",
        "编号 id ids",
    ),
    "audience": ("audience", "身份 受众"),
    "slice": ("slice",),
    "oos": ("oos",),
}
"""The columns of labelled queries. 编号 is a running number where another column names the entry,
and 问题 is the standard question where another column has the customer's words."""

_NOISE = re.compile(r"[\s_\-.:：*＊()（）\[\]【】/]+")


class Meant(NamedTuple):
    """What heads mean, place by place: keys of the table, or the head itself, stripped.

    ``clashes``: a key, and the places of the heads that mean it equally well.
    """

    names: tuple[str, ...]
    clashes: tuple[tuple[str, tuple[int, ...]], ...] = ()


def plain_head(text: str) -> str:
    """A head without what says nothing: width, case, blanks, brackets.

    >>> plain_head("标准答案（编号） "), plain_head("Ｑ"), plain_head("Gold_ID")
    ('标准答案编号', 'q', 'goldid')
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def meaning_of(heads: Sequence[str], table: Mapping[str, Levels] = QUERIES) -> Meant:
    """What each head means. A key goes to the surest of its synonyms; the others stay columns.

    >>> meaning_of(["编号", "用户问 ", "知识点"]).names
    ('编号', 'q', 'gold')
    """
    plain = [plain_head(head) for head in heads]
    names = [head.strip() for head in heads]
    clashes = []
    for key, levels in table.items():
        places = next(_found(plain, levels), ())
        if len(places) > 1:
            clashes.append((key, places))
        for place in places:
            names[place] = key
    return Meant(tuple(names), tuple(clashes))


def _found(plain: Sequence[str], levels: Levels) -> Iterator[tuple[int, ...]]:
    """The places of the heads of each level that has any, the surest level first."""
    for level in levels:
        words = level.split()
        places = tuple(at for at, head in enumerate(plain) if head in words)
        if places:
            yield places
