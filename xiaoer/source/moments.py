"""Dates, times and fixed offsets as an operator writes them.

Fixed offsets only: slim images and Windows have no time zone database.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from xiaoer.text.regex import regex

DEFAULT_OFFSET = "+08:00"

_DAY = regex(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_TIME = regex(r"[Tt ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?", re.ASCII)
_OFFSET = regex(r"([+-])(\d{1,2}):?(\d{2})", re.ASCII)


def parse_offset(text: str) -> timezone:
    """The fixed offset written as `+08:00` (or `Z`).

    Raises: ValueError when it is none, or beyond ±14:00.
    """
    text = text.strip()
    if text in ("Z", "z"):
        return UTC
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[3]) > 59 or int(match[2]) > 14:
        raise ValueError(text)
    delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-delta if match[1] == "-" else delta)


def parse_moment(text: str, default: timezone, *, end: bool) -> datetime:
    """The aware moment that `text` names; a plain date is its first moment.

    With `end`, a plain date is the first moment of the day after: an end is exclusive.
    Raises: ValueError when it is no date, or a date that does not exist.
    """
    text = text.strip()
    day = _DAY.match(text)
    if day is None:
        raise ValueError(text)
    rest = text[day.end() :]
    year, month, date = (int(part) for part in day.groups())
    if not rest:
        moment = datetime(year, month, date, tzinfo=default)
        return _next_day(moment) if end else moment
    time = _TIME.match(rest)
    if time is None:
        raise ValueError(text)
    offset = rest[time.end() :].strip()
    zone = parse_offset(offset) if offset else default
    micro = int((time[4] or "0").ljust(6, "0")[:6])
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    return datetime(year, month, date, hour, minute, second, micro, tzinfo=zone)


def _next_day(moment: datetime) -> datetime:
    try:
        return moment + timedelta(days=1)
    except OverflowError:
        return datetime.max.replace(tzinfo=moment.tzinfo)
