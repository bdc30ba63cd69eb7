"""A number with its label is a value, not a question: 订单号：2026…，我要退货 asks 我要退货.

The label (订单号, 快递单号, 退款单号, 手机号 …) goes with its number, before or behind it, and so
do the fields of an order's card. It stays where it is what is asked (订单号2026…不对), where a verb
takes the number (怎么填快递单号SF…), and where no number is with it (订单号在哪看). What a verb
wants done with it stays as the thing that it names: 取消订单号2026… cancels 订单.
"""

import re
from collections.abc import Callable
from functools import cache

from xiaoer.text.entities.context import carriers
from xiaoer.text.entities.entity import PLACEHOLDER
from xiaoer.text.order_cards import without_card
from xiaoer.text.redaction import DROPPED, redact
from xiaoer.text.regex import regex

_NO = r"(?:号码|號碼|码|编号|編號|编码|单号|單號|号|號|id|no\.?|number|num)"
_SHOP = "(?:(?:淘宝|天猫|京东|拼多多|抖音|快手|闲鱼|1688|平台|店铺|商家|网店)的?)?"
_DEED = "(?P<deed>退货|退款|退换货?|换货|售后|补发|报修|维修)"
_PAYMENT = "交易流水|支付流水|交易|支付|付款|流水|服务|采购|拼单?|充值|缴费"
_MATTER = (
    f"(?:{_DEED}|{_PAYMENT}"
    "|投诉|举报|维权|申请|受理|预约|发票|保单|(?<!员)工|预售|提现|违规|处罚|结算|对账|打款|转账|入库|出库"
    "|提货|备货|采销|团购|定制|安装|检测|鉴定|取件|赔付|理赔|申诉|仲裁|介入|审核)"
)
_CARRIER = "(?:<carriers>)"  # their names are filled in on first use
_ORDER = (
    rf"{_SHOP}(?:[订訂定][单單]的?{_NO}|下[单單]{_NO}"
    rf"|(?P<matter>{_MATTER})(?:[单單]?的?{_NO}|(?P<slip>[单單])(?=[\s:]?[0-9a-z])))"
)
_TRACKING = (
    rf"(?:{_CARRIER}的?)?(?:(?:快[递遞]|速[递遞运運]|物流|包裹|[运運]|面|发货|寄回|寄件|回寄)的?[单單]?{_NO}"
    rf"|[单單][号號](?:码)?)|{_CARRIER}的?{_NO}"
)
_FOREIGN = r"(?<![a-z])(?:order|tracking|waybill|refund) ?(?:no\.?|number|num|id|#|(?=[:=]))"
_PERSON = (
    r"(?:(?:注册|绑定|预留|收货|收件人?|下单|联系|登录)的?)?"
    r"(?:手[机機](?:号码?|號碼?)?|电话(?:号码?)?|联系方式|身份[证證](?:号码?)?|银行卡(?:号码?)?|卡[号號])"
)
_LAST = "(?:的?[后末尾](?:几|[三四五六3-6])位(?:数字?)?|的?尾号)"
_THING = (
    "(?:[订訂定][单單]|快[递遞]|包裹|[运運][单單]|物流|单子"
    rf"|{_CARRIER}(?:快[递遞运運]|速[递遞运運]|物流)?的?)"
)
_SERIAL = r"(?:序列号|机身码|货号|(?<![a-z])(?:imei|sn)(?:码|号)?)"
_LABEL = (
    rf"(?:(?P<order>{_ORDER})|(?P<tracking>{_TRACKING})|(?P<foreign>{_FOREIGN})"
    rf"|(?P<person>{_PERSON})|(?P<serial>{_SERIAL})|(?P<bare>编号|流水号|尾号)|(?P<thing>{_THING}))(?P<last>{_LAST})?"
)
_LEAD = (
    r"(?:这是|这个是|附上|附)?(?:我的|本人的?|俺的|(?:(?<=[\s,.!?;:])|(?<![\s\S]))我)?"
    "(?:这个|那个|[两二三2-9]个)?"
)
_LINK = r"(?:[\s:=#\"'“”‘’()\[\]<【】「」《,]|如下|分别|就是|是|为|為|应该|叫|发你){0,6}"
_CODE = (
    r"(?:\(?\+?[0-9]|[a-z]{1,6}[-_ ]?[0-9])(?:[0-9a-z]|[-_()*](?=[-_()*]{0,3}[0-9a-z])"
    r"|[ ]{1,2}(?=[0-9]{3,8}(?![0-9a-z元块件个天折%万])|[0-9]{2}(?:[\s,.!?;:)]|$))){2,40}"
)
_NAMED, _HIDDEN = "\ue010", "\ue011"  # in the place of placeholders, whose words are no labels
_ONE = rf"(?:{_NAMED}{{4,12}}|{_CODE})"
_VALUE = rf"(?P<value>{_ONE}(?: ?[、,和及跟与/] ?{_CODE}){{0,5}})(?![0-9元块件个天折%])"
_CLOSE = r"(?P<closed>[\"'“”‘’)\]>】」》]{1,2})?"
_THIS = rf"[这那](?:[个单笔条]?(?:{_THING}(?![号號])|单(?![号號据价品]))|[单笔](?![号號]))"
_BEFORE = rf"{_LEAD}(?:(?P<this>{_THIS})|{_LABEL}){_LINK}{_VALUE}{_CLOSE}(?:这个|那个)?的?"
_SAID_OF = r"(?:(?:这|那|就|应该)?(?:个)?(?:是|为)(?:我|本人)?的?|我的)(?:这个|那个)?"
_BEHIND = (
    rf"(?<![0-9a-z])(?P<value>{_ONE}) {{0,2}}(?P<link>[(\[【（] ?|{_SAID_OF})?"
    rf"(?:{_LABEL}|(?P<noun>{_THIS}))(?P<close>[)\]】）])?的?"
)
_SOMETHING = regex(
    r"[号號单單递遞机機话证證卡裹流笔]|联系方式|no|id|number|order|tracking|waybill", re.IGNORECASE
)
_NUMERALS = "零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾①-⑨⓪"
_DIGIT = regex(rf"\d.?\d|\[|[{_NUMERALS}].{{0,2}}[{_NUMERALS}\d]")
_WIDE: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0x200B, 0xFEFF), " "),
    ord("。"): ".",
}
_DIGITS = regex("[0-9]")
_LEAST_DIGITS, _LEAST_LAST, _LEAST_BARE = 4, 3, 8
_NEXT_IS_WORD = regex(r"[^\s,.!?;:、…~\-]")
_SHOWS = "(?:这个|那个|显示|提示|为什么|怎么|是不是|老是?|一直|总是|都|也|我|给)*(?:说|显示|提示)?"
_IS_WRONG = (
    r"吗|么|嘛|对吗|对不|对吧|是真|是假|是什么|是啥|什么意思|啥意思|不对|不存在|不正确|正确|无效|失效|有误"
    r"|错(?!过|发)|(?:填|写|输|录|录入|输入)(?:在|哪|错?[了吗]?[\s,.!?;:]|错?[了吗]?$|不|什么|到|上|进)"
)
_IS_UNKNOWN = (
    r"查(?:询|找|看)?不到|查无|搜(?:索)?不到|没有?(?:任何)?(?:信息|记录)|无(?:物流)?信息|识别"
)
_IS_WHAT = (
    r"是谁|属于|几位|有几|格式|复制|(?:还)?是(?:订单|快递|运单|物流|哪)"
    r"|在哪[里儿]?(?:看|找|查|填|输)"
)
_ASKED = regex(rf"{_SHOWS}(?:{_IS_WRONG}|{_IS_UNKNOWN}|{_IS_WHAT})")
_ASKED_ALONE = regex(
    r"[\s,.!?;:]{1,3}(?:不对|错了?|填错了?|无效|对吗|对不对|是真的吗|不存在)[\s,.!?;:吗呢啊吧]*$"
)
_TAKES_NUMBER = regex(
    r"(?:填|写|输|输入|录|录入|上传|复制|更换|更改|改|修改|换|绑定|解绑|换绑|认证|注册)"
    r"(?:一下|下|了|上|成|为|过)?$"
)
_TAKES_THING = regex(
    r"(?:查|查询|查看|看|瞧|取消|撤销|关闭|删除|催|跟踪|追踪|跟进|处理|拦截|恢复|找)"
    r"(?:一下|下|一查|看看|看|了|掉)?(?:这笔|那笔|这单)?$"
)
_WISHING = regex("(?:要|想|申请|怎么|如何|能|可以|帮我|给我|办理|不|在|马上|直接)$")
_OF_PARCEL = regex(
    r"(?!我|你|想|要|请|帮|怎|为什么|什么|能|可以|退|换|快递|物流|包裹)[^\s,.!?;:]{1,10}[\s,.!?;:]*$"
)
_SHORT_REST = regex(r"(?![我想要请帮怎能可什])[^\s,.!?;:]{1,4}[\s,.!?;:]*$")
_VALUES = frozenset(("手机号", "身份证号", "银行卡号"))
_REACH = 12


