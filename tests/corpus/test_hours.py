"""Business hours: how they are written, when people are there, when they are back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.hours import DaySpan, Hours, opens_text
from xiaoer.corpus.settings import Settings

CHINA = timezone(timedelta(hours=8))
MORNING, AFTERNOON = (540, 720), (810, 1080)
OFFICE = (MORNING, AFTERNOON)
# 2026-09-28 is a Monday; the first week of October a holiday, made up for on a Sunday.
HOURS = Hours(
    week=(OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, ((600, 960),), ()),
    special={
        **{date(2026, 10, day): () for day in range(1, 9)},
        date(2026, 10, 11): ((540, 1440),),
    },
)


def at(day: int, hour: int, minute: int = 0, *, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def read(hours: object) -> Hours:
    return Settings.from_dict({"hours": hours}).hours


# --- written ----------------------------------------------------------------------------------


def test_as_an_operator_writes_them() -> None:
    written = {
        "week": {"mon-fri": "09:00-12:00, 13:30-18:00", "sat": "10:00-16:00", "sun": "closed"},
        "special": {"2026-10-01..2026-10-08": "closed", "2026-10-11": "09:00-24:00"},
    }
    assert read(written) == HOURS


@pytest.mark.parametrize(
    "spans",
    [
        "9:00-12:00,13:30-18:00",
        "13:30-18:00，9：00—12：00",
        "09:00～12:00、13:30至18:00",
        "9:00 ~ 12:00; 13:30 – 18:00",
        ["9:00-12:00", "13:30-18:00"],
        ["9:00到12:00，13:30-18:00"],
    ],
    ids=str,
)
def test_spans_in_any_hand(spans: object) -> None:
    assert read({"week": {"mon": spans}}).week == (OFFICE, *[()] * 6)


@pytest.mark.parametrize(
    ("days", "named"),
    [
        ("mon", "1000000"),
        ("Mon-Fri", "1111100"),
        ("周一至周五", "1111100"),
        ("周一-周五", "1111100"),
        ("星期六～礼拜天", "0000011"),
        ("周六、周日", "0000011"),
        ("周日至周二", "1100001"),
        ("fri-mon", "1000111"),
        ("mon, wed", "1010000"),
        ("daily", "1111111"),
        ("每天", "1111111"),
        ("mon-sun", "1111111"),
    ],
)
def test_days_in_any_hand(days: str, named: str) -> None:
    spans: tuple[DaySpan, ...] = ((0, 1440),)
    assert read({"week": {days: "00:00-24:00"}}).week == tuple(
        spans if mark == "1" else () for mark in named
    )


@pytest.mark.parametrize("dates", ["2026-10-01..2026-10-02", "2026/10/1 至 2026/10/2"])
def test_dates_in_any_hand(dates: str) -> None:
    hours = read({"week": {"daily": "9:00-18:00"}, "special": {dates: "休息"}})
    assert hours.special == {date(2026, 10, 1): (), date(2026, 10, 2): ()}


def test_touching_spans_do_not_overlap() -> None:
    assert read({"week": {"mon": "12:00-18:00, 9:00-12:00"}}).week[0] == ((540, 720), (720, 1080))


def test_a_range_of_a_year_and_a_single_day() -> None:
    year = read({"week": {"mon": "closed"}, "special": {"2028-01-01..2028-12-31": "closed"}})
    assert len(year.special) == 366
    day = read({"week": {"mon": "closed"}, "special": {"2028-02-29..2028-02-29": "closed"}})
    assert list(day.special) == [date(2028, 2, 29)]


def test_dates_of_python_are_keys_too() -> None:
    written = {"week": {"daily": "9:00-18:00"}, "special": {date(2026, 10, 1): "closed"}}
    assert read(written).special == {date(2026, 10, 1): ()}


def test_as_they_are_written_back() -> None:
    assert Settings(hours=HOURS).to_dict() == {
        "hours": {
            "week": {"mon-fri": "09:00-12:00, 13:30-18:00", "sat": "10:00-16:00"},
            "special": {
                **{f"2026-10-0{day}": "closed" for day in range(1, 9)},
                "2026-10-11": "09:00-24:00",
            },
        }
    }
    assert Settings(hours=Hours(week=((),) * 7)).to_dict() == {
        "hours": {"week": {"daily": "closed"}}
    }
    assert Settings(hours=Hours()).to_dict() == {}


def spans() -> st.SearchStrategy[tuple[DaySpan, ...]]:
    """Up to three spans that touch or stand apart."""
    bounds = st.lists(st.integers(0, 1440), max_size=3, unique=True).map(sorted)
    ends = bounds.map(lambda found: list(pairwise(found)))
    return ends.map(tuple) | st.just(())


@pytest.mark.slow
@given(
    st.lists(spans(), min_size=7, max_size=7).map(tuple),
    st.dictionaries(st.dates(), spans(), max_size=3),
)
def test_written_and_read_back_they_are_the_same(
    week: tuple[tuple[DaySpan, ...], ...], special: dict[date, tuple[DaySpan, ...]]
) -> None:
    settings = Settings(hours=Hours(week=week, special=special))
    assert Settings.from_dict(settings.to_dict()) == settings
    assert Corpus.from_entries([], settings).settings == settings


# --- open and closed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (at(28, 8, 59), False),
        (at(28, 9), True),
        (at(28, 11, 59) + timedelta(seconds=59.9), True),
        (at(28, 12), False),
        (at(28, 13, 29), False),
        (at(28, 13, 30), True),
        (at(28, 18), False),
        (at(27, 10), False),  # Sunday
        (at(26, 15, 59), True),  # Saturday
        (at(26, 16), False),
        (at(1, 10, month=10), False),  # a holiday, a Thursday
        (at(8, 23, month=10), False),
        (at(9, 10, month=10), True),
        (at(11, 10, month=10), True),  # a Sunday that is worked
        (at(11, 23, 59, month=10), True),
        (at(12, 0, month=10), False),
    ],
    ids=str,
)
def test_open_from_the_first_minute_to_before_the_last(now: datetime, is_open: bool) -> None:
    assert HOURS.is_open(now) is is_open


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (at(28, 8, 59), at(28, 9)),
        (at(28, 9), at(28, 9)),
        (at(28, 10, 17), at(28, 10, 17)),
        (at(28, 12), at(28, 13, 30)),
        (at(28, 18), at(29, 9)),
        (at(26, 16), at(28, 9)),  # over Sunday
        (at(30, 18), at(9, 9, month=10)),  # over the holiday
        (at(10, 16, month=10), at(11, 9, month=10)),  # Saturday evening → the special Sunday
        (at(12, 0, month=10), at(12, 9, month=10)),
    ],
    ids=str,
)
def test_the_next_opening(now: datetime, opening: datetime) -> None:
    assert HOURS.next_opening(now) == opening


def test_without_a_week_it_is_always_open() -> None:
    assert Hours().is_open(at(27, 3))
    assert Hours().next_opening(at(27, 3)) == at(27, 3)


def test_never_open_has_no_opening() -> None:
    closed = Hours(week=((),) * 7)
    assert not closed.is_open(at(28, 10))
    assert closed.next_opening(at(28, 10)) is None


def test_a_holiday_of_a_year_is_over_after_it() -> None:
    daily = Hours(week=(OFFICE,) * 7)
    first = date(2026, 9, 28)
    away = {first + timedelta(days=ahead): () for ahead in range(366)}
    hours = Hours(week=daily.week, special=away)
    assert hours.next_opening(at(28, 10)) == at(28, 9) + timedelta(days=366)


def test_open_round_the_clock_has_no_gap_at_midnight() -> None:
    around = Hours(week=(((0, 1440),),) * 7)
    assert around.is_open(at(28, 23, 59))
    assert around.is_open(at(29, 0))


def test_the_end_of_the_calendar_has_no_opening() -> None:
    last = datetime(9999, 12, 31, 19, tzinfo=CHINA)
    assert HOURS.next_opening(last) is None
    assert HOURS.next_opening(last - timedelta(days=2)) == last.replace(day=30, hour=9)


@given(st.datetimes(datetime(2026, 9, 20), datetime(2026, 10, 20)))
def test_people_are_there_at_the_next_opening_and_not_before(moment: datetime) -> None:
    now = moment.replace(tzinfo=CHINA)
    opening = HOURS.next_opening(now)
    assert opening is not None
    assert HOURS.is_open(opening)
    assert (opening == now) is HOURS.is_open(now)
    hours_before = (now + timedelta(hours=ahead) for ahead in range(24 * 12))
    assert not any(HOURS.is_open(between) for between in hours_before if between < opening)


# --- the corpus's offset ----------------------------------------------------------------------


def test_a_moment_in_the_corpus_s_offset() -> None:
    settings = Settings(timezone="+08:00")
    noon = datetime(2026, 9, 28, 12, tzinfo=CHINA)
    for given_moment in (noon, datetime(2026, 9, 28, 4, tzinfo=UTC), datetime(2026, 9, 28, 12)):
        local = settings.local(given_moment)
        assert (local, local.hour, local.utcoffset()) == (noon, 12, timedelta(hours=8))
    now = settings.local(None)
    assert now.utcoffset() == timedelta(hours=8)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_offset_decides_which_day_it_is() -> None:
    """Sunday evening in UTC is Monday morning in China."""
    hours = Hours(week=(((0, 1440),), *[()] * 6))
    sunday = datetime(2026, 9, 27, 17, tzinfo=UTC)
    assert hours.is_open(Settings().local(sunday))
    assert not hours.is_open(Settings(timezone="Z").local(sunday))


# --- said -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "now", "text"),
    [
        (at(28, 13, 30), at(28, 12), "今天 13:30"),
        (at(29, 9), at(28, 23, 59), "明天 9:00"),
        (at(29, 0), at(28, 23, 59), "明天 0:00"),
        (at(30, 9), at(28, 18), "9月30日 9:00"),
        (at(8, 9, 5, month=10), at(30, 18), "10月8日 9:05"),
        (datetime(2027, 1, 1, 9, tzinfo=CHINA), at(30, 18, month=12), "2027年1月1日 9:00"),
        (datetime(2027, 1, 1, 9, tzinfo=CHINA), at(31, 18, month=12), "明天 9:00"),
    ],
    ids=str,
)
def test_the_opening_in_words(opening: datetime, now: datetime, text: str) -> None:
    assert opens_text(opening, now) == text
