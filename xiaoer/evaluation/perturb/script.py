"""The same words in other characters: traditional, full-width, with emoji, numerals the other way.

Each leaves `question_key` as it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from xiaoer.evaluation.perturb.edit import ADDRESS, DIGITS, Edit, unit_pattern
from xiaoer.text.characters.numerals import numeral_value
from xiaoer.text.characters.simplify import simplify
from xiaoer.text.regex import regex

EMOJI = ("😀", "😂", "😭", "😅", "🙏", "😡", "👍", "🌹", "❤️", "🥺", "🙏🏻", "😊😊")
"""Those customers send most in a shop's chat, one with a variation selector, one with a tone."""

_PREFERRED = {
    pair[0]: pair[1]
    for pair in (
        "后後 里裡 种種 体體 机機 与與 么麼 万萬 气氣 几幾 儿兒 听聽 党黨 据據 价價 准準 极極 构構 "
        "划劃 复復 确確 离離 优優 云雲 惊驚 愿願 筑築 异異 宁寧 厂廠 丰豐 赶趕 松鬆 怀懷 胜勝 范範 "
        "适適 虫蟲 触觸 坏壞 吨噸 岭嶺 杰傑 洁潔 扰擾 荐薦 扑撲 证證 钟鐘 签簽 烟煙 脏髒 湿濕 铺鋪"
    ).split()
}
_BREAK = regex(r"(?<=[，。！？；])(?=[\u4e00-\u9fff])")  # elsewhere an address may go on
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ORDINAL_UNITS = ("日", "月", "年", "号", "期", "页")  # 二月, but 两天
_DIGIT = "零一二三四五六七八九"
_MOST = 9999
_YEAR = 1000  # from here on a number before 年 is a year, which nobody spells with 千


def traditional(text: str, _random: Random) -> Edit | None:
    """Every simplified character as a traditional one that maps back; one edit a character.

    The table of `simplify` inverted. Of several the one listed in ``_PREFERRED``, else the first
    of Big5, whose common characters come first, fewest strokes first. A simplified character
    that Big5 has too (出, 面, 表) stays unless it is listed: traditional texts mostly write it.
    """
    changed = text.translate(_table())
    return _edit(text, changed)


def full_width(text: str, _random: Random) -> Edit | None:
    """Every printable ASCII character but the space in full width; one edit a character."""
    return _edit(text, text.translate(_WIDE))


def emoji(text: str, random: Random) -> Edit | None:
    """An emoji before, behind, or after a Chinese punctuation mark; one edit."""
    if not text.strip():
        return None
    places = [0, len(text), *(match.start() for match in _BREAK.finditer(text))]
    at = random.choice(sorted(set(places)))
    return Edit(text[:at] + random.choice(EMOJI) + text[at:], 1)


def numerals(text: str, _random: Random) -> Edit | None:
    """Every number before a unit the other way, 7天 ↔ 七天; one edit a number.

    None in a text with a web or mail address, which may end in what looks like a number.
    """
    if ADDRESS.search(text):
        return None
    edits = sum(_other_way(match) != match[0] for match in _number().finditer(text))
    return Edit(_number().sub(_other_way, text), edits) if edits else None


def chinese_numeral(value: int, unit: str = "") -> str:
    """The numeral of 1..9999; 2 is 两 before a measure word.

    >>> [chinese_numeral(n, "天") for n in (2, 12, 20, 108, 2030)]
    ['两', '十二', '二十', '一百零八', '两千零三十']

    Raises:
        ValueError: the value is outside 1..9999.
    """
    if not 1 <= value <= _MOST:
        raise ValueError(f"expected 1 <= value <= {_MOST}, found {value}")
    if value == 2:
        return "二" if unit in _ORDINAL_UNITS else "两"
    parts: list[str] = []
    for digit, scale in zip(f"{value:04d}", ("千", "百", "十", ""), strict=True):
        parts.append("零" if digit == "0" else _DIGIT[int(digit)] + scale)
    found = re.sub("零+", "零", "".join(parts)).strip("零")
    found = found.removeprefix("一") if found.startswith("一十") else found
    return "两" + found[1:] if found.startswith("二千") else found


def _edit(before: str, after: str) -> Edit | None:
    edits = sum(a != b for a, b in zip(before, after, strict=True))
    return Edit(after, edits) if edits else None


def _big5(char: str) -> bytes:
    """Its code, or nothing where Big5 does not have it."""
    return char.encode("big5", errors="ignore")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Code point of a simplified character → the traditional one."""
    codes = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]
    forms: dict[str, list[str]] = {}
    for char, simple in zip(map(chr, codes), simplify("".join(map(chr, codes))), strict=True):
        if char != simple:
            forms.setdefault(simple, []).append(char)
    chosen: dict[int, str] = {}
    for simple, found in forms.items():
        known = [char for char in found if _big5(char)]
        if simple in _PREFERRED:
            chosen[ord(simple)] = _PREFERRED[simple]
        elif known and not _big5(simple):
            chosen[ord(simple)] = min(known, key=lambda char: (_big5(char), char))
    return chosen


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    before = "几数多好统唯单专同第点.．:：/\\-\u200b-\u200f\u2060\ufeff"
    return re.compile(
        rf"(?<![{before}{DIGITS}a-zA-Z0-9０-９])(?:(?P<digits>[1-9][0-9]{{0,3}})"
        rf"|(?P<numeral>[{DIGITS}]{{1,8}}))(?P<unit>{unit_pattern()})"
    )


def _other_way(match: re.Match[str]) -> str:
    unit = match["unit"]
    if match["digits"]:
        value = int(match["digits"])
        is_year = unit == "年" and value >= _YEAR
        return match[0] if is_year else chinese_numeral(value, unit) + unit
    found = numeral_value(match["numeral"])
    return match[0] if found is None else f"{found}{unit}"
