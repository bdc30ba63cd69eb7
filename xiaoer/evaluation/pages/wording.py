"""What the figures are called, and say in plain words, in Chinese and English."""

from __future__ import annotations

from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.evaluation.measures import Proportion

TITLES: Final[dict[str, tuple[str, str]]] = {
    "top1": ("首位命中率（应答范围内）", "top-1, in scope"),
    "r3": ("召回率@3", "R@3"),
    "r5": ("召回率@5", "R@5"),
    "mrr": ("MRR", "MRR"),
    "macro_top1": ("首位命中率，按知识点平均", "top-1, mean over entries"),
    "coverage": ("应答率", "coverage"),
    "precision": ("准确率（答了的里面答对的）", "precision"),
    "risk": ("答错的占答了的", "risk"),
    "wrong_answer_rate": ("误答率（答错的占全部）", "wrong answers, of all queries"),
    "in_scope_answered": ("应答范围内的应答率", "answered, of in-scope queries"),
    "needless_escalations": ("不必要的转人工（占应答范围内）", "needless escalations, in scope"),
    "clarify_rate": ("反问率", "asked back"),
    "clarify_success": ("反问有效（选项里有正确的）", "asked back with a right choice"),
    "shown_rate": ("答案附在反问下面（不算应答）", "shown below a question back, not answered"),
    "shown_precision": ("　其中正确的", "  of these the right entry"),
    "oos_answered": ("该拒识却答了", "out of scope, answered"),
    "oos_near_answered": ("　其中相近的问题", "  near the corpus"),
    "oos_far_answered": ("　其中无关的问题", "  far from it"),
    "brier": ("Brier", "Brier"),
    "brier_of_constant": ("　最佳常数的 Brier", "  of the best constant"),
    "log_loss": ("对数损失", "log loss"),
    "ece": ("置信度平均偏差 ECE（15 个等量分组）", "ECE, 15 equal-mass bins"),
    "aurc": ("AURC（越低越好）", "AURC (lower is better)"),
    "coverage_at_1": ("风险 1% 内的应答率", "coverage at 1% risk"),
    "coverage_at_2": ("风险 2% 内的应答率", "coverage at 2% risk"),
    "coverage_at_5": ("风险 5% 内的应答率", "coverage at 5% risk"),
    "coverage_at_10": ("风险 10% 内的应答率", "coverage at 10% risk"),
    "cost_per_1000": ("每千条成本", "cost per 1,000 queries"),
}
"""The figures' names for people."""

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "answers": (
        "{n} 条标注问题中，直接回答了 {hits} 条：应答率 {share}{interval}。",
        "Of {n} labelled queries {hits} are answered: coverage {share}{interval}.",
    ),
    "precision": (
        "答了的里面 {share} 是对的{interval}，答错 {wrong} 条：每 100 位顾客约有 {rate} 位"
        "得到错误的答案。",
        "{share} of the answers are right{interval}, {wrong} are wrong: of 100 customers about "
        "{rate} are told something wrong.",
    ),
    "silent": (
        "一条也没有回答，准确率无从谈起。",
        "Nothing is answered: there is no precision.",
    ),
    "oos": (
        "不该回答的 {n} 条里，答了 {hits} 条（{share}）。",
        "Of {n} queries that nothing should answer, {hits} are answered ({share}).",
    ),
    "needless": (
        "有 {hits} 条本来能答对，却转了人工（占应答范围内 {n} 条的 {share}）。",
        "{hits} are handed to a person though the right entry came first ({share} of {n} "
        "in scope).",
    ),
    "clarify": (
        "反问 {n} 条，其中 {hits} 条的选项里有正确的知识点（{share}）。",
        "{n} are asked back, {hits} of them with a right entry to choose ({share}).",
    ),
    "shown": (
        "另有 {n} 条因为和知识库的问题只差一点，没有直接回答，而是问是不是它、把答案附在下面，其中 "
        "{hits} 条是对的（{share}）；应答率、准确率和认证都不算它们。",
        "{n} more are nearly a question of the corpus: its answer is shown below the question "
        "whether it is meant, rightly in {hits} ({share}). Coverage, precision and a certificate "
        "do not count them.",
    ),
    "stopped": (
        "右边三栏：直接回答的话，会答对、会答错、或本来就不该回答的条数。",
        "The columns count what answering would have been: right, wrong, or out of scope.",
    ),
    "cost": (
        "现在每千条的成本是 {now}；阈值取 {threshold} 时最低，为 {best}（应答率 {coverage}）。",
        "1,000 queries cost {now} now; least with a threshold of {threshold}: {best} "
        "(coverage {coverage}).",
    ),
    "cost_now": (
        "现在每千条的成本是 {now}，换成任何一个阈值都不会更低（最低 {best}）。",
        "1,000 queries cost {now} now; no threshold would cost less (at best {best}).",
    ),
    "cost_nothing": (
        "现在每千条的成本是 {now}；一条也不回答反而最低，为 {best}。",
        "1,000 queries cost {now} now; answering none would cost least: {best}.",
    ),
    "no_out_of_scope": (
        "注意：没有一条不该回答的问题（gold: null），拒识能力没有测到，准确率偏高。",
        "Note: no query is out of scope (gold: null): rejection is not measured, and precision "
        "flatters.",
    ),
    "no_in_scope": (
        "注意：每一条都不该回答（gold: null），命中率和准确率没有测到。",
        "Note: every query is out of scope (gold: null): ranking and precision are not measured.",
    ),
    "nothing_answered": (
        "注意：一条也没有回答。",
        "Note: nothing was answered.",
    ),
    "leaks": (
        "注意：{n} 条与知识库的问题一字不差，什么也测不出，已单独列出，不计入。",
        "Note: {n} queries equal a question of the corpus; they measure nothing and are kept "
        "apart.",
    ),
    "weighted": (
        "这批问题是从日志里抽的：百分比和区间按权重算，是对整个日志的估计；条数是标注的条数。",
        "Drawn from a log: shares and intervals are weighted, and estimate the whole log; counts "
        "are of the labels.",
    ),
    "keys_left_out": (
        "注意：这些字段的取值太多，不分组：{keys}。",
        "Note: too many values to be slices: {keys}.",
    ),
    "flatters": (
        "阈值是在同一批问题上挑的，偏乐观；要作承诺，请用 xiaoer calibrate。",
        "Chosen on the queries it is judged by, this flatters; before promising, run xiaoer "
        "calibrate.",
    ),
    "missed": (
        "{entry}：{n} 条问到它，没有一条答对（{first} 条排在首位，但没有回答）",
        "{entry}: {n} queries about it, none answered right ({first} ranked first, not answered)",
    ),
    "unasked": (
        "还有 {n} 个知识点没有一条标注问题：{ids}",
        "{n} more entries have no labelled query: {ids}",
    ),
    "gate_passed": (
        "达标　 {gate}：{value}",
        "met      {gate}: {value}",
    ),
    "gate_failed": (
        "未达标 {gate}：{value}",
        "NOT MET  {gate}: {value}",
    ),
    "gate_none": (
        "未达标 {gate}：没有数值（分母为 0，或没有给出）",
        "NOT MET  {gate}: it has no value (nothing to measure, or not given)",
    ),
    "base": (
        "原句答对 {hits}/{n} 条，再看改写之后；种子 {seed}。",
        "{hits} of {n} in-scope queries are answered right; this is what becomes of them. "
        "Seed {seed}.",
    ),
    "gold": ("应为", "gold"),
    "answered": ("答成", "answered"),
    "none": ("不该回答", "nothing"),
    "intervals": (
        "括号内为 95% 区间（Wilson）。",
        "In brackets: Wilson 95% intervals.",
    ),
    "drawn": ("95% 区间 {low}–{high}，{method}", "95% interval {low}–{high}, {method}"),
    "bootstrap": ("按知识点自助抽样", "bootstrap over entries"),
    "wilson": ("Wilson", "Wilson"),
    "methods": (
        "95% 区间：首位命中率、应答率、准确率和答错的占比按知识点自助抽样（bootstrap），"
        "其余为 Wilson。",
        "95% intervals: of top-1, coverage, precision and risk by bootstrap over entries, of the "
        "others by Wilson.",
    ),
    "offered": ("给的选项", "offered"),
    "nothing": ("没有", "none"),
    "more": ("……另有 {n} 项", "… and {n} more"),
}