def mask_labels(text: str) -> str:
    """The text without labelled numbers and the fields of order cards; a step of normalization.

    >>> mask_labels("订单号：202601011234567890，我要退货")
    ' ，我要退货'
    >>> mask_labels("2026010112345678是我的订单号，怎么退"), mask_labels("订单号在哪看")
    (' ，怎么退', '订单号在哪看')
    """
    if not _DIGIT.search(text):
        return text
    if not _SOMETHING.search(PLACEHOLDER.sub("", text) if "[" in text else text):
        return text
    text = redact(without_card(text), DROPPED)  # a value and its placeholder are one
    text = _masked(text, _compiled(_BEFORE), _instead_before)
    return _masked(text, _compiled(_BEHIND), _instead_behind)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with the names of the carriers, the longest first."""
    names = "|".join(sorted(carriers(), key=lambda name: (-len(name), name)))
    return re.compile(pattern.replace(_CARRIER, f"(?:{names})"), re.IGNORECASE)


def _masked(
    text: str, pattern: re.Pattern[str], instead: Callable[[str, re.Match[str]], str | None]
) -> str:
    """The text with each match replaced by what ``instead`` says; None leaves it."""
    folded = PLACEHOLDER.sub(_blank, text.translate(_WIDE))
    pieces: list[str] = []
    end = 0
    for match in pattern.finditer(folded):
        word = instead(folded, match)
        if word is not None:
            pieces += (text[end : match.start()], f"{word} " if word else " ")
            end = match.end()
    return "".join((*pieces, text[end:])) if end else text


def _blank(placeholder: re.Match[str]) -> str:
    mark = _NAMED if placeholder[1] in _VALUES else _HIDDEN
    return mark * len(placeholder[0])


def _is_value(match: re.Match[str]) -> bool:
    """Whether there are digits enough for a number of this label."""
    if _NAMED in match["value"]:
        return True
    least = _LEAST_DIGITS
    if match["last"]:
        least = _LEAST_LAST
    elif match["thing"] or match["person"] or match["bare"]:
        least = _LEAST_BARE
    return len(_DIGITS.findall(match["value"])) >= least


def _instead_before(text: str, match: re.Match[str]) -> str | None:
    """What stands for a label and the number behind it."""
    if not _is_value(match):
        return None
    left = text[max(0, match.start() - _REACH) : match.start()]
    right = text[match.end() : match.end() + _REACH]
    attached = _NEXT_IS_WORD.match(right) is not None and match["closed"] is None
    if match["this"]:
        return None if attached and _SHORT_REST.match(text, match.end()) else ""
    if _TAKES_NUMBER.search(left) or _ASKED.match(right) or _ASKED_ALONE.match(text, match.end()):
        return None
    if attached and (match["person"] or match["thing"] or match["serial"]):
        return None
    if _TAKES_THING.search(left):
        return _thing(match)
    if match["matter"] and (_WISHING.search(left) or (match["slip"] and match["deed"])):
        return match["matter"]
    if match["tracking"] and attached and _OF_PARCEL.match(text, match.end()):
        return "快递"
    return ""


def _thing(match: re.Match[str]) -> str:
    """The thing that a label numbers."""
    if match["tracking"]:
        return "快递"
    if match["thing"]:
        return "订单" if "单" in match["thing"] and "运" not in match["thing"] else "快递"
    return match["matter"] or ("订单" if match["order"] else "")


def _instead_behind(text: str, match: re.Match[str]) -> str | None:
    """What stands for a number and the label behind it."""
    right = text[match.end() : match.end() + _REACH]
    attached = _NEXT_IS_WORD.match(right) is not None
    if not (_is_value(match) or match["noun"]) or _ASKED.match(right):
        return None
    if match["noun"]:
        return None if attached and _SHORT_REST.match(text, match.end()) else ""
    if attached and not (match["link"] and (match["close"] or not match["thing"])):
        return None
    return None if attached and (match["person"] or match["serial"]) else ""
