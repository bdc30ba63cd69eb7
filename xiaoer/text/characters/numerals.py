"""Chinese numerals in front of a unit as digits: 七天 → 7天, 三到五个工作日 → 3到5个工作日.

Only in front of a unit and behind 百分之: elsewhere numerals are parts of words (一直, 二维码).
"""

import re
import threading

from xiaoer.text.resources import read_items

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇一二两三四五六七八九十百千万"
# 几十块, 数百元, 好几天 are vague and stay as they are; 统一 and the like end in a numeral
_VAGUE = "几数多好统唯单专同"

_pattern: re.Pattern[str] | None = None
_lock = threading.Lock()


def numeral_value(numeral: str) -> int | None:
    """The value of a well-formed Chinese numeral below 10⁸, or None.

    >>> [numeral_value(n) for n in ("七", "十五", "一百零八", "一百八", "三万五千", "一二", "十十")]
    [7, 15, 108, 180, 35000, None, None]
    """
    high, myriad, low = numeral.rpartition("万")
    if myriad:
        above, below = _below_myriad(high), _below_myriad(low, tail=1000) if low else 0
        return None if above is None or below is None else above * 10_000 + below
    return _below_myriad(numeral)


def _below_myriad(numeral: str, tail: int = 1) -> int | None:
    """The value of a numeral without 万; ``tail`` is the scale of a last digit that names none."""
    total, digit, last_scale = 0, None, 10_000
    for char in numeral:
        if char in _SCALES:
            scale = _SCALES[char]
            if scale >= last_scale or digit == 0:
                return None
            total += (1 if digit is None else digit) * scale
            # 一百八 is 180; 零 says that a scale is skipped: 一百零八
            digit, last_scale, tail = None, scale, max(scale // 10, 1)
        elif char in _DIGITS and (digit is None or digit == 0):
            tail = 1 if digit == 0 else tail
            digit = _DIGITS[char]
        else:
            return None
    if not numeral:
        return None
    return total + (digit or 0) * tail


def _compiled() -> re.Pattern[str]:
    global _pattern
    if _pattern is None:
        with _lock:
            units = sorted(read_items("units.txt"), key=lambda u: (-len(u), u))
            unit = "|".join(map(re.escape, units))
            numeral = f"[{_NUMERAL}]{{1,12}}"
            behind = f"(?:(?:到|至|[~—-]{{1,2}})(?:{numeral}|[0-9]{{1,9}}))?(?:{unit})"
            _pattern = re.compile(
                f"百分之({numeral}|[0-9]{{1,4}}(?:\\.[0-9]{{1,4}})?)"
                f"|(?<![{_VAGUE}{_NUMERAL}])({numeral})(?={behind})"
            )
    return _pattern


def numerals_to_digits(text: str) -> str:
    """The text with Chinese numerals before a unit written as digits, also in a range.

    >>> numerals_to_digits("七天无理由,一直没到,等了三到十五天,二维码打不开")
    '7天无理由,一直没到,等了3到15天,二维码打不开'
    >>> numerals_to_digits("百分之五十")
    '50%'
    """
    return _compiled().sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    share, numeral = match.groups()
    if share and share[0] in "0123456789":
        return f"{share}%"
    value = numeral_value(share or numeral)
    return match[0] if value is None else f"{value}{'%' if share else ''}"
