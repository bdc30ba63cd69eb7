"""Many queries at once: each reply as ``ask`` gives it, in order, as late as possible."""

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.service.material import FAQ, ROOT, THREE_ENTRIES
from xiaoer import ArgumentTypeError, Bot, QueryTypeError, Reply, UnknownNameError
from xiaoer.asking import _AHEAD, _CHUNK, Asked, _context, ask_each
from xiaoer.evaluation import Case, CasesError, compare, evaluate, load_cases, predict

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
needs_fork = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="the system has no fork"
)
STARTS = [
    pytest.param("fork", marks=needs_fork),
    pytest.param("spawn", marks=pytest.mark.slow),
]
UGLY = ("", " ", "\ud800退款", "\x00", "退款" * 3000, "1", "👎", "13800138000")


@pytest.fixture(scope="module")
def sample() -> Bot:
    return Bot.sample()


@pytest.fixture
def small(tmp_path: Path) -> Bot:
    (tmp_path / "a.yaml").write_text(THREE_ENTRIES, encoding="utf-8")
    return Bot.load(tmp_path)


@pytest.fixture(scope="module")
def queries() -> list[str]:
    """Three hundred, a third of them twice, some of them ugly."""
    found = [case.q for case in load_cases(FAQ / "queries.jsonl")][::5]
    return [*found, *UGLY, *found[::2]]


@pytest.fixture(scope="module")
def expected(sample: Bot, queries: list[str]) -> list[Reply]:
    return [sample.ask(query, audience="buyer", now=NOW) for query in queries]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no other thread ran: those of the test runner would make it spawn."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


class Counting(Bot):
    """A bot that keeps what it was asked."""

    asked: list[str]

    def ask(self, query: str, **fields: Any) -> Reply:
        self.asked.append(query)
        return super().ask(query, **fields)


@pytest.fixture
def counting(small: Bot) -> Counting:
    bot = Counting(small.corpus)
    bot.asked = []
    return bot


@pytest.mark.slow
def test_in_one_process_it_is_ask(sample: Bot, queries: list[str], expected: list[Reply]) -> None:
    assert len(queries) > 300
    assert list(sample.ask_many(queries, audience="buyer", now=NOW)) == expected
    alone = sample.ask_many(queries[:9], audience="buyer", now=NOW, processes=1, remember=0)
    assert list(alone) == expected[:9]


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_in_two_processes_it_is_ask(
    sample: Bot, queries: list[str], expected: list[Reply], start: Literal["fork", "spawn"]
) -> None:
    found = list(sample.ask_many(queries, audience="buyer", now=NOW, processes=2, start=start))
    assert found == expected
    assert [one.to_dict() for one in found] == [one.to_dict() for one in expected]
    entries = [one.entry for one in found if one.entry]
    assert entries
    assert all(entry is sample.corpus[entry.id] for entry in entries), "copies fill the memory"


@pytest.mark.usefixtures("alone")
@needs_fork
def test_a_calibration_and_a_threshold_go_along(small: Bot) -> None:
    bot = small.with_threshold(0.0)
    asked = ["退款要多久才到账呀", "货什么时候发"]
    (one, other) = bot.ask_many(asked, processes=2, now=NOW)
    assert [one, other] == [bot.ask(query, now=NOW) for query in asked]


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@needs_fork
@pytest.mark.parametrize("remember", [0, 1, 40, 10_000])
def test_whatever_is_remembered_nothing_changes(small: Bot, remember: int) -> None:
    asked = [f"怎么申请退款{'啊' * (n % 7)}{n % 50 if n % 3 else ''}" for n in range(700)]
    found = small.ask_many(asked, processes=2, now=NOW, remember=remember)
    assert [reply.query for reply in found] == asked


# --- lazily, and once ---------------------------------------------------------------------------


def test_it_takes_one_query_for_one_reply(small: Bot) -> None:
    taken: list[str] = []

    def source() -> Iterator[str]:
        for query in ("怎么申请退款", "多久发货", "退款多久到账"):
            taken.append(query)
            yield query

    replies = small.ask_many(source())
    assert taken == []
    assert next(replies).query == "怎么申请退款"
    assert taken == ["怎么申请退款"]


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@needs_fork
def test_processes_read_a_bounded_way_ahead_of_an_endless_source(small: Bot) -> None:
    taken = 0

    def source() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"多久发货{taken}"

    replies = small.ask_many(source(), processes=2)
    for _ in range(40):
        next(replies)
    assert taken <= 40 + 2 * _CHUNK * _AHEAD
    replies.close()  # type: ignore[attr-defined]
    gc.collect()
    assert multiprocessing.active_children() == []


def test_a_query_that_came_before_is_not_asked_again(counting: Counting) -> None:
    asked = ["多久发货", "怎么申请退款", "多久发货", "怎么申请退款", "多久发货 "]
    assert len(list(counting.ask_many(asked))) == 5
    assert counting.asked == ["多久发货", "怎么申请退款", "多久发货 "]


