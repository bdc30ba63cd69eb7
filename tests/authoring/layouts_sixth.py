"""A sixth round, written when contents were weighed: of these 23 the first run read 17 right,
refused 2 and left 4 with a category or a separator unread."""

from __future__ import annotations

from tests.authoring.layouts import Expected, Layout, one

ROOM: list[Expected] = [
    (
        "体检前能吃东西吗？",
        ("要空腹吗", "早上可以喝水吗"),
        "抽血前请空腹8小时，可少量饮水。",
        "体检须知",
    ),
    ("体检要带什么？", ("需要身份证吗",), "请带身份证和预约短信。", "体检须知"),
    ("体检多久出报告？", (), "一般5个工作日，公众号可查。", "报告"),
    (
        "报告可以邮寄吗？",
        ("能寄到家里吗", "报告快递", "怎么邮寄报告"),
        "可以，邮费到付，前台登记地址。",
        "报告",
    ),
    ("可以改预约时间吗？", ("想换一天", "预约改期"), "您可在公众号改期一次，需提前一天。", "预约"),
    ("怎么取消预约？", ("不去了", "取消体检"), "在我的预约里点取消，费用原路退回。", "预约"),
]
NO_CATEGORY = [(q, v, a, "") for q, v, a, c in ROOM]
BARE = [(q, (), a, "") for q, v, a, c in ROOM]
NO_VARIANTS = [(q, (), a, c) for q, v, a, c in ROOM]


def _rows(sign: str, order: str = "cqva") -> list[list[object]]:
    return [[{"c": c, "q": q, "v": sign.join(v), "a": a}[k] for k in order] for q, v, a, c in ROOM]


