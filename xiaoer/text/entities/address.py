"""Postal addresses.

A postal address needs a part that names a place (a district, a road, an estate) and right behind
it a part with a number (969号, 3栋2单元501). It is sought from the number: what stands before is
read as parts that end in 省 市 区 路 小区 …; characters that occur in sentences but hardly in
names (的 在 到 寄 …) end it. A road may have 号 alone; a district or an estate needs 栋, 单元 or
the like, or a number that is no day of a month, for 北京市12号 and 商城3号 are dates.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from xiaoer.text.entities.entity import Span
from xiaoer.text.regex import regex
from xiaoer.text.resources import read_items

_STOP = (
    "的了吗嘛么呢吧啊呀是在到给往住没不这那你我他她它您们请烦把被还就怎谁哪个要送寄改换填写收"
    "买货款块递说很才再跟几"
)
# 那曲, 个旧: of these characters, where they are part of a place's name
_NAME = f"(?:(?![{_STOP}])[\u4e00-\u9fff]|那(?=[曲坡])|个(?=旧))"
_UNIT = (
    "号楼|号院|號樓|號|号|栋|棟|幢|座|单元|單元|室|楼|樓|层|弄|组|队|户|房|区|期|门(?![口店前卫])"
    "|院|巷"
)
_NUMBER = r"(?:[0-9]{1,5}[A-Za-z]?|[A-Za-z][0-9]{0,3})(?:-[0-9]{1,5}){0,3}"
_PIECE = rf"(?:{_NUMBER}|[一二三四五六七八九十]{{1,3}}) ?(?:{_UNIT})"
_ESTATE = (
    "小区|社区|花园|花苑|家园|家苑|公寓|大厦|广场|园区|工业园|科技园|产业园|公馆|山庄|别墅|新村"
    "|写字楼|商业中心|中心|宿舍|大学城|大学|学院|中学|小学|学校|医院|商场|市场|酒店|宾馆|大楼"
    "|豪庭|名都|名苑|国际|苑|园|府|庭|城|湾|庄|里|厂"
)
_BUILDING = (
    "小区|花园|花苑|家园|家苑|公寓|大厦|广场|工业园|科技园|产业园|公馆|山庄|新村|写字楼|商业中心|大楼|酒店"
    "|宾馆|百货|购物中心"
)
_ADMIN = (
    "自治区|自治州|自治县|自治旗|特别行政区|开发区|高新区|新区|街道|省|市|区|區|县|縣|州|旗|盟|镇|鎮|乡"
    "|鄉|村|屯"
)
_ROAD = (
    "(?:大道|大街|马路|公路|胡同|路|街|巷)(?:[东南西北中]?[一二三四五六七八九十]?段)?"
    "|[东西南北中环]道|道"
)
_ANCHOR = regex(
    rf"(?<![0-9A-Za-z])(?:[0-9]{{1,5}}[A-Za-z]?|[A-Za-z][0-9]{{0,3}})(?:-[0-9]{{1,5}}){{0,3}}"
    rf" ?(?:{_UNIT})"
)
_DIGIT = regex("[0-9]")
# what stands behind 北京市 in sentences: 12号 is a day, 3期 and 3楼 may be anything
_DAY = regex("(?:[0-2]?[0-9]|3[01]) ?[号號]|[0-9]{1,3} ?[楼樓层期户组队房区门]")
_BETWEEN = " ,·省市区县"  # 市 and 区 where 临州 and 新城 were read as parts: 临州市 新城区
_SOFT = " ,·"  # may stand between parts, not in them
_HARD = regex(rf"(?!{_NAME}|[0-9A-Za-z ,·])[\s\S]")  # no address goes across these
_SUFFIX = regex(f"(?=(?P<estate>{_ESTATE})|(?P<admin>{_ADMIN})|(?P<road>{_ROAD}))")
_LONGEST_NAME = 10  # characters before 路, 区, 小区 …
_MOST_PARTS = 12
_LONGEST_TAIL = 400
_REST = regex(rf"(?:{_NAME}|[0-9A-Za-z]){{0,8}} ?$")
_TAIL = regex(
    rf"{_PIECE}"
    rf"(?:[ ,]?(?:{_NAME}{{2,10}}(?:{_ESTATE})(?:[裙主附]楼|[东南西北]塔)? ?)?{_PIECE}){{0,6}}"
    r"(?: ?[0-9]{1,4}(?:-[0-9]{1,4}){0,2}(?![0-9元块天件号月年个号岁分点小%.-]))?"
    rf"(?:(?! ?(?:快[递遞]|物流)) ?{_NAME}{{2,12}}?(?:{_BUILDING})"
    r"(?:[A-Za-z][座塔栋区]?(?![A-Za-z]))?)?"
)
_STRONG = regex("号楼|號樓|号院|栋|棟|幢|座|单元|單元|室|弄")
_VILLAGE = regex("(?:村|屯|镇|乡|社区)(?:[0-9]{1,3}(?:组|队))")
# words that end like a part and name no place
_NO_PLACE = regex(
    "(?:小区|小區|社区|地区|山区|市区|郊区|城区|专区|园区|校区|大学|学校|医院|学院|中学|小学|公寓|宿舍"
    "|城市|超市|都市|门市|集市|上市|夜市|农村|乡村|全村|城镇|乡镇|商城|同城|进城|家里|市场|商场|酒店"
    "|一路|上路|这里|哪里|公里|城里|乡里|中心|国际|大厦|广场|工厂|全国|全市|全省|外省|本省|本市)$"
)
_NO_PLACE_END = regex(
    "(?:半路|线路|思路|网路|铁路|走路|迷路|绕路|跑路|带路|电路|套路|逛街|上街|知道|渠道|通道|味道|难道|频道"
    "|报道|街道|轨道|地道|管道|天猫商城)$"
)
_LEAD = regex("^(?:成(?!都|华|武|安|县)|为|至|回(?!民|龙)|寄|发(?!展)|地址|地址为|地址成)")
_HOME = regex("(?<=[我你他她们])家(?:住|里)?|家住")
_KNOWN = regex("|".join(read_items("places.txt")))


class Part(NamedTuple):
    """A name with what it ends in: 余杭区, 文一西路."""

    start: int
    end: int
    kind: str
    suffix: str
    names_place: bool


class Parts:
    """The parts before one place after the other, each read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._hard = [found.start() for found in _HARD.finditer(text)]
        self._suffixes = [
            (found.start(), kind, suffix)
            for found in _SUFFIX.finditer(text)
            for kind, suffix in found.groupdict().items()
            if suffix
        ]
        self._next = 0
        self._begin = -1
        self._at = 0
        self._chain: list[Part] = []

    def ends(self) -> list[int]:
        """Where parts may end, in order."""
        return sorted({at + len(suffix) for at, _, suffix in self._suffixes})

    def before(self, place: int, floor: int) -> list[Part]:
        """Parts that follow each other, the last at most eight characters before the place, none
        before ``floor``; places are asked for in order."""
        breaks = bisect_left(self._hard, place)
        begin = max(floor, self._hard[breaks - 1] + 1 if breaks else 0)
        if begin != self._begin:
            self._begin = self._at = begin
            self._chain = []
        while self._next < len(self._suffixes):
            at, kind, suffix = self._suffixes[self._next]
            if at + len(suffix) > place:
                break
            self._next += 1
            if at > self._at:
                self._add(at, kind, suffix)
        last = self._chain[-1].end if self._chain else place
        return self._chain if _REST.match(self._text, last, place) else []

    def _add(self, at: int, kind: str, suffix: str) -> None:
        text = self._text
        start = max(self._at, at - _LONGEST_NAME)
        soft = max(text.rfind(sign, start, at) for sign in _SOFT) + 1
        if soft >= at:
            return
        start, end = max(start, soft), at + len(suffix)
        name = text[start:end]
        placed = not (_NO_PLACE.fullmatch(name) or _NO_PLACE_END.search(name))
        if self._chain and text[self._at : start].strip(_BETWEEN):
            self._chain = []
        self._chain = [*self._chain[1 - _MOST_PARTS :], Part(start, end, kind, suffix, placed)]
        self._at = end


