"""The word right before or after a number that says what it is: 订单号, 快递单号, 卡号."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from xiaoer.records import dataclass
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_lines

Named = Literal["order", "tracking", "number", "card", "id", "phone", "other", ""]
"""What the word names; ``number`` is 单号 alone, ``other`` what no entity is (序列号, 条形码, QQ),
"" that there is no such word."""


@cache
def carriers() -> Mapping[str, str]:
    """Carriers as customers write them, folded to lower case → name; read on first use."""
    return {
        written.lower(): line.partition(" ")[0]
        for _, line in read_lines("carriers.txt")
        for written in line.split(" ")
    }


_REACH = 20  # characters before a number that are looked at: 订单编号如下：“ fits twice
_BREAK = regex(r"(?<![iI][mM][eE][iI])[0-9]|\n")
_GAP = " :;=#\"“”‘’'([【「)]】」,，、。.是为為叫"
# 卡号我填6222…, 账号改成 6222…
_FILLED = regex(
    r"(?:我?(?:这边)?(?:填|写|绑|用|留|登记|输)(?:入|定)?(?:的|了|成)?|[改换]成|[改换]为|更正为?|发你|给你|[这那]个|应该|现在)$"
)
_NEXT_LINE = regex(r"(?<=[:：])[ \t]?\n(?!\n)")
_NO = r"(?:号码|號碼|编号|編號|编码|编號|单号|單號|号|號|no|number|num|id|sn|_id|_no)"
_ORDER = regex(
    rf"(?:(?:[订訂][单單]|(?:退款|售后|换货|交易|补发|服务|拼|采购)[单單]|order|trade){_NO}?"
    rf"|(?:退款|售后|换货|交易|下单|拼单|流水|交易流水|支付流水){_NO}|tid"
    r"|(?:淘宝|天猫|jd|拼多多|多多|抖音|快手)的?[单單])$"
)
_TRACKING = regex(
    rf"(?:(?:快[递遞]|物流|包裹|[运運][单單]|面[单單]){_NO}?|(?:快[递遞]|物流|包裹)[单單]{_NO}?"
    rf"|(?:退货|退回|寄回|回寄|发货|寄件|邮寄)的?[单單]{_NO}?|mailno|waybill{_NO}?)$"
)
_NUMBER = regex(r"(?:[单單][号號]|^编号|^編號|^no)$")
_GOODS = (
    r"imei[0-9]?码?|meid|iccid|isbn|qq|扣扣|微信|旺旺|淘宝号|抖音号?|小红书号?|(?<![a-z])(?:sn|pn)|sku|lot"
    r"|(?:序列|串|设备|货|款|型|批|批次|版本|税)[号號]|型|批次|信用代码|发票代码|许可证|执照|邮编|密码|口令"
)
_CODES = (
    r"(?:[条條]|[条條]形|编|序列|验证|取件|提货|核销"
    r"|优惠|兑换|激活|邀请|追溯|防伪|识别|推荐|券|暗|安装|邮)[码碼]"
)
_PAPERS = (
    r"(?:认证|证书|产品|商品|宝贝|店铺|资产|工[单單]|投诉|举报|维权|活动|专利|房源|直播间?|门店|员工|发票|执照"
    rf"|文件|合同|备案|注册|许可证?|车架|会员|学|工|座位|房间|角色|用户|视频|主播|spu){_NO}"
)
_OTHER = regex(rf"(?:{_GOODS}|{_CODES}|{_PAPERS}|卡密|积分|粉丝|销量|库存)(?:号码|[号號]|no|id)?$")
_CARD = regex(
    r"(?:(?<!会员)(?<!礼品)(?<!购物)(?<!充值)(?<!储值)(?<!电话)(?<!手机)卡[号號]|[银銀]行卡|储蓄卡|信用卡"
    r"|借记卡|[工农建招交中民浦广光兴]行|[银銀]行|[账帐賬帳][号號户戶]|行卡|card|cardno)(?:号码|[号號]|no)?$"
)
_ID = regex(
    r"(?:身[份分][证證]|[证證]件|實名|实名|sfz|id_?card)(?:认证|信息)?(?:号码|號碼|[号號]|no)?$"
)
_PHONE = regex(
    r"(?:电话|電話|座机|固话|tel|phone|手[机機]|联系方式|热线|mobile|致电|拨打|虚拟|隐私|中间|联系|号码"
    r"|打给?我?|加我)(?:号码|[号號])?$"
)
# somewhere near, in money's words: 打款到这里 6230…, 6226… 民生的
_MONEY = regex(
    "(?<![话费物员品])卡(?!顿|死|住|片|扣)|打款|打钱|转[账帐钱到]|汇[款到]|退[到回]|打到|绑的?是|收款|付款[账帐]|银行|[账帐][号户]"
    "|[工农建中招交]行|民生|兴业|浦发|邮储|光大|中信|华夏|广发|信用社|农商|master|visa|银联|开户"
)
_OF_AN_ORDER = regex("单|流水|编号|快递|运单|物流|序列|条码")
_EXPLICIT = regex(rf"(?:{_NO}|tid)$")
_AFTER = regex(
    r"[ ,，)）】」”\"]{0,2}(?:这|那|就|是|的|我|张|个|笔|为){0,5}"
    r"(?:(订单|单子)|(快递|运单|物流)|((?:银行|储蓄|信用|[工农建招]行)?卡|(?:银行)?[账帐][号户]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a number is called: the kind of thing, its carrier, and whether 号 or the like was
    said (订单号, not only 订单)."""

    named: Named = ""
    carrier: str = ""
    explicit: bool = False


