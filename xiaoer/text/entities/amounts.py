"""Amounts of money and dates."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xiaoer.text.characters.numerals import numeral_value
from xiaoer.text.entities.entity import Span
from xiaoer.text.entities.numbers.checks import is_date
from xiaoer.text.regex import regex

_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,9})(?:\.[0-9]{1,4})?"
_HAN = "[零〇一二两三四五六七八九十百千万]"
_MANY = {"万": 10_000, "w": 10_000, "W": 10_000, "千": 1000, "k": 1000, "K": 1000}
_SCALE = "[万wW千kK]"
# 元旦, 元素 and 0元购 name no amount; nor do 3块香皂 and 一块儿
_YUAN = r"(?:元(?![旦素宵购件复])|圆(?![形圈])|人民币|RMB|CNY|块钱)"
_PIECE = "(?!手(?!续)|[儿电香表毛布肉巧蛋屏砖板饼豆硬玻地一二三四五六七八九0-9])"
_TENTHS = (
    "块(?P<tenths>[一二三四五六七八九1-9])[毛角]?"
    "(?![0-9天件个月号元块岁小分点种年次十百起直样些定共般会边])"
)
_BEHIND = regex(
    rf"(?<![0-9.,])(?P<figure>{_FIGURE}) ?(?P<scale>{_SCALE})?"
    rf"(?: ?{_YUAN}(?:(?P<more>[1-9])角)?|{_TENTHS}| ?块{_PIECE})",
    re.IGNORECASE,
)
_BEFORE = regex(
    rf"(?:¥|RMB|CNY|人民币) ?(?P<figure>{_FIGURE})(?P<scale>{_SCALE})?(?:元|块钱|块)?"
    "(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# 实付128.00, 提现2.5万: no unit, but a word before that says it is money
_MONEY = (
    "实付|支付|付款|付了|付|退款|退了|退我|退|收款|收了|收我|扣款|扣了|扣|赔付|赔|提现|转账|转了|充值|充了|到账|返现"
    "|货款|尾款|定金|订金|押金|保证金|运费|邮费|差价|罚款|罚|金额|余额|总价|单价|原价|现价|售价|价格|花了|少了|多扣|多收|少退|便宜|贵了|差|欠|贷款|借款|借"
)
_BARE = regex(
    rf"(?:{_MONEY})(?:了|是|为|有|只有|共|约|过|的|我){{0,2}}[ :]?(?P<money>(?P<figure>{_FIGURE})"
    r"(?:(?<=\.[0-9]{2})(?![0-9.%])|(?P<scale>[万wW])(?![A-Za-z0-9多几元块粉人个件单次])))"
)
_JIAO = regex("(?<![0-9.])(?P<figure>[1-9])毛(?P<fen>[1-9])?[钱分]?(?![衣巾毯绒线笔孩重利])")
_NUMERAL = regex(
    rf"(?<![几数多好统唯单专同零〇一二两三四五六七八九十百千万0-9])(?P<numeral>{_HAN}{{1,10}})"
    rf"(?:(?P<yuan>{_YUAN})|{_TENTHS}|块{_PIECE})"
)
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")}
_LEAST_PIECES = 10  # 一块 is "together", 三块 may be pieces

_YMD = regex(
    r"(?<![0-9.\-/])((?:19|20)[0-9]{2})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9]|[-/.][0-9])"
)
_MONTH_DAY = regex(
    r"(?<![0-9])(?:([0-9]{4}|[0-9]{2}) ?年 ?)?([01]?[0-9]) ?月 ?([0-3]?[0-9])(?![0-9])"
    r"( ?[日号號])?(?![个%折天倍])"
)
_MONTH_DAY_HAN = regex(
    r"(?:二[零〇](?P<year>[零〇一二三四五六七八九]{2})年)?(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号號]"
)
_COMPACT = regex(r"(?<![0-9A-Za-z-])(20[0-3][0-9])(0[1-9]|1[0-2])([0-3][0-9])(?![0-9A-Za-z-])")
_DAY_BEFORE = regex(r"(?:日期|生产|出厂|到期|有效期至|保质期[到至])(?:是|为)?[ :]?$")
_DAY_AFTER = regex(" ?(?:日?生产|出厂|到期|过期|下单|买的|拍的|发货|签收|付款|购买)")
_ANY_YEAR = 2000  # 29 February may be meant where no year is said


def amounts(text: str) -> Iterator[Span]:
    """Sums of money, in yuan: 99元, ￥1,299.00, 两百块, 3块5, 2万元."""
    for pattern in (_BEFORE, _BEHIND):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            value = Decimal(found["figure"].replace(",", "")) * _MANY.get(found["scale"] or "", 1)
            yield _amount(found, value, groups.get("tenths") or groups.get("more"))
    for found in _BARE.finditer(text):
        value = Decimal(found["figure"].replace(",", "")) * _MANY.get(found["scale"] or "", 1)
        yield _amount(found, value, None, "money")
    for found in _JIAO.finditer(text):
        yield _amount(found, Decimal(f"0.{found['figure']}{found['fen'] or 0}"), None)
    for found in _NUMERAL.finditer(text):
        whole = numeral_value(found["numeral"])
        bare = not found["yuan"] and not found["tenths"]
        if whole is not None and not (bare and whole < _LEAST_PIECES):
            yield _amount(found, Decimal(whole), found["tenths"])


def _amount(found: re.Match[str], value: Decimal, tenths: str | None, group: str | int = 0) -> Span:
    if tenths:
        value += Decimal(_DIGITS.get(tenths, tenths)) / 10
    shown = f"{value:f}" if "." in f"{value:f}" else f"{value:f}.00"
    if len(shown.partition(".")[2]) < 2:
        shown += "0"
    return Span(kind="amount", start=found.start(group), end=found.end(group), value=shown)


def dates(text: str) -> Iterator[Span]:
    """Days of the calendar: 2026-11-11, 2026年11月11日, 11月11号, 十一月十一号."""
    for found in _YMD.finditer(text):
        yield from _date(found, found[1], int(found[3]), int(found[4]))
    for found in _MONTH_DAY.finditer(text):
        yield from _date(found, found[1] or "", int(found[2]), int(found[3]))
    for found in _COMPACT.finditer(text):
        before = text[max(0, found.start() - 8) : found.start()]
        if _DAY_BEFORE.search(before) or _DAY_AFTER.match(text, found.end()):
            yield from _date(found, found[1], int(found[2]), int(found[3]))
    for found in _MONTH_DAY_HAN.finditer(text):
        year = "".join(_DIGITS.get(char, "0") for char in found["year"] or "")
        month, day = numeral_value(found["month"]), numeral_value(found["day"])
        if month is not None and day is not None:
            yield from _date(found, year, month, day)


def _date(found: re.Match[str], year: str, month: int, day: int) -> Iterator[Span]:
    full = f"20{year}" if len(year) == 2 else year
    if is_date(int(full or _ANY_YEAR), month, day):
        value = f"{full or '-'}-{month:02}-{day:02}"
        yield Span(kind="date", start=found.start(), end=found.end(), value=value)
