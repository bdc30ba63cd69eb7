"""Which questions may be searched: by audience, channel and time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.corpus.entry import ChannelAnswer, Entry, Valid
from xiaoer.corpus.settings import Audience, Channel, Settings
from xiaoer.errors import UnknownNameError
from xiaoer.matching.eligibility import Eligibility

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 11, 12, tzinfo=CHINA)


def entry(id: str, **more: object) -> Entry:
    return Entry(id=id, question=id, answer="…", **more)  # type: ignore[arg-type]


ENTRIES = (
    entry("all"),
    entry("buyer", audience=("buyer",)),
    entry("merchant", audience=("merchant",)),
    entry("both", audience=("buyer", "merchant")),
    entry("app", channels=(ChannelAnswer(channel="app"),)),
    entry("web-buyer", channels=(ChannelAnswer(channel="web"),), audience=("buyer",)),
    entry("off", enabled=False),
    entry("day", valid=Valid(start=NOON, end=NOON + timedelta(days=1))),
    entry("until", valid=Valid(end=NOON), audience=("buyer",)),
    entry("off-day", valid=Valid(start=NOON), enabled=False),
)
SETTINGS = Settings(
    audiences=(Audience(name="buyer", label="买家"), Audience(name="merchant", label="商家")),
    channels=(Channel(name="app", label="App"), Channel(name="web", label="网页")),
)


def bits(numbers: Sequence[int]) -> int:
    return sum(1 << number for number in numbers)


ELIGIBILITY = Eligibility(ENTRIES, SETTINGS, bits)


def found(
    audience: str | None, channel: str | None, now: datetime | None, by: Eligibility = ELIGIBILITY
) -> str:
    mask = by.mask(audience, channel, now)
    return " ".join(e.id for n, e in enumerate(ENTRIES) if mask >> n & 1)


@pytest.mark.parametrize(
    ("audience", "channel", "now", "ids"),
    [
        (None, None, NOON, "all buyer merchant both app web-buyer day"),
        ("buyer", None, NOON, "all buyer both app web-buyer day"),
        ("merchant", None, NOON, "all merchant both app day"),
        (None, "app", NOON, "all buyer merchant both app day"),
        ("buyer", "web", NOON, "all buyer both web-buyer day"),
        ("merchant", "web", NOON, "all merchant both day"),
        ("buyer", "app", NOON - timedelta(seconds=1), "all buyer both app until"),
        ("merchant", "app", NOON - timedelta(seconds=1), "all merchant both app"),
        (None, None, NOON + timedelta(days=1), "all buyer merchant both app web-buyer"),
    ],
)
def test_who_may_be_given_what_where_and_when(
    audience: str | None, channel: str | None, now: datetime, ids: str
) -> None:
    """A valid time starts with its first moment and is over with its last."""
    assert found(audience, channel, now) == ids


@given(
    st.sampled_from([None, "buyer", "merchant"]),
    st.sampled_from([None, "app", "web"]),
    st.integers(-200_000, 200_000),
)
def test_the_sets_made_beforehand_equal_looking_at_each_entry(
    audience: str | None, channel: str | None, seconds: int
) -> None:
    now = NOON + timedelta(seconds=seconds)
    ids = [e.id for e in ENTRIES if e.is_eligible(audience, channel, now)]
    assert found(audience, channel, now) == " ".join(ids)


def test_a_time_without_an_offset_is_the_corpus_s() -> None:
    naive = datetime(2026, 11, 11, 12)
    assert found("buyer", None, naive) == found("buyer", None, NOON)
    in_utc = Eligibility(ENTRIES, Settings(timezone="+00:00"), bits)
    assert "until" in found("buyer", None, datetime(2026, 11, 11, 3, 59), in_utc)
    assert "until" not in found("buyer", None, datetime(2026, 11, 11, 4), in_utc)


def test_the_same_moment_in_another_offset_is_the_same() -> None:
    assert found(None, None, NOON.astimezone(UTC)) == found(None, None, NOON)


def test_without_a_time_it_is_now() -> None:
    always = [n for n, e in enumerate(ENTRIES) if e.valid is None and e.enabled]
    assert ELIGIBILITY.mask(None, None, None) & bits(always) == bits(always)
    opened = (entry("day", valid=Valid(start=datetime(2000, 1, 1, tzinfo=UTC))),)
    assert Eligibility(opened, SETTINGS, bits).mask(None, None, None) == 1
    closed = (entry("day", valid=Valid(end=datetime(2000, 1, 1, tzinfo=UTC))),)
    assert Eligibility(closed, SETTINGS, bits).mask(None, None, None) == 0


@pytest.mark.parametrize(
    ("audience", "channel", "kind", "name"),
    [
        ("byer", None, "audience", "byer"),
        (None, "ap", "channel", "ap"),
        ("x", "y", "audience", "x"),
    ],
)
def test_an_undeclared_name_is_an_error_that_names_the_nearest(
    audience: str | None, channel: str | None, kind: str, name: str
) -> None:
    with pytest.raises(UnknownNameError) as error:
        ELIGIBILITY.mask(audience, channel, NOON)
    assert (error.value.kind, error.value.name) == (kind, name)
    assert error.value.known == (("buyer", "merchant") if kind == "audience" else ("app", "web"))


def test_without_declarations_the_names_that_entries_use_are_known() -> None:
    free = Eligibility(ENTRIES, Settings(), bits)
    assert found("merchant", "web", NOON, free) == found("merchant", "web", NOON)
    with pytest.raises(UnknownNameError, match="expected one of: buyer, merchant"):
        free.mask("nobody", None, NOON)
    with pytest.raises(UnknownNameError, match="channel"):
        free.mask(None, "fax", NOON)


def test_a_declared_name_that_no_entry_uses_is_known() -> None:
    assert Eligibility((entry("all"),), SETTINGS, bits).mask("merchant", "web", NOON) == 1
