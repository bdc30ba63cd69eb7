"""The value of a workbook's cell → the text a person reads there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from xiaoer.source.tables.number_shown import GENERAL, shown_moment, shown_number
from xiaoer.source.tables.table import Moment, Number, Truth

_DIGITS = ".15g"  # what a spreadsheet keeps of a number
_WHOLE = 1e15


def cell_text(value: object, code: str = "") -> str:
    """The text: 12315.0 is 12315, a date is written as one; ``code`` is the cell's format.

    >>> cell_text(12315.0), cell_text(0.1 + 0.2), cell_text(date(2026, 11, 1)), cell_text(True)
    ('12315', '0.3', '2026-11-01', 'true')
    >>> cell_text(25.0, '"¥"0.00').shown
    '¥25.00'
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return Truth("true" if value else "false")
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _WHOLE
        text = str(int(value)) if whole else format(value, _DIGITS)
        if code == GENERAL:
            return Number(text, text)
        return Number(text, shown_number(float(text), code) if code else "")
    text = _moment(value)
    if isinstance(value, (date, time)) and code:
        return Moment(text, shown_moment(value, code))
    return text


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        day, clock = value.date().isoformat(), value.time()
        return Moment(day if clock == time.min else f"{day} {_clock(clock)}")
    if isinstance(value, date):
        return Moment(value.isoformat())
    if isinstance(value, time):
        return Moment(_clock(value))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return Moment(
            f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        )
    return Number(str(value))


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")
