"""Sheets laid out in many ways, made here as people make them, each with what it should be read as.

A layout is the rows of a sheet and what is merged; `entries` are (question, variants, answer,
category), or None where the sheet must be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

Expected = tuple[str, tuple[str, ...], str, str]
TWO: list[Expected] = [
    ("怎么退款", ("如何退款", "我要退款"), "在订单里点退款。", "退款"),
    ("怎么查物流", (), "在订单里点查看物流。", "物流"),
]
BARE = [("怎么退款", (), "在订单里点退款。", ""), ("怎么查物流", (), "在订单里点查看物流。", "")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One sheet, or several: (name, rows, merged ranges); hidden ones are named."""

    sheets: list[tuple[str, list[list[object]], list[str]]]
    entries: list[Expected] | None = field(default_factory=lambda: TWO)
    hidden: tuple[str, ...] = ()


def one(rows: list[list[object]], *merged: str, entries: list[Expected] | None = TWO) -> Layout:
    return Layout(sheets=[("Sheet1", rows, list(merged))], entries=entries)


Q1, Q2 = "怎么退款", "怎么查物流"
A1, A2 = "在订单里点退款。", "在订单里点查看物流。"
V1, V2 = "如何退款", "我要退款"

LAYOUTS: dict[str, Layout] = {
    "plain": one(
        [
            ["标准问", "相似问", "答案", "类目"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "a merged title, a remark, a blank row": one(
        [
            ["某某公司客服知识库"],
            ["更新日期：2026-11-01"],
            [],
            ["类目", "问题", "相似问法", "回复"],
            ["退款", Q1, f"{V1}；{V2}", A1],
            ["物流", Q2, "", A2],
        ],
        "A1:D1",
    ),
    "two rows of heads": one(
        [
            ["基本信息", None, "问法", None, "回复"],
            ["序号", "分类", "标准问", "相似问", None],
            [1, "退款", Q1, f"{V1}|{V2}", A1],
            [2, "物流", Q2, None, A2],
        ],
        "A1:B1",
        "C1:D1",
        "E1:E2",
    ),
    "variants in columns": one(
        [
            ["问题", "相似问1", "相似问2", "相似问3", "答案", "类别"],
            [Q1, V1, V2, None, A1, "退款"],
            [Q2, None, None, None, A2, "物流"],
        ]
    ),
    "variants under one merged head": one(
        [
            ["问题", "相似问", None, None, "答案", "类别"],
            [Q1, V1, V2, None, A1, "退款"],
            [Q2, None, None, None, A2, "物流"],
        ],
        "B1:D1",
    ),
    "variants beside a head without a head": one(
        [["分类", "问题", "答案", "相似问", None], ["退款", Q1, A1, V1, V2], ["物流", Q2, A2]]
    ),
    "a row for each variant, merged": one(
        [
            ["类目", "标准问题", "用户问法", "标准答案"],
            ["退款", Q1, V1, A1],
            [None, None, V2, None],
            ["物流", Q2, None, A2],
        ],
        "A2:A3",
        "B2:B3",
        "D2:D3",
    ),
    "a row for each variant, blank below": one(
        [
            ["类目", "标准问题", "扩展问", "答案"],
            ["退款", Q1, V1, A1],
            [None, None, V2, None],
            ["物流", Q2, None, A2],
        ]
    ),
    "a row for each variant, repeated": one(
        [
            ["序号", "类目", "标准问", "相似问", "答案"],
            [1, "退款", Q1, V1, A1],
            [2, "退款", Q1, V2, A1],
            [3, "物流", Q2, None, A2],
        ]
    ),
    "sections between": one(
        [
            ["问题", "相似问", "答案"],
            ["一、退款"],
            [Q1, f"{V1}\n{V2}", A1],
            ["二、物流"],
            [Q2, None, A2],
        ],
        "A2:C2",
        "A4:C4",
    ),
    "a sheet for each category": Layout(
        sheets=[
            ("退款", [["问题", "相似问", "答案"], [Q1, f"{V1}|{V2}", A1]], []),
            ("物流", [["问题", "相似问", "答案"], [Q2, None, A2]], []),
        ]
    ),
    "hidden and other sheets": Layout(
        sheets=[
            ("说明", [["请不要修改列名"], ["联系人：小王"]], []),
            (
                "FAQ",
                [
                    ["问题", "相似问", "答案", "类目"],
                    [Q1, f"{V1}\n{V2}", A1, "退款"],
                    [Q2, None, A2, "物流"],
                ],
                [],
            ),
            ("旧版", [["问题", "答案"], ["旧问题", "旧答案"]], []),
        ],
        hidden=("旧版",),
    ),
    "traditional": one(
        [
            ["標準問題", "相似問法", "答案內容", "類別"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "english": one(
        [
            ["Category", "Question", "Alternative Questions", "Answer", "Created By"],
            ["退款", Q1, f"{V1}\n{V2}", A1, "Li"],
            ["物流", Q2, None, A2, "Li"],
        ]
    ),
    "both languages and marks": one(
        [
            [
                "*问题 Question（必填）",
                "相似问\nSimilar",
                "*答案 Answer（支持换行）",
                "类目/Category",
            ],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "instructions and an example below the heads": one(
        [
            ["问题", "相似问", "答案", "类目"],
            ["必填，不超过50字", "选填，多个用换行分隔", "必填", "选填"],
            ["示例：怎么开发票", "开票", "在订单里点开票", "发票"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "names of fields below the heads": one(
        [
            ["标准问", "相似问", "答案", "类目"],
            ["question", "similar_questions", "answer", "category"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "heads again on each page": one(
        [
            ["问题", "相似问", "答案", "类目"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            ["问题", "相似问", "答案", "类目"],
            [Q2, None, A2, "物流"],
        ]
    ),
    "a total at the end": one(
        [
            ["类目", "问题", "相似问", "答案"],
            ["退款", Q1, f"{V1}\n{V2}", A1],
            ["物流", Q2, None, A2],
            ["合计：2 条"],
            ["注：以上答案仅供参考，以页面为准。"],
        ]
    ),
    "numbered and labelled": one(
        [
            ["分类", "问题", "答案", "其他问法"],
            ["退款", f"问：{Q1}", f"答：{A1}", f"1、{V1}\n2、{V2}"],
            ["物流", f"问：{Q2}", f"答：{A2}", None],
        ]
    ),
    "slashes between": one(
        [
            ["问题", "相似问法", "答案", "分类"],
            [Q1, f"{V1}/{V2}", A1, "退款"],
            [Q2, "查物流信息/看看快递到哪了", A2, "物流"],
        ],
        entries=[TWO[0], (Q2, ("查物流信息", "看看快递到哪了"), A2, "物流")],
    ),
    "levels of categories": one(
        [
            ["一级分类", "二级分类", "知识标题", "相似问", "知识内容"],
            ["售后", "退款", Q1, f"{V1}\n{V2}", A1],
            [None, "物流", Q2, None, A2],
        ],
        "A2:A3",
        entries=[(*TWO[0][:3], "售后/退款"), (*TWO[1][:3], "售后/物流")],
    ),
    "turned": one(
        [
            ["标准问", Q1, Q2],
            ["相似问", f"{V1}\n{V2}", None],
            ["答案", A1, A2],
            ["类目", "退款", "物流"],
        ]
    ),
    "cards": one([["问题", Q1], ["答案", A1], [], ["问题", Q2], ["答案", A2]], entries=BARE),
    "one column of 问 and 答": one(
        [[f"问：{Q1}？"], [f"答：{A1}"], [f"问：{Q2}？"], [f"答：{A2}"]],
        entries=[("怎么退款？", (), A1, ""), ("怎么查物流？", (), A2, "")],
    ),
    "two lines in a question": one(
        [["问题", "答案", "类目"], [f"{Q1}\n{V1}\n{V2}", A1, "退款"], [Q2, A2, "物流"]]
    ),
    "columns that nobody knows": one(
        [
            ["创建人", "更新时间", "问题", "点击量", "相似问", "答案", "类目", "备注"],
            ["李", date(2026, 1, 2), Q1, 12315.0, f"{V1}\n{V2}", A1, "退款", "ok"],
            ["王", datetime(2026, 1, 3, 9, 30), Q2, 0.5, None, A2, "物流", None],
        ]
    ),
    "the heads far to the right and down": one(
        [
            [],
            [],
            [],
            [None, None, "问题", "相似问", "答案", "类目"],
            [None, None, Q1, f"{V1}\n{V2}", A1, "退款"],
            [None, None, Q2, None, A2, "物流"],
        ]
    ),
    "an intent and what users say": one(
        [
            ["意图", "用户说法", "机器人回复", "业务"],
            [Q1, f"{V1}\n{V2}", A1, "退款"],
            [Q2, None, A2, "物流"],
        ],
        entries=[(*TWO[0][:3], ""), (*TWO[1][:3], "")],
    ),
    "variants on a sheet of their own": Layout(
        sheets=[
            ("知识", [["标准问", "答案", "类目"], [Q1, A1, "退款"], [Q2, A2, "物流"]], []),
            ("相似问", [["标准问", "相似问"], [Q1, V1], [Q1, V2]], []),
        ]
    ),
    "no heads": one([[Q1, A1], [Q2, A2]], entries=None),
    "two columns of answers": one([["问题", "答案", "答案"], [Q1, A1, A2]], entries=None),
    "no answer in a row": one([["问题", "答案"], [Q1, A1], [Q2, None]], entries=BARE[:1]),
    "two answers to one question": one([["问题", "答案"], [Q1, A1], [Q1, A2]], entries=None),
    "an answer without a question": one([["问题", "答案"], [Q1, A1], [None, A2]], entries=None),
}

Write = Callable[[Layout], bytes]
