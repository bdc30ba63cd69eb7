"""A node → `Hours`: days, spans and special dates as an operator writes them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from xiaoer.corpus.hours import DAYS, LONGEST_RANGE, DaySpan, Hours
from xiaoer.corpus.reading.declared_names import check_known
from xiaoer.corpus.reading.meant_values import guessed_dates, guessed_days, guessed_span
from xiaoer.corpus.reading.tree_reader import Text, TreeReader
from xiaoer.source.tree import Items, Node
from xiaoer.text.regex import regex

HOURS_KEYS = ("week", "special")

_EVERY_DAY = ("daily", "每天")
_CLOSED = ("closed", "休息")
# Both scripts on a line: mon, 周一, 星期一, 礼拜一; Sunday has three names.
_CHINESE = {name: day for day, name in enumerate("一二三四五六日")} | {"天": 6}
_DAY = regex(r"(?:周|星期|礼拜)([一二三四五六日天])")
_TO = r"\s*(?:-|–|—|~|～|至|到)\s*"
_DAYS_RANGE = regex(_TO)
_COMMA = regex(r"[,，、;；]")
_CLOCK = r"(\d{1,2})[:：](\d{2})"
_SPAN = regex(_CLOCK + _TO + _CLOCK, re.ASCII)
_DATE = regex(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_DATES_RANGE = regex(r"\s*(?:\.{2,3}|…|~|～|—|至|到)\s*")


def read_hours(reader: TreeReader, node: Node | None) -> Hours:
    """The business hours; always open without a week."""
    mapping = reader.mapping("hours", node)
    if mapping is None:
        return Hours()
    fields = reader.fields(mapping, HOURS_KEYS)
    if "special" in fields and "week" not in fields:
        reader.report("E106", mapping.at, key="hours.week")
    return Hours(
        week=_week(reader, fields.get("week")),
        special=_special(reader, fields.get("special")),
    )


def _week(reader: TreeReader, node: Node | None) -> tuple[tuple[DaySpan, ...], ...]:
    key = "hours.week"
    mapping = reader.mapping(key, node)
    if mapping is None:
        return ()
    if not mapping.pairs:
        reader.report("E111", mapping.at, key=key, expected_count=1, count=0)
    week: list[tuple[DaySpan, ...]] = [()] * len(DAYS)
    named: dict[int, Text] = {}
    for name, value in reader.pairs(mapping).items():
        spans = _spans(reader, f"{key}.{name.text}", value)
        for day in _days(reader, name):
            first = named.setdefault(day, name)
            if first is name:
                week[day] = spans
            else:
                _report_twice(reader, key, Text(DAYS[day], name.at), first.at)
    return tuple(week)


def _days(reader: TreeReader, name: Text) -> tuple[int, ...]:
    """The days that a key names, Monday being 0; 周日至周四 runs over the end of the week."""
    if name.text.strip().lower() in _EVERY_DAY:
        return tuple(range(len(DAYS)))
    days, wrong = _named_days(name.text)
    if wrong:
        meant = guessed_days(name.text)
        if meant and not _named_days(meant)[1]:
            reader.misread("E314", name.at, name.text, meant, name=name.text)
        else:
            check_known(reader, "E314", (Text(wrong, name.at),), (*DAYS, _EVERY_DAY[0]))
    return days


def _named_days(text: str) -> tuple[tuple[int, ...], str]:
    """The days, and "" or the first name that is none."""
    found: list[int] = []
    for part in _COMMA.split(text):
        ends = _DAYS_RANGE.split(part.strip())
        first, last = _day(ends[0]), _day(ends[-1])
        if first is None or last is None or len(ends) > 2:
            return (), ends[-1] if first is not None and len(ends) == 2 else ends[0]
        days = (last - first) % len(DAYS) + 1
        found += ((first + ahead) % len(DAYS) for ahead in range(days))
    return tuple(found), ""


def _day(text: str) -> int | None:
    text = text.strip().lower()
    if text in DAYS:
        return DAYS.index(text)
    match = _DAY.fullmatch(text)
    return None if match is None else _CHINESE[match[1]]


def _spans(reader: TreeReader, key: str, node: Node) -> tuple[DaySpan, ...]:
    """The spans of a day in order; () when closed."""
    if isinstance(node, Items):
        parts = reader.texts(key, node)
        if not node.items:
            reader.report("E107", node.at, key=key)
    else:
        text = reader.text(key, node, required=True, expected="text_or_texts")
        if text is None or text.strip().lower() in _CLOSED:
            return ()
        parts = (Text(text, node.at),)
    spans: dict[DaySpan, str] = {}
    for part in parts:
        for written in _COMMA.split(part.text):
            _add_span(reader, key, Text(written.strip(), part.at), spans)
    return tuple(sorted(spans))


def _add_span(reader: TreeReader, key: str, written: Text, spans: dict[DaySpan, str]) -> None:
    """Add a span to those of its day, or report why not."""
    fields = {"key": key, "text": written.text}
    span = _span(written.text)
    if span is None:
        reader.misread("E219", written.at, written.text, _meant_span(written.text), **fields)
        return
    start, end = span
    if end <= start:
        reader.report("E220", written.at, key=key, text=written.text)
        return
    for (other_start, other_end), other in spans.items():
        if start < other_end and other_start < end:
            reader.report("E221", written.at, key=key, text=written.text, other_text=other)
            return
    spans[span] = written.text


def _meant_span(text: str) -> str:
    meant = guessed_span(text)
    return meant if meant in _CLOSED or _span(meant) is not None else ""


def _span(text: str) -> DaySpan | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in match.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if max(start_minute, end_minute) > 59 or start_hour > 23 or end > 1440:
        return None
    return start, end


def _special(reader: TreeReader, node: Node | None) -> dict[date, tuple[DaySpan, ...]]:
    key = "hours.special"
    mapping = reader.mapping(key, node)
    special: dict[date, tuple[DaySpan, ...]] = {}
    named: dict[date, Text] = {}
    for name, value in reader.pairs(mapping).items() if mapping is not None else ():
        spans = _spans(reader, f"{key}.{name.text}", value)
        for day in _dates(reader, key, name):
            first = named.setdefault(day, name)
            if first is name:
                special[day] = spans
            else:
                _report_twice(reader, key, Text(day.isoformat(), name.at), first.at)
                break
    return special


def _dates(reader: TreeReader, key: str, name: Text) -> tuple[date, ...]:
    """The days from the first to the last date, both included."""
    ends = [_date(end) for end in _DATES_RANGE.split(name.text.strip())]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        meant = guessed_dates(name.text)
        real = all(_date(end) for end in meant.split(".."))
        reader.misread("E222", name.at, name.text, meant if real else "", key=key, text=name.text)
        return ()
    if last < first:
        reader.report("E204", name.at, start=first.isoformat(), end=last.isoformat())
        return ()
    count = (last - first).days + 1
    if count > LONGEST_RANGE:
        reader.report("E223", name.at, key=key, text=name.text, count=count, limit=LONGEST_RANGE)
        return ()
    return tuple(first + timedelta(days=ahead) for ahead in range(count))


def _date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _report_twice(reader: TreeReader, key: str, name: Text, first: int) -> None:
    reader.report("E311", name.at, key=key, name=name.text, other=reader.source.place(first))
