"""Numbers by value and unit, models and codes as they are: what a text is about to the digit.

1万元 is 10000元, 七天 7天, 2周 14天, 500兆 500m; a6l, e07, 4g and c# are whole.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from xiaoer.text.regex import regex

_SCALES = {"百": 100, "千": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_BASES: dict[str, dict[str, str]] = {
    "元": {"1": "元 块 块钱 圆 rmb", "1/10": "角 毛 毛钱"},
    "分钟": {
        "1/60": "秒 秒钟", "1": "分钟", "60": "小时 钟头 h", "1440": "天 日",
        "10080": "周 星期 礼拜",
    },
    "月": {"1": "月", "3": "季度 季", "12": "年 周年"},
    "工作日": {"1": "工作日"},
    "岁": {"1": "岁 周岁"},
    "克": {"1": "克", "500": "斤", "1000": "公斤 千克 kg", "1000000": "吨"},
    "厘米": {"1/10": "毫米 mm", "1": "厘米 cm", "100": "米", "100000": "公里 千米 km"},
    "%": {"1": "%"},
    "折": {"1": "折"},
    "m": {"1": "m 兆 mb"},
}  # fmt: skip
UNITS = {
    word: (base, Fraction(factor))
    for base, factors in _BASES.items()
    for factor, words in factors.items()
    for word in words.split()
}
"""Unit → the unit that it is counted in, and how many of it it is."""
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=lambda u: (-len(u), u)))
_NUMBER = regex(rf"(\d+(?:\.\d+)?)([百千万亿w]*)个?({_UNIT})?(?![a-z])|半个?(小时|钟头|天|年|月)")
_HAS_IDENTITY = regex(r"[0-9]|^[a-z]$|^[ivx]{2,4}$|^x{1,4}[sml]$|[+#]|^半个?(?:小时|钟头|天|年|月)")
_STARTS_NUMBER = regex("[0-9]|半$")
_STILL_OPEN = regex("[0-9~:/.百千万亿个半-]$")
_SCALE_AND_UNIT = regex(rf"[百千万亿]*(?:{_UNIT})?")
_NAMED = regex(r"([a-z]{3,})(\d+)")  # iphone15: the word, and a number
# a6l, c#, one letter, a Roman number, the size of a shirt
_CODE = regex(r"[a-z0-9.+#-]*[0-9+#][a-z0-9.+#-]*|[a-z]|[ivx]{2,4}|x{1,4}[sml]")
_HEIGHT = regex("([12])米([0-9一二三四五六七八九])([0-9五]?)")
_METRE = regex("[12]米")
_ONE_DIGIT = regex("[0-9一二三四五六七八九][0-9五]?")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_JOINED = frozenset("~-:/.个")  # between two numbers, or a number and its unit


class Identity(NamedTuple):
    """A number or a code: its value, the unit that it is counted in ("": none), as written."""

    value: str
    unit: str
    shown: str

    def equals(self, other: "Identity") -> bool:
        """Whether both are the same; a number without a unit has any."""
        return self.value == other.value and (
            self.unit == other.unit or not self.unit or not other.unit
        )


def identities(
    words: Sequence[str], folded: Sequence[str]
) -> tuple[tuple[Identity, ...], tuple[str, ...]]:
    """The numbers and codes of a text's words, and the folded words that are left.

    >>> [(i.value, i.unit) for i in identities(*2 * [("1", "万元", "存", "2", "年")])[0]]
    [('10000', '元'), ('24', '月')]
    >>> identities(("a6l", "多少钱"), ("a6l", "多少钱"))
    ((Identity(value='a6l', unit='', shown='a6l'),), ('多少钱',))
    """
    if not any(map(_HAS_IDENTITY.search, words)):
        return (), tuple(folded)
    found: list[Identity] = []
    rest: list[str] = []
    place = 0
    while place < len(words):
        run = words[place]
        end = place + 1
        while end < len(words) and _goes_on(run, words[end]):
            run += words[end]
            end += 1
        _read(run, folded[place], found, rest)
        place = end
    return tuple(found), tuple(rest)


def _goes_on(run: str, word: str) -> bool:
    """Whether a word belongs to the number before it: 1 万元, 5 ~ 7 天."""
    if _METRE.fullmatch(run) and _ONE_DIGIT.fullmatch(word):
        return True
    if not _STARTS_NUMBER.match(run) or not _STILL_OPEN.search(run):
        return False
    return word[0].isdigit() or word in _JOINED or bool(_SCALE_AND_UNIT.fullmatch(word))


def _read(word: str, folded: str, found: list[Identity], rest: list[str]) -> None:
    """Adds what a word says: a code, a word with a number, numbers, or the word itself."""
    if height := _HEIGHT.fullmatch(word):
        metres, tens, ones = (digit.translate(_DIGITS) for digit in height.groups())
        found.append(Identity(f"{metres}{tens}{ones or 0}", "厘米", word))
    elif named := _NAMED.fullmatch(word):
        rest.append(named[1])
        found.append(Identity(named[2], "", word))
    elif _CODE.fullmatch(word) and not _NUMBER.fullmatch(word):
        found.append(Identity(word, "", word))
    elif _HAS_IDENTITY.search(word):
        found += map(_number, _NUMBER.finditer(word))
        if left := _NUMBER.sub("", word).strip("~-:/."):
            rest.append(left)
    else:
        rest.append(_NUMBER.sub("", folded) or folded)  # 无理由 stands for 7天无理由


def _number(match: re.Match[str]) -> Identity:
    digits, scales, unit, half = match.groups()
    base, factor = UNITS.get(half or unit or "", ("", Fraction(1)))
    value = Fraction(1, 2) if half else Fraction(digits)
    for scale in scales or "":
        value *= _SCALES[scale]
    return Identity(f"{float(value * factor):.10g}", base, match[0])
