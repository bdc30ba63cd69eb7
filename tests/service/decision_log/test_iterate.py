"""Logs of any length: record by record, from several files, packed, of a range of time."""

import gzip
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.service.material import bot_of
from xiaoer import DecisionLog, Feedback, LoggedReply, Reply, iter_log, read_log
from xiaoer.service.decision_log import log_lines

START = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHANGHAI = timezone(timedelta(hours=8))


def logged(path: Path, first: int, last: int) -> Path:
    """A log with a reply every hour, and feedback half an hour later."""
    with DecisionLog(path) as log:
        for hour in range(first, last):
            reply = Reply(query=f"第{hour}个", action="chat", reason="greeting", text="您好")
            id = log.record(reply, conversation=f"c{hour}", now=START + hour * HOUR)
            log.feedback(id, "helpful", now=START + hour * HOUR + HOUR / 2)
    return path


def packed(path: Path) -> Path:
    place = path.with_name(f"{path.name}.gz")
    place.write_bytes(gzip.compress(path.read_bytes()))
    return place


def told(*paths: Path, since: datetime | None = None, until: datetime | None = None) -> list[str]:
    """Queries and verdicts, in the order in which they are read."""
    return [
        one.reply.query if isinstance(one, LoggedReply) else one.verdict
        for one in iter_log(*paths, since=since, until=until)
    ]


def test_records_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = logged(tmp_path / "a.jsonl", 0, 2)
    assert told(path) == ["第0个", "helpful", "第1个", "helpful"]
    records = list(iter_log(path))
    assert [type(one) for one in records] == [LoggedReply, Feedback] * 2
    content = read_log(path)
    assert (*content.replies, *content.feedback) == (*records[::2], *records[1::2])


def test_several_files_some_packed_are_one_log(tmp_path: Path) -> None:
    old = packed(logged(tmp_path / "a.jsonl.1", 0, 2))
    new = logged(tmp_path / "a.jsonl", 2, 4)
    assert told(old, new)[::2] == ["第0个", "第1个", "第2个", "第3个"]
    assert len(read_log(old, new).replies) == 4
    twice = tmp_path / "joined.gz"
    twice.write_bytes(old.read_bytes() * 2)
    assert told(twice) == told(old) * 2


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, ["第0个", "第1个", "第2个", "第3个"]),
        (START + HOUR, None, ["第1个", "第2个", "第3个"]),
        (None, START + HOUR, ["第0个"]),
        (START + HOUR, START + 3 * HOUR, ["第1个", "第2个"]),
        (START + 4 * HOUR, None, []),
        (datetime(2026, 11, 1, 10, tzinfo=SHANGHAI), None, ["第2个", "第3个"]),
        (START + HOUR / 4, START + HOUR / 2, []),
    ],
)
def test_a_range_of_time_has_its_beginning_and_not_its_end(
    tmp_path: Path, since: datetime | None, until: datetime | None, found: list[str]
) -> None:
    path = logged(tmp_path / "a.jsonl", 0, 4)
    queries = [one for one in told(path, since=since, until=until) if one != "helpful"]
    assert queries == found
    content = read_log(path, since=since, until=until)
    assert [one.reply.query for one in content.replies] == found


def test_feedback_has_a_time_of_its_own(tmp_path: Path) -> None:
    path = logged(tmp_path / "a.jsonl", 0, 2)
    assert told(path, since=START + HOUR / 2, until=START + HOUR) == ["helpful"]