HEADINGS: Final[dict[str, tuple[str, str]]] = {
    "title": ("评测结果", "Evaluation"),
    "summary": ("概要", "In plain words"),
    "figures": ("指标", "Figures"),
    "at_risk": ("风险与应答率", "Risk and coverage"),
    "costs": ("成本", "Costs"),
    "bins": ("置信度分组", "Confidence, bin by bin"),
    "slices": ("分组", "Slices"),
    "confusions": ("最常混淆的知识点", "Most frequent confusions"),
    "errors": ("最严重的错误（越有把握越靠前）", "Worst errors, the most confident first"),
    "handovers": (
        "不必要的转人工（首位就是对的）",
        "Handed over though the right entry came first",
    ),
    "ask_backs": ("无用的反问（选项里没有正确的）", "Asked back without a right entry to choose"),
    "stopped": ("因差异没有直接回答的", "Not answered because something differs"),
    "missed": ("从未答对的知识点", "Entries never answered right"),
    "leaks": ("与知识库问题相同、未计入的", "Kept apart: equal to a question of the corpus"),
    "robustness": ("改写之后", "Robustness"),
}
"""The headings of a page."""

COLUMNS: Final[dict[str, tuple[str, str]]] = {
    "figure": ("指标", "figure"),
    "value": ("数值", "value"),
    "interval": ("95% 区间", "95% interval"),
    "count": ("条数", "count"),
    "limit": ("风险上限", "risk at most"),
    "threshold": ("阈值", "threshold"),
    "coverage": ("应答率", "coverage"),
    "range": ("置信度", "confidence"),
    "mean": ("平均", "mean"),
    "right": ("实际正确", "right"),
    "slice": ("分组", "slice"),
    "n": ("条数", "n"),
    "top1_percent": ("首位命中 %", "top-1 %"),
    "coverage_percent": ("应答率 %", "coverage %"),
    "precision_percent": ("准确率 %", "precision %"),
    "gold": ("应为", "gold"),
    "answered": ("答成", "answered as"),
    "times": ("次数", "times"),
    "phenomenon": ("改写", "phenomenon"),
    "kept": ("应有的结果", "as it must"),
    "wrong": ("答错", "wrong"),
    "difference": ("差异", "difference"),
    "would_right": ("会答对", "right"),
    "would_wrong": ("会答错", "wrong"),
    "would_oos": ("不该回答", "out of scope"),
}
"""The heads of columns."""