_NONE = Context()


@cache
def _carrier() -> re.Pattern[str]:
    return re.compile(
        rf"({'|'.join(carriers())})(?:快[递遞运]|速[递遞运]|物流|小包|包裹|快件|标快|冷运"
        rf"|挂号信?|平邮|平信|特快专递|特快|寄的|发的|寄来的|的快递|供应链)?的?"
        rf"(?:[运運]?[单單])?{_NO}?$"
    )


def context_before(text: str, start: int) -> Context:
    """What the word before a place names; digits and placeholders between end the look.

    >>> context_before("订单号是:123", 5).named, context_before("顺丰 123", 3).carrier
    ('order', '顺丰')
    """
    before = _NEXT_LINE.sub("", text[max(0, start - _REACH) : start])
    broken = max((match.end() for match in _BREAK.finditer(before)), default=0)
    before = simplify(before[broken:]).lower().removesuffix("如下").rstrip(_GAP)
    before = _FILLED.sub("", before.removesuffix("如下").rstrip(_GAP)).rstrip(_GAP)
    before = before.replace(" ", "").replace(".", "")
    if not before:
        return _NONE
    explicit = _EXPLICIT.search(before) is not None
    if _ORDER.search(before):
        return Context(named="order", explicit=explicit)
    if carrier := _carrier().search(before):
        return Context(named="tracking", carrier=carriers()[carrier[1]], explicit=explicit)
    for pattern, named in _NAMED:
        if pattern.search(before):
            return Context(named=named, explicit=explicit)
    return _NONE


_NAMED: tuple[tuple[re.Pattern[str], Named], ...] = (
    (_TRACKING, "tracking"),
    (_ID, "id"),
    (_CARD, "card"),
    (_PHONE, "phone"),
    (_OTHER, "other"),
    (_NUMBER, "number"),
)


def speaks_of_money(text: str, start: int, end: int) -> bool:
    """Whether a bank, a card or a payment is named near a number, and no order before it.

    >>> speaks_of_money("打款到这里 6230580000217740366", 6, 25)
    True
    """
    before = simplify(text[max(0, start - _REACH) : start]).lower()
    after = simplify(text[end : end + 8]).lower()
    money = list(_MONEY.finditer(before))
    order = list(_OF_AN_ORDER.finditer(before))
    if order and (not money or order[-1].start() > money[-1].start()):
        return False
    return bool(money) or _MONEY.search(after) is not None


def context_after(text: str, end: int) -> Named:
    """What the word after a place names.

    >>> context_after("123这个订单", 3), context_after("123 是我的银行卡", 3)
    ('order', 'card')
    """
    found = _AFTER.match(text, end)
    if found is None:
        return ""
    return "order" if found[1] else "tracking" if found[2] else "card"
