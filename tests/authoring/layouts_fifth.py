"""A fifth round: layouts in which the contents say what the heads do not. They were written before
the reader weighed contents, and were run for the first time when it did."""

from __future__ import annotations

from datetime import date

from tests.authoring.layouts import Expected, Layout, one

SCHOOL: list[Expected] = [
    ("学车要多少钱？", ("学费多少", "C1多少钱"), "C1手动挡3980元，含一次补考费。", "报名"),
    ("报名带什么材料？", ("要带身份证吗", "报名带啥"), "请带身份证原件和两张照片。", "报名"),
    ("怎么预约练车？", ("约车", "练车怎么约"), "您在公众号上约，提前一天。", "练车"),
    ("下雨还练车吗？", (), "小雨照常；大雨停练，教练会短信通知您。", "练车"),
    ("科目二挂了怎么办？", ("科二没过", "补考要钱吗"), "十天后可再约，第一次补考免费。", "考试"),
    ("多久能拿到驾照？", ("几个月拿证",), "科目四通过当天领证，平均两到三个月。", "考试"),
]  # fmt: skip
PLAIN = [(question, variants, answer, "") for question, variants, answer, _ in SCHOOL]
SHORT = [(question, (), answer, "") for question, _, answer, _ in SCHOOL]


def _rows(sign: str) -> list[tuple[str, str, str, str]]:
    return [(c, q, sign.join(vs), a) for q, vs, a, c in SCHOOL]


def _marked() -> list[list[object]]:
    rows: list[list[object]] = []
    for number, (question, variants, answer, _) in enumerate(SCHOOL, 1):
        rows.append([number, "问", question])
        rows += [[None, "别的问法", text] for text in variants]
        rows.append([None, "答", answer])
    return rows


def _outline() -> list[list[object]]:
    rows: list[list[object]] = []
    seen: list[str] = []
    for number, (question, variants, answer, category) in enumerate(SCHOOL, 1):
        if category not in seen:
            seen.append(category)
            rows.append([None, category, None])
        rows.append([f"{len(seen)}.{number}", question, answer])
        rows += [["-", text, None] for text in variants]
    return rows


def _long() -> list[list[object]]:
    rows: list[list[object]] = []
    for number, (question, variants, answer, category) in enumerate(SCHOOL, 1):
        for place, text in enumerate((question, *variants)):
            rows.append([f"G{number:02}", int(place == 0), text, answer if place == 0 else None])
            rows[-1].append(category)
    return rows


def _answers_by_line() -> tuple[list[list[object]], list[str], list[Expected]]:
    rows: list[list[object]] = [["常见提问", "口径"]]
    merged: list[str] = []
    entries: list[Expected] = []
    for question, _, answer, _ in SCHOOL[:4]:
        lines = [answer, "有疑问请问前台。"]
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 2}")
        rows += [[question, lines[0]], [None, lines[1]]]
        entries.append((question, (), "\n".join(lines), ""))
    return rows, merged, entries


_LINES = _answers_by_line()

LAYOUTS: dict[str, Layout] = {
    "heads that mean nothing": one(
        [
            ["归口", "来访者", "备选", "窗口意见", "经手"],
            *[[*row, who] for row, who in zip(_rows(" ‖ "), "甲乙甲乙乙甲", strict=True)],
        ],
        entries=SCHOOL,
    ),
    "a column that marks each row": one([["号", "行别", "文字"], *_marked()], entries=PLAIN),
    "two tables side by side": one(
        [
            ["问题", "回答", None, "问题", "回答"],
            *[
                [left[0], left[2], None, right[0], right[2]]
                for left, right in zip(SHORT[:3], SHORT[3:], strict=True)
            ],
        ],
        entries=[*SHORT[:3], *SHORT[3:]],
    ),
    "an outline of titles, questions and wordings": one(
        [["", "咨询要点", "答复意见"], *_outline()], entries=SCHOOL
    ),
    "a path with arrows and states with signs": one(
        [
            ["Page", "Aliases", "Parent path", "Text", "Publish"],
            *[[q, v, f"驾校 → {c}", a, "🟢 Live"] for c, q, v, a in _rows(" ~ ")],
        ],
        entries=[(q, v, a, f"驾校/{c}") for q, v, a, c in SCHOOL],
    ),
    "question and answer in one cell": one(
        [
            ["驾校问答速查"],
            [],
            *[[f"Q. {question}\nA. {answer}"] for question, _, answer, _ in SHORT],
        ],
        entries=SHORT,
    ),
    "heads in two languages below each other": one(
        [
            ["驾校知识导入模板", None, None, None],
            ["所属栏目", "访客提问", "同类提问", "机器人回应"],
            ["Section", "Visitor question", "Similar questions", "Bot response"],
            ["（下拉）", "（20字以内）", "（以 # 分开）", "（必填）"],
            *[list(row) for row in _rows("#")],
        ],
        "A1:D1",
        entries=SCHOOL,
    ),
    "the same in two languages": one(
        [
            ["问题（中文）", "Question (EN)", "答案（中文）", "Answer (EN)"],
            *[
                [question, f"How about no. {at}?", answer, f"This is answer number {at}, please."]
                for at, (question, _, answer, _) in enumerate(SHORT)
            ],
        ],
        entries=SHORT,
    ),
    "a flag for the main wording": one(
        [["组号", "主问法", "说法", "应答", "板块名"], *_long()], entries=SCHOOL
    ),
    "a sheet a topic, numbers begin anew": Layout(
        sheets=[
            ("封面", [["驾校问答手册"], ["共 3 章", "版本 2"]], []),
            *[
                (
                    name,
                    [
                        ["№", "学员提问", "学员也这样说", "教务回应"],
                        *[
                            [n, q, "".join(f"{v}；" for v in vs), a]
                            for n, (q, vs, a, c) in enumerate(
                                [row for row in SCHOOL if row[3] == name], 1
                            )
                        ],
                    ],
                    [],
                )
                for name in ("报名", "练车", "考试")
            ],
        ],
        entries=SCHOOL,
    ),
    "answers that are no texts": one(
        [
            ["问", "答"],
            ["学车要多少钱？", 3980],
            ["补考费是多少？", 150.5],
            ["最近一次考试是哪天？", date(2026, 11, 20)],
            ["怎么预约练车？", "您在公众号点我要约车。"],
        ],
        entries=[
            ("学车要多少钱？", (), "3980", ""),
            ("补考费是多少？", (), "150.5", ""),
            ("最近一次考试是哪天？", (), "2026-11-20", ""),
            ("怎么预约练车？", (), "您在公众号点我要约车。", ""),
        ],
    ),
    "an answer over two rows": one(_LINES[0], *_LINES[1], entries=_LINES[2]),
}
