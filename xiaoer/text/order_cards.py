"""What an app adds about an order: [订单卡片] 订单号：… 金额：… 商品：…; no word of it is asked.

A card is a heading in brackets, or two fields and more with an order's number among them. A field
ends where the next begins, at the end of its line, or where its value does: a sum, a day, a count.
The name of an article may hold spaces: in a line by itself all of it belongs to the card, and so
it does where the customer has spoken before; else it ends where words of a wish begin.

Copied out of an app, a card is lines without colons: those around the order's number that are
fields or sums, and those above it in which nobody speaks.
"""

import re

from xiaoer.text.regex import regex

_HEADING = regex(
    r"[\[【(（<《]\s{0,2}[^\[\]【】()（）<>《》\n]{0,6}(?:订单|訂單|商品|宝贝|物流|包裹|售后|退款|交易)"
    r"[^\[\]【】()（）<>《》\n\d]{0,6}[\]】)）>》]\s{0,2}[:：]?"
)
_NUMBERED = (
    r"(?:[订訂定][单單]|快[递遞]|物流|[运運][单單]|包裹|退款|退货|售后|交易|支付|流水|服务|商品|货)[单單]?"
    r"(?:号码|编号|编码|单号|單號|[号號]|id|no\.?)|单号|编号"
)
_MONEY = (
    "(?:(?:订单|支付|付款|实付|应付|退款|商品|交易)?(?:总)?金[额額]|实付款?|应付款?|合计|总计|总价|总额|价格|单价|售价|价钱|运费"
    "|优惠)"
)
_TIMED = "(?:(?:下单|付款|支付|创建|成交|发货|签收|预计送达|购买|拍下)(?:时间|日期)|时间|日期)"
_COUNT = "(?:数量|件数|共计)"
_SHORT = (
    "(?:(?:订单|物流|交易|退款|售后|当前)?[状狀][态態]|颜色|尺码|尺寸|支付方式|付款方式|快递公司|物流公司|承运商"
    "|(?:收货|收件)人|店铺(?:名称?)?|卖家|商家|买家(?:昵称)?)"
)
_NAMED = (
    "(?:(?:商品|宝贝|产品|货品)(?:名称?|标题|信息|详情)?|品名|标题|规格(?:型号)?|款式|型号|sku)"
)
_FIELD = regex(
    rf"(?:(?<=[\s,，;；|、\]】)）>》。])|(?<![^\n]))[ \t·•*-]{{0,3}}"
    rf"(?:(?P<number>{_NUMBERED})|(?P<money>{_MONEY})|(?P<time>{_TIMED})|(?P<count>{_COUNT})"
    rf"|(?P<short>{_SHORT})|(?P<name>{_NAMED}))\s{{0,2}}[:：][ \t]{{0,3}}",
    re.IGNORECASE,
)
_VALUES = {
    "number": regex(r"[0-9A-Za-z*_-]{1,40}(?: [0-9]{3,8}(?![^\s]))*"),
    "money": regex(r"[¥￥$]?\s?[0-9][0-9,]{0,12}(?:\.[0-9]{1,2})?\s?(?:元|块钱?|人民币)?"),
    "time": regex(
        r"[0-9]{2,4}\s?[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
        r"(?:[ T]{0,2}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
    ),
    "count": regex(r"[x×*]?\s?[0-9]{1,5}\s?[件个份套双条盒箱瓶袋包]?"),
    "short": regex(r"[^\s,，;；|。]{1,20}"),
    "name": regex(r"[^\s,，;；|。]{1,60}"),
}
_ENDS = regex(r"[\n;；|]")
_CHUNK = regex(r"\s+")
_MOST_FIELDS = 16
_SPEAKS = regex(
    "我|你|您|吗|呢|么|怎|咋|啥|谁|哪|几|多久|多少|为何|如何|请|帮|想|要|能|可以|可否|是否|不|没|还|退|换|催|取消|查|改"
    "|发货|到货|收到|坏|破|错|少|漏|投诉|赔|开发票|人工"
)


