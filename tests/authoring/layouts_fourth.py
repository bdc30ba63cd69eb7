"""A fourth round: rows without an answer, doubled separators, two levels of categories, entries
that are off. The first 12 were written before any was run: 6 were read right then, 3 refused for a
row without an answer, 3 had variants that were not split."""

from __future__ import annotations

from tests.authoring.layouts import A1, A2, BARE, Q1, Q2, V1, V2, Layout, one

DEEP = [(Q1, (V1, V2), A1, "交易/退款"), (Q2, (), A2, "交易/物流")]

LAYOUTS: dict[str, Layout] = {
    "a row whose answer is not written yet": one(
        [
            ["类别", "客户问题", "其他问法", "标准答复"],
            ["退款", Q1, f"{V1}###{V2}", A1],
            ["退款", "能退到别的卡吗", "退到他人账户", None],
            ["物流", Q2, None, A2],
        ]
    ),
    "two levels, the upper merged": one(
        [
            ["一级分类", "二级分类", "标准问题", "相似问题", "答案内容"],
            ["交易", "退款", Q1, f"{V1}||{V2}", A1],
            [None, "物流", Q2, None, A2],
        ],
        "A2:A3",
        entries=DEEP,
    ),
    "levels named large and small": one(
        [
            ["序号", "大类", "小类", "问题描述", "同义问法", "答复话术", "备注"],
            [1, "交易", "退款", Q1, f"{V1} / {V2}", A1, "财务确认过"],
            [2, "交易", "物流", Q2, "", A2, None],
        ],
        entries=DEEP,
    ),
    "a state in words of shelves": one(
        [
            ["知识编号", "知识标题", "相似问", "知识内容", "知识状态", "所属分类"],
            ["K-1", Q1, f"{V1}@@{V2}", A1, "已上架", "退款"],
            ["K-2", Q2, None, A2, "已上架", "物流"],
        ]
    ),
    "pending answers in words": one(
        [
            ["问", "答", "负责人"],
            [Q1, A1, "王"],
            ["发票怎么开", "待补充", "李"],
            [Q2, A2, "王"],
            ["怎么换货", "（待运营确认）", "李"],
        ],
        entries=BARE,
    ),
    "the topic in a head of its own": one(
        [
            ["业务模块", "高频问题", "用户还会这么说", "推荐回复"],
            ["退款", Q1, f"①{V1}②{V2}", A1],
            ["物流", Q2, "-", A2],
        ]
    ),
    "variants in doubled semicolons over several columns": one(
        [
            ["问题分类", "主问题", "扩展问1", "扩展问2", "回复内容"],
            ["退款", Q1, V1, f"{V2};;", A1],
            ["物流", Q2, None, None, A2],
        ]
    ),
    "three levels": one(
        [
            ["一级目录", "二级目录", "三级目录", "FAQ标题", "FAQ答案"],
            ["交易", "售后", "退款", Q1, A1],
            ["交易", "履约", "物流", Q2, A2],
        ],
        entries=[(Q1, (), A1, "交易/售后/退款"), (Q2, (), A2, "交易/履约/物流")],
    ),
    "questions and answers below each other": one(
        [
            ["退款专区"],
            [f"问：{Q1}"],
            [f"答：{A1}"],
            ["问：几天能退"],
            ["答：三天。"],
        ],
        entries=[(Q1, (), A1, ""), ("几天能退", (), "三天。", "")],
    ),
    "a department that groups": one(
        [
            ["部门", "咨询内容", "参考答复"],
            ["退款", Q1, A1],
            ["退款", "几天能退", "三天。"],
            ["物流", Q2, A2],
        ],
        entries=[
            (Q1, (), A1, "退款"),
            ("几天能退", (), "三天。", "退款"),
            (Q2, (), A2, "物流"),
        ],
    ),
    "a product line": one(
        [
            ["产品线", "Q（标准）", "Q（口语）", "A"],
            ["退款", Q1, f"{V1}\\n{V2}", A1],
            ["物流", Q2, None, A2],
        ]
    ),
    "remarks that no row is": one(
        [
            ["常见问题汇总（2026版）"],
            ["问题", "答案", "更新人", "更新时间"],
            [Q1, A1, "王", "2026-01-02"],
            ["如何修改密码", None, None, None],
            [Q2, A2, "李", "2026-01-03"],
            ["※ 如有疑问请联系客服主管"],
        ],
        entries=BARE,
    ),
    "a section above the heads": one(
        [
            ["员工问答"],
            ["一、退款"],
            ["提问", "也这么问", "回复"],
            [Q1, f"{V1}%%{V2}", A1],
            ["小计：1条"],
            ["二、物流"],
            [Q2, None, A2],
        ],
        "A1:C1",
        "A2:C2",
        "A6:C6",
    ),
    "levels in english": one(
        [
            ["Category L1", "Category L2", "Question", "Alternate phrasings", "Resolution"],
            ["交易", "退款", Q1, f"{V1}&&{V2}", A1],
            ["交易", "物流", Q2, "", A2],
        ],
        entries=DEEP,
    ),
    "signs that are no separators": one(
        [
            ["问题", "相似问", "答案"],
            [Q1, "C++怎么学\n太慢了！！怎么办\nhttps://a.cn/1打不开\nAndroid / iOS怎么退", A1],
            [Q2, None, A2],
        ],
        entries=[
            (
                Q1,
                ("C++怎么学", "太慢了！！怎么办", "https://a.cn/1打不开", "Android / iOS怎么退"),
                A1,
                "",
            ),
            (Q2, (), A2, ""),
        ],
    ),
    "no answer at all is a wrong column": one(
        [["问题", "相似问", "答案"], [Q1, V1, None], [Q2, None, None]], entries=None
    ),
    "a question a row, the answer merged": one(
        [
            ["用户问法", "对应答案"],
            [Q1, A1],
            [V1, None],
            [V2, None],
            [Q2, A2],
        ],
        "B2:B4",
        entries=[(Q1, (V1, V2), A1, ""), (Q2, (), A2, "")],
    ),
    "a question a row, the answer merged over two categories": one(
        [["类别", "问题", "答案"], ["退款", Q1, A1], ["物流", Q2, None]],
        "C2:C3",
        entries=[(Q1, (), A1, "退款"), (Q2, (), A1, "物流")],
    ),
    "ids of an export with empty cells": one(
        [
            ["知识ID", "问题", "相似问", "答案", "分类"],
            ["10001.0", Q1, f"{V1}|{V2}", A1, "退款"],
            ["10002.0", Q2, None, A2, "物流"],
        ]
    ),
    "a slash that may part variants": one(
        [
            ["分类", "问题", "相似问", "答案"],
            ["退款", Q1, f"{V1}/{V2}", A1],
            ["物流", Q2, "到哪了；物流在哪", A2],
        ],
        entries=[(Q1, (f"{V1}/{V2}",), A1, "退款"), (Q2, ("到哪了", "物流在哪"), A2, "物流")],
    ),
}
