"""Reasons and kinds of entities as operators and agents read them."""

from collections.abc import Mapping
from typing import Final

from xiaoer.matching.match import Difference, DifferenceKind
from xiaoer.service.reply.action import Reason
from xiaoer.text.entities import EntityKind

REASONS: Final[Mapping[Reason, str]] = {
    "exact": "与知识库问题一致",
    "matched": "问题匹配",
    "chosen": "选了列出的问题",
    "follow_up": "接着上一个问题问",
    "field_given": "补充了办理所需的信息",
    "ambiguous": "相近的问题不止一个",
    "unsure": "把握不大，先问一声",
    "audience": "答案因身份而异",
    "underspecified": "问得太短",
    "unsolved": "多次没有解决",
    "repeated": "同一个问题又问了一遍",
    "low_confidence": "把握不足",
    "out_of_scope": "知识库里没有",
    "polarity": "意思相反",
    "human_requested": "要求人工",
    "restricted": "限制话题",
    "entry_escalates": "该问题须转人工",
    "anger": "客户生气",
    "offer_taken": "选了列出的服务",
    "outside_hours": "人工休息时间",
    "greeting": "问好",
    "thanks": "道谢",
    "goodbye": "道别",
    "here": "问在不在",
    "empty": "没有内容",
    "acknowledged": "知道了",
    "solved": "已解决",
    "confused": "没听懂",
    "denied": "说没有帮助",
    "insult": "骂人",
    "identity": "问机器人是谁",
    "abilities": "问能做什么",
    "trial": "测试",
    "stuck": "只说怎么办",
    "laugh": "笑",
    "chitchat": "闲聊",
    "picture": "发来图片或视频",
    "voice": "发来语音",
    "attachment": "发来文件、位置等",
    "sticker": "发来表情",
    "recalled": "撤回了消息",
    "noted": "只发了单号等信息",
    "pick": "没有这个选项",
    "rephrase": "列出的都不是",
    "joined": "几句话合起来问",
    "not_covered": "话题有，问的这一点没有",
    "fragment": "只说了半句",
    "other_words": "没听懂，请换个说法",
    "person_offered": "没听懂，问要不要人工",
    "received": "又收到图片或链接",
    "waiting": "等人工接起",
    "handed_over": "已转人工",
}

DIFFERENCES: Final[Mapping[DifferenceKind, tuple[str, str]]] = {
    "number": ("数字不同", "another number"),
    "model": ("型号不同", "another model"),
    "platform": ("平台不同", "another platform"),
    "name": ("名号不同", "another company"),
    "order": ("次序相反", "the other order"),
    "roles": ("谁对谁不同", "others do it to others"),
    "direction": ("方向相反", "the other direction"),
    "opposite": ("意思相反", "the opposite"),
    "contrast": ("是两件事", "a contrast"),
    "negation": ("只有一方否定", "denied on one side only"),
    "cancelling": ("只有一方取消", "cancelled on one side only"),
    "thing": ("对象不同", "another thing"),
    "act": ("做的事不同", "another act"),
    "asked": ("问的不同", "asked otherwise"),
}
"""Kinds of differences, in Chinese and English."""


def difference_line(difference: Difference, lang: str) -> str:
    """Such as 数字不同：15天 / 7天, the words of the query first."""
    zh, en = DIFFERENCES[difference.kind]
    words = " / ".join(text or "—" for text in (difference.ours, difference.theirs))
    return f"{zh}：{words}" if lang == "zh" else f"{en}: {words}"


SENT: Final[Mapping[str, str]] = {
    "picture": "图片或视频",
    "voice": "语音",
    "attachment": "文件或卡片",
    "link": "链接",
    "card": "订单卡片",
}
"""Kinds of what a customer sends that is no text."""

ENTITIES: Final[Mapping[EntityKind, str]] = {
    "order": "订单号",
    "tracking": "运单号",
    "phone": "手机号",
    "amount": "金额",
    "date": "日期",
    "id_card": "身份证号",
    "bank_card": "银行卡号",
    "email": "邮箱",
    "address": "地址",
}
