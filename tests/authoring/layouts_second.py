"""A second round of layouts, written before any of them was run: 27 of these 32 were read right
then, 2 wrong and 3 refused without need."""

from __future__ import annotations

from datetime import datetime

from tests.authoring.layouts import A1, A2, BARE, Q1, Q2, V1, V2, Layout, one

LAYOUTS: dict[str, Layout] = {
    "kb export": one(
        [
            [
                "知识ID",
                "知识标题",
                "知识分类",
                "相似问题",
                "答案类型",
                "答案内容",
                "状态",
                "创建时间",
                "更新人",
            ],
            ["K1001", Q1, "退款", f"{V1}\n{V2}", "文本", A1, "已发布", datetime(2024, 1, 1), "a"],
            ["K1002", Q2, "物流", None, "文本", A2, "已下线", datetime(2024, 1, 2), "b"],
        ],
        entries=[(Q1, (V1, V2), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "faq en tags": one(
        [
            ["#", "FAQ Question", "FAQ Answer", "Tags", "Category"],
            [1, Q1, A1, "x", "退款"],
            [2, Q2, A2, "y", "物流"],
        ],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "问句/回复话术": one(
        [
            ["业务类型", "客户问题", "客服话术", "备注"],
            ["退款", Q1, A1, None],
            [None, "退款多久到", "三天。", None],
            ["物流", Q2, A2, "x"],
        ],
        "A2:A3",
        entries=[(Q1, (), A1, "退款"), ("退款多久到", (), "三天。", "退款"), (Q2, (), A2, "物流")],
    ),
    "title+two blank+note": one(
        [
            ["2026年客服FAQ汇总表"],
            ["填表说明：问题不超过30字"],
            [],
            ["问题类别", "常见问题", "标准回复", "责任部门"],
            ["退款", Q1, A1, "客服部"],
            ["物流", Q2, A2, "仓储部"],
        ],
        "A1:D1",
        "A2:D2",
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "similar en cols": one(
        [
            ["id", "question", "similar_question_1", "similar_question_2", "answer", "category"],
            ["a1", Q1, V1, V2, A1, "退款"],
            ["a2", Q2, None, None, A2, "物流"],
        ]
    ),
    "扩展问 sep ||": one(
        [
            ["标准问", "扩展问", "答案", "类目"],
            [Q1, f"{V1}||{V2}", A1, "退款"],
            [Q2, "", A2, "物流"],
        ]
    ),
    "扩展问 comma": one(
        [
            ["标准问", "扩展问（逗号分隔）", "答案", "类目"],
            [Q1, f"{V1}，{V2}", A1, "退款"],
            [Q2, "查物流信息，看看快递", A2, "物流"],
        ],
        entries=[(Q1, (V1, V2), A1, "退款"), (Q2, ("查物流信息", "看看快递"), A2, "物流")],
    ),
    "③ circled": one(
        [
            ["标准问", "相似问", "答案", "类目"],
            [Q1, f"①{V1} ②{V2}", A1, "退款"],
            [Q2, "", A2, "物流"],
        ]
    ),
    "answer split para merged q": one(
        [["问题", "答案"], [Q1, "第一步。"], [None, "第二步。"], [Q2, A2]],
        "A2:A3",
        entries=[(Q1, (), "第一步。\n第二步。", ""), (Q2, (), A2, "")],
    ),
    "channel answers": one(
        [["问题", "APP答案", "微信答案"], [Q1, "app里退", "微信里退"], [Q2, "a", "b"]],
        entries=[(Q1, (), "", ""), (Q2, (), "", "")],
    ),
    "section unmerged col A": one(
        [["序号", "问题", "答案"], ["退款类"], [1, Q1, A1], ["物流类"], [2, Q2, A2]],
        entries=[(Q1, (), A1, "退款类"), (Q2, (), A2, "物流类")],
    ),
    "section bracket in question col": one(
        [["问题", "答案"], ["【退款】"], [Q1, A1], ["【物流】"], [Q2, A2]],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "side by side": one(
        [["问题", "答案", None, "问题", "答案"], [Q1, A1, None, Q2, A2]], entries=BARE
    ),
    "valid+audience": one(
        [
            ["问题", "答案", "适用对象", "有效期", "是否启用"],
            [Q1, A1, "买家", "2024-01-01至2030-12-31", "是"],
            [Q2, A2, "全部", "长期", "否"],
        ],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "repeated q diff audience": one(
        [["问题", "答案", "适用人群"], [Q1, A1, "买家"], [Q1, A2, "商家"]],
        entries=[(Q1, (), A1, ""), (Q1, (), A2, "")],
    ),
    "qa in rows long intent": one(
        [
            ["意图ID", "意图名称", "用户说法", "回复"],
            ["i1", Q1, V1, A1],
            ["i1", Q1, V2, A1],
            ["i2", Q2, "查物流", A2],
        ],
        entries=[(Q1, (V1, V2), A1, ""), (Q2, ("查物流",), A2, "")],
    ),
    "question repeated heading english under": one(
        [["序号", "问题", "回答"], ["No.", "Question", "Answer"], [1, Q1, A1], [2, Q2, A2]],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "Q1 A1 two header vertical": one(
        [["Q1", Q1], ["A1", A1], ["Q2", Q2], ["A2", A2]],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "cards with category": one(
        [
            ["类目", "退款"],
            ["问题", Q1],
            ["答案", A1],
            [],
            ["类目", "物流"],
            ["问题", Q2],
            ["答案", A2],
        ],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "blank rows and spaces": one(
        [
            ["  问题 ", "答案\n", "类目"],
            [],
            [f"  {Q1}\u3000", f"\n{A1}\n", "退款"],
            [],
            [],
            [Q2, A2, " 物流 "],
        ],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "heads row 8": one(
        [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["问题", "答案"], [Q1, A1], [Q2, A2]],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "合并 category two levels sparse": one(
        [
            ["一级类目", "二级类目", "问题", "答案"],
            ["售后", "退款", Q1, A1],
            [None, None, "退款多久", "三天"],
            [None, "换货", "怎么换", "点换货"],
            ["物流", "查询", Q2, A2],
        ],
        entries=[
            (Q1, (), A1, "售后/退款"),
            ("退款多久", (), "三天", "售后/退款"),
            ("怎么换", (), "点换货", "售后/换货"),
            (Q2, (), A2, "物流/查询"),
        ],
    ),
    "用户问题 AI回答": one(
        [["用户问题", "AI回答", "人工修订答案"], [Q1, A1, None], [Q2, A2, None]], entries=None
    ),
    "问题 答案1 答案2": one(
        [["问题", "答案1", "答案2"], [Q1, A1, "x"], [Q2, A2, "y"]], entries=None
    ),
    "keywords": one(
        [
            ["关键词", "问题", "答案", "排除词"],
            ["退款、退钱", Q1, A1, "运费险"],
            ["物流，快递", Q2, A2, None],
        ],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "题目 解析": one(
        [["题目", "回复内容", "分组"], [Q1, A1, "退款"], [Q2, A2, "物流"]],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "问/答 in traditional numbers": one(
        [["項次", "問", "答"], [1, Q1, A1], [2, Q2, A2]],
        entries=[(Q1, (), A1, ""), (Q2, (), A2, "")],
    ),
    "sheet index + data": Layout(
        sheets=[
            ("目录", [["工作表", "说明"], ["退款", "退款相关"], ["物流", "物流相关"]], []),
            ("退款", [["Q", "A"], [Q1, A1]], []),
            ("物流", [["Q", "A"], [Q2, A2]], []),
        ],
        entries=[(Q1, (), A1, "退款"), (Q2, (), A2, "物流")],
    ),
    "different heads on sheets": Layout(
        sheets=[
            ("售前", [["问题", "答案"], [Q1, A1]], []),
            ("售后", [["客户问题", "回复话术", "相似问法"], [Q2, A2, V1]], []),
        ],
        entries=[(Q1, (), A1, "售前"), (Q2, (V1,), A2, "售后")],
    ),
    "answer with numbers & quotes": one(
        [["问题", "答案"], ['"退款"怎么弄', "1、点订单\n2、点退款"], ["1.怎么查物流", "2"]],
        entries=[('"退款"怎么弄', (), "1、点订单\n2、点退款", ""), ("1.怎么查物流", (), "2", "")],
    ),
    "variants under question rows, no merge, answer last": one(
        [
            ["标准问", "相似问", "答案"],
            [Q1, None, A1],
            [None, V1, None],
            [None, V2, None],
            [Q2, None, A2],
        ],
        entries=[(Q1, (V1, V2), A1, ""), (Q2, (), A2, "")],
    ),
    "all in question col, std repeated": one(
        [["标准问题", "用户问题", "答案"], [Q1, Q1, A1], [Q1, V1, A1], [Q1, V2, A1], [Q2, Q2, A2]],
        entries=[(Q1, (V1, V2), A1, ""), (Q2, (), A2, "")],
    ),
}
