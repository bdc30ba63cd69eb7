"""What the statistics of a log say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.service.decision_log.iterate import DamagedLine
from xiaoer.service.reply.labels import REASONS

TITLE: Final = ("日志统计", "Statistics of the log")

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "summary": ("概要", "In plain words"),
    "nothing": ("日志里没有一条回复。", "There is no reply in the log."),
    "period": (
        "{first} 到 {last}，{messages} 条消息，其中 {asked} 条是在问问题；{talks} 段对话。",
        "{first} to {last}: {messages} messages, {asked} of them queries; {talks} conversations.",
    ),
    "answered": (
        "每 100 个问题，机器人直接回答 {answered} 个，反问 {clarified} 个，转人工 {escalated} 个。",
        "Of 100 queries {answered} were answered, {clarified} asked back, {escalated} handed over.",
    ),
    "rated": (
        "{rated} 条有评价：点踩 {unhelpful}，解决 {solved}，点赞 {helpful}，人工接手 {taken}。",
        "{rated} replies were rated: {unhelpful} down, {solved} solved, {helpful} up; after "
        "{taken} a person took over.",
    ),
    "not_rated": ("没有一条回复有评价。", "No reply was rated."),
    "said": (
        "另外，客户在对话里说解决了 {solved} 次，说没用 {denied} 次。",
        "In the talks customers said {solved} times that it was solved, {denied} times that it "
        "was no help.",
    ),
    "damaged": (
        "{n} 行读不出来，没有计入：{places}",
        "{n} lines could not be read and are left out: {places}",
    ),
    "unmatched": (
        "{n} 条评价说的回复不在读到的日志里，没有计入。",
        "{n} verdicts are on replies that are not in what was read; they are left out.",
    ),
    "figures": ("总体", "All in all"),
    "escalations": ("为什么转人工", "Why it handed over"),
    "ask_backs": ("反问之后，客户怎么做", "What followed a question back"),
    "ask_backs_below": (
        "“选了”：选了列出的一条、自己说了出来，或说是；占比只算知道后来怎样的（有会话编号）。",
        '"Taken": an entry that was listed was chosen, or asked for in own words, or agreed to; '
        "the share is of those in a known conversation.",
    ),
    "places": ("选了列出的第几条", "Which of the list was taken"),
    "days": ("按天", "By day"),
    "corpora": ("按知识库版本", "By version of the corpus"),
    "entries": ("各知识点", "Entry by entry"),
    "never": ("从未命中的知识点 × {n}", "Entries never hit × {n}"),
    "more": ("……另有 {n} 项，见 JSON 或 XLSX", "… and {n} more, see the JSON or XLSX"),
    "torn": ("只有半行", "half a line"),
    "too_long": ("太长，不是日志的行", "too long for a line of a log"),
    "broken": ("压缩文件到这里断了", "the packed file breaks off here"),
    "no_json": ("不是 JSON", "no JSON"),
    "version": (
        "是 {found} 版的行，这里只读 1 版；请升级 xiaoer",
        "a line of version {found}, and 1 is read here; upgrade xiaoer",
    ),
    "no_record": (
        "不是日志的行；应为 DecisionLog 写的一行",
        "no line of a log; expected one that DecisionLog wrote",
    ),
    "reason": ("原因", "reason"),
    "count": ("次数", "count"),
    "share": ("占比", "share"),
    "interval": ("95% 区间", "95% interval"),
    "figure": ("指标", "figure"),
    "value": ("数值", "value"),
    "of": ("其中／共", "hits / n"),
    "coverage": ("应答率", "coverage"),
    "escalation": ("转人工率", "handed over"),
    "clarify_rate": ("反问率", "asked back"),
    "talk_escalation": ("转人工的对话", "conversations handed over"),
    "rated_share": ("有评价的回复", "replies rated"),
    "solved_share": ("解决率（有评价的里面）", "solved, of those rated"),
    "unhelpful_share": ("点踩率（有评价的里面）", "rated down, of those rated"),
    "kind": ("怎么问的", "how it asked"),
    "clarify": ("列出几条，问是哪一条", "which of a list"),
    "shown": ("问是不是它，答案附在下面", "is it this one, the answer below"),
    "n": ("次数", "n"),
    "taken": ("选了", "taken"),
    "taken_share": ("选了的占比", "share taken"),
    "refused": ("说都不是", "refused"),
    "person": ("转了人工", "to a person"),
    "elsewhere": ("说了别的", "something else"),
    "left": ("没有再说", "left"),
    "alone": ("没有会话编号", "no conversation"),
    "place": ("第几条", "place"),
    "day": ("日期", "day"),
    "messages": ("消息", "messages"),
    "asked": ("问题", "queries"),
    "unhelpful": ("点踩", "rated down"),
    "solved": ("解决", "solved"),
    "helpful": ("点赞", "rated up"),
    "taken_over": ("人工接手", "taken over"),
    "said_solved": ("说解决了", "said solved"),
    "said_denied": ("说没用", "said no help"),
    "hash": ("知识库", "corpus"),
    "first": ("从", "from"),
    "last": ("到", "to"),
    "id": ("编号", "id"),
    "question": ("标准问", "question"),
    "hits": ("命中", "hits"),
    "handed_over": ("按知识库转人工", "a person's, by the corpus"),
    "shown_count": ("附在反问下", "shown"),
    "offered": ("列入反问", "offered"),
    "chosen": ("被选中", "chosen"),
    "bar_answered": ("回答", "answered"),
    "bar_clarified": ("反问", "asked back"),
    "bar_escalated": ("转人工", "handed over"),
    "good_share": ("好评率", "rated well"),
}
say: Final = Words(texts=_WORDS)
"""The text of a key in a language, its ``{fields}`` filled."""

_REASONS: Final[Mapping[str, str]] = {str(key): value for key, value in REASONS.items()}


def title_of(lang: Lang) -> str:
    """The title of the page."""
    return TITLE[lang == "en"]


def heads(keys: str, lang: Lang) -> tuple[str, ...]:
    """The heads of columns, given as their keys with spaces between."""
    return tuple(say(key, lang) for key in keys.split())


def reason_name(reason: str, lang: Lang) -> str:
    """A reason as people read it; one of a newer version as it is written."""
    return _REASONS.get(reason, reason) if lang == "zh" else reason.replace("_", " ")


def place_of(line: DamagedLine, lang: Lang) -> str:
    """Where a damaged line is, and why it cannot be read."""
    return f"{line.file}:{line.line}: {say(line.why, lang, found=line.found)}"
