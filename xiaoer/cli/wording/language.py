"""What the program itself says, in Chinese or English.

What a customer reads comes from the corpus and is Chinese; notes, explanations and faults
for developers and operators follow ``--lang``.
"""

import locale
import os
from collections.abc import Mapping
from typing import Final

from xiaoer.errors import Lang, Words

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "sample": (
        "未指定 --faq：使用自带的示例知识库（{count} 条）",
        "no --faq given: using the sample corpus ({count} entries)",
    ),
    "error": ("错误：", "error: "),
    "stdout_closed": (
        "标准输出已关闭，结果无处可写；不需要结果时请用 >/dev/null",
        "standard output is closed, so that no result can be written; use >/dev/null if none is "
        "wanted",
    ),
    "unknown_name": ("没有名为 “{name}” 的{kind}", 'unknown {kind} "{name}"'),
    "nearest": ("，是不是 “{nearest}”？", '; did you mean "{nearest}"?'),
    "known": ("，可用的有：{known}", "; expected one of: {known}"),
    "audience": ("身份（audience）", "audience"),
    "channel": ("渠道（channel）", "channel"),
    "queue": ("队列（queue）", "queue"),
    "figure": ("指标", "figure"),
    "cost": ("成本", "cost"),
    "evaluating": ("评测", "evaluating"),
    "comparing": ("对比", "comparing"),
    "report_written": ("报告已写到 {path}", "report written to {path}"),
    "damaged": ("跳过 {line}", "skipped {line}"),
    "more_damaged": ("另有 {count} 行读不出来", "{count} more lines cannot be read"),
    "xlsx_name": (
        "{path}：工作簿的文件名要以 .xlsx 结尾",
        "{path}: the name of a workbook ends in .xlsx",
    ),
    "no_query": (
        "日志里没有可标注的问题",
        "the log has no query to label",
    ),
    "sampled": (
        "{queries} 个问题里抽了 {drawn} 个，相同的合并后 {rows} 行",
        "{drawn} of {queries} queries drawn, {rows} rows with equal ones folded",
    ),
    "no_log": (
        "没有一行读得出来；应为 DecisionLog 写的日志",
        "no line can be read; expected a log that DecisionLog wrote",
    ),
    "no_queries": (
        "没有标注问题：{path} 不存在。请写明标注问题的文件；还没有标注的话，"
        "可以用知识库自己的问法自测：{command}",
        "no labelled queries: there is no {path}. Name a file of them; or, while there is none, "
        "test the corpus by its own questions: {command}",
    ),
    "not_with_self": (
        "--self 不用标注问题，也不能和这些一起用：{names}",
        "--self needs no labelled queries and does not go with: {names}",
    ),
    "edited_unseen": (
        "注意：{count} 个知识点改过，但没有一条问题由它们回答：{ids}",
        "note: {count} entries were edited that no query was answered with: {ids}",
    ),
    "leaks_apart": (
        "{count} 条与知识库的问题一字不差，不计入对比",
        "{count} queries equal a question of a corpus and are kept apart",
    ),
    "stale": (
        "注意：{path}（{date}）已不适用：知识库或引擎之后有改动。现在用的是没有保证的默认阈值。{renewal}。",
        "note: {path} of {date} no longer fits: corpus or engine have changed since. The "
        "uncertified defaults are used; {renewal}.",
    ),
    "oos_left_out": (
        "--in-scope-only：{count} 条不该回答的标注不计入",
        "--in-scope-only: {count} out-of-scope labels are left out",
    ),
    "labels_again": (
        "注意：{n} 条标注里，{count} 条在 {date} 已经作过一次保证，之后知识库增加了 {added} 条"
        "问题。照着哪些标注改的，那些就不再是公平的样本，会让结果偏好。",
        "Note: {count} of the {n} labels served the certificate of {date}, and {added} questions "
        "were added since. Labels that the edit was made from are no fair sample: they flatter.",
    ),
    "calibrating": ("校准", "calibrating"),
    "calibration_written": ("已写到 {path}", "written to {path}"),
    "calibration_dry": ("（--dry-run：没有写文件）", "(--dry-run: nothing written)"),
    "calibration_sample": (
        "（自带的示例知识库不写校准文件；用 --out 指定文件）",
        "(nothing is written beside the sample corpus; name a file with --out)",
    ),
    "calibration_kept": (
        "没有写文件；原有的 {path} 仍在，并且照旧使用。",
        "Nothing written; {path} is still there, and still used.",
    ),
    "calibration_none": ("没有写文件。", "Nothing written."),
    "more_warnings": ("还有 {count} 条警告", "and {count} more warnings"),
    "confidence": ("置信度 {value:.2f}", "confidence {value:.2f}"),
    "to_queue": ("转到 {label}（{queue}）", "to {label} ({queue})"),
    "cut": ("问题过长，截去 {count} 个字", "query cut by {count} characters"),
    "understood": ("按“{text}”理解", 'taken as "{text}"'),
    "parts": ("{count} 个问题", "{count} questions"),
    "fields": ("需要：{names}", "needs: {names}"),
    "demo_audience": (
        "--demo 的对话自己写明身份，不和 --audience 一起用",
        "--demo plays dialogues that say who asks: it does not go with --audience",
    ),
    "demo_none": (
        "{path} 里没有标记 demo 的对话；要播放全部，用 --demo {path}",
        "no dialogue in {path} is marked demo; play all of them with --demo {path}",
    ),
    "demo_customer": ("客户：", "customer: "),
    "demo_bot": ("小二：", "xiaoer: "),
    "demo_nothing": ("（没有内容）", "(nothing)"),
    "demo_accepted": ("人工客服接起了对话", "a person takes the talk"),
    "demo_release": ("人工服务结束，回到机器人", "the person gives the talk back to the bot"),
    "demo_fault": ("与剧本不符：{fault}", "not as written: {fault}"),
    "demo_played": (
        "共 {dialogues} 段对话，{turns} 轮，{faulty} 轮与剧本不符",
        "{dialogues} dialogues, {turns} turns, {faulty} not as written",
    ),
    "convert_two": (
        "要写明读什么、写到哪里：xiaoer convert IN OUT",
        "say what to read and where to write: xiaoer convert IN OUT",
    ),
    "convert_template": (
        "--template 只要一个文件：xiaoer convert --template OUT.xlsx",
        "--template takes one file: xiaoer convert --template OUT.xlsx",
    ),
    "convert_dry": ("（--dry-run：没有写文件）", "(--dry-run: nothing written)"),
    "built": (
        "已写好 {path}：{entries} 个知识点，{questions} 个问法，{size} KB",
        "written: {path} ({entries} entries, {questions} questions, {size} KB)",
    ),
    "not_opened": (
        "没有用编译好的知识库 {path}（{why}）；已重新读取知识库，请再运行 xiaoer build",
        "{path} is not used: {why}; the corpus was read instead; run xiaoer build again",
    ),
    "convert_written": ("已写好 {names}", "written: {names}"),
    "convert_same": ("没有要改的，没有写文件", "nothing to change, nothing written"),
    "exists": (
        "这些文件已经存在，一个也没有写：",
        "these files exist already, nothing was written:",
    ),
    "written": ("已在 {folder} 写好：", "written to {folder}:"),
    "try": ("接下来可以试试：", "now try:"),
    "edit": (
        "然后用任何文本编辑器修改这些 .yaml 文件，保存后再问一次。",
        "Then edit the .yaml files with any text editor, save, and ask again.",
    ),
    "file_settings": (
        "设置：身份、渠道、队列、话术、词语",
        "settings: audiences, queues, texts, words",
    ),
    "file_entries": ("问题和答案", "questions and answers"),
    "file_schema": ("编辑器的提示和检查用，不用改", "for hints in editors; leave as it is"),
}

say: Final = Words(texts=_WORDS)
"""The sentence of a key in a language, its ``{fields}`` filled."""

ACTIONS: Final[dict[str, str]] = {
    "answer": "回答",
    "self_service": "自助服务",
    "clarify": "反问",
    "chat": "寒暄",
    "escalate": "转人工",
    "suppressed": "不作声",
}


def default_lang(environ: Mapping[str, str] = os.environ) -> Lang:
    """Chinese where the locale of messages is Chinese, else English.

    >>> default_lang({"LANG": "zh_CN.UTF-8"}), default_lang({"LC_ALL": "C", "LANG": "zh_CN"})
    ('zh', 'en')
    """
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), None)
    if name is None:  # Windows sets none of them
        name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
