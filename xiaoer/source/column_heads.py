"""What the heads of columns mean: one table of synonyms for every reader of sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

Levels = tuple[str, ...]
"""Patterns of whole heads as `plain_head` gives them; the surest level first."""

_WHO = "(?:(?:用户|客户|顾客|买家|卖家|商家|访客|会员|消费者|咨询者|users?|customers?|client)的?)"
_MADE = "(?:的|测试|评测|原始|实际|真实|线上|进线|待测|样本|样例|来|提|所|test|raw|original)"
_ASKED = (
    "(?:问题|问法|问句|提问|发问|询问|咨询|问|原话|原文|话语|话术|说法|说|发言|输入|消息|留言|语句|句子|语料|用例|描述|表述|诉求"
    "|query|queries|utterances?|questions?|inputs?|messages?|sentences?|texts?)"
)
_REST = "(?:内容|文本|原文|原句|语句|问题|text)?"
_RIGHT = (
    "(?:(?:正确|标准|期望|预期|对应|应?匹配|所属|目标|应?命中|应答|应该|标注|参考|人工|真实|关联|归属"
    "|correct|expected|right|true|target|gold)的?)"
)
_ENTRY = "(?:知识点?|知识库|知识条目|条目|faq|entry|entries)"
_OF_ENTRY = f"(?:{_ENTRY}|标准问题?|标准问法|答案|答复|answers?|intents?|意图)"
_ID = "(?:必填|名称?|编号|编码|代码|号码?|ids?|code)"

QUERIES: Final[Mapping[str, Levels]] = {
    "q": (
        "q",
        f"(?:{_MADE}*{_WHO}{_MADE}*|{_MADE}+){_ASKED}{_REST}"
        "|(?:query|utterance|问法|问句|提问|询问|发问|原话|咨询)(?:内容|文本|原文|语句|问题|text)?",
        "(?:问题|语料|消息|留言|questions?|messages?|sentences?)(?:内容|文本|原文|text)?",
        "(?:会话|对话)?内容|文本|text",
    ),
    "gold": (
        "gold",
        f"{_RIGHT}*{_OF_ENTRY}{_ID}+|(?:答案|{_RIGHT})*(?:知识点|知识条目|条目|entry)"
        f"|{_RIGHT}+(?:{_ENTRY}|{_ID})|goldids?",
        f"{_RIGHT}+(?:答案|答复|结果|answers?|intents?|labels?|标签|意图)?",
        "标注|标签|意图|intents?|target",
        "(?:问题)?编号|ids?",
    ),
    "audience": ("audience", "身份|受众"),
    "slice": ("slice",),
    "oos": ("oos",),
}
"""The columns of labelled queries. 编号 is a running number where another column names the entry,
and 问题 is the standard question where another column has the customer's words."""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "q": ("用户问", "客户问题", "问法", "问题"),
    "gold": ("知识点", "知识点编号", "标准答案编号", "编号"),
}
"""Heads to tell who has others."""

_LONGEST = 40  # characters of a head that means anything
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
        pattern = re.compile(level)
        places = tuple(
            at for at, head in enumerate(plain) if len(head) <= _LONGEST and pattern.fullmatch(head)
        )
        if places:
            yield places
