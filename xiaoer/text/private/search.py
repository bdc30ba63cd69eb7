"""The search of a stretch, one kind after the other, each only where its first sign is seen."""

import re
from collections.abc import Callable, Iterator

from xiaoer.text.private.digits import digits
from xiaoer.text.private.found import ADDRESS, Spot, any_of
from xiaoer.text.private.handles import handles
from xiaoer.text.private.identifiers import identifiers
from xiaoer.text.private.names.find import names
from xiaoer.text.private.nicknames import nicknames
from xiaoer.text.private.papers import passports, permits, plates
from xiaoer.text.private.places import places
from xiaoer.text.regex import regex

_NUMERALS = "零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾"
_NUMBER = regex("[0-9]")
_ACCOUNT = regex(
    f"[A-Za-z0-9_]{{3}}|[{_NUMERALS}0-9]{{5}}|@|[0-9](?: [0-9]){{4}}|叫|(?:号|名|id|旺旺|微博):"
)
_TOKEN = regex("[A-Za-z_][A-Za-z0-9_.-]{2}|(?:码|口令)[^0-9]{0,6}[0-9]")
_NICKNAME = regex(
    "[旺昵网户员录主子铺账帐宝猫音店手书薯博站鱼多东乎信号WwQq某][旺称名户员号账:叫@“「Ww]"
)
_SPELLED = regex(f"[{_NUMERALS}0-9](?:[ ,，、.·-]{{0,2}}[{_NUMERALS}0-9]){{7}}")
_KEEPERS = any_of(
    """驿站 兔喜 丰巢 蜂巢 快递[柜点站] 智能柜 自提 代收 服务站 门卫 门岗 保安 物业 前台 传达室
    收发室 便利店 超市 小卖部 邮政 邮局 供销社 第.[排家户间] 卫生院 派出所 村[委部口头尾东西南北]
    路口 交[叉汇口]"""
)
_PLACE = regex(
    rf"""
    [0-9{_NUMERALS}十百][号栋幢座单室楼层弄组队户期房巷门舍-] | [0-9A-Za-z#—~] | {ADDRESS}
  | {_KEEPERS}
  | [省市区县旗盟州] .{{1,40}}? (?: 街|镇|乡|村|屯|路|巷|道|园|苑|小区|里|庄|城 )
    """,
    re.VERBOSE,
)
_FINDERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Spot]]], ...] = (
    (_NUMBER, permits),
    (_NUMBER, passports),
    (_NUMBER, plates),
    (_ACCOUNT, handles),
    (_TOKEN, identifiers),
    (_NICKNAME, nicknames),
    (_PLACE, places),
    (_SPELLED, digits),
)


def search(text: str) -> list[Spot]:
    """Everything that the finders give, in no order."""
    found = [place for sign, finder in _FINDERS if sign.search(text) for place in finder(text)]
    return [*found, *names(text)]
