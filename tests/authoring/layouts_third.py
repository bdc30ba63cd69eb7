"""A third round: heads that no table lists, rows that are no entries, bands and drafts; and beside
each rule a sheet in which it must not fire. The first 25 were written before any was run: 24 were
read right then, one was refused without need."""

from __future__ import annotations

from tests.authoring.layouts import A1, A2, BARE, Q1, Q2, TWO, V1, V2, Layout, one

LONG = "在订单列表里找到这一单，点申请退款，选原因后提交。"

LAYOUTS: dict[str, Layout] = {
    "heads by parts": one(
        [
            ["业务类别", "您的问题", "市民还可能这样问", "我们怎么回复", "经办"],
            ["退款", Q1, f"{V1}\n{V2}", A1, "李"],
            ["物流", Q2, None, A2, "王"],
        ]
    ),
    "numbered wordings": one(
        [
            ["问法一", "问法二", "问法三", "答", "类别"],
            [Q1, V1, V2, A1, "退款"],
            [Q2, None, None, A2, "物流"],
        ]
    ),
    "english by parts": one(
        [
            ["Topic", "Customer Question", "Sample Utterances", "Canned Response", "Last Edited"],
            ["退款", Q1, f"{V1}|{V2}", A1, "2025-01-01"],
            ["物流", Q2, None, A2, "2025-01-02"],
        ]
    ),
    "wordings by hint and content": one(
        [
            ["标准问题", "阿姨们爱这么问", "答复", "类别"],
            [Q1, "退款怎么弄\n钱能退吗", A1, "退款"],
            [Q2, "快递到哪了？", A2, "物流"],
        ],
        entries=[
            (Q1, ("退款怎么弄", "钱能退吗"), A1, "退款"),
            (Q2, ("快递到哪了？",), A2, "物流"),
        ],
    ),
    "a question by content": one(
        [["编号", "来电摘要", "统一答复"], ["a1", Q1, A1], ["a2", "几天能退款", A2]],
        entries=[(Q1, (), A1, ""), ("几天能退款", (), A2, "")],
    ),
    "an answer by content": one(
        [["问题", "处置"], [Q1, LONG], [Q2, LONG + "没有的话请联系我们。"]],
        entries=[(Q1, (), LONG, ""), (Q2, (), LONG + "没有的话请联系我们。", "")],
    ),
    "hints, a total and signatures": one(
        [
            ["序号", "问题", "相似问", "答案", "类目", "门店"],
            [None, "必填，一句话", "选填", "必填，500字以内", "选填", "默认全部"],
            [1, Q1, f"1. {V1}\n2. {V2}", A1, "退款", "全部"],
            [2, Q2, "－", A2, "物流", "全部"],
            [],
            ["合计", None, None, 2],
            ["制表：小王", None, None, "审核日期：2025年3月2日"],
            [None, None, None, "注：以上答复每月更新。"],
        ]
    ),
    "a text below the answers": one(
        [["问题", "答案"], [Q1, A1], [Q2, A2], [], [None, "有疑义的请以公告为准。"]], entries=BARE
    ),
    "numbers anew in each section": one(
        [
            ["咨询问题", "群众其他表述", "答复口径"],
            ["一、退款"],
            [f"1. {Q1}", f"1）{V1}\n2）{V2}", A1],
            ["2. 几天到账", "1）多久退回来", "三天。"],
            ["二、物流"],
            [f"1. {Q2}", "无", A2],
        ],
        entries=[TWO[0], ("几天到账", ("多久退回来",), "三天。", "退款"), TWO[1]],
    ),
    "cards below bands": one(
        [
            ["常见问答"],
            [],
            ["【退款】"],
            ["问", Q1],
            ["也会问", V1],
            ["也会问", V2],
            ["答", A1],
            [],
            ["【物流】"],
            ["问", Q2],
            ["答", A2],
            [],
            [None, "更新：2025年2月 客服部"],
        ]
    ),
    "a draft": one(
        [["问题", "答案", "启用标识"], [Q1, A1, "Y"], [Q2, A2, "Y"], ["草稿", None, "N"]],
        entries=BARE,
    ),
    "the surer category": one(
        [
            ["类目", "标准问", "业主问法", "答复", "部门"],
            ["退款", Q1, f"{V1}\n{V2}", A1, "客服部"],
            ["物流", Q2, None, A2, "仓储部"],
        ]
    ),
    "a kind in each row": one(
        [
            ["类型", "问题", "答案"],
            ["标准问", Q1, A1],
            ["扩展问", V1, None],
            ["扩展问", V2, A1],
            ["标准问", Q2, A2],
        ],
        entries=[(Q1, (V1, V2), A1, ""), (Q2, (), A2, "")],
    ),
    "a sign that the head names": one(
        [
            ["问题", "相似问（用顿号隔开）", "答案"],
            [Q1, f"{V1}、{V2}", A1],
            [Q2, "查物流", A2],
            ["几天到", "多久到", "三天。"],
        ],
        entries=[
            (Q1, (V1, V2), A1, ""),
            (Q2, ("查物流",), A2, ""),
            ("几天到", ("多久到",), "三天。", ""),
        ],
    ),
    "questions behind each other": one(
        [["问题", "相似问", "答案"], [Q1, "退款在哪里？怎么退钱？", A1], [Q2, "到哪了？", A2]],
        entries=[(Q1, ("退款在哪里？", "怎么退钱？"), A1, ""), (Q2, ("到哪了？",), A2, "")],
    ),
    # where the rules must not fire
    "other wordings that are none": one(
        [
            ["问题", "历史问法", "错误说法", "追问", "问法数量", "答案"],
            [Q1, "旧的怎么退", "怎么换", "多久到", 3, A1],
            [Q2, "旧的怎么查", "怎么寄", "多久到", 2, A2],
        ],
        entries=BARE,
    ),
    "a hint without questions below": one(
        [["问题", "说到哪里", "答案"], [Q1, "第一章", A1], [Q2, "第二章", A2]], entries=BARE
    ),
    "a state that is none": one(
        [["问题", "答案", "使用情况"], [Q1, A1, "常用"], [Q2, A2, "偶尔"]], entries=BARE
    ),
    "dates below a head of answers": one(
        [["问题", "答案", "客服回答"], [Q1, A1, "2025-01-01"], [Q2, A2, "2025-01-02"]],
        entries=BARE,
    ),
    "two columns that may be the question": one(
        [["编号", "来电", "摘要", "统一答复"], ["a", Q1, "几天退", A1], ["b", Q2, "几天到", A2]],
        entries=None,
    ),
    "a question about what is required": one(
        [["问题", "答案"], ["必填项有哪些？", "必填项有姓名和电话"], [Q2, A2]],
        entries=[("必填项有哪些？", (), "必填项有姓名和电话", ""), (Q2, (), A2, "")],
    ),
    "a question about a total": one(
        [["问题", "答案"], ["合计", "订单合计为各件之和。"], [Q2, A2]],
        entries=[("合计", (), "订单合计为各件之和。", ""), (Q2, (), A2, "")],
    ),
    "a telephone that is an answer": one(
        [["问题", "答案"], ["联系方式", "联系电话：95577"], [Q2, A2]],
        entries=[("联系方式", (), "联系电话：95577", ""), (Q2, (), A2, "")],
    ),
    "an answer that goes on below": one([["问题", "答案"], [Q1, A1], [None, A2]], entries=None),
    "enabled without an answer": one(
        [["问题", "答案", "状态"], [Q1, A1, "启用"], [Q2, None, "启用"]], entries=BARE[:1]
    ),
    "questions that begin with figures": one(
        [["问题", "答案"], ["1.5米的儿童收费吗", "收"], ["3、5号线怎么换", "站厅换"], [Q2, A2]],
        entries=[
            ("1.5米的儿童收费吗", (), "收", ""),
            ("3、5号线怎么换", (), "站厅换", ""),
            (Q2, (), A2, ""),
        ],
    ),
    "an answer of 无": one(
        [["问题", "答案"], ["有押金没有", "没有"], [Q2, A2]],
        entries=[("有押金没有", (), "没有", ""), (Q2, (), A2, "")],
    ),
    "one bare band is a title": one(
        [["退款问答"], ["问", Q1], ["答", A1], ["问", Q2], ["答", A2]], entries=BARE
    ),
    "kinds that are categories": one(
        [["类型", "问题", "答案"], ["咨询", Q1, A1], ["投诉", Q2, A2]],
        entries=[(Q1, (), A1, "咨询"), (Q2, (), A2, "投诉")],
    ),
    "a mark within one question": one(
        [["问题", "相似问", "答案"], [Q1, "微信、支付宝能退吗", A1], [Q2, "在吗？急！", A2]],
        entries=[(Q1, ("微信、支付宝能退吗",), A1, ""), (Q2, ("在吗？急！",), A2, "")],
    ),
}
