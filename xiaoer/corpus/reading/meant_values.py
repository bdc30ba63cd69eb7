"""What a value that cannot be read was probably meant for, to be asked back, never taken.

Every function gives a text in the form of the corpus, unchecked, or "".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from xiaoer.source.findings.slips import half
from xiaoer.text.regex import regex

_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
_DATE = regex(rf"{_DAY}|(\d{{4}})(\d{{2}})(\d{{2}})", re.ASCII)
_REST = regex(r"(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*[日号]", re.ASCII)
_SERIAL = regex(r"[345]\d{4}", re.ASCII)
# Day 0 of spreadsheets, of which 30000 to 59999 are 1982 to 2064.
_SERIAL_START = date(1899, 12, 30)
_PART = "(凌晨|早上|清晨|上午|中午|下午|傍晚|晚上|早|晚)?"
_CLOCK = rf"{_PART}\s*(\d{{1,2}})\s*(?:[:.点时]\s*(\d{{1,2}}|半)?)?分?"
_TIME = regex(_CLOCK, re.ASCII)
_SPAN = regex(rf"{_CLOCK}\s*(?:-|~|至|到)+\s*{_CLOCK}", re.ASCII)
_LATE = ("下午", "傍晚", "晚上", "晚")

_ALL_DAY = ("全天", "全日", "24小时", "24h", "always")
_CLOSED = "不营业 不上班 不上 休 休业 歇业 停业 放假 关门 关 无 没有 off no none -".split()
_DAYS = {"工作日": "mon-fri", "平日": "mon-fri", "周末": "sat-sun", "双休日": "sat-sun"}
_ENGLISH = regex(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]+")
_DIGIT_DAY = regex(r"(?<=周|期|拜)[1-7]")
_OF_WEEK = "一二三四五六日"

_YES = "是 对 有 开 开启 启用 上架 y t √ ✓ ✔ 1".split()
_NO = "否 不 不是 无 没有 关 关闭 停用 禁用 下架 n f × ✗ ✘ x 0".split()
_EAST_8 = regex(r"shanghai|beijing|chongqing|hong_?kong|taipei|prc|北京|上海|东八|中国")
_OFFSET = regex(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


def guessed_moment(text: str) -> str:
    """A date, and a time where there is one.

    >>> guessed_moment("2026年11月12日 下午3点半"), guessed_moment("46338")
    ('2026-11-12 15:30', '2026-11-12')
    """
    plain = half(text)
    if _SERIAL.fullmatch(plain):
        return (_SERIAL_START + timedelta(days=int(plain))).isoformat()
    found = _DATE.match(plain)
    if found is None:
        return ""
    day, rest = _iso(found), plain[found.end() :].strip(" T")
    if not rest:
        return day
    time = _TIME.fullmatch(rest)
    if time is None or (time[3] is None and rest.isdecimal()):
        return f"{day} {rest}"
    return f"{day} {_clock(*time.groups())}"


def guessed_dates(text: str) -> str:
    """A date, or the first and last of several.

    >>> guessed_dates("2026年10月1日至7日")
    '2026-10-01..2026-10-07'
    """
    plain = half(text)
    first = _DATE.match(plain)
    if first is None:
        return ""
    rest = plain[first.end() :]
    last, part = _DATE.search(rest), _REST.search(rest)
    if last is not None:
        return f"{_iso(first)}..{_iso(last)}"
    if part is not None:
        year, month, _ = _iso(first).split("-")
        return f"{_iso(first)}..{year}-{int(part[1] or month):02}-{int(part[2]):02}"
    return "" if rest.strip() else _iso(first)


def guessed_span(text: str) -> str:
    """A span of hours, or `closed`.

    >>> guessed_span("上午9点到下午6点半"), guessed_span("休")
    ('9:00-18:30', 'closed')
    """
    plain = half(text).lower()
    if plain in _ALL_DAY:
        return "0:00-24:00"
    if plain in _CLOSED:
        return "closed"
    span = _SPAN.fullmatch(plain)
    if span is None:
        return ""
    groups = span.groups()
    return f"{_clock(*groups[:3])}-{_clock(*groups[3:])}"


def guessed_days(text: str) -> str:
    """Days of the week as the settings name them.

    >>> guessed_days("Monday－Friday"), guessed_days("周1至周5")
    ('mon-fri', '周一至周五')
    """
    plain = half(text).lower()
    plain = _DAYS.get(plain, _ENGLISH.sub(r"\1", plain))
    return _DIGIT_DAY.sub(lambda digit: _OF_WEEK[int(digit[0]) - 1], plain)


def guessed_flag(text: str) -> str:
    """`true` or `false`."""
    plain = half(text).strip("\"'").lower()
    if plain in (*_YES, "true", "yes", "on"):
        return "true"
    return "false" if plain in (*_NO, "false", "no", "off") else ""


def guessed_number(text: str) -> str:
    """A number, without signs around it.

    >>> guessed_number("80％"), guessed_number("0。8")
    ('0.8', '0.8')
    """
    plain = half(text).replace("。", ".").replace(",", ".")
    try:
        return f"{float(plain[:-1]) / 100:g}" if plain.endswith("%") else f"{float(plain):g}"
    except ValueError:
        return ""


def guessed_offset(text: str) -> str:
    """A fixed offset.

    >>> guessed_offset("北京时间"), guessed_offset("UTC+8")
    ('+08:00', '+08:00')
    """
    plain = half(text).lower()
    if _EAST_8.search(plain):
        return "+08:00"
    offset = _OFFSET.fullmatch(plain)
    return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}" if offset else ""


def guessed_url(text: str) -> str:
    """A web address."""
    plain = half(text).strip("\"'")
    if plain.lower().startswith(("http:", "https:")):
        return re.sub(r"^(https?):/*", r"\1://", plain, flags=re.IGNORECASE)
    known = re.fullmatch(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#:]\S*)?", plain, re.ASCII)
    return f"https://{plain}" if known else ""


def guessed_id(text: str) -> str:
    """An id."""
    return half(text).strip("\"'")


def _iso(found: re.Match[str]) -> str:
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return f"{year:04}-{month:02}-{day:02}"


def _clock(part: str | None, hour: str, minute: str | None) -> str:
    late = 12 if part in _LATE and int(hour) < 12 else 0
    minute = "30" if minute == "半" else minute or "00"
    return f"{int(hour) + late}:{int(minute):02}"
