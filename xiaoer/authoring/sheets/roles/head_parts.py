"""What parts of a head speak for, and against, when nobody knows the whole of it."""

from __future__ import annotations

import re
from typing import Final

from xiaoer.source.column_heads import plain_head
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex

_KIND = regex(
    r"类|目录|栏目|科目|条目组|模块|板块|版块|领域|主题|专题|业务|产品|品类|路径|归属|归口|环节|阶段|章节|"
    r"分组|组别|专区|频道|大项|范围|cat|topic|domain|section|product|module|area|group|folder|"
    r"theme|subject|path|parent|tree|catalog|chapter"
)
_SUB_KIND = regex(r"子类|小类|二级|次级|子目|sub-?cat|subtopic|sub-?category|level2|l2")
_STATE = regex(
    r"状态|启用|停用|在用|可用|使用|有效|生效|失效|效力|时效|上线|下线|在线|上架|下架|发布|开关|"
    r"^on$|online|active|enabl|live|publish|visible|status|state|valid"
)
_KIND_OF_ROW = regex(
    r"主|标准|类型|类别|性质|角色|行别|标识|标记|属性|层级|type|kind|role|primary|main"
)
_NO_KIND = regex(
    r"""
      [人者员]$ | 姓名 | 经手 | 负责 | 联系 | 电话 | 部门 | 班组 | by$ | owner | author
    | editor | creator | who
    | 时间 | 日期 | 更新 | 版本 | date | time | rev | version
    | 状态 | 效力 | status | state
    | 次数 | 数量 | [数率次量]$ | 热度 | hits | count
    | 渠道 | 门店 | 适用 | 对象 | 人群 | 城市 | 地区 | 车型
    | 级别 | 等级 | 优先 | 难度 | priority
    | 备注 | 来源 | 附件 | 依据 | 提示 | source | note | remark
    | 标签 | 关键 | 词 | tag | key | lang | type$
    """,
    re.VERBOSE,
)


def speaks_for_category(head: str) -> bool:
    """Whether a part of the head says that kinds stand below.

    >>> speaks_for_category("类目路径"), speaks_for_category("Cat."), speaks_for_category("负责人")
    (True, True, False)
    """
    return _KIND.search(_plain(head)) is not None


def names_a_lower_level(head: str) -> bool:
    """Whether the head says that its kinds are parts of others.

    >>> names_a_lower_level("Sub-category 子类目"), names_a_lower_level("类目")
    (True, False)
    """
    return _SUB_KIND.search(_plain(head)) is not None


def speaks_against_category(head: str) -> bool:
    """Whether a part of the head says that something else stands below: who, when, how often."""
    return _NO_KIND.search(_plain(head)) is not None


def speaks_for_state(head: str) -> bool:
    """Whether a part of the head says whether entries are on.

    >>> speaks_for_state("On?"), speaks_for_state("在线状态"), speaks_for_state("适用门店")
    (True, True, False)
    """
    return _STATE.search(_plain(head)) is not None


def speaks_for_kind_of_row(head: str) -> bool:
    """Whether a part of the head says of what kind its row is."""
    return _KIND_OF_ROW.search(_plain(head)) is not None


def _plain(head: str) -> str:
    return plain_head(simplify(head)).strip("?？")


LONGEST: Final = 20
"""Characters of a head."""