def test_the_memory_is_of_the_last_ones(counting: Counting) -> None:
    list(counting.ask_many([*"一二三一", "二"], remember=2))
    assert counting.asked == [*"一二三一", "二"]
    counting.asked.clear()
    list(counting.ask_many([*"一二一三一二"], remember=2))
    assert counting.asked == [*"一二三二"], "what was used again stays longer"


def test_who_asks_is_part_of_the_question(counting: Counting) -> None:
    asked = [Asked("多久发货", "buyer"), Asked("多久发货"), Asked("多久发货", None, "web")]
    said = list(ask_each(counting, asked, now=NOW))
    assert len(counting.asked) == 3
    assert [type(one) for one in said] == [UnknownNameError, Reply, UnknownNameError]


# --- errors -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("processes", [None, pytest.param(2, marks=needs_fork)])
def test_an_error_comes_when_it_is_its_turn(small: Bot, processes: int | None) -> None:
    replies = small.ask_many(["多久发货", 5, "多久发货"], processes=processes)  # type: ignore[list-item]
    assert next(replies).query == "多久发货"
    with pytest.raises(QueryTypeError):
        next(replies)


@pytest.mark.parametrize("query", [None, [], {}, 1, True, b"x"])
def test_no_text_is_told_whatever_it_is(small: Bot, query: Any) -> None:
    with pytest.raises(QueryTypeError):
        list(small.ask_many([query]))


def test_an_unknown_audience_is_told(small: Bot) -> None:
    with pytest.raises(UnknownNameError):
        list(small.ask_many(["多久发货"], audience="nobody"))
    assert list(small.ask_many([], audience="nobody")) == []


def test_bad_arguments_are_told_at_once(small: Bot) -> None:
    with pytest.raises(ArgumentTypeError, match=r"call ask\(query\)"):
        small.ask_many("多久发货")
    with pytest.raises(TypeError):
        small.ask_many(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="processes must be at least 1"):
        small.ask_many([], processes=0)
    with pytest.raises(ValueError, match="remember must be at least 0"):
        small.ask_many([], remember=-1)
    with pytest.raises(ValueError, match="nohow"):
        small.ask_many([], start="nohow")  # type: ignore[arg-type]


# --- how processes start ------------------------------------------------------------------------


@needs_fork
def test_it_forks_only_where_no_other_thread_runs() -> None:
    code = (
        "import threading\nfrom xiaoer.asking import _context\n"
        "print(_context().get_start_method())\n"
        "end = threading.Event()\nthread = threading.Thread(target=end.wait)\nthread.start()\n"
        "print(_context().get_start_method())\nend.set()\nthread.join()\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["fork", "spawn"]


def test_without_fork_it_spawns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert _context().get_start_method() == "spawn"


class Dying(Bot):
    """A bot whose process ends at a certain query, as where memory has run out."""

    def ask(self, query: str, **fields: Any) -> Reply:
        if query == "死":
            os._exit(1)
        return super().ask(query, **fields)


@needs_fork
def test_a_process_that_dies_is_an_error_and_no_waiting(small: Bot) -> None:
    with pytest.raises(RuntimeError, match="terminated"):
        list(Dying(small.corpus).ask_many(["多久发货", "死"], processes=2, start="fork"))


# --- evaluation asks so -------------------------------------------------------------------------

CASES = [
    Case(q="怎么申请退款呢", gold=("apply",)),
    Case(q="附近哪里有停车场"),
    Case(q="怎么申请退款呢", gold=("apply",), slices={"slice": "again"}),
]


def test_evaluate_asks_a_query_once(counting: Counting) -> None:
    found = evaluate(predict(counting), CASES, resamples=10)
    assert counting.asked == ["怎么申请退款呢", "附近哪里有停车场"]
    assert [outcome.case for outcome in found.outcomes] == CASES


@pytest.mark.usefixtures("alone")
@needs_fork
def test_evaluate_and_compare_in_two_processes_find_the_same(small: Bot) -> None:
    one, two = predict(small), predict(small, processes=2)
    assert evaluate(two, CASES, resamples=10) == evaluate(one, CASES, resamples=10)
    assert compare(two, one, CASES, resamples=10).changes == ()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("processes", [None, pytest.param(2, marks=needs_fork)])
def test_all_audiences_that_are_not_known_are_told(small: Bot, processes: int | None) -> None:
    cases = [
        *CASES,
        Case(q="多久发货", slices={"audience": "a"}),
        Case(q="多久发货", slices={"audience": "b"}),
    ]
    with pytest.raises(CasesError) as caught:
        evaluate(predict(small, processes=processes), cases, resamples=10)
    assert len(caught.value.faults) == 2
