"""Passports, travel permits of Hong Kong, Macau and Taiwan, and number plates."""

import re
from collections.abc import Iterator

from xiaoer.text.entities.context import context_before
from xiaoer.text.private.found import Spot
from xiaoer.text.regex import regex

# what may stand between 护照 and its number
_LINK = r"""
    (?: 号码|证号|编号|号|num(?:ber)?|no|信息|证件|原件|就?是|为|的|我|新|旧|老|原来?|现在?|现用
      | 已经?|换成?|更换|改成|改为|从|由|到|这个|:|=|,|\.|[ ]|\(|"|“|-|填|写|了|有效|续签|办
    ){0,8}
"""
# as other languages write it
_PASSPORT_NAMES = (
    "护照|護照|旅行证(?!明)|旅券|passe?port[eao]?|パスポート|여권|paszport|pasaporte|passaporto|paspor|pasport|reisepass"
    "|h[oộ][ ]chi[eế]u|паспорт|หนังสือเดินทาง|جواز"
)
_PASSPORT_WORD = regex(_PASSPORT_NAMES, re.IGNORECASE)
_PASSPORT = regex(
    rf"""
    (?:{_PASSPORT_NAMES}) (?: \([^()\n]{{1,8}}\) | 番号 | 번호 | nr | № )?
    (?: [是为]? [\u4e00-\u9fff]{{1,3}} [国籍亚兰南本坡大] 的? )?
    {_LINK}
    (?P<it>
        (?=[A-Za-z]{{0,2}}[0-9]{{1,3}}[A-Za-z]{{1,3}}[0-9]|[A-Za-z][0-9][A-Za-z])[A-Za-z0-9]{{8,10}}
      | [0-9]{{2}}[ ]?[0-9]{{7}}
      | [A-Za-z]{{0,3}}[ -]?[0-9][A-Za-z0-9]{{5,9}}
      | [A-Za-z]{{1,2}}[ ]?[0-9]{{3,4}}[ -][0-9]{{3,5}}
    )
    (?![A-Za-z0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PASSPORT_MIXED = regex(
    "(?<![A-Za-z0-9-])(?=(?:[A-Z]{0,4}[0-9]){4})[A-Z][A-Z0-9]{7,8}(?![A-Za-z0-9-])"
)
_PASSPORT_ALONE = regex(
    "(?<![A-Za-z0-9])[A-Za-z]{1,2}(?:[ -]?[0-9]{7,8}| ?[0-9]{3,4} [0-9]{3,5})(?![A-Za-z0-9])"
)
# of the present series, wherever it stands: EA3790142; with one letter where a journey is spoken of
_PRESENT = regex("(?<![A-Za-z0-9-])E[A-HJ-NP-Z] ?[0-9]{7}(?![A-Za-z0-9-])")
_ONE_LETTER = regex("(?<![A-Za-z0-9-])[EGDSPK] ?[0-9]{8}(?![A-Za-z0-9-])")
_JOURNEY = regex(
    "签证|出境|入境|出国|公务|因公|实名|清关|海关|机票|值机|登机|认证|证件|免税|跨境|领事|酒店|入住"
)
_PERMIT_NAMES = (
    "通行证|通行證|大通证|大通證|港澳证|港澳証|台胞证|臺胞證|台胞|回乡证|回鄉證|回乡卡|返乡证|台湾证|大陆证|入台证|居住证|往来港澳|往来台湾"
    "|(?:香港|澳门|台湾|港澳台?)(?:居民)?(?:永久)?(?:身份证|居民证|身分证)|hkid"
)
_PERMIT_WORD = regex(_PERMIT_NAMES, re.IGNORECASE)
_PERMIT = regex(
    rf"""
    (?:{_PERMIT_NAMES}) {_LINK}
    (?P<it> [A-Za-z]{{0,2}} [ ]? [0-9] (?:[ -]?[0-9]){{5,11}}
      (?: [ ]? \([0-9A-Za-z]{{1,2}}\) | [A-Za-z] )?
    )
    (?![A-Za-z0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PERMIT_ALONE = regex(
    r"(?<![A-Za-z0-9])(?:[CWHMLTcwhmlt][A-Za-z]? ?[0-9]{7,10}"
    r"|[CWHMLT] ?[0-9]{4} [0-9]{4}(?: [0-9]{2})?"
    r"|[A-Za-z]{1,2}[0-9]{6} ?\([0-9A-Za-z]\)|[A-Za-z][12][0-9]{8})(?![A-Za-z0-9])"
)
# the card of Hong Kong shows itself by the check digit in brackets
_HONG_KONG = regex(r"(?<![A-Za-z0-9])[A-Za-z]{1,2} ?[0-9]{6} ?\([0-9Aa]\)")
_BEFORE_PERMIT = regex(
    rf"(?<![A-Za-z0-9])[0-9]{{8,10}}(?=[ ,]?(?:这个|是|我的?|的){{0,3}}(?:{_PERMIT_NAMES}))",
    re.IGNORECASE,
)

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_WORDS = frozenset("黑青新云贵宁")  # colours and the like: 黑A12345 may be a model
_PLATE = regex(
    rf"(?P<at>[{_PROVINCES}])[ ·•.-]?(?P<city>[A-Za-z]) ?(?P<dot>[·•.\-—])? ?"
    r"(?P<rest>[A-Za-z0-9](?:[ ·]?[A-Za-z0-9]){3,5}[挂学警港澳领]?)(?![A-Za-z0-9])"
)
_PLATE_WORD = regex(
    "(?:车牌|牌照|车号|车牌照|号牌)(?:号码|号)?"
    '(?:就?是|为|换成|改成|绑定的?|填的?|写的?|登记的?|[: ,(“"-]){0,3}'
    rf"(?P<it>[{_PROVINCES}]? ?[A-Za-z] ?[·•.-]? ?(?=[A-Za-z]{{0,4}}[0-9])[A-Za-z0-9]{{4,6}}"
    "[挂学警港澳领]?)(?![A-Za-z0-9])"
)
_CAR = regex("[车牌停驾开堵罚违洗修挪]")
_ALNUM = regex("[A-Za-z0-9]")
_LEAST_DIGITS = 2


def passports(text: str) -> Iterator[Spot]:
    """Numbers of passports: after the word, and of the usual shape wherever it is said."""
    for pattern in (_PRESENT, *((_ONE_LETTER,) if _JOURNEY.search(text) else ())):
        for found in pattern.finditer(text):
            if not _is_order(text, found.start()):
                yield Spot("passport", *found.span())
    if not _PASSPORT_WORD.search(text):
        return
    for found in _PASSPORT.finditer(text):
        yield Spot("passport", *found.span("it"))
    for pattern in (_PASSPORT_ALONE, _PASSPORT_MIXED):
        for found in pattern.finditer(text):
            if not _is_order(text, found.start()):
                yield Spot("passport", *found.span())


def permits(text: str) -> Iterator[Spot]:
    """Numbers of 港澳通行证, 台胞证, 回乡证 and of the identity cards there."""
    for found in _HONG_KONG.finditer(text):
        yield Spot("permit", *found.span())
    if not _PERMIT_WORD.search(text):
        return
    for found in _PERMIT.finditer(text):
        yield Spot("permit", *found.span("it"))
    for found in _BEFORE_PERMIT.finditer(text):
        yield Spot("permit", *found.span())
    for found in _PERMIT_ALONE.finditer(text):
        if not _is_order(text, found.start()):
            yield Spot("permit", *found.span())


def plates(text: str) -> Iterator[Spot]:
    """Number plates: 沪A12345, 粤B·D12345, 车牌A12345."""
    for found in _PLATE_WORD.finditer(text):
        yield Spot("plate", *found.span("it"))
    for found in _PLATE.finditer(text):
        rest = found["rest"]
        size = len(_ALNUM.findall(rest)) + (not rest[-1].isascii())
        digits = sum(char.isdigit() for char in rest)
        if size not in (5, 6) or digits < _LEAST_DIGITS:
            continue
        start, end = found.span()
        around = text[max(0, start - 12) : start] + text[end : end + 8]
        if found["at"] not in _WORDS or found["dot"] or _CAR.search(around):
            yield Spot("plate", start, end)


def _is_order(text: str, start: int) -> bool:
    return context_before(text, start).named in ("order", "tracking", "number", "other")