_KEY = rf"(?:{_NUMBERED}|{_MONEY}|{_TIMED}|{_COUNT}|{_SHORT}|{_NAMED})"
_MARK = r"[\s·•*【\[（(-]{0,4}"
_NUMBER_LINE = regex(
    rf"{_MARK}(?:{_NUMBERED}|订单|運單|运单|快递)[\s:：】\])）=#]{{0,4}}(?:no\.?)?\s?"
    r"(?=[^\s]{0,12}[0-9]{4})[0-9A-Za-z_-]{6,40}(?: [0-9]{3,8}(?![^\s]))*",
    re.IGNORECASE,
)
_COLON_LINE = regex(rf"{_MARK}{_KEY}\s{{0,2}}[:：】\]）)]", re.IGNORECASE)
_SPACE_LINE = regex(rf"{_MARK}{_KEY}\s", re.IGNORECASE)
_SUM_LINE = regex(r"\W{0,3}[¥￥]\s?[0-9][0-9,.]*\W*|\W{0,3}[0-9][0-9,]*(?:\.[0-9]{2}|元)\W*")
_BRACKETED = regex(r"[【\[][^】\]\n]{0,12}[】\]]")
_LEAST_LINES = 3


def without_card(text: str) -> str:
    """The text without an order's card.

    >>> without_card("[订单卡片] 订单号：2026010112345 金额：￥99 商品：裙子\\n我要退货").split()
    ['我要退货']
    >>> without_card("保温杯 白\\n实付款 59.00\\n订单号 2026010112345 复制\\n我要退货")
    '我要退货'
    >>> without_card("商品：怎么退")
    '商品：怎么退'
    """
    return _without_fields(_without_lines(text))


def _without_lines(text: str) -> str:
    """The text without lines that were copied with an order's number."""
    lines = text.split("\n")
    if len(lines) < _LEAST_LINES:
        return text
    numbers = {place: m for place, line in enumerate(lines) if (m := _NUMBER_LINE.match(line))}
    if not numbers:
        return text
    last = max(numbers)
    kept = [
        rest
        for place, line in enumerate(lines)
        if (rest := _spoken(line, numbers.get(place), place < last))
    ]
    return "\n".join(kept) if len(kept) < len(lines) - len(numbers) else text


def _spoken(line: str, number: re.Match[str] | None, above: bool) -> str:
    """What the customer says in a line beside a card; ``above``: the number comes below."""
    if number is not None:
        line = line[number.end() :]
        return line if _SPEAKS.search(line) else ""
    speaks = _SPEAKS.search(_BRACKETED.sub("", line))  # 【待发货】 is a state, no wish
    if _COLON_LINE.match(line) or _SUM_LINE.fullmatch(line):
        return ""
    return line if speaks or not (above or _SPACE_LINE.match(line)) else ""


def _without_fields(text: str) -> str:
    """The text without a heading and the fields with colons behind it."""
    heading = _HEADING.search(text)
    start = heading.end() if heading else 0
    fields = list(_FIELD.finditer(text, start))[:_MOST_FIELDS]
    if not fields or (heading and text[start : fields[0].start()].strip()):
        return text
    numbered = any(field["number"] for field in fields)
    if not heading and (len(fields) < 2 or not numbered):
        return text
    begin = heading.start() if heading else fields[0].start()
    spoken = bool(text[:begin].strip())
    pieces, end = [text[:begin]], begin
    for place, field in enumerate(fields):
        if field.start() > end and place:
            pieces.append(text[end : field.start()])
        following = fields[place + 1].start() if place + 1 < len(fields) else len(text)
        end = _value_end(text, field, following, place + 1 == len(fields), spoken)
        pieces.append(" ")
    return "".join((*pieces, text[end:]))


def _value_end(text: str, field: re.Match[str], following: int, last: bool, spoken: bool) -> int:
    """Where a field's value ends: before the next field, at the end of its line, or sooner."""
    start = field.end()
    line = _ENDS.search(text, start, following)
    if not last and line is None:
        return following
    limit = line.start() if line else following
    kind = field.lastgroup or "short"
    found = _VALUES[kind].match(text, start, limit)
    if kind != "name" or found is None:
        return found.end() if found else start
    if line or spoken:
        return limit
    return _name_end(text, found.end(), limit)


def _name_end(text: str, end: int, limit: int) -> int:
    """Where the name of an article ends that a wish follows in the same line."""
    while (gap := _CHUNK.match(text, end, limit)) and gap.end() < limit:
        chunk = _VALUES["name"].match(text, gap.end(), limit)
        if chunk is None or _SPEAKS.search(chunk[0]):
            return end
        end = chunk.end()
    return end