LAYOUTS: dict[str, Layout] = {}
LAYOUTS["tags and priority"] = one(
    [
        ["标签", "优先级", "Q", "A", "别名"],
        *[
            ["热门" if i % 2 else "普通", "高", q, a, "/".join(v)]
            for i, (q, v, a, c) in enumerate(ROOM)
        ],
    ],
    entries=NO_CATEGORY,
)
LAYOUTS["dept col"] = one(
    [
        ["主管科室", "服务对象", "咨询问题", "同义问", "答复", "办理时限"],
        *[
            ["体检科", ["个人", "单位"][i % 2], q, "；".join(v), a, "5天"]
            for i, (q, v, a, c) in enumerate(ROOM)
        ],
    ],
    entries=NO_CATEGORY,
)
LAYOUTS["category last"] = one(
    [
        ["用户提问", "机器人答复", "用户其他说法", "知识分类"],
        *[[q, a, "\n".join(v), c] for q, v, a, c in ROOM],
    ],
    entries=ROOM,
)
LAYOUTS["sections in colA w num"] = one(
    [
        ["序号", "问", "答"],
        ["体检须知"],
        [1, ROOM[0][0], ROOM[0][2]],
        [2, ROOM[1][0], ROOM[1][2]],
        ["报告"],
        [3, ROOM[2][0], ROOM[2][2]],
        [4, ROOM[3][0], ROOM[3][2]],
        ["预约"],
        [5, ROOM[4][0], ROOM[4][2]],
        [6, ROOM[5][0], ROOM[5][2]],
    ],
    entries=NO_VARIANTS,
)
LAYOUTS["english heads"] = one(
    [
        ["Intent", "Sample utterances", "Bot says", "Folder", "Enabled?"],
        *[[q, "\n".join(v), a, c, "Yes"] for q, v, a, c in ROOM],
    ],
    entries=ROOM,
)
LAYOUTS["variants cols two-level"] = one(
    [
        ["类目", "用户问法", None, None, None, "答复话术"],
        [None, "标准", "扩展1", "扩展2", "扩展3", None],
        *[[c, q, *(list(v) + [None] * 3)[:3], a] for q, v, a, c in ROOM],
    ],
    "A1:A2",
    "B1:E1",
    "F1:F2",
    entries=ROOM,
)
LAYOUTS["kind 主/辅"] = one(
    [
        ["类别", "问法", "主/辅", "回复"],
        *[r for q, v, a, c in ROOM for r in [[c, q, "主", a], *[[c, x, "辅", None] for x in v]]],
    ],
    entries=ROOM,
)
LAYOUTS["blank rows between, note bottom"] = one(
    [
        ["题目", "解答"],
        *[r for q, v, a, c in ROOM for r in [[q, a], []]],
        ["以上内容如有变动以现场公告为准。"],
    ],
    entries=BARE,
)
LAYOUTS["Q： prefix in heads cells"] = one(
    [
        ["分类", "Q", "Q2", "Q3", "Q4", "A"],
        *[[c, q, *(list(v) + [None] * 3)[:3], a] for q, v, a, c in ROOM],
    ],
    entries=ROOM,
)
LAYOUTS["or sep"] = one(
    [["问题", "还可以问", "答案", "归类"], *_rows(" 或 ", "qvac")], entries=ROOM
)
LAYOUTS["comma sep few"] = one(
    [["问题", "相似问题", "答案", "归类"], *_rows("，", "qvac")], entries=ROOM
)
LAYOUTS["quoted list"] = one(
    [
        ["问题", "相似问题", "答案", "归类"],
        *[[q, "".join(f"“{x}”" for x in v), a, c] for q, v, a, c in ROOM],
    ],
    entries=ROOM,
)
LAYOUTS["1) lists inline"] = one(
    [
        ["问题", "相似问题", "答案", "归类"],
        *[[q, " ".join(f"{i}){x}" for i, x in enumerate(v, 1)), a, c] for q, v, a, c in ROOM],
    ],
    entries=ROOM,
)
LAYOUTS["state colours"] = one(
    [["问题", "答案", "归类", "启停"], *[[q, a, c, "启"] for q, v, a, c in ROOM]],
    entries=NO_VARIANTS,
)
LAYOUTS["two cats"] = one(
    [
        ["业务大类", "业务细类", "问题描述", "处理口径"],
        *[["门诊" if i < 4 else "预约", c, q, a] for i, (q, v, a, c) in enumerate(ROOM)],
    ],
    entries=[
        (q, (), a, ("门诊" if i < 4 else "预约") + "/" + c) for i, (q, v, a, c) in enumerate(ROOM)
    ],
)
LAYOUTS["channel answers short long"] = one(
    [["问题", "简短答复", "详细答复"], *[[q, a[:8], a] for q, v, a, c in ROOM]], entries=None
)
LAYOUTS["cat in sheet title"] = Layout(
    sheets=[
        (
            c,
            [
                [f"{c}常见问题"],
                ["提问", "回应", "补充问法"],
                *[[q, a, "|".join(v)] for q, v, a, cc in ROOM if cc == c],
            ],
            ["A1:C1"],
        )
        for c in ("体检须知", "报告", "预约")
    ],
    entries=ROOM,
)
LAYOUTS["cards horizontal"] = one(
    [
        r
        for q, v, a, c in ROOM
        for r in [["类目", c], ["问题", q], ["相似问", "；".join(v) or None], ["答案", a], []]
    ],
    entries=ROOM,
)
LAYOUTS["Q1 cell pairs rows"] = one(
    [r for i, (q, v, a, c) in enumerate(ROOM, 1) for r in [[f"{i}. {q}"], [f"答：{a}"]]],
    entries=BARE,
)
LAYOUTS["bare titles no nums"] = one(
    [
        ["问题", "答案", "备注"],
        *[
            r
            for c in ("体检须知", "报告", "预约")
            for r in [[c], *[[q, a, None] for q, v, a, cc in ROOM if cc == c]]
        ],
    ],
    entries=NO_VARIANTS,
)
LAYOUTS["wording rows no nums"] = one(
    [
        ["问题", "答案", "备注"],
        *[r for q, v, a, c in ROOM for r in [[q, a, None], *[["　" + x, None, None] for x in v]]],
    ],
    entries=NO_CATEGORY,
)
LAYOUTS["hits+score"] = one(
    [
        ["ID", "Title", "Synonyms", "Reply", "Category", "Hit", "CSAT"],
        *[[f"K{i}", q, ";".join(v), a, c, 10 * i, "98%"] for i, (q, v, a, c) in enumerate(ROOM)],
    ],
    entries=ROOM,
)
LAYOUTS["faq with version col"] = one(
    [
        ["模块", "子项", "问句", "答句", "版本", "责任人"],
        *[["体检", c, q, a, "v1", "王"] for q, v, a, c in ROOM],
    ],
    entries=[(q, (), a, "体检/" + c) for q, v, a, c in ROOM],
)