def addresses(text: str) -> Iterator[Span]:
    """Every postal address of a plain text."""
    if not _DIGIT.search(text):
        return
    end = 0
    names: Parts | None = None
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < end:
            continue
        names = names or Parts(text)
        parts = names.before(anchor.start(), end)
        if not any(part.names_place for part in parts):
            continue
        if not _evidence(text, parts, anchor):
            continue
        tail = _TAIL.match(text, anchor.start())
        if tail is None:
            continue
        start, end = trimmed(text, parts[0]), tail.end()
        value = re.sub("[ ,]", "", text[start:end])
        yield Span(kind="address", start=start, end=end, value=value)


def _evidence(text: str, parts: list[Part], anchor: re.Match[str]) -> bool:
    """True when a part names a place and the number is one that such a part may have."""
    named = [part for part in parts if part.names_place]
    last = named[-1]
    adjacent = not text[parts[-1].end : anchor.start()].strip()
    if adjacent and last is parts[-1] and last.kind == "road":
        return last.suffix != "道" or len(named) > 1 or _is_strong(text, anchor)
    if _VILLAGE.search(text, max(0, anchor.start() - 2), anchor.end()):
        return len(named) > 1
    return (len(named) > 1 and not _DAY.match(anchor[0])) or _is_strong(text, anchor)


def _is_strong(text: str, anchor: re.Match[str]) -> bool:
    """Whether the numbers name a part of a house: 3栋, 2单元."""
    start = anchor.start()
    if not _STRONG.search(text, start, start + _LONGEST_TAIL):  # most often, and cheaper to see
        return False
    tail = _TAIL.match(text, start)
    return tail is not None and _STRONG.search(tail[0]) is not None


def trimmed(text: str, first: Part) -> int:
    """The place where the first part's name begins, without words that lead to it."""
    start, end = first.start, first.end
    admin = first.kind == "admin"
    known = _KNOWN.search(text, start, end) if admin else None
    if known:  # in a road it may be chance: 滨河南路
        return known.start()
    place = text.rfind("地址", start, end)
    start = start if place < 0 else place + 2
    if lead := _LEAD.match(text[start:end]) or _HOME.match(text, start, end):
        start += lead.end() - lead.start()
    if admin and not first.suffix.startswith("自治") and end - len(first.suffix) - start > 4:
        return end - len(first.suffix) - 2  # most names of districts have two characters
    return start