def test_a_time_without_an_offset_in_the_log_is_utc(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with DecisionLog(path) as log:
        log.record(bot_of({"id": "a", "question": "怎么退款"}).ask("怎么退款"),
                   now=datetime(2026, 11, 1, 5))  # fmt: skip
    assert len(told(path, since=START + 5 * HOUR, until=START + 6 * HOUR)) == 1


def test_bad_arguments_are_told_at_once(tmp_path: Path) -> None:
    naive = datetime(2026, 11, 1)
    with pytest.raises(ValueError, match="since needs an offset"):
        iter_log(tmp_path, since=naive)
    with pytest.raises(ValueError, match="until needs an offset"):
        read_log(tmp_path, until=naive)
    with pytest.raises(ValueError, match="at least one"):
        iter_log()


# --- damage -------------------------------------------------------------------------------------


def damage(*paths: Path, since: datetime | None = None) -> tuple[int, int]:
    """How many records there are, and how many damaged lines."""
    records = iter_log(*paths, since=since)
    return sum(1 for _ in records), records.damaged


def test_damage_is_counted_as_far_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = logged(path, 0, 1).read_bytes()
    path.write_bytes(b"{\n" + good + b'{"v":2,"kind":"reply"}\n\n' + good[:-20])
    records = iter_log(path)
    assert records.damaged == 0
    next(records)
    assert records.damaged == 1
    assert len(list(records)) == 2
    assert records.damaged == 3
    assert list(records) == []
    assert read_log(path).damaged == 3


@pytest.mark.parametrize("time", ["", "yesterday", 5, None, "2026-13-01T00:00:00+00:00"], ids=repr)
def test_a_line_without_a_time_is_damage_where_the_time_is_asked_for(
    tmp_path: Path, time: object
) -> None:
    row = {"v": 1, "kind": "feedback", "id": "a", "time": time, "reply_id": "b"}
    line = json.dumps({**row, "verdict": "helpful", "note": ""}) + "\n"
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    assert damage(tmp_path / "a.jsonl", since=START) == (0, 1)
    assert damage(tmp_path / "a.jsonl") == (1, 0)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_the_calendar_are_moments(tmp_path: Path, time: str) -> None:
    row = {"v": 1, "kind": "feedback", "id": "a", "time": time, "reply_id": "b"}
    line = json.dumps({**row, "verdict": "helpful", "note": ""}) + "\n"
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    assert damage(tmp_path / "a.jsonl", since=START) == (int(time > "2"), 0)


@pytest.mark.parametrize("size", [99, 100, 101, 250, 1000])
@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_line_that_is_too_long_is_one_damaged_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, end: bytes
) -> None:
    path = tmp_path / "a.jsonl"
    good = logged(path, 0, 1).read_bytes()
    monkeypatch.setattr(log_lines, "LONGEST_LINE", max(map(len, good.splitlines())) + 1)
    long = b"x" * (size + log_lines.LONGEST_LINE - 100)
    path.write_bytes(good + long + end + (good if end else b""))
    assert damage(path) == (4 if end else 2, 1)


def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = packed(logged(tmp_path / "a.jsonl", 0, 400))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    records, damaged = damage(path, tmp_path / "a.jsonl")
    assert damaged == 1
    assert 800 < records < 1600, "the next file is read all the same"


@pytest.mark.slow
def test_a_packed_file_with_bad_bytes_keeps_what_came_before(tmp_path: Path) -> None:
    path = packed(logged(tmp_path / "a.jsonl", 0, 400))
    data = bytearray(path.read_bytes())
    data[-1000:-900] = bytes(100)
    path.write_bytes(data)
    records, damaged = damage(path)
    assert damaged >= 1
    assert 0 < records < 800


@pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8b\x08\x00"])
def test_a_packed_file_that_breaks_off_at_once_is_damage(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.gz").write_bytes(data)
    assert damage(tmp_path / "a.gz") == (0, 1)


def test_an_empty_log_has_nothing(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.jsonl.gz"):
        (tmp_path / name).write_bytes(b"")
        assert damage(tmp_path / name) == (0, 0)


def test_what_cannot_be_read_is_an_error_when_its_turn_comes(tmp_path: Path) -> None:
    good = logged(tmp_path / "a.jsonl", 0, 1)
    records = iter_log(good, tmp_path / "missing.jsonl")
    assert isinstance(next(records), LoggedReply)
    next(records)
    with pytest.raises(FileNotFoundError):
        next(records)
    plain = tmp_path / "plain.gz"
    plain.write_bytes(good.read_bytes())
    with pytest.raises(OSError, match=r"no gzip file.*plain\.gz"):
        list(iter_log(plain))


# --- memory -------------------------------------------------------------------------------------


def many_lines(path: Path) -> Iterator[bytes]:
    """The two lines of a log again and again: 50,000, a tenth of them replies."""
    reply, feedback = logged(path, 0, 1).read_bytes().splitlines(keepends=True)
    for _ in range(5_000):
        yield reply + feedback * 9


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_memory_does_not_grow_with_the_log(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big.jsonl{suffix}"
    with (gzip.open if suffix else open)(path, "wb") as file:  # type: ignore[operator]
        file.writelines(many_lines(tmp_path / "two.jsonl"))
    list(iter_log(tmp_path / "two.jsonl"))
    tracemalloc.start()
    try:
        records = iter_log(path)
        count = sum(1 for _ in records)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (count, records.damaged) == (50_000, 0)
    assert peak < 500_000, "bytes; all of them at once are thirty million"