say: Final = Words(texts=_SENTENCES)
"""The sentence of a key."""


def heading(key: str, lang: Lang) -> str:
    """A heading."""
    return HEADINGS[key][lang == "en"]


def columns(keys: str, lang: Lang) -> tuple[str, ...]:
    """The heads of these columns, given as their keys with spaces between."""
    return tuple(COLUMNS[key][lang == "en"] for key in keys.split())


def title(name: str, lang: Lang) -> str:
    """What a figure is called."""
    return TITLES[name][lang == "en"]


def percent(value: float | None) -> str:
    """A share in per cent; "–" where there is none.

    >>> percent(0.8571), percent(None)
    ('85.7%', '–')
    """
    return "–" if value is None else f"{100 * value:.1f}%"


def number(value: float | None) -> str:
    """A number with three decimals; "–" where there is none."""
    return "–" if value is None else f"{value:.3f}"


def cell(share: Proportion) -> str:
    """A share for a narrow column: value, interval, counts.

    >>> cell(Proportion(6, 7))
    '86% (49–97) 6/7'
    """
    interval = share.interval()
    if share.value is None or interval is None:
        return "–"
    low, high = (f"{100 * end:.0f}" for end in interval)
    return f"{100 * share.value:.0f}% ({low}–{high}) {share.hits}/{share.n}"


def slim(share: Proportion, *, counts: bool = True) -> str:
    """A share for a very narrow column, in per cent.

    >>> slim(Proportion(6, 7)), slim(Proportion(6, 7), counts=False)
    ('86 (49–97) 6/7', '86 (49–97)')
    """
    shown = cell(share).replace("%", "")
    return shown if counts else shown.removesuffix(f" {share.hits}/{share.n}")
