"""A message in written Cantonese with the words that the lists know: 我想搵真人傾 is 我想找真人聊.

A small table of the words that carry a wish or an act, not a translation: what is not listed stays
as it is typed.
"""

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "唔该晒": "谢谢",
    "唔该": "谢谢",
    "唔使": "不用",
    "唔好": "不要",
    "唔": "不",
    "有冇": "有没有",
    "冇": "没",
    "搵": "找",
    "揾": "找",
    "畀": "给",
    "俾": "给",
    "哋": "们",
    "佢": "他",
    "嚟": "来",
    "嘅": "的",
    "喺度": "在",
    "喺": "在",
    "咗": "了",
    "喇": "了",
    "啲": "点",
    "噉": "这样",
    "咁样": "这样",
    "咁": "这么",
    "嗰": "那",
    "讲嘢": "说话",
    "讲乜嘢": "说什么",
    "讲乜": "说什么",
    "乜嘢": "什么",
    "乜": "什么",
    "咩": "什么",
    "嘢": "东西",
    "点解": "为什么",
    "点样": "怎么",
    "边个": "谁",
    "边度": "哪里",
    "倾计": "聊天",
    "倾偈": "聊天",
    "系咪": "是不是",
    "系唔系": "是不是",
    "机械人": "机器人",
    "早唞": "晚安",
}
# 同真人倾, 倾下; but 倾斜
_PATTERN = re.compile(
    "|".join(sorted(_WORDS, key=lambda word: (-len(word), word))) + "|倾(?=[下阵吗 ]|$)"
)
_MARK = re.compile("[唔冇搵揾畀俾哋佢嚟嘅喺咗喇啲噉咁嗰乜咩嘢倾唞]|点[解样]|边[个度]|系咪|机械人")


def in_mandarin(text: str) -> str:
    """The normalized text with Cantonese words written as Mandarin ones.

    >>> in_mandarin("可唔可以揾真人倾"), in_mandarin("退款多久到账")
    ('可不可以找真人聊', '退款多久到账')
    """
    if not _MARK.search(text):
        return text
    return _PATTERN.sub(lambda found: _WORDS.get(found[0], "聊"), text)
