"""Whether a customer says that the merchant refuses, does not answer or drags on.

商家拒绝退款, 卖家三天不回消息 and 退货被商家拒收了 say so; 买家拒收 and 平台不处理 speak of others,
商家可以拒绝退款吗 asks whether one may.
"""

import functools
import re
from collections.abc import Mapping

from xiaoer.text.resources import read_lines

_FILE = "refused.txt"
# 我是商家, 作为卖家: then the merchant asks; 怕商家不退: it has not happened
_NOT_SELF = r"(?<!我是)(?<!作为)(?<!身为)(?<!们是)(?<!怕)"
# 退不退 asks, 不管怎样 says nothing of care
_NO_REFUSAL = r"(?!(?<=([退换赔补修理管回认]))不\1|不管[怎是什]|不换季)"
_GAP = 14  # characters between the merchant and what he does


def merchant_refused(text: str) -> bool:
    """Whether a normalized text says that the merchant refuses, is silent or drags on.

    >>> [merchant_refused(t) for t in ("商家拒绝退款怎么办", "联系不上卖家", "买家拒收")]
    [True, True, False]
    """
    return _pattern().search(text) is not None


@functools.cache
def _pattern() -> re.Pattern[str]:
    lists = _lists()
    merchant = f"(?:{lists['商家']})"
    # a word of another's doing, or of a question, between the two breaks the sentence
    gap = f"(?:(?!{lists['隔断']}|(?<!好)几天|我(?=[不没拒想要也拖]|反悔|今天|昨天)).){{0,{_GAP}}}?"
    refusal = f"{_NO_REFUSAL}(?:{lists['拒绝']})(?![^ ]{{0,3}}(?:{lists['不算']}))"
    ways = (
        f"{_NOT_SELF}{merchant}{gap}{refusal}",
        f"被{merchant}.{{0,6}}?(?:{lists['被']})",
        f"(?:{lists['售后']})[^ ]{{0,5}}被(?:{lists['被']})",
        f"(?:{lists['找不到']})了?(?:这个|那个|该)?{merchant}(?!中心|版|后台|电话|地址|入口|退货|的)",
        r"(?:死活|就是|坚决)不(?:给|肯|让|同意)我?[退换赔补]",
        lists["不成"],
    )
    return re.compile("|".join(f"(?:{way})" for way in ways))


@functools.cache
def _lists() -> Mapping[str, str]:
    """Section → its words as alternatives of a pattern, longest first."""
    lists: dict[str, list[str]] = {}
    for title, line in read_lines(_FILE):
        lists.setdefault(title, []).extend(line.split(" "))
    return {
        title: "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
        for title, words in lists.items()
    }
