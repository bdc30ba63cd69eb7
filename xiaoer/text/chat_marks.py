"""What a chat program adds to what was typed: quotations, names that are called, links, notices.

「我：退款多久到账」\\n------\\n没到啊        →  没到啊
@小二 怎么退款 · 回复 @小二：怎么退款        →  怎么退款
【淘宝】https://m.tb.cn/h.5 「鞋」点击链接直接打开  →  [链接]
您发送了一张图片                             →  [图片]
"""

import re
from typing import NamedTuple

from xiaoer.text.regex import regex

_RULE = r"[ \t]*(?:[-—–－_=*][ \t]?){4,}[ \t]*"
# the quotation that a phone's program puts above the answer, with or without who said it
_OPENS, _SHUTS = r"[「『“\"\[【]", r"[」』”\"\]】]"
_QUOTED = regex(rf"\A\s*{_OPENS}.{{0,600}}?{_SHUTS}?\s*\n{_RULE}(?:\n|\Z)", re.DOTALL)
_ABOVE = regex(r"\A(?:[ \t]*[>＞》][^\n]*\n)+")
_REPLIED = regex(r"\A\s*[\[【](?:引用|回复)[\]】][^\n]{0,300}\n")
_STAFF = "(?:官方|在线|智能|机器)?(?:店?小二|客服小二|客服|机器人|小助手)"
_NAMED = regex(
    rf"\A\s*(?:引用|回[复覆])\s*(?:[@＠]\s?[^\s:：]{{1,16}}|[「“\"]?(?:{_STAFF}|我|你|您)[」”\"]?)"
    r"\s?(?:的消息|的话)?\s?[:：]\s*"
)
_CALLED = regex(
    rf"(?<![\w.%+-])[@＠](?:{_STAFF}|[^\s@＠:：,，。.!！?？、]{{1,16}}(?=[\s\u2005\u2009:：,，]|\Z))[\s\u2005\u2009:：,，]*"
)
_URL = regex(r"(?:https?://|www\.)[!-~]{3,}", re.IGNORECASE)
_LABEL = r"(?:[\[【(（][^\[\]【】()（）\n]{0,10}[\]】)）]\s?)?"
_SHARED = regex(
    rf"{_LABEL}(?:https?://|www\.)[!-~]{{3,}}(?:\s?(?:[A-Z]{{1,3}}\d{{3,6}}|:/|￥\w{{6,16}}￥))*"
    r"(?:\s?[「『《][^「」『』《》\n]{0,120}[」』》])?"
    r"(?:\s?(?:点击|点|复制)[^\n，。？?]{0,16}(?:打开|查看|购买)(?:[^\n，。？?]{0,12}(?:搜索|打开))?)?",
    re.IGNORECASE,
)
_NOTICE = regex(
    r"\A\s*(?:您|你|对方|买家|卖家|客户|用户|顾客|[\w*]{1,12}?)?(?:向您|给您|给你)?(?:发送|发来|发|分享)了?"
    r"(?:[1一]?[张个段条份]|[0-9]{1,2}[张个段条份])"
    r"(?P<what>图片|照片|截图|视频|小视频|语音|语音消息|文件|链接|商品链接|位置|名片|卡片|商品|订单|表情)[。.!！]?\s*\Z"
)
_NOTICED = {
    **dict.fromkeys(("语音", "语音消息"), "语音"),
    **dict.fromkeys(("图片", "照片", "截图"), "图片"),
    **dict.fromkeys(("视频", "小视频"), "视频"),
    "表情": "表情",
}
_WORD = regex(r"[^\W_]")


class Typed(NamedTuple):
    """What was typed of a message, and how many links stood in it."""

    text: str
    links: int = 0


def typed(text: str) -> Typed:
    """The message without what a chat program adds.

    >>> typed("「我：退款多久到账」\\n------\\n没到啊").text, typed("回复 @小二：怎么退款").text
    ('没到啊', '怎么退款')
    >>> typed("看看https://a.example/b?id=1 这个怎么退"), typed("[商品链接]https://a.example/b")
    (Typed(text='看看 这个怎么退', links=1), Typed(text='[链接]', links=1))
    >>> typed("@小二 怎么退款").text, typed("邮箱a@b.example").text, typed("您发送了一张图片").text
    ('怎么退款', '邮箱a@b.example', '[图片]')
    """
    if text.isalnum() and "发" not in text:
        return Typed(text)
    said = _without_quotation(text)
    if "@" in said or "＠" in said:
        said = _CALLED.sub(" ", said).strip()
    if notice := _NOTICE.match(said):
        return Typed(f"[{_NOTICED.get(notice['what'], '文件')}]")
    links = len(_URL.findall(said))
    if not links:
        return Typed(said if said != text.strip() else text)
    rest = _SHARED.sub(" ", said)
    rest = " ".join(part for part in rest.split(" ") if part)
    return Typed(rest if _WORD.search(rest) else "[链接]", links)


def _without_quotation(text: str) -> str:
    """The text without what was quoted in it; a quotation alone is what is said."""
    if "\n" not in text and not text.lstrip().startswith(("引用", "回复", "回覆")):
        return text
    for pattern in (_QUOTED, _ABOVE, _REPLIED, _NAMED):
        rest = pattern.sub("", text, count=1)
        if rest != text:
            return rest.strip() if _WORD.search(rest) else ""
    return text
