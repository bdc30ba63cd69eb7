"""How a spreadsheet shows a number or a date: its value and the format code of its cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from xiaoer.text.regex import regex

BUILT_IN: Final = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "20": "h:mm",
    "21": "h:mm:ss",
    "31": 'yyyy"年"m"月"d"日"',
    "32": 'h"时"mm"分"',
    "33": 'h"时"mm"分"ss"秒"',
    "57": 'yyyy"年"m"月"',
    "58": 'm"月"d"日"',
}
"""Codes that a workbook names by number and that look the same in every language."""
GENERAL: Final = "General"

_SECTION = regex(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+')
_PART = regex(r"""
      "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?:Red|Black|Blue|Green|White|Yellow|Cyan|Magenta|Color\d+|红色|黑色|蓝色|绿色)\]
    | (?P<width>_.) | (?P<fill>\*.) | (?P<digits>[#0][#0,]*(?:\.[#0]+)?|\.[#0]+) | (?P<percent>%)
    | (?P<day>y+|m+|d+|h+|s+) | (?P<literal>[-+()\s:/年月日时分秒元￥¥$€£.,])
""", re.VERBOSE | re.IGNORECASE)  # fmt: skip


def shown_number(value: float, code: str) -> str:
    """The number as a cell with this code shows it; "" where the code is not understood.

    >>> shown_number(25, '"¥"#,##0.00'), shown_number(0.88, "0%"), shown_number(588, '0"元/位"')
    ('¥25.00', '88%', '588元/位')
    >>> shown_number(5, "# ?/?")
    ''
    """
    sections = _SECTION.findall(code)
    if not 1 <= len(sections) <= 4:
        return ""
    chosen, number = 0, Decimal(repr(value))
    if value < 0 and len(sections) > 1:
        chosen, number = 1, -number
    elif value == 0 and len(sections) > 2:
        chosen = 2
    return _filled(sections[chosen], number)


def _filled(section: str, number: Decimal) -> str:
    parts = _parts(section)
    if not parts or any(kind == "day" for kind, _ in parts):
        return ""
    digits = [text for kind, text in parts if kind == "digits"]
    if len(digits) > 1:
        return ""
    number *= 100 ** sum(1 for kind, _ in parts if kind == "percent")
    found = []
    for kind, text in parts:
        if kind == "digits":
            found.append(_digits(abs(number), text))
        elif kind not in ("width", "fill"):
            found.append(text)
    sign = "-" if number < 0 else ""
    return (sign + "".join(found)).strip()


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    if whole.endswith(","):
        return ""
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    least = decimals.count("0")
    while "." in text and len(text.partition(".")[2]) > least and text.endswith("0"):
        text = text[:-1]
    text = text.removesuffix(".")
    front, point, rest = text.partition(".")
    return front.rjust(whole.count("0"), "0") + point + rest


def shown_moment(value: date | time, code: str) -> str:
    """The date or time as a cell with this code shows it; "" where the code is not understood.

    >>> shown_moment(date(2025, 6, 18), 'yyyy"年"m"月"d"日"'), shown_moment(time(9, 5), "h:mm")
    ('2025年6月18日', '9:05')
    """
    section = next(iter(_SECTION.findall(code)), "")
    parts = _parts(section)
    if not any(kind == "day" for kind, _ in parts):
        return ""
    found = []
    for at, (kind, text) in enumerate(parts):
        if kind == "day":
            piece = _piece(value, text, _is_minute(parts, at))
            if not piece:
                return ""
            found.append(piece)
        elif kind in ("digits", "percent"):
            return ""
        elif kind not in ("width", "fill"):
            found.append(text)
    return "".join(found).strip()


def _is_minute(parts: list[tuple[str, str]], at: int) -> bool:
    """Whether m means minutes: behind hours, or before seconds."""
    days = [(place, text[0]) for place, (kind, text) in enumerate(parts) if kind == "day"]
    own = next(place for place, (number, _) in enumerate(days) if number == at)
    before = days[own - 1][1] if own else ""
    after = days[own + 1][1] if own + 1 < len(days) else ""
    return before == "h" or after == "s"


def _piece(value: date | time, code: str, minute: bool) -> str:
    number: int | None = None
    if (code[0] == "m" and minute) or code[0] in "hs":
        if isinstance(value, (datetime, time)):
            number = {"h": value.hour, "m": value.minute, "s": value.second}[code[0]]
    elif isinstance(value, date):
        number = {"y": value.year, "m": value.month, "d": value.day}[code[0]]
    if number is None or (code[0] != "y" and len(code) > 2):
        return ""
    if code[0] == "y":
        return str(number) if len(code) > 2 else f"{number % 100:02}"
    return f"{number:02}" if len(code) == 2 else str(number)


def _parts(section: str) -> list[tuple[str, str]]:
    """What the code says, part by part; nothing where a part is not known."""
    found, at = [], 0
    while at < len(section):
        match = _PART.match(section, at)
        if match is None or match.end() == at:
            return []
        at = match.end()
        kind = match.lastgroup
        if kind is not None:
            text = match[kind]
            found.append((kind, text.lower() if kind == "day" else text))
    return found
