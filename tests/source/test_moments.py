"""Dates, times and offsets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from xiaoer.source.moments import parse_moment, parse_offset

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=CHINA)),
        ("2026/11/1", datetime(2026, 11, 1, tzinfo=CHINA)),
        (" 2026-11-01 09:30 ", datetime(2026, 11, 1, 9, 30, tzinfo=CHINA)),
        ("2026-11-01T09:30:15", datetime(2026, 11, 1, 9, 30, 15, tzinfo=CHINA)),
        ("2026-11-01T09:30:15.25Z", datetime(2026, 11, 1, 9, 30, 15, 250_000, tzinfo=UTC)),
        ("2026-11-01 00:00 +00:00", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T00:00-0330", datetime(2026, 11, 1, 3, 30, tzinfo=UTC)),
    ],
)
def test_moment(text: str, moment: datetime) -> None:
    assert parse_moment(text, CHINA, end=False) == moment


def test_a_day_as_end_is_the_day_after() -> None:
    assert parse_moment("2026-11-12", CHINA, end=True) == datetime(2026, 11, 13, tzinfo=CHINA)
    assert parse_moment("2026-11-12 08:00", CHINA, end=True).hour == 8
    assert parse_moment("9999-12-31", CHINA, end=True).year == 9999


@pytest.mark.parametrize(
    "text",
    ["", "双11", "2026-02-30", "2026-11-01 24:61", "2026-11-01x", "11-01", "2026-11-01 09:30 CST"],
)
def test_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_moment(text, CHINA, end=False)


def test_offset() -> None:
    assert parse_offset("+08:00") == CHINA
    assert parse_offset("+0800") == CHINA
    assert parse_offset("-03:30").utcoffset(None) == timedelta(hours=-3, minutes=-30)
    for bad in ("Asia/Shanghai", "+25:00", "+08:99", "8"):
        with pytest.raises(ValueError, match=r"^"):
            parse_offset(bad)
