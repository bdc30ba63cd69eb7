"""What the report says, in Chinese and English."""

from __future__ import annotations

from typing import Final

from xiaoer.errors import Words

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "title": ("客服机器人评测报告", "How well the service bot answers"),
    "subtitle": (
        "{n} 条标注问题，其中 {in_scope} 条应当回答，{oos} 条不该回答",
        "{n} labelled queries: {in_scope} that should be answered, {oos} that should not",
    ),
    "corpus": ("知识库 {hash}", "corpus {hash}"),
    "named_corpus": ("知识库 {name}（{hash}）", "corpus {name} ({hash})"),
    "asked": ("标注问题 {n} 条", "{n} labelled queries"),
    "self_title": ("客服机器人自测报告", "What to expect of the service bot"),
    "self_subtitle": (
        "没有标注问题：用知识库自己的 {questions} 条问法（{entries} 个知识点）推算",
        "No labelled queries: foretold from the corpus's own {questions} questions in {entries} "
        "entries",
    ),
    "self_asked": ("自测提问 {n} 次", "{n} queries of the self-test"),
    "self_coverage_title": ("预计能直接回答多少", "How often will it answer?"),
    "self_risk_title": ("预计回答里错多少", "How often will an answer be wrong?"),
    "self_coverage_note": (
        "每 100 位顾客约 {n} 位直接得到回答",
        "of 100 customers about {n} are answered",
    ),
    "self_risk_note": (
        "每 100 位顾客约 {n} 位得到错误的回答",
        "of 100 customers about {n} are told something wrong",
    ),
    "self_range": (
        "视问法而定：{low}–{high}（最好到最差，不是置信区间）",
        "depending on the wording {low}–{high} (best to worst, no interval of confidence)",
    ),
    "log_asked": ("日志 {n} 条消息", "{n} messages of the log"),
    "days": ("每天的问题，怎么处理的", "The queries of each day, and what became of them"),
    "days_note": (
        "每天一根柱子：直接回答、反问、转人工，叠在一起。",
        "A bar a day: answered, asked back, handed over, one upon the other.",
    ),
    "answers_title": ("能直接回答多少", "How often does it answer?"),
    "wrong_title": ("回答里错了多少", "How often is an answer wrong?"),
    "oos_title": ("不该答的答了多少", "How often does it answer what it should not?"),
    "answers_note": ("{n} 条里直接回答了 {hits} 条", "{hits} of {n} queries answered"),
    "wrong_note": ("{n} 个回答里错了 {hits} 个", "{hits} of {n} answers are wrong"),
    "oos_note": ("{n} 条里答了 {hits} 条", "{hits} of {n} out-of-scope queries answered"),
    "interval": ("95% 区间 {low}–{high}，{method}", "95% interval {low}–{high}, {method}"),
    "interval_95": ("95% 区间", "95% interval"),
    "none": ("没有数据", "no data"),
    "words": ("用大白话说", "In plain words"),
    "needed": ("想少答错，要付出什么", "What fewer errors would cost"),
    "needed_intro": (
        "机器人对每个回答都有一个置信度。把“够把握才回答”的门槛（阈值）调高，答错的变少，"
        "转人工的变多。现在的设置回答 {coverage}，答了的里面错 {risk}。",
        "Each answer has a confidence. The higher the confidence required (the threshold), the "
        "fewer errors, and the more work for people. As set now it answers {coverage} of the "
        "queries, and {risk} of its answers are wrong.",
    ),
    "limit": ("答错不超过", "wrong at most"),
    "threshold": ("阈值", "threshold"),
    "coverage": ("应答率", "coverage"),
    "change": ("比现在（百分点）", "against now (points)"),
    "impossible": ("做不到", "not possible"),
    "flatters": (
        "阈值是在同一批问题上挑的，偏乐观；要作承诺，请运行 xiaoer calibrate，"
        "它会给出保证，或说明为什么给不了。",
        "Chosen on the very queries it is judged by, this flatters. Before promising anything, run "
        "xiaoer calibrate: it certifies a threshold, or says why it cannot.",
    ),
    "curve": ("回答得越多，错得越多", "The more it answers, the more it gets wrong"),
    "curve_note": (
        "横轴：回答了多少；纵轴：回答里错的占多少。曲线是调动阈值的结果，"
        "浅色是 95% 区间（Wilson），圆点是现在的设置。",
        "Across: how much it answers. Up: how many of the answers are wrong. The line is what "
        "thresholds give, the band its 95% interval (Wilson), the dot where it is now.",
    ),
    "reliability": (
        "说有八成把握，是不是真有八成",
        "When it is 80% sure, is it right 80% of the time?",
    ),
    "reliability_note": (
        "横轴：机器人的置信度；纵轴：实际答对的比例。点越贴近虚线越可信；点越大，问题越多；"
        "竖线是 95% 区间（Wilson）。平均偏差 {ece}。",
        "Across: its confidence. Up: how often it was right. The closer to the dashed line, the "
        "better; larger dots stand for more queries, bars are 95% intervals (Wilson). Mean "
        "deviation {ece}.",
    ),
    "histogram": ("把握有多大，对错各如何", "How sure it was when right, when wrong, out of scope"),
    "histogram_note": (
        "每一行按置信度从低到高排列。理想的样子：对的都在右边，错的和不该答的都在左边。"
        "各行的高度各自成比例。",
        "Each row by confidence, low to high. Ideally the right ones stand to the right, the "
        "others to the left. Each row has a scale of its own.",
    ),
    "right": ("首位正确", "right entry first"),
    "wrong": ("首位错误", "wrong entry first"),
    "oos": ("不该回答", "out of scope"),
    "x_coverage": ("回答的占全部", "answered, of all queries"),
    "y_risk": ("答错的占回答的", "wrong, of those answered"),
    "x_confidence": ("置信度", "confidence"),
    "y_right": ("实际正确", "actually right"),
    "now": ("现在", "now"),
    "thresholds": ("各个阈值的结果", "What each threshold gives"),
    "thresholds_note": (
        "各行只看置信度；现在的设置还有别的规则（比如两个答案太接近就不答），所以与同一阈值略有出入。"
        "区间：各行为 Wilson，现在的设置为{method}。",
        "These rows go by confidence alone. The bot as set now has other rules too (two entries "
        "too close are not guessed between), so that it differs a little from the same threshold. "
        "Intervals: of the rows Wilson, of the bot as set now {method}.",
    ),
    "answered": ("回答", "answered"),
    "errors_count": ("其中错", "of these wrong"),
    "precision": ("准确率", "precision"),
    "as_set": ("现在的设置", "as set now"),
    "confusions": ("最常答混的问题", "Most frequent confusions"),
    "confusions_none": ("没有答错的。", "Nothing was answered wrongly."),
    "should": ("应为", "should be"),
    "got": ("答成", "answered as"),
    "times": ("次数", "times"),
    "nothing": ("不该回答", "nothing"),
    "errors": ("答错的问题，越有把握越靠前", "Wrong answers, the most confident first"),
    "handovers": ("不必要的转人工：首位就是对的", "Handed over though the right entry came first"),
    "ask_backs": ("无用的反问：选项里没有正确的", "Asked back without a right entry to choose"),
    "offered": ("给的选项", "offered"),
    "query": ("问题", "query"),
    "why": ("为什么", "why"),
    "more": ("……另有 {n} 项，见 JSON", "… and {n} more, see the JSON"),
    "foot": (
        "由 xiaoer 生成；这一页不联网，可以直接转发。",
        "Made by xiaoer. This page needs no network and can be passed on as it is.",
    ),
}

text: Final = Words(texts=TEXTS)
"""The text of a key in a language, its ``{fields}`` filled."""
