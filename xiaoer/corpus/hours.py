"""When people are there to take over: hours of the week, special days, the next opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from xiaoer.records import dataclass, field

DaySpan = tuple[int, int]
"""Minutes of a day, from (inclusive) and to (exclusive), 0..1440."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Days that one range of special dates may span: a year.
LONGEST_RANGE = 366

_LOOK_AHEAD = 370  # days; a year of holidays means never


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Business hours in the corpus's offset; without a week people are always there.

    `week` has the spans of Monday to Sunday; `special` those of single days, () when closed.
    """

    week: tuple[tuple[DaySpan, ...], ...] = ()
    special: Mapping[date, tuple[DaySpan, ...]] = field(default_factory=dict, hash=False)

    def spans(self, day: date) -> tuple[DaySpan, ...]:
        """The spans of a day in which people are there."""
        if not self.week:
            return ((0, 1440),)
        return self.special.get(day, self.week[day.weekday()])

    def is_open(self, now: datetime) -> bool:
        """Whether people are there at a moment given in the corpus's offset."""
        minute = now.hour * 60 + now.minute
        return any(start <= minute < end for start, end in self.spans(now.date()))

    def next_opening(self, now: datetime) -> datetime | None:
        """The first moment from `now` on at which people are there; None within a year."""
        if self.is_open(now):
            return now
        return next((moment for moment in self._openings(now) if moment > now), None)

    def _openings(self, now: datetime) -> Iterator[datetime]:
        ahead = min(_LOOK_AHEAD, date.max.toordinal() - now.toordinal() + 1)
        for days in range(ahead):
            day = now.date() + timedelta(days=days)
            midnight = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
            for start, _ in sorted(self.spans(day)):
                yield midnight + timedelta(minutes=start)


def opens_text(moment: datetime, now: datetime) -> str:
    """When people are back, as a customer reads it: 今天 13:30, 明天 9:00, 10月8日 9:00.

    Both in the corpus's offset; a date in another year has its year.
    """
    clock = f"{moment.hour}:{moment.minute:02d}"
    days = moment.toordinal() - now.toordinal()
    if days in (0, 1):
        return f"{('今天', '明天')[days]} {clock}"
    year = "" if moment.year == now.year else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日 {clock}"
